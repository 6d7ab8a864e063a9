import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import type { z } from 'zod';
import { database } from '../../../platform/mongo.ts';
import { formatUnits } from '../../../shared/money.ts';
import { signInAs, type TestActor } from '../../../testing/actors.ts';
import { expectData, expectError } from '../../../testing/expect-envelope.ts';
import { COIN, GAS_USED, GATEWAY_WALLET } from '../../../testing/fake-chain.ts';
import { giveBalance } from '../../../testing/money.ts';
import {
  asked,
  atGateway,
  mendStage,
  onStage,
  paidOut,
  pays,
  round,
  setPayoutStage,
  USDT,
} from '../../../testing/payout-stage.ts';
import { followPostings } from '../../ledger/index.ts';
import { bookGasTopUp } from '../../payout/index.ts';
import * as contract from './reconciliation.contract.ts';

/** A chain's own coin: what the gateway burns of it on bringing deposits to its wallet is booked. */
const ETH = 10n ** 18n;
/** 25 dollars at the gateway's rate; 50 a day book themselves. */
const SMALL = ETH / 100n;
/** The gateway's last digit. */
const PRINTED = 10n ** 8n;
const ELSEWHERE = '0x000000000000000000000000000000000000dEaD';
let admin: TestActor;

type Run = z.output<typeof contract.reconciliationSchema>;

const compare = async (): Promise<Run> => {
  const response = await onStage().app.api.post('/api/books/reconciliations').set(admin.auth).send({});
  return expectData(response, contract.reconcileNow);
};
function coinOf(run: Run) {
  const found = run.assets.find(({ asset }) => asset === 'ETH');
  if (!found) throw new Error('the coin is not reconciled');
  return found;
}
/** Of gateway and chain, in units of the gateway's last digit: it prints no more. */
const unexplained = (run: Run) =>
  coinOf(run).readings.map(({ unexplained: left }) => BigInt(left?.amount ?? 'none') / PRINTED);

const book = (run: Run, who = admin, asset = 'ETH') =>
  onStage()
    .app.api.post('/api/books/sweep-fees')
    .set(who.auth)
    .send({ reconciliationId: run.id, asset, note: 'Sweeps of the week.' });

/** Moves coins in or out of the gateway's wallet, as the gateway and the chain see it. */
let held = 0n;
function hold(base: bigint): void {
  const moved = base - held;
  const [to, from] = moved > 0n ? [GATEWAY_WALLET, ELSEWHERE] : [ELSEWHERE, GATEWAY_WALLET];
  if (moved !== 0n) {
    onStage().chain.send([{ token: COIN, to, from, amountBase: moved > 0n ? moved : -moved }]);
  }
  held = base;
  say(base);
}
/** As the gateway prints it. */
const say = (base: bigint): void => {
  onStage().gateway.held['ETH'] = formatUnits(base - (base % PRINTED), 18);
};
const burn = (base: bigint): void => {
  hold(held - base);
};
const topUp = (amountBase: bigint, reference = new Types.ObjectId().toHexString()) =>
  bookGasTopUp({ reference, money: { amount: amountBase.toString(), asset: 'ETH' }, note: 'Gas.' }, admin);
const events = async (): Promise<string[]> => {
  const found = await database()
    .collection<{ event: string }>('ledger_postings')
    .find({ event: { $in: ['sweep_fees', 'sweep_fees_returned'] } })
    .toArray();
  return found.map(({ event }) => event);
};
/** A day later nothing counts any more of what booked itself. */
const forgetDay = () =>
  database()
    .collection('sweep_fees')
    .updateMany({}, { $set: { at: new Date(0) } });

let isFailing = false;
beforeAll(async () => {
  await setPayoutStage();
  followPostings((_tx, { event }) =>
    isFailing && event === 'sweep_fees' ? Promise.reject(new Error('the power is cut')) : Promise.resolve(),
  );
  onStage().chain.send([
    {
      token: USDT,
      to: GATEWAY_WALLET,
      from: ELSEWHERE,
      amountBase: 75_000_000n,
    },
  ]);
  admin = await signInAs({ role: 'admin', emailVerified: true, stepUpUntil: Date.now() + 3_600_000 });
  await paidOut();
});
beforeEach(mendStage);

describe('coins that Amn put into the gateway', () => {
  it('are unexplained until they are booked, and nobody can book them as fees', async () => {
    hold(ETH);
    const run = await compare();
    expect(coinOf(run)).toMatchObject({
      fees: { state: 'surplus', amount: { amount: (-ETH).toString() }, booked: null },
      owed: { amount: '0' },
    });
    expect(unexplained(run)).toEqual([ETH / PRINTED, ETH / PRINTED]);
    expectError(await book(run), 'CONFLICT');
    await topUp(ETH);
    expect(coinOf(await compare())).toMatchObject({ fees: null, ledger: { amount: ETH.toString() } });
  });
});

describe('what sweeps burnt', () => {
  it('books itself while it is little, once', async () => {
    burn(SMALL);
    const run = await compare();
    expect(coinOf(run).fees).toMatchObject({
      state: 'booked',
      amount: { amount: SMALL.toString() },
      booked: { by: 'schedule', adminName: null },
    });
    expect(unexplained(run)).toEqual([0n, 0n]);
    expectError(await book(run), 'CONFLICT');
    const next = await compare();
    expect(coinOf(next)).toMatchObject({ fees: null, ledger: { amount: (ETH - SMALL).toString() } });
    expect(await events()).toEqual(['sweep_fees']);
  });

  it('is exact where the gateway prints too few digits', async () => {
    burn(7n);
    expect(coinOf(await compare()).fees).toMatchObject({ state: 'booked', amount: { amount: '7' } });
    expect(coinOf(await compare())).toMatchObject({ fees: null });
  });

  it('waits for an admin above the limit of a day, and is unexplained until then', async () => {
    burn(SMALL * 2n);
    const run = await compare();
    expect(coinOf(run).fees).toMatchObject({ state: 'large', booked: null });
    expect(unexplained(run)).toEqual([(-SMALL * 2n) / PRINTED, (-SMALL * 2n) / PRINTED]);
    expect(coinOf(run).readings.map(({ alarm }) => alarm)).toEqual(['waiting', 'waiting']);

    const hasty = await signInAs({ role: 'admin', emailVerified: true });
    expectError(await book(run, hasty), 'STEP_UP_REQUIRED');
    expectError(await book(run, await signInAs()), 'FORBIDDEN');
    expectError(await book(run, admin, 'ETH-USDT'), 'CONFLICT');
    expectData(await book(run), contract.bookSweepFees);
    const { items } = expectData(
      await onStage().app.api.get('/api/books/reconciliations?limit=1').set(admin.auth),
      contract.listReconciliations,
    );
    expect(items.map((item) => coinOf(item).fees?.booked)).toEqual([
      expect.objectContaining({ by: 'admin', note: 'Sweeps of the week.' }),
    ]);
    expect(coinOf(await compare())).toMatchObject({ fees: null });
  });

  it('is booked once, however many admins say so at once, and by whichever comparison', async () => {
    burn(SMALL * 3n);
    const runs = [await compare(), await compare()];
    const before = (await events()).length;
    const answers = await Promise.all([...runs, ...runs, ...runs].map((run) => book(run)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect((await events()).length).toBe(before + 1);
    expect(coinOf(await compare())).toMatchObject({ fees: null });
  });

  it('is compared anew when a top-up is booked meanwhile', async () => {
    burn(SMALL * 3n);
    const run = await compare();
    // Two coins went in of which the comparison knew nothing.
    hold(held + ETH * 2n);
    await topUp(ETH * 2n);
    expectError(await book(run), 'CONFLICT');
    const again = await compare();
    expect(coinOf(again).fees).toMatchObject({ state: 'large', amount: { amount: (SMALL * 3n).toString() } });
    const [booked, put] = await Promise.allSettled([
      book(again).then(({ status }) => status),
      topUp(1n).then(() => {
        hold(held + 1n);
      }),
    ]);
    expect(put.status).toBe('fulfilled');
    // Whichever came first, the books say in the end what is there.
    if (booked.status === 'fulfilled' && booked.value === 409)
      expectData(await book(await compare()), contract.bookSweepFees);
    expect(coinOf(await compare())).toMatchObject({ fees: null });
  });

  it('is not booked at all when the process dies before the end, and by the next comparison then', async () => {
    await forgetDay();
    burn(SMALL);
    const before = await events();
    isFailing = true;
    const response = await onStage().app.api.post('/api/books/reconciliations').set(admin.auth).send({});
    isFailing = false;
    expect(response.status).toBe(500);
    expect(await events()).toEqual(before);
    expect(
      await database()
        .collection('sweep_fees')
        .countDocuments({ at: { $gt: new Date(1) } }),
    ).toBe(0);
    expect(coinOf(await compare()).fees).toMatchObject({ state: 'booked' });
    expect((await events()).length).toBe(before.length + 1);
  });

  it('can be taken back where more was booked than was burnt', async () => {
    await forgetDay();
    const right = held;
    // A node that lags, and a gateway that reads by it.
    burn(SMALL);
    await compare();
    hold(right);
    const run = await compare();
    expect(coinOf(run).fees).toMatchObject({ state: 'too_high', amount: { amount: (-SMALL).toString() } });
    expectData(await book(run), contract.bookSweepFees);
    expect((await events()).at(-1)).toBe('sweep_fees_returned');
    expect(coinOf(await compare())).toMatchObject({ fees: null, ledger: { amount: right.toString() } });
  });
});

describe('what only looks like it', () => {
  it('is the gas of a payout on its way, which that payout books', async () => {
    await forgetDay();
    onStage().chain.gasPrice = 10n ** 10n;
    const gas = GAS_USED * 10n ** 10n;
    const payout = await asked();
    await round();
    const before = await events();
    burn(gas);
    const run = await compare();
    expect([coinOf(run).fees, ...unexplained(run)]).toEqual([null, 0n, 0n]);
    Object.assign(atGateway(payout), { status: 'SUCCESS', txid: pays(25_000_000n) });
    onStage().chain.mine(2);
    await round();
    expect(coinOf(await compare())).toMatchObject({ fees: null, ledger: { amount: held.toString() } });
    expect(await events()).toEqual(before);
  });

  it('is what only one of gateway and chain misses', async () => {
    say(held - SMALL);
    const run = await compare();
    expect([coinOf(run).fees, ...unexplained(run)]).toEqual([null, -SMALL / PRINTED, 0n]);
    say(held);
  });

  it('is what people are owed: it is theirs, and an alarm', async () => {
    await forgetDay();
    await giveBalance((await signInAs()).id, held, 'refund_payable', 'ETH');
    const free = held;
    hold(free - SMALL);
    const run = await compare();
    expect(coinOf(run)).toMatchObject({ fees: { state: 'uncovered' }, owed: { amount: free.toString() } });
    expect(coinOf(run).readings[0]).toMatchObject({ alarm: 'waiting' });
    expectError(await book(run), 'CONFLICT');
    hold(free * 2n);
    expect(coinOf(await compare())).toMatchObject({ fees: null });
  });
});

it('leaves to the gateway what it has not swept yet: the chain shows it at the address of an invoice', async () => {
  const address = '0x00000000000000000000000000000000000abcde';
  await database().collection('payments').insertOne({ asset: 'ETH-USDT', address });
  onStage().chain.send([{ token: COIN, to: address, from: GATEWAY_WALLET, amountBase: 5n * PRINTED }]);
  say(held - 5n * PRINTED);
  const run = await compare();
  expect(coinOf(run)).toMatchObject({ fees: null, unswept: { amount: '500000000' } });
  expect(
    coinOf(run).readings.map(({ difference }) => BigInt(difference?.amount ?? 'none') / PRINTED),
  ).toEqual([-5n, 0n]);
  expect(unexplained(run)).toEqual([0n, 0n]);
  await database().collection('payments').deleteMany({ address });
});
