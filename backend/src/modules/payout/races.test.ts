import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { accounts, balanceOf } from '../ledger/index.ts';
import { person } from '../../testing/marketplace.ts';
import { giveBalance } from '../../testing/money.ts';
import {
  asked,
  callsFor,
  DESTINATION,
  mendStage,
  payable,
  present,
  round as workersRound,
  setPayoutStage,
} from '../../testing/payout-stage.ts';
import { codeOfCall, expectOneWinner, race, RACE_PATIENCE_MS, ROUNDS } from '../../testing/races.ts';
import { addPayoutAddress, cancelPayout, listPayouts, requestPayout } from './index.ts';

beforeAll(() => setPayoutStage({ relay: false }));
beforeEach(() => {
  mendStage();
});

const BALANCE = 100_000_000n;

test(
  `two withdrawals of the whole balance at one moment: one, ${ROUNDS} times`,
  () =>
    race({
      stage: async () => {
        const who = await person('Sam');
        await giveBalance(who.id, BALANCE);
        const address = await addPayoutAddress({ chainId: 31337, address: DESTINATION, label: 'x' }, who);
        return { who, addressId: address.id, reference: new Types.ObjectId().toHexString() };
      },
      rivals: ({ who, addressId, reference }, round) => {
        const money = { amount: String(BALANCE), asset: 'ETH-USDT' };
        // Every third time it is the same one, pressed twice.
        const references = [`${reference}-a`, round % 3 === 0 ? `${reference}-a` : `${reference}-b`];
        return references.map(
          (name) => () =>
            codeOfCall(() =>
              requestPayout({ reference: name, source: 'seller_payable', money, addressId }, who),
            ),
        );
      },
      verdict: async ({ who }, codes, round) => {
        if (round % 3 === 0) expect(codes).toEqual(['done', 'done']);
        else expectOneWinner(codes, ['INSUFFICIENT_BALANCE', 'CONFLICT']);
        expect((await listPayouts({ limit: 10 }, who)).items).toHaveLength(1);
        expect(await balanceOf(accounts.sellerPayable(who.id), 'ETH-USDT')).toBe(0n);
      },
    }),
  RACE_PATIENCE_MS,
);

test(
  `taken back while two workers send it: back in the balance or sent once, ${ROUNDS} times`,
  () =>
    race({
      stage: () => asked(),
      rivals: (payout) => [
        () => codeOfCall(() => cancelPayout({ payoutId: payout.id }, { id: payout.userId })),
        () => codeOfCall(() => workersRound()),
        () => codeOfCall(() => workersRound()),
      ],
      verdict: async (payout, [cancelled]) => {
        expect(['done', 'CONFLICT', 'INVALID_TRANSITION']).toContain(cancelled);
        const { status } = await present(payout);
        const isBack = cancelled === 'done';
        expect(status).toBe(isBack ? 'cancelled' : 'submitted');
        expect(callsFor(payout)).toBe(isBack ? 0 : 1);
        expect(await payable(payout)).toBe(isBack ? BALANCE : BALANCE - payout.amountBase);
      },
    }),
  RACE_PATIENCE_MS,
);
