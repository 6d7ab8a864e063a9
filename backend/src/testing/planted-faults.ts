import { Types } from 'mongoose';
import { issueReceipt } from '../modules/books/index.ts';
import { accounts } from '../modules/ledger/index.ts';
import type { PayoutRecord } from '../modules/payout/index.ts';
import { toDecimal } from '../platform/decimal.ts';
import { database, syncCollectionsAndIndexes } from '../platform/mongo.ts';
import { inTransaction } from '../platform/transaction.ts';
import { ASSET, milestoneOf } from './escrow-stage.ts';
import type { WaitingDeal } from './paid-deals.ts';

/** Faults that are planted by hand in sound books, at least one for each invariant of the ledger's check. */

/** What there is to be broken. */
export interface Scene {
  readonly open: WaitingDeal;
  readonly released: WaitingDeal;
  readonly refunded: WaitingDeal;
  readonly payout: PayoutRecord;
}

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

export const rows = (name: string) => database().collection(name);
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

/** Remembers the books as they are; the call that is returned puts them back. */
export async function keepBooks(): Promise<() => Promise<void>> {
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

const theft = 7n;

/** A way to break an invariant, by its name. */
export const planted: readonly (readonly [string, (scene: Scene) => Promise<unknown>])[] = [
  [
    'fees are those of the contract',
    // More is written down as agreed than the milestones bear.
    ({ open }) => setMilestone(open, { sellerFeeCents: 251 }),
  ],
  [
    'fees are those of the contract',
    // Less was agreed than was taken.
    ({ released }) => setMilestone(released, { sellerFeeCents: 200, 'milestones.0.sellerFeeCents': 200 }),
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
    ({ released }) =>
      rows('ledger_balances').updateOne(
        { account: accounts.sellerPayable(released.seller.id) },
        { $inc: { balance: toDecimal(theft) } },
      ),
  ],
  [
    'no liability is negative',
    ({ open }) =>
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
    async ({ open }) =>
      insertPosting([
        { account: await escrowOf(open), side: 'debit', base: theft },
        { account: accounts.sellerPayable(open.seller.id), side: 'credit', base: theft },
      ]),
  ],
  [
    'open milestones hold what was funded, settled ones hold nothing',
    // Money went through escrow for a deal that nobody made.
    async () => {
      const account = accounts.escrow(new Types.ObjectId().toHexString(), new Types.ObjectId().toHexString());
      await insertPosting([
        { account, side: 'credit', base: theft },
        { account, side: 'debit', base: theft },
      ]);
    },
  ],
  [
    'funded = held + released + refunded + fees',
    // The seller of one deal is paid from the escrow of another, which is funded anew from nowhere.
    async ({ open, released }) => {
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
    ({ released }) => setMilestone(released, { 'milestones.0.status': 'refunded' }),
  ],
  [
    'nothing leaves escrow while disputed',
    async ({ open }) => {
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
    async ({ open }) => {
      await setMilestone(open, { 'milestones.0.status': 'disputed' });
      await setStatus(open, 'disputed');
    },
  ],
  [
    'receipts are unbroken, signed, and say what the ledger says',
    // One digit of an amount.
    async ({ released }) => {
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
    ({ open }) =>
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
  ['a terminal deal holds nothing', ({ open }) => setStatus(open, 'completed')],
  ['a deal’s status is the one of its milestones', ({ refunded }) => setStatus(refunded, 'in_delivery')],
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
    ({ payout }) =>
      insertPosting([
        { account: accounts.gateway(ASSET), side: 'debit', base: theft },
        { account: accounts.creditReserved(payout.id), side: 'credit', base: theft },
      ]),
  ],
  [
    'a live payout holds its amount, an ended one nothing',
    ({ payout }) => rows('payouts').updateOne({ _id: oid(payout.id) }, { $set: { status: 'confirmed' } }),
  ],
  [
    'every milestone that waits has its timer',
    ({ open }) =>
      rows('purchase_requests').updateOne({ _id: oid(open.requestId) }, { $set: { deadlines: [] } }),
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
    async ({ payout }) => {
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
    ({ refunded }) => rows('refunds').deleteOne({ userId: oid(refunded.buyer.id) }),
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
