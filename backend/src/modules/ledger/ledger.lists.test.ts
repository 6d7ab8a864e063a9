import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { advanceClock, freezeClock, HOUR_MS, now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { afterCursor, allOf, encodeCursor, sortOf } from '../../shared/keyset.ts';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { planOf } from '../../testing/explain.ts';
import { forgetLedger } from '../../testing/money.ts';
import { atSuiteEnd } from '../../testing/suite-end.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { accounts, post, postings, type Posting } from './index.ts';
import * as contract from './ledger.contract.ts';
import { POSTING_ORDER, postingsCondition, type PostingFilter } from './ledger.lists.repository.ts';

const asset = 'ETH-USDT';
const id = () => new Types.ObjectId().toHexString();
const HOURS = 12;

let app: TestApp;
let admin: TestActor;
let buyer: TestActor;
let start: Date;
const deals: { requestId: string; contractId: string; milestoneId: string; buyerId: string }[] = [];

const hour = (index: number): string => new Date(start.getTime() + index * HOUR_MS).toISOString();

/** Money that came in, could not fund anything, and is owed back: it touches a person's balance. */
function owed(userId: string, amountBase: bigint, code = asset): Posting[] {
  const depositId = id();
  const refs = { requestId: id(), contractId: id(), paymentId: id() };
  return [
    postings.deposit({ asset: code, amountBase, depositId, sequence: 1, refs }),
    postings.unfundedRefund({ asset: code, amountBase, buyerId: userId, depositId, sequence: 1, refs }),
  ];
}

const write = (...all: Posting[]): Promise<void> =>
  inTransaction(async (tx) => {
    for (const posting of all) await post(tx, posting);
  });

beforeAll(async () => {
  app = await startTestApp({ relay: false });
  // These postings belong to no deals, and the check at the end would miss them.
  atSuiteEnd(forgetLedger);
  [admin, buyer] = await Promise.all([signInAs({ role: 'admin' }), signInAs()]);
  start = new Date('2026-03-01T00:00:00.000Z');
  freezeClock(start);
  for (let index = 0; index < HOURS; index += 1) {
    const deal = { requestId: id(), contractId: id(), milestoneId: id(), buyerId: id() };
    const { milestoneId, buyerId, ...ids } = deal;
    const refs = { ...ids, paymentId: id() };
    const depositId = id();
    deals.push(deal);
    await write(
      ...owed(buyer.id, 100n + BigInt(index), index % 4 === 3 ? 'ETH-USDC' : asset),
      postings.deposit({ asset, amountBase: 1_000n, depositId, sequence: 1, refs }),
      postings.fund({
        asset,
        buyerId,
        parts: [{ milestoneId, amountBase: 1_000n }],
        creditBase: 0n,
        excessBase: 0n,
        refs,
      }),
      postings.refund({ asset, amountBase: 1_000n, buyerId, refs: { ...ids, milestoneId } }),
    );
    await advanceClock(HOUR_MS);
  }
});

const ask = (path: string, who: TestActor = admin) => app.api.get(path).set(who.auth);

const list = async (query: string) =>
  expectData(await ask(`/api/ledger/postings?limit=100&${query}`), contract.listPostings).items;

describe('the explorer', () => {
  it('narrows down by account, person, contract, event, asset and period', async () => {
    const [deal] = deals;
    if (!deal) throw new Error('no deal');
    const escrow = accounts.escrow(deal.contractId, deal.milestoneId);
    expect((await list(`account=${escrow}`)).map(({ event }) => event)).toEqual(['refund', 'fund']);
    expect((await list(`contractId=${deal.contractId}`)).map(({ event }) => event)).toEqual([
      'refund',
      'fund',
      'deposit',
    ]);
    expect(await list(`requestId=${deal.requestId}`)).toHaveLength(3);
    expect(await list(`userId=${buyer.id}`)).toHaveLength(HOURS);
    expect(await list(`userId=${buyer.id}&asset=ETH-USDC`)).toHaveLength(HOURS / 4);
    expect(await list('event=fund')).toHaveLength(HOURS);
    expect(await list('asset=ETH-USDC')).toHaveLength((HOURS / 4) * 2);
    expect(await list(`from=${hour(2)}&to=${hour(4)}`)).toHaveLength(10);
    expect(await list(`event=fund&from=${hour(2)}&to=${hour(4)}`)).toHaveLength(2);
    expect(await list(`payoutId=${id()}`)).toEqual([]);
  });

  it('shows both sides of a posting and what it belongs to', async () => {
    const [posting] = await list(`contractId=${deals[0]?.contractId ?? ''}&event=fund`);
    expect(posting).toMatchObject({
      event: 'fund',
      entries: [
        { account: 'suspense:ETH-USDT', side: 'debit', money: { amount: '1000', asset } },
        { side: 'credit', money: { amount: '1000', asset } },
      ],
      refs: { contractId: deals[0]?.contractId, payoutId: null },
      at: hour(0),
    });
  });

  it('pages without a gap or a repetition, also among postings of one moment', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = expectData(await ask(`/api/ledger/postings?limit=7${query}`), contract.listPostings);
      seen.push(...page.items.map((posting) => posting.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(HOURS * 5);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('is for admins, and refuses filters that make no sense', async () => {
    expectError(await ask('/api/ledger/postings', buyer), 'FORBIDDEN');
    expectError(await ask('/api/ledger/trial-balance', buyer), 'FORBIDDEN');
    for (const bad of [
      'account=nonsense:1',
      'event=theft',
      `from=${hour(3)}&to=${hour(3)}`,
      `account=fee_revenue&userId=${buyer.id}`,
      'cursor=abc',
    ]) {
      expectError(await ask(`/api/ledger/postings?${bad}`), 'VALIDATION_FAILED');
    }
  });
});

describe('every filter', () => {
  const filters = (): [string, PostingFilter][] => [
    ['nothing', {}],
    ['account', { accounts: ['suspense:ETH-USDT'] }],
    ['person', { accounts: [`seller_payable:${buyer.id}`, `refund_payable:${buyer.id}`] }],
    ['account and asset', { accounts: ['suspense:ETH-USDT'], asset }],
    ['asset', { asset: 'ETH-USDC' }],
    ['event', { event: 'fund' }],
    ['request', { requestId: deals[0]?.requestId }],
    ['contract', { contractId: deals[0]?.contractId }],
    ['payout', { payoutId: id() }],
  ];

  it('is served by an index in the order asked for', async () => {
    for (const [name, filter] of filters()) {
      for (const period of [undefined, { from: new Date(hour(1)), to: new Date(hour(9)) }]) {
        for (const cursor of [undefined, encodeCursor(POSTING_ORDER, now(), id())]) {
          const condition = allOf(
            postingsCondition({ ...filter, period }),
            afterCursor(POSTING_ORDER, cursor),
          );
          const { stages } = await planOf('ledger_postings', condition, sortOf(POSTING_ORDER));
          const slow = stages.filter((stage) => stage === 'COLLSCAN' || stage === 'SORT');
          expect({ name, slow, indexed: stages.includes('IXSCAN') }).toEqual({
            name,
            slow: [],
            indexed: true,
          });
        }
      }
    }
  });

  it('reads no more than a page', async () => {
    const { stats } = await planOf('ledger_postings', postingsCondition({}), sortOf(POSTING_ORDER), 11);
    expect(stats).toMatchObject({ nReturned: 11, totalDocsExamined: 11 });
  });
});

describe('a statement', () => {
  const totals = async (query = '') =>
    expectData(await ask(`/api/ledger/statement/totals${query}`, buyer), contract.getStatementTotals).items;
  const lines = async (query = '') =>
    expectData(await ask(`/api/ledger/statement?limit=100${query}`, buyer), contract.getStatement).items;

  it('is of a period, and of an asset', async () => {
    expect(await lines()).toHaveLength(HOURS);
    expect(await lines(`&from=${hour(3)}&to=${hour(6)}`)).toHaveLength(3);
    expect(await lines(`&from=${hour(3)}&to=${hour(6)}&asset=ETH-USDC`)).toHaveLength(1);
    const refused = await ask(`/api/ledger/statement?from=${hour(6)}&to=${hour(3)}`, buyer);
    expect(expectError(refused, 'VALIDATION_FAILED')).toMatchObject([{ path: 'to' }]);
  });

  it('opens with what was there, adds what moved, and closes with the rest', async () => {
    const whole = await totals();
    expect(whole.map(({ asset: code, opening, closing }) => [code, opening.amount, closing.amount])).toEqual([
      ['ETH-USDC', '0', '321'],
      ['ETH-USDT', '0', '945'],
    ]);
    for (const [from, to] of [
      [0, 5],
      [3, 4],
      [5, 12],
    ] as const) {
      const [before, during, after] = await Promise.all([
        totals(`?to=${hour(from)}`),
        totals(`?from=${hour(from)}&to=${hour(to)}`),
        totals(`?from=${hour(to)}`),
      ]);
      expect(during.map(({ opening }) => opening)).toEqual(before.map(({ closing }) => closing));
      expect(during.map(({ closing }) => closing)).toEqual(after.map(({ opening }) => opening));
      const moved = (await lines(`&from=${hour(from)}&to=${hour(to)}`)).filter(
        (line) => line.money.asset === asset,
      );
      const sum = moved.reduce((total, { money }) => total + BigInt(money.amount), 0n);
      expect(during.find((total) => total.asset === asset)?.moneyIn.amount).toBe(sum.toString());
    }
  });

  it('of somebody without money is empty', async () => {
    const nobody = await signInAs();
    const response = await ask('/api/ledger/statement/totals', nobody);
    expect(expectData(response, contract.getStatementTotals).items).toEqual([]);
  });
});

describe('the trial balance', () => {
  const at = async (query = '') =>
    expectData(await ask(`/api/ledger/trial-balance${query}`), contract.getTrialBalance);

  it('comes out even for each asset, now and at any moment before', async () => {
    for (const query of ['', `?at=${hour(0)}`, `?at=${hour(5)}`, `?at=${hour(-1)}`]) {
      const balance = await at(query);
      expect(balance.isBalanced).toBe(true);
      for (const { debits, credits } of balance.assets) expect(debits).toEqual(credits);
    }
    expect((await at(`?at=${hour(-1)}`)).assets).toEqual([]);
  });

  it('sums by kind of account', async () => {
    const usdt = (await at(`?at=${hour(0)}`)).assets.find((found) => found.asset === asset);
    expect(usdt?.rows.map(({ kind, balance, side }) => [kind, balance.amount, side])).toEqual([
      ['gateway', '1100', 'debit'],
      ['suspense', '0', 'credit'],
      ['escrow', '0', 'credit'],
      ['refund_payable', '1100', 'credit'],
    ]);
  });
});
