import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { DAY_MS } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { expectData } from '../../testing/expect-envelope.ts';
import { person } from '../../testing/marketplace.ts';
import { giveBalance, giveGas } from '../../testing/money.ts';
import {
  atGateway,
  DESTINATION,
  mendStage,
  onStage,
  pays,
  present,
  round,
  setPayoutStage,
} from '../../testing/payout-stage.ts';
import type { TestActor } from '../../testing/actors.ts';
import { accounts, balanceOf, checkLedger, post, postings } from '../ledger/index.ts';
import * as notification from '../notification/notification.contract.ts';
import { forgetEstimates } from './network-fee.ts';
import { addPayoutAddress } from './payout-addresses.ts';
import * as contract from './payout.contract.ts';
import { cancelPayout } from './payout.service.ts';
import * as refund from './refund.contract.ts';
import { requestPayout, type RequestPayoutInput } from './request-payout.ts';

/** Money that is owed back: it waits until an address is named, and whose fault it was decides who pays the fee. */
const GWEI = 1_000_000_000n;
/** 65,000 gas at 10 gwei and 2,500 dollars for a coin, in cents and in base units of the asset. */
const FEE_CENTS = 162;
const FEE_BASE = 1_620_000n;

beforeAll(async () => {
  await setPayoutStage();
  await giveGas();
});
beforeEach(() => {
  mendStage();
  onStage().chain.gasPrice = 10n * GWEI;
  forgetEstimates();
});

/** A deposit that funded nothing, owed back because its buyer gave up or because of somebody else. */
async function owe(buyerId: string, amountBase: bigint, isBuyersDoing: boolean) {
  const ids = () => new Types.ObjectId().toHexString();
  const refs = { requestId: ids(), contractId: ids(), paymentId: ids() };
  const deposit = { asset: 'ETH-USDT', amountBase, depositId: ids(), sequence: 1, refs };
  await inTransaction(async (tx) => {
    await post(tx, postings.deposit(deposit));
    await post(tx, postings.unfundedRefund({ ...deposit, buyerId, isBuyersDoing }));
  });
  return deposit;
}

type Owed = Awaited<ReturnType<typeof owe>>;

/** The chain has lost a deposit after it was owed. */
const lose = (buyerId: string, { amountBase, ...deposit }: Owed): Promise<void> =>
  inTransaction((tx) =>
    post(
      tx,
      postings.reorg({
        ...deposit,
        sequence: 2,
        escrow: [],
        buyerId,
        creditBase: 0n,
        refundBase: amountBase,
        lossBase: 0n,
      }),
    ),
  );

const listed = async (who: TestActor) =>
  expectData(await onStage().app.api.get('/api/payout/refunds').set(who.auth), refund.listRefunds).items;

let counter = 0;
async function withdraw(who: TestActor, base: bigint, changes: Partial<RequestPayoutInput> = {}) {
  const address = await addPayoutAddress({ chainId: 31337, address: DESTINATION, label: 'x' }, who).catch(
    async () => (await import('./payout-addresses.ts')).listPayoutAddresses(who).then(([first]) => first),
  );
  counter += 1;
  return requestPayout(
    {
      reference: `refund-${counter}`,
      source: 'refund_payable',
      money: { amount: base.toString(), asset: 'ETH-USDT' },
      addressId: address?.id ?? '',
      ...changes,
    },
    who,
  );
}

const quote = async (who: TestActor, source: string, amount: bigint) =>
  expectData(
    await onStage()
      .app.api.get(`/api/payout/quote?source=${source}&asset=ETH-USDT&amount=${amount}`)
      .set(who.auth),
    contract.quotePayout,
  );

describe('a refund', () => {
  test('waits until its buyer names an address, is claimed oldest first, and is given back', async () => {
    const who = await person('Bita');
    await owe(who.id, 30_000_000n, false);
    await owe(who.id, 20_000_000n, false);
    expect((await listed(who)).map(({ status, waiting }) => [status, waiting.amount])).toEqual([
      ['awaiting_destination', '30000000'],
      ['awaiting_destination', '20000000'],
    ]);
    const payout = await withdraw(who, 40_000_000n);
    expect((await listed(who)).map(({ status, waiting }) => [status, waiting.amount])).toEqual([
      ['on_its_way', '0'],
      ['awaiting_destination', '10000000'],
    ]);
    expect((await listed(who))[0]?.payoutIds).toEqual([payout.id]);
    await cancelPayout({ payoutId: payout.id }, who);
    expect((await listed(who)).map(({ waiting }) => waiting.amount)).toEqual(['30000000', '20000000']);
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('is gone from the list once it has arrived, in parts as well', async () => {
    const who = await person('Bita');
    await owe(who.id, 30_000_000n, false);
    const parts = [await withdraw(who, 10_000_000n), await withdraw(who, 20_000_000n)];
    await round();
    for (const part of parts) {
      Object.assign(atGateway(part), { status: 'SUCCESS', txid: pays(part.amountBase) });
    }
    onStage().chain.mine(3);
    await round();
    expect(await listed(who)).toEqual([]);
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('whose deposit has left the chain is taken from its own payment first, then from the oldest', async () => {
    const who = await person('Bita');
    const waiting = async () =>
      (await listed(who)).map(({ status, waiting: { amount } }) => [status, amount]);
    await owe(who.id, 30_000_000n, false);
    const second = await owe(who.id, 20_000_000n, false);
    await owe(who.id, 10_000_000n, false);
    await lose(who.id, second);
    expect(await waiting()).toEqual([
      ['awaiting_destination', '30000000'],
      ['awaiting_destination', '10000000'],
    ]);
    // A part that is on its way stays claimed; what is lacking comes from the others.
    const payout = await withdraw(who, 25_000_000n);
    const fourth = await owe(who.id, 5_000_000n, false);
    await lose(who.id, { ...fourth, amountBase: 12_000_000n });
    expect(await waiting()).toEqual([
      ['on_its_way', '0'],
      ['awaiting_destination', '8000000'],
    ]);
    await cancelPayout({ payoutId: payout.id }, who);
    expect(await waiting()).toEqual([
      ['awaiting_destination', '25000000'],
      ['awaiting_destination', '8000000'],
    ]);
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('is reminded of after 3 and 14 days, and never lapses', async () => {
    const who = await person('Bita');
    await owe(who.id, 30_000_000n, false);
    const reminders = async () => {
      await onStage().app.settle();
      const response = await onStage().app.api.get('/api/notifications').set(who.auth);
      return expectData(response, notification.listNotifications).items.filter(
        ({ kind }) => kind === 'payout:refund-waiting',
      );
    };
    await onStage().app.advance(2 * DAY_MS);
    expect(await reminders()).toEqual([]);
    await onStage().app.advance(DAY_MS);
    expect((await reminders()).map(({ params }) => params)).toEqual([{ amount: '30', asset: 'ETH-USDT' }]);
    await onStage().app.advance(11 * DAY_MS);
    expect(await reminders()).toHaveLength(2);
    await onStage().app.advance(400 * DAY_MS);
    expect(await reminders()).toHaveLength(2);
    expect((await listed(who))[0]?.waiting.amount).toBe('30000000');
  });
});

describe('the network’s fee', () => {
  test('is shown first, and borne by the buyer who gave up or paid too much', async () => {
    const who = await person('Bita');
    await owe(who.id, 30_000_000n, true);
    await giveBalance(who.id, 5_000_000n, 'buyer_credit');
    const shown = await quote(who, 'refund_payable', 30_000_000n);
    expect(shown).toMatchObject({
      networkFee: {
        native: { asset: 'ETH', amount: (650_000n * GWEI).toString() },
        price: { amount: '162' },
      },
      bearer: 'payee',
      deducted: { amount: FEE_BASE.toString() },
      arrives: { amount: (30_000_000n - FEE_BASE).toString() },
      approvals: 0,
    });
    expect(Number(shown.networkFee?.price.amount)).toBe(FEE_CENTS);
    expect((await quote(who, 'buyer_credit', 5_000_000n)).bearer).toBe('payee');
  });

  test('is the platform’s for what sellers earned and for refunds by somebody else’s doing', async () => {
    const who = await person('Bita');
    await giveBalance(who.id, 5_000_000n);
    await owe(who.id, 30_000_000n, false);
    await owe(who.id, 30_000_000n, true);
    for (const [source, amount] of [
      ['seller_payable', 5_000_000n],
      ['refund_payable', 30_000_000n],
      ['refund_payable', 60_000_000n],
    ] as const) {
      expect(await quote(who, source, amount)).toMatchObject({
        bearer: 'platform',
        deducted: { amount: '0' },
      });
    }
  });

  test('is never more than what was accepted, and is deducted from what is sent', async () => {
    const who = await person('Bita');
    await owe(who.id, 30_000_000n, true);
    await expect(withdraw(who, 30_000_000n)).rejects.toMatchObject({ code: 'CONFLICT' });
    const less = { acceptedFee: (FEE_BASE - 1n).toString() };
    await expect(withdraw(who, 30_000_000n, less)).rejects.toMatchObject({ code: 'CONFLICT' });
    const payout = await withdraw(who, 30_000_000n, { acceptedFee: FEE_BASE.toString() });
    expect(payout.feeBase).toBe(FEE_BASE);
    await round();
    expect(atGateway(payout).amount).toBe('28.38');
    Object.assign(atGateway(payout), { status: 'SUCCESS', txid: pays(30_000_000n - FEE_BASE) });
    onStage().chain.mine(3);
    await round();
    // What it burnt is booked in the chain's own coin, once.
    expect(await present(payout)).toMatchObject({
      status: 'confirmed',
      networkFee: { asset: 'ETH', base: 510_000n * GWEI },
    });
    const { sums, faults } = await checkLedger();
    expect(faults).toEqual([]);
    expect(sums.get('network_fee|ETH-USDT')?.balanceBase).toBe(FEE_BASE);
    expect(sums.get('network_fee|ETH')?.balanceBase).toBeLessThan(0n);
    expect(await balanceOf(accounts.payoutInflight(payout.id), 'ETH-USDT')).toBe(0n);
  });

  test('that nobody can tell is said to be unknown, and is not taken', async () => {
    const who = await person('Bita');
    await owe(who.id, 30_000_000n, true);
    onStage().chain.down = true;
    expect(await quote(who, 'refund_payable', 30_000_000n)).toMatchObject({
      networkFee: null,
      deducted: { amount: '0' },
    });
    expect((await withdraw(who, 30_000_000n)).feeBase).toBe(0n);
  });

  test('may not eat up the amount', async () => {
    const who = await person('Bita');
    await owe(who.id, 1_500_000n, true);
    await expect(withdraw(who, 1_500_000n, { acceptedFee: FEE_BASE.toString() })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });
});
