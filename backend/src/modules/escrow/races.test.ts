import { beforeAll, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import {
  act,
  approvalOf,
  booksOf,
  changesBody,
  dealIn,
  does,
  FEE_BASE,
  postedFor,
  PRICE_BASE,
  readDeal,
  setEscrowStage,
  stage,
} from '../../testing/escrow-stage.ts';
import { now } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import { person, postOffer, postRequest } from '../../testing/marketplace.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { codeOf, codeOfCall, expectOneWinner, race, RACE_PATIENCE_MS, ROUNDS } from '../../testing/races.ts';
import { actOnDeadline } from './index.ts';

beforeAll(() => setEscrowStage({ relay: false }));

const RELEASED = { escrow: 0n, seller: PRICE_BASE - FEE_BASE, buyer: 0n };
const REFUNDED = { escrow: 0n, seller: 0n, buyer: PRICE_BASE };

/** Either all of it went to the seller and the fee, or all of it back, by one posting. */
async function expectOneEnd(deal: WaitingDeal): Promise<'completed' | 'refunded'> {
  const { status } = await readDeal(deal);
  const posted = (await postedFor(deal)).filter((event) => event !== 'deposit' && event !== 'fund');
  expect([status, posted]).toEqual(status === 'completed' ? [status, ['release']] : ['refunded', ['refund']]);
  expect(await booksOf(deal)).toEqual(status === 'completed' ? RELEASED : REFUNDED);
  return status === 'completed' ? 'completed' : 'refunded';
}

const action = (deal: WaitingDeal, name: string, by: 'buyer' | 'seller', body?: object) => async () =>
  codeOf(await act(deal, name, deal[by], body));

test(
  `two offers accepted at one moment: one contract, ${ROUNDS} times`,
  () =>
    race({
      replayed: true,
      stage: async () => {
        const [buyer, ...sellers] = await Promise.all(['Bita', 'Sam', 'Sara'].map((name) => person(name)));
        if (!buyer) throw new Error('there is a buyer');
        const { id: requestId } = await postRequest(stage(), buyer);
        const offers = await Promise.all(sellers.map((seller) => postOffer(stage(), seller, requestId)));
        return { buyer, requestId, offerIds: offers.map(({ id }) => id) };
      },
      rivals: ({ buyer, requestId, offerIds }) =>
        offerIds.map((offerId) => async () => {
          const body = { requestId, offerId, revision: 1 };
          return codeOf(await stage().api.post('/api/escrow/deals').set(buyer.auth).send(body));
        }),
      verdict: async ({ requestId, offerIds }, codes) => {
        expectOneWinner(codes);
        const contracts = await database()
          .collection('contracts')
          .find({ requestId: new Types.ObjectId(requestId) })
          .toArray();
        expect(contracts.map(({ offerId }) => String(offerId))).toEqual([offerIds[codes.indexOf('done')]]);
        const offers = await database()
          .collection('seller_offers')
          .find({ requestId: new Types.ObjectId(requestId), status: 'accepted' })
          .toArray();
        expect(offers).toHaveLength(1);
      },
    }),
  RACE_PATIENCE_MS,
);

test(
  `approved and cancelled by agreement at one moment: released or refunded, ${ROUNDS} times`,
  () =>
    race({
      replayed: true,
      stage: async () => {
        const deal = await dealIn('delivered');
        await does(deal, 'cancellation', deal.seller, { note: 'Let us stop.' });
        return { deal, approval: await approvalOf(deal) };
      },
      rivals: ({ deal, approval }) => [
        action(deal, 'approve', 'buyer', approval),
        action(deal, 'cancellation/confirm', 'buyer'),
      ],
      verdict: async ({ deal }, codes) => {
        expectOneWinner(codes);
        expect(await expectOneEnd(deal)).toBe(codes[0] === 'done' ? 'completed' : 'refunded');
      },
    }),
  RACE_PATIENCE_MS,
);

/** The deal's timer is over: moving the clock would move every other deal as well. */
const timeIsUp = ({ requestId }: WaitingDeal) =>
  database()
    .collection('purchase_requests')
    .updateOne({ _id: new Types.ObjectId(requestId) }, { $set: { 'deadlines.$[].at': now() } });

test(
  `approved by silence, by job and sweep, and cancelled at one moment, ${ROUNDS} times`,
  () =>
    race({
      replayed: true,
      stage: async () => {
        const deal = await dealIn('delivered');
        await does(deal, 'cancellation', deal.buyer, { note: 'Let us stop.' });
        await timeIsUp(deal);
        return deal;
      },
      rivals: (deal) => [
        () => codeOfCall(() => actOnDeadline(deal.requestId, 'autoApprove')),
        () => codeOfCall(() => actOnDeadline(deal.requestId, 'autoApprove')),
        action(deal, 'cancellation/confirm', 'seller'),
      ],
      verdict: async (deal, [, , cancelled]) => {
        expect(['done', 'CONFLICT', 'INVALID_TRANSITION']).toContain(cancelled);
        expect(await expectOneEnd(deal)).toBe(cancelled === 'done' ? 'refunded' : 'completed');
      },
    }),
  RACE_PATIENCE_MS,
);

test(
  `one milestone approved and sent back at one moment: one of the two, ${ROUNDS} times`,
  () =>
    race({
      replayed: true,
      stage: async () => {
        const deal = await dealIn('delivered');
        return { deal, approval: await approvalOf(deal), changes: await changesBody(deal) };
      },
      rivals: ({ deal, approval, changes }) => [
        action(deal, 'approve', 'buyer', approval),
        action(deal, 'changes', 'buyer', changes),
      ],
      verdict: async ({ deal }, codes) => {
        expectOneWinner(codes);
        if (codes[0] === 'done') expect(await expectOneEnd(deal)).toBe('completed');
        else expect(await booksOf(deal)).toEqual({ escrow: PRICE_BASE, seller: 0n, buyer: 0n });
      },
    }),
  RACE_PATIENCE_MS,
);
