import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import type { z } from 'zod';
import { MINUTE_MS } from '../../../platform/clock.ts';
import { database } from '../../../platform/mongo.ts';
import { createUser } from '../../user/index.ts';
import { inTransaction } from '../../../platform/transaction.ts';
import { signInAs, type TestActor } from '../../../testing/actors.ts';
import { expectData, expectError } from '../../../testing/expect-envelope.ts';
import { GATEWAY_WALLET } from '../../../testing/fake-chain.ts';
import { giveBalance } from '../../../testing/money.ts';
import {
  asked,
  mendStage,
  onStage,
  paidOut,
  round,
  setPayoutStage,
  USDT,
} from '../../../testing/payout-stage.ts';
import * as notification from '../../notification/notification.contract.ts';
import { reconcileOnSchedule } from './reconcile.ts';
import * as contract from './reconciliation.contract.ts';

const asset = 'ETH-USDT';
let admin: TestActor;

type Run = z.output<typeof contract.reconciliationSchema>;

const ask = () => onStage().app.api.post('/api/books/reconciliations').set(admin.auth).send({});
const reconcile = async (): Promise<Run> => expectData(await ask(), contract.reconcileNow);
const list = async (query = '') =>
  expectData(
    await onStage().app.api.get(`/api/books/reconciliations${query}`).set(admin.auth),
    contract.listReconciliations,
  );

function reading(run: Run, source: 'gateway' | 'chain') {
  const found = run.assets.find((row) => row.asset === asset)?.readings.find((row) => row.source === source);
  if (!found) throw new Error('no such reading');
  return found;
}

/** What the ledger says the gateway holds, whole coins. */
async function booked(): Promise<bigint> {
  const run = await reconcile();
  return BigInt(run.assets.find((row) => row.asset === asset)?.ledger.amount ?? '0');
}

const ELSEWHERE = '0x000000000000000000000000000000000000dEaD';

/** Lets gateway and chain hold so many base units; the chain at an address that is the gateway's own. */
let onChain = 0n;
function hold(base: bigint): void {
  onStage().gateway.held = {
    [asset]: `${base / 1_000_000n}.${(base % 1_000_000n).toString().padStart(6, '0')}`,
  };
  const missing = base - onChain;
  const [to, from] = missing > 0n ? [GATEWAY_WALLET, ELSEWHERE] : [ELSEWHERE, GATEWAY_WALLET];
  if (missing !== 0n)
    onStage().chain.send([{ token: USDT, to, from, amountBase: missing > 0n ? missing : -missing }]);
  onChain = base;
}

/** As if everything had begun so much earlier. */
async function age(ms: number): Promise<void> {
  await database()
    .collection('standing_differences')
    .updateMany({}, [{ $set: { since: { $subtract: ['$since', ms] } } }]);
}

beforeAll(async () => {
  await setPayoutStage();
  // What the first payout is paid from.
  onStage().chain.send([{ token: USDT, to: GATEWAY_WALLET, from: ELSEWHERE, amountBase: 25_000_000n }]);
  const made = await inTransaction((tx) =>
    createUser(tx, { email: 'books@example.org', name: 'Keeper', language: 'en', roles: ['user', 'admin'] }),
  );
  admin = await signInAs({ id: made.id, role: 'admin' });
});

beforeEach(mendStage);

describe('a comparison', () => {
  it('before the first payout does not trust a shortage on the chain: wallets may be unknown', async () => {
    await giveBalance(new Types.ObjectId().toHexString(), 10_000_000n);
    onStage().gateway.held = { [asset]: '10' };
    const run = await reconcile();
    expect(reading(run, 'gateway')).toMatchObject({ unexplained: { amount: '0' }, alarm: 'none' });
    expect(reading(run, 'chain')).toMatchObject({ held: { amount: '0' }, unexplained: null });
    expect(reading(run, 'chain').note).toContain('no wallet');
    expect(run.verdict).toBe('unread');
  });

  it('agrees when gateway and chain hold what is booked', async () => {
    await paidOut();
    hold(await booked());
    const run = await reconcile();
    expect(run).toMatchObject({ verdict: 'agrees', status: 'done', trigger: 'admin' });
    expect(run.assets.map((row) => row.asset)).toEqual(['ETH-USDT', 'ETH-USDC', 'ETH']);
    expect(reading(run, 'chain')).toMatchObject({ difference: { amount: '0' }, note: null });
  });

  it('takes payouts on their way for gone or not gone', async () => {
    await asked('5000000');
    hold(await booked());
    await round();
    const still = await reconcile();
    expect(still.assets[0]?.inFlight.payouts.amount).toBe('5000000');
    expect(still.verdict).toBe('agrees');
    hold((await booked()) - 5_000_000n);
    const gone = await reconcile();
    expect(gone.verdict).toBe('in_flight');
    expect(reading(gone, 'gateway')).toMatchObject({
      difference: { amount: '-5000000' },
      unexplained: { amount: '0' },
    });
    hold((await booked()) - 5_000_001n);
    expect(reading(await reconcile(), 'chain').unexplained?.amount).toBe('-1');
    hold(await booked());
  });

  it('takes unconfirmed and quarantined deposits for there or not there', async () => {
    const amount = (base: number) => Types.Decimal128.fromString(String(base));
    const deposit = (status: string, base: number) => ({
      paymentId: new Types.ObjectId(),
      chainId: 31337,
      asset,
      txid: new Types.ObjectId().toHexString(),
      destination: '',
      amountBase: amount(base),
      postedBase: amount(0),
      settledBase: amount(0),
      postings: 0,
      status,
    });
    await database()
      .collection('deposits')
      .insertMany([
        deposit('detected', 3_000_000),
        deposit('quarantined', 1_000_000),
        deposit('reorged', 9_000_000),
      ]);
    const before = await booked();
    hold(before + 4_000_000n);
    const run = await reconcile();
    expect(run.assets[0]?.inFlight).toMatchObject({
      deposits: { amount: '3000000' },
      quarantined: { amount: '1000000' },
    });
    expect(run.verdict).toBe('in_flight');
    hold(before + 4_000_001n);
    expect((await reconcile()).verdict).toBe('differs');
    await database().collection('deposits').deleteMany({});
    hold(before);
    expect((await reconcile()).verdict).toBe('agrees');
  });

  it('says so when a source does not answer, and concludes nothing', async () => {
    onStage().gateway.down = true;
    onStage().chain.down = true;
    const run = await reconcile();
    expect(run.verdict).toBe('unread');
    expect(reading(run, 'gateway')).toMatchObject({ held: null, unexplained: null, alarm: 'none' });
    expect(reading(run, 'gateway').note).toContain('unreachable');
    expect(reading(run, 'chain').held).toBeNull();
  });
});

describe('the alarm', () => {
  const told = async () => {
    await onStage().app.settle();
    const response = await onStage().app.api.get('/api/notifications').set(admin.auth);
    return expectData(response, notification.listNotifications).items.filter(
      ({ kind }) => kind === 'books:difference-raised',
    );
  };
  const health = async () => {
    const response = await onStage().app.api.get('/api/health/ready');
    return (response.body as { data: { books: string } }).data.books;
  };

  it('is raised once when a difference stays, told to admins, and cleared when it is gone', async () => {
    const right = await booked();
    // Five of these seven and a half may be the payout that is on its way.
    hold(right - 7_500_000n);
    expect(reading(await reconcile(), 'gateway').alarm).toBe('waiting');
    expect(reading(await reconcile(), 'gateway').alarm).toBe('waiting');
    expect(await told()).toEqual([]);
    expect(await health()).toBe('ok');

    await age(20 * MINUTE_MS);
    const raised = await reconcile();
    expect([reading(raised, 'gateway').alarm, reading(raised, 'chain').alarm]).toEqual(['raised', 'raised']);
    expect(reading(await reconcile(), 'gateway').alarm).toBe('standing');
    expect(await health()).toBe('alarm');
    const notifications = await told();
    expect(notifications.map(({ params }) => params)).toEqual([
      { amount: '2.5', asset },
      { amount: '2.5', asset },
    ]);

    // While nothing can be read, it stands.
    onStage().gateway.down = true;
    expect(reading(await reconcile(), 'gateway').alarm).toBe('standing');
    onStage().gateway.down = false;

    hold(right);
    expect(reading(await reconcile(), 'gateway').alarm).toBe('cleared');
    expect(reading(await reconcile(), 'gateway').alarm).toBe('none');
    expect(await health()).toBe('ok');
    expect(await told()).toHaveLength(2);
  });
});

describe('running', () => {
  it('happens once an interval, and one at a time', async () => {
    await Promise.all(Array.from({ length: 4 }, () => reconcileOnSchedule()));
    await reconcileOnSchedule();
    const { items } = await list('?limit=100');
    expect(items.filter(({ trigger }) => trigger === 'schedule')).toHaveLength(1);
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask()));
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
  });

  it('is not blocked by a process that died', async () => {
    const runs = database().collection('reconciliations');
    const startedAt = new Date(Date.now() - 10 * MINUTE_MS);
    await runs.insertOne({
      slot: 'dead',
      trigger: 'schedule',
      status: 'running',
      startedAt,
      finishedAt: null,
      assets: [],
    });
    await reconcile();
    expect(await runs.findOne({ slot: 'dead' })).toMatchObject({ status: 'abandoned' });
    await runs.insertOne({
      slot: 'live',
      trigger: 'schedule',
      status: 'running',
      startedAt: new Date(),
      finishedAt: null,
      assets: [],
    });
    expectError(await ask(), 'CONFLICT');
    await runs.deleteOne({ slot: 'live' });
  });

  it('is listed page by page, for admins only', async () => {
    const first = await list('?limit=3');
    expect(first.items).toHaveLength(3);
    const second = await list(`?limit=3&cursor=${first.nextCursor ?? ''}`);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(6);
    const somebody = await signInAs();
    expectError(await onStage().app.api.get('/api/books/reconciliations').set(somebody.auth), 'FORBIDDEN');
  });
});
