import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { faultsOfComparison, issueReceipt } from '../modules/books/index.ts';
import { accounts, balanceOf, checkLedger, post, postings } from '../modules/ledger/index.ts';
import type { PayoutRecord } from '../modules/payout/index.ts';
import { toDecimal } from '../platform/decimal.ts';
import { database, syncCollectionsAndIndexes } from '../platform/mongo.ts';
import { inTransaction } from '../platform/transaction.ts';
import { approvalOf, ASSET, dealIn, does, milestoneOf, setEscrowStage } from '../testing/escrow-stage.ts';
import { startFakeGateway, type FakeGateway } from '../testing/fake-gateway.ts';
import type { WaitingDeal } from '../testing/paid-deals.ts';
import { asked } from '../testing/payout-stage.ts';
import { spawnNode } from '../testing/spawn.ts';
import { atSuiteEnd } from '../testing/suite-end.ts';

/** Each invariant is broken once, by hand in the database, and the check must name it; sound books pass. */

let gateway: FakeGateway;
let open: WaitingDeal;
let released: WaitingDeal;
let refunded: WaitingDeal;
let payout: PayoutRecord;

const BOOKS = [
  'ledger_postings',
  'ledger_balances',
  'contracts',
  'purchase_requests',
  'payouts',
  'deposits',
  'disputes',
  'receipts',
  'refunds',
];

const rows = (name: string) => database().collection(name);
const oid = (id: string) => new Types.ObjectId(id);

interface Entry {
  readonly account: string;
  readonly side: 'debit' | 'credit';
  readonly base: bigint;
}

/** A posting past the front door, with the stored balances moved as they should be. */
async function insertPosting(entries: readonly Entry[], changes: object = {}): Promise<void> {
  await rows('ledger_postings').insertOne({
    key: `planted:${new Types.ObjectId().toHexString()}`,
    event: 'split',
    entries: entries.map(({ account, side, base }) => ({
      account,
      asset: ASSET,
      side,
      amount: toDecimal(base),
    })),
    refs: {},
    at: new Date(),
    ...changes,
  });
  for (const { account, side, base } of entries) {
    if (
      !/^(escrow|buyer_credit|credit_reserved|refund_payable|seller_payable|payout_inflight):/.test(account)
    )
      continue;
    await rows('ledger_balances').updateOne(
      { account, asset: ASSET },
      {
        $inc: { balance: toDecimal(side === 'credit' ? base : -base) },
        $setOnInsert: { _id: `${account}|${ASSET}` as never },
      },
      { upsert: true },
    );
  }
}

const escrowOf = async (deal: WaitingDeal): Promise<string> =>
  accounts.escrow(deal.contractId, (await milestoneOf(deal)).id);

const setMilestone = (deal: WaitingDeal, change: object) =>
  rows('contracts').updateOne({ _id: oid(deal.contractId) }, { $set: change });
const setStatus = (deal: WaitingDeal, status: string) =>
  rows('purchase_requests').updateOne({ _id: oid(deal.requestId) }, { $set: { status } });

async function keep(): Promise<() => Promise<void>> {
  const kept = await Promise.all(
    BOOKS.map(async (name) => ({ name, all: await rows(name).find().toArray() })),
  );
  return async () => {
    for (const { name, all } of kept) {
      await rows(name).deleteMany({});
      if (all.length > 0) await rows(name).insertMany(all);
    }
    await syncCollectionsAndIndexes();
  };
}

beforeAll(async () => {
  gateway = await startFakeGateway();
  atSuiteEnd(() => gateway.stop());
  Object.assign(process.env, { SHKEEPER_URL: gateway.url, PAYOUT_ADDRESS_HOLD_HOURS: '0' });
  await setEscrowStage();
  open = await dealIn('in_delivery');
  released = await dealIn('delivered');
  await does(released, 'approve', released.buyer, await approvalOf(released));
  refunded = await dealIn('funded');
  await does(refunded, 'decline', refunded.seller);
  payout = await asked();
});

const theft = 7n;

const planted: readonly (readonly [string, () => Promise<unknown>])[] = [
  [
    'fees are those of the contract',
    // More is written down as agreed than the milestones bear.
    () => setMilestone(open, { sellerFeeCents: 251 }),
  ],
  [
    'fees are those of the contract',
    // Less was agreed than was taken.
    () => setMilestone(released, { sellerFeeCents: 200, 'milestones.0.sellerFeeCents': 200 }),
  ],
  ['postings sum to zero per asset', () => insertPosting([{ account: 'loss', side: 'debit', base: theft }])],
  [
    'accounts are of known kinds',
    () =>
      insertPosting([
        { account: 'pocket:mine', side: 'credit', base: theft },
        { account: 'loss', side: 'debit', base: theft },
      ]),
  ],
  [
    'a key is posted once',
    async () => {
      await rows('ledger_postings').dropIndex('key_1');
      const [first] = await rows('ledger_postings').find().limit(1).toArray();
      await rows('ledger_postings').insertOne({ ...first, _id: new Types.ObjectId() });
    },
  ],
  [
    'stored balances equal the sum of entries',
    () =>
      rows('ledger_balances').updateOne(
        { account: accounts.sellerPayable(released.seller.id) },
        { $inc: { balance: toDecimal(theft) } },
      ),
  ],
  [
    'no liability is negative',
    () =>
      insertPosting([
        { account: accounts.buyerCredit(open.buyer.id), side: 'debit', base: theft },
        { account: 'fee_revenue', side: 'credit', base: theft },
      ]),
  ],
  [
    'assets cover liabilities',
    () =>
      insertPosting([
        { account: 'loss', side: 'debit', base: 10n ** 12n },
        { account: accounts.gateway(ASSET), side: 'credit', base: 10n ** 12n },
      ]),
  ],
  [
    'open milestones hold what was funded, settled ones hold nothing',
    async () =>
      insertPosting([
        { account: await escrowOf(open), side: 'debit', base: theft },
        { account: accounts.sellerPayable(open.seller.id), side: 'credit', base: theft },
      ]),
  ],
  [
    'funded = held + released + refunded + fees',
    // The seller of one deal is paid from the escrow of another, which is funded anew from nowhere.
    async () => {
      await insertPosting([
        { account: await escrowOf(open), side: 'debit', base: theft },
        { account: accounts.sellerPayable(released.seller.id), side: 'credit', base: theft },
      ]);
      await insertPosting([
        { account: 'loss', side: 'debit', base: theft },
        { account: await escrowOf(open), side: 'credit', base: theft },
      ]);
    },
  ],
  [
    'funded = held + released + refunded + fees',
    // What was released goes back to the buyer: the totals fit, the recipient does not.
    () => setMilestone(released, { 'milestones.0.status': 'refunded' }),
  ],
  [
    'nothing leaves escrow while disputed',
    async () => {
      await setMilestone(open, { 'milestones.0.status': 'disputed' });
      await setStatus(open, 'disputed');
      await insertPosting([
        { account: await escrowOf(open), side: 'debit', base: theft },
        { account: accounts.sellerPayable(open.seller.id), side: 'credit', base: theft },
      ]);
    },
  ],
  [
    'disputed milestones and disputes without an outcome are the same',
    async () => {
      await setMilestone(open, { 'milestones.0.status': 'disputed' });
      await setStatus(open, 'disputed');
    },
  ],
  [
    'receipts are unbroken, signed, and say what the ledger says',
    // One digit of an amount.
    async () => {
      await inTransaction((tx) => issueReceipt(tx, released.requestId));
      const [receipt] = await rows('receipts')
        .find({ contractId: oid(released.contractId) })
        .toArray();
      const body = String(receipt?.['body']).replace('"amount":"1', '"amount":"2');
      return rows('receipts').updateOne({ contractId: oid(released.contractId) }, { $set: { body } });
    },
  ],
  [
    'evidence is an unbroken chain',
    // The only piece is gone.
    () =>
      rows('disputes').insertOne({
        requestId: oid(open.requestId),
        contractId: oid(open.contractId),
        milestoneId: new Types.ObjectId(),
        buyerId: oid(open.buyer.id),
        sellerId: oid(open.seller.id),
        mediatorId: null,
        heldBase: toDecimal(1n),
        status: 'withdrawn',
        splits: [],
        proposal: null,
        ruling: null,
        decision: null,
        outcome: null,
        evidenceCount: 1,
        evidenceHead: 'a'.repeat(64),
      }),
  ],
  ['a terminal deal holds nothing', () => setStatus(open, 'completed')],
  ['a deal’s status is the one of its milestones', () => setStatus(refunded, 'in_delivery')],
  [
    'suspense holds what deposits have not settled',
    () =>
      insertPosting([
        { account: accounts.gateway(ASSET), side: 'debit', base: theft },
        { account: accounts.suspense(ASSET), side: 'credit', base: theft },
      ]),
  ],
  [
    'quarantine holds what deposits have there',
    () =>
      insertPosting([
        { account: accounts.gateway(ASSET), side: 'debit', base: theft },
        { account: accounts.quarantine(ASSET), side: 'credit', base: theft },
      ]),
  ],
  [
    'credit is set aside only for payments that wait',
    () =>
      insertPosting([
        { account: accounts.gateway(ASSET), side: 'debit', base: theft },
        { account: accounts.creditReserved(payout.id), side: 'credit', base: theft },
      ]),
  ],
  [
    'a live payout holds its amount, an ended one nothing',
    () => rows('payouts').updateOne({ _id: oid(payout.id) }, { $set: { status: 'confirmed' } }),
  ],
  [
    'every milestone that waits has its timer',
    () => rows('purchase_requests').updateOne({ _id: oid(open.requestId) }, { $set: { deadlines: [] } }),
  ],
  [
    'at most one live payout per obligation',
    async () => {
      await rows('payouts').dropIndex('reference');
      const [first] = await rows('payouts').find().limit(1).toArray();
      await rows('payouts').insertOne({ ...first, _id: new Types.ObjectId() });
    },
  ],
  [
    'at most one live payout per obligation',
    // Reserved twice and paid twice: what is held fits, what went through does not.
    async () => {
      const inflight = accounts.payoutInflight(payout.id);
      const source = accounts.sellerPayable(payout.userId);
      const again = { base: payout.amountBase };
      await insertPosting([
        { account: source, side: 'debit', ...again },
        { account: inflight, side: 'credit', ...again },
      ]);
      await insertPosting([
        { account: inflight, side: 'debit', ...again },
        { account: accounts.gateway(ASSET), side: 'credit', ...again },
      ]);
    },
  ],
  [
    'refunds that wait are what is owed back',
    () => rows('refunds').deleteOne({ userId: oid(refunded.buyer.id) }),
  ],
  [
    'fees that were withdrawn had been earned',
    () =>
      insertPosting([
        { account: 'fee_revenue', side: 'debit', base: 10n ** 12n },
        { account: 'loss', side: 'credit', base: 10n ** 12n },
      ]),
  ],
  [
    'one transfer pays one payout',
    async () => {
      await rows('payouts').dropIndex('txid');
      await rows('payouts').updateMany({}, { $set: { txid: '0xabc' } });
      const [first] = await rows('payouts').find().limit(1).toArray();
      await rows('payouts').insertOne({ ...first, _id: new Types.ObjectId(), reference: 'another' });
    },
  ],
];

describe('the check', () => {
  it('passes sound books', async () => {
    expect((await checkLedger()).faults).toEqual([]);
  });

  it.each(planted)('finds a violation of: %s', async (invariant, plant) => {
    const restore = await keep();
    try {
      await plant();
      const { ok, faults } = await checkLedger();
      expect(ok).toBe(false);
      expect(faults.map((fault) => fault.invariant)).toContain(invariant);
    } finally {
      await restore();
    }
    expect((await checkLedger()).ok).toBe(true);
  });

  it('has a planted violation for each invariant there is', async () => {
    const { invariants } = await checkLedger();
    expect([...invariants].sort()).toEqual([...new Set(planted.map(([name]) => name))].sort());
  });
});

describe('what is outside', () => {
  const book = { ledgerBase: 100n, comingBase: 0n, quarantinedBase: 0n, leavingBase: 10n };
  const compared = (heldBase: bigint | null, unexplainedBase: bigint | null) => ({
    asset: ASSET,
    book,
    readings: [{ source: 'gateway' as const, heldBase, unexplainedBase, differenceBase: null, note: null }],
  });

  it('must hold what is booked, and cover what is owed', () => {
    expect(faultsOfComparison(compared(100n, 0n), 100n)).toEqual([]);
    expect(faultsOfComparison(compared(90n, 0n), 100n)).toEqual([]);
    expect(faultsOfComparison(compared(89n, -1n), 100n)).toEqual([
      expect.stringContaining('the gateway and the chain hold what is booked: '),
      expect.stringContaining('reconciled assets cover liabilities: ETH-USDT: the gateway lacks 1'),
    ]);
    expect(faultsOfComparison(compared(null, null), 100n)).toEqual([
      expect.stringContaining('cannot be read'),
    ]);
  });
});

describe('the command', () => {
  const run = () => spawnNode('src/tools/ledger-check.ts', [], { LOG_LEVEL: 'fatal' }).exit;
  const held = async () => {
    const { sums } = await checkLedger();
    return -(sums.get(`${accounts.gateway(ASSET)}|${ASSET}`)?.balanceBase ?? 0n);
  };
  const coins = (base: bigint) => `${base / 1_000_000n}.${(base % 1_000_000n).toString().padStart(6, '0')}`;

  it('ends with 0 and names all that it looked at', async () => {
    gateway.held = { [ASSET]: coins(await held()) };
    const { code, stdout } = await run();
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain('✓ funded = held + released + refunded + fees');
    expect(stdout).toContain('✓ reconciled assets cover liabilities');
    expect(stdout).toContain('every invariant holds');
  });

  it('ends with 1 when the gateway holds less, and when it does not answer', async () => {
    gateway.held = { [ASSET]: coins((await held()) - 1n) };
    const less = await run();
    expect({ code: less.code, stdout: less.stdout }).toMatchObject({ code: 1 });
    expect(less.stdout).toContain('✗ the gateway and the chain hold what is booked');
    gateway.down = true;
    expect((await run()).code).toBe(1);
    gateway.down = false;
  });

  it('ends with 1 for a broken invariant, and with 0 again once it is mended', async () => {
    gateway.held = { [ASSET]: coins(await held()) };
    const restore = await keep();
    await rows('ledger_balances').updateOne(
      { account: accounts.sellerPayable(released.seller.id) },
      { $inc: { balance: toDecimal(1n) } },
    );
    const broken = await run();
    await restore();
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('✗ stored balances equal the sum of entries');
    expect((await run()).code).toBe(0);
  });
});

it('a posting through the front door leaves nothing to find', async () => {
  const depositId = new Types.ObjectId().toHexString();
  const before = await balanceOf(accounts.refundPayable(open.buyer.id), ASSET);
  const common = { asset: ASSET, amountBase: 5n, depositId, sequence: 1, refs: {} };
  await inTransaction(async (tx) => {
    await post(tx, postings.deposit(common));
    await post(tx, postings.unfundedRefund({ ...common, buyerId: open.buyer.id }));
  });
  expect(await balanceOf(accounts.refundPayable(open.buyer.id), ASSET)).toBe(before + 5n);
  expect((await checkLedger()).ok).toBe(true);
});
