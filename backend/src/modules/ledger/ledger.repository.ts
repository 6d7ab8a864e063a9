import { Types, type ClientSession } from 'mongoose';
import type { Snapshot } from '../../platform/snapshot.ts';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { BalanceModel, PostingModel, type BalanceDocument, type PostingDocument } from './ledger.model.ts';
import type { Entry, Posting, PostingEvent } from './ledger.postings.ts';
import { sessionOption } from '../../platform/transaction.ts';

export interface PostingRecord {
  readonly id: string;
  readonly key: string;
  readonly event: PostingEvent;
  readonly entries: readonly Entry[];
  readonly refs: PostingRecordRefs;
  readonly at: Date;
}

const REF_NAMES = ['requestId', 'contractId', 'milestoneId', 'paymentId', 'depositId', 'payoutId'] as const;
export type PostingRecordRefs = Readonly<Record<(typeof REF_NAMES)[number], string | null>>;

const toRefs = (refs: PostingDocument['refs']): PostingRecordRefs =>
  Object.fromEntries(REF_NAMES.map((name) => [name, refs[name]?.toString() ?? null])) as PostingRecordRefs;

export const toPostingRecord = (document: PostingDocument): PostingRecord => ({
  id: document._id.toString(),
  key: document.key,
  event: document.event,
  entries: document.entries.map(({ account, asset, side, amount }) => ({
    account,
    asset,
    side,
    amountBase: fromDecimal(amount),
  })),
  refs: toRefs(document.refs),
  at: document.at,
});

/** A duplicate key aborts the transaction: the same thing was posted before. */
export async function insertPosting(tx: ClientSession, posting: Posting, at: Date): Promise<void> {
  await PostingModel.create(
    [
      {
        key: posting.key,
        event: posting.event,
        entries: posting.entries.map(({ amountBase, ...entry }) => ({
          ...entry,
          amount: toDecimal(amountBase),
        })),
        refs: Object.fromEntries(
          Object.entries(posting.refs).map(([name, id]) => [name, new Types.ObjectId(String(id))]),
        ),
        at,
      },
    ],
    { session: tx },
  );
}

const balanceId = (account: string, asset: string): string => `${account}|${asset}`;

export async function increaseBalance(
  tx: ClientSession,
  account: string,
  asset: string,
  amountBase: bigint,
): Promise<void> {
  await BalanceModel.updateOne(
    { _id: balanceId(account, asset) },
    { $inc: { balance: toDecimal(amountBase) }, $setOnInsert: { account, asset } },
    { session: tx, upsert: true },
  );
}

/** @returns false when the balance is lower than `amountBase`; nothing is changed then. */
export async function decreaseBalance(
  tx: ClientSession,
  account: string,
  asset: string,
  amountBase: bigint,
): Promise<boolean> {
  const result = await BalanceModel.updateOne(
    { _id: balanceId(account, asset), balance: { $gte: toDecimal(amountBase) } },
    { $inc: { balance: toDecimal(-amountBase) } },
    { session: tx },
  );
  return result.matchedCount === 1;
}

export interface AccountBalance {
  readonly account: string;
  readonly asset: string;
  readonly balanceBase: bigint;
}

export async function findBalances(
  accounts: readonly string[],
  tx: ClientSession | null = null,
): Promise<AccountBalance[]> {
  const documents = await BalanceModel.find({ account: { $in: accounts } }, null, sessionOption(tx)).lean();
  return documents.map(({ account, asset, balance }) => ({
    account,
    asset,
    balanceBase: fromDecimal(balance),
  }));
}

export async function findAllBalances(at: Snapshot): Promise<AccountBalance[]> {
  const documents = await BalanceModel.find({}, null, at).lean();
  return documents.map(({ account, asset, balance }) => ({
    account,
    asset,
    balanceBase: fromDecimal(balance),
  }));
}

const signed = {
  $cond: [{ $eq: ['$entries.side', 'credit'] }, '$entries.amount', { $multiply: ['$entries.amount', -1] }],
};

interface SumRow {
  _id: { account: string; asset: string };
  sum: Types.Decimal128;
}

const toBalance = (row: SumRow): AccountBalance => ({ ...row._id, balanceBase: fromDecimal(row.sum) });

/** Credits minus debits per account and asset, over postings that match. */
async function sumEntries(match: Record<string, unknown>): Promise<AccountBalance[]> {
  const rows = await PostingModel.aggregate<SumRow>([
    { $match: match },
    { $unwind: '$entries' },
    { $group: { _id: { account: '$entries.account', asset: '$entries.asset' }, sum: { $sum: signed } } },
  ]);
  return rows.map(toBalance);
}

export const sumAllEntries = (): Promise<AccountBalance[]> => sumEntries({});

export const sumEntriesOfRequest = (requestId: string): Promise<AccountBalance[]> =>
  sumEntries({ 'refs.requestId': new Types.ObjectId(requestId) });

/** Every stored balance that is not zero, as a stream; within `tx` all are of one moment. */
export async function* streamBalances(tx: ClientSession): AsyncGenerator<AccountBalance> {
  const cursor = BalanceModel.find({ balance: { $ne: toDecimal(0n) } }, null, { session: tx })
    .lean<BalanceDocument[]>()
    .cursor();
  for await (const { account, asset, balance } of cursor) {
    yield { account, asset, balanceBase: fromDecimal(balance) };
  }
}

/** Stored balances of an asset together, base units. */
export async function sumStored(tx: ClientSession, asset: string): Promise<bigint> {
  const [row] = await BalanceModel.aggregate<{ sum: Types.Decimal128 }>(
    [{ $match: { asset } }, { $group: { _id: null, sum: { $sum: '$balance' } } }],
    { session: tx },
  );
  return row === undefined ? 0n : fromDecimal(row.sum);
}

/** Keys that more than one posting has, at most a hundred: the unique index would have to be gone. */
export async function findRepeatedKeys(at: Snapshot): Promise<string[]> {
  const rows = await PostingModel.aggregate<{ _id: string }>([
    { $group: { _id: '$key', count: { $sum: 1 } } },
    { $match: { count: { $gt: 1 } } },
    { $limit: 100 },
  ]).option({ ...at, allowDiskUse: true });
  return rows.map(({ _id }) => _id);
}

/** Every posting, oldest first, as a stream: the check reads all of them. */
export async function* streamPostings(at: Snapshot): AsyncGenerator<PostingRecord> {
  const cursor = PostingModel.find({}, null, at).sort({ _id: 1 }).lean<PostingDocument[]>().cursor();
  for await (const document of cursor) {
    yield toPostingRecord(document);
  }
}
