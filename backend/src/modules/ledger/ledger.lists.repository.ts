import { Types, type ClientSession } from 'mongoose';
import { fromDecimal } from '../../platform/decimal.ts';
import { sessionOption } from '../../platform/transaction.ts';
import { afterCursor, allOf, sortOf, type Keyset } from '../../shared/keyset.ts';
import { PostingModel, type PostingDocument } from './ledger.model.ts';
import type { PostingEvent } from './ledger.postings.ts';
import { toPostingRecord, type PostingRecord } from './ledger.repository.ts';

/** Postings by the business clock, newest first. */
export const POSTING_ORDER: Keyset = { name: 'postings', field: 'at', type: 'date', direction: -1 };

/** A stretch of business time: from `from` on, and before `to`; null is open. */
export interface Period {
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface PostingFilter {
  /** Postings with an entry on one of these. */
  readonly accounts?: readonly string[] | undefined;
  readonly asset?: string | undefined;
  readonly event?: PostingEvent | undefined;
  readonly requestId?: string | undefined;
  readonly contractId?: string | undefined;
  readonly payoutId?: string | undefined;
  readonly period?: Period | undefined;
}

type Condition = Record<string, unknown>;

const periodCondition = ({ from, to }: Period): Condition => {
  const bounds = { ...(from === null ? {} : { $gte: from }), ...(to === null ? {} : { $lt: to }) };
  return Object.keys(bounds).length === 0 ? {} : { at: bounds };
};

function entryCondition({ accounts, asset }: PostingFilter): Condition {
  if (accounts === undefined) return asset === undefined ? {} : { 'entries.asset': asset };
  const account = accounts.length === 1 ? accounts[0] : { $in: accounts };
  // Both must hold of one entry: another one of the same posting may be of another asset.
  return asset === undefined
    ? { 'entries.account': account }
    : { entries: { $elemMatch: { account, asset } } };
}

const refCondition = (name: 'requestId' | 'contractId' | 'payoutId', id: string | undefined): Condition =>
  id === undefined ? {} : { [`refs.${name}`]: new Types.ObjectId(id) };

export function postingsCondition(filter: PostingFilter): Condition {
  return allOf(
    entryCondition(filter),
    filter.event === undefined ? null : { event: filter.event },
    refCondition('requestId', filter.requestId),
    refCondition('contractId', filter.contractId),
    refCondition('payoutId', filter.payoutId),
    filter.period === undefined ? null : periodCondition(filter.period),
  );
}

/** Up to `limit` postings, newest first. */
export async function findPostings(
  filter: PostingFilter,
  limit: number,
  cursor: string | undefined,
): Promise<PostingRecord[]> {
  const condition = allOf(postingsCondition(filter), afterCursor(POSTING_ORDER, cursor));
  const found = await PostingModel.find(condition)
    .sort(sortOf(POSTING_ORDER))
    .limit(limit)
    .lean<PostingDocument[]>();
  return found.map(toPostingRecord);
}

/** Oldest first and one at a time, however many there are. */
export async function* streamPostingsOf(filter: PostingFilter): AsyncGenerator<PostingRecord> {
  const cursor = PostingModel.find(postingsCondition(filter))
    .sort({ at: 1, _id: 1 })
    .lean<PostingDocument[]>()
    .cursor();
  for await (const document of cursor) yield toPostingRecord(document);
}

export interface Turnover {
  readonly asset: string;
  /** Base units that were debited and credited. */
  readonly debitBase: bigint;
  readonly creditBase: bigint;
}

interface TurnoverRow {
  readonly _id: { readonly asset: string; readonly kind?: string };
  readonly debit: Types.Decimal128;
  readonly credit: Types.Decimal128;
}

const amountOn = (side: 'debit' | 'credit') => ({
  $sum: { $cond: [{ $eq: ['$entries.side', side] }, '$entries.amount', Types.Decimal128.fromString('0')] },
});

const toTurnover = ({ _id, debit, credit }: TurnoverRow): Turnover => ({
  asset: _id.asset,
  debitBase: fromDecimal(debit),
  creditBase: fromDecimal(credit),
});

/** What went through the accounts together in a period, per asset. */
export async function sumTurnover(
  tx: ClientSession,
  accounts: readonly string[],
  period: Period,
): Promise<Turnover[]> {
  const rows = await PostingModel.aggregate<TurnoverRow>(
    [
      { $match: { 'entries.account': { $in: accounts }, ...periodCondition(period) } },
      { $unwind: '$entries' },
      { $match: { 'entries.account': { $in: accounts } } },
      { $group: { _id: { asset: '$entries.asset' }, debit: amountOn('debit'), credit: amountOn('credit') } },
    ],
    sessionOption(tx),
  );
  return rows.map(toTurnover);
}

/** The whole ledger is read; somebody waits for the answer. */
const TRIAL_BALANCE_WITHIN_MS = 30_000;

/** Turnover of every kind of account and asset up to and including a moment. */
export async function sumTurnoverByKind(at: Date): Promise<(Turnover & { readonly kind: string })[]> {
  const kind = { $arrayElemAt: [{ $split: ['$entries.account', ':'] }, 0] };
  const rows = await PostingModel.aggregate<TurnoverRow>([
    { $match: { at: { $lte: at } } },
    { $unwind: '$entries' },
    {
      $group: {
        _id: { asset: '$entries.asset', kind },
        debit: amountOn('debit'),
        credit: amountOn('credit'),
      },
    },
  ]).option({ maxTimeMS: TRIAL_BALANCE_WITHIN_MS, allowDiskUse: true });
  return rows.map((row) => ({ ...toTurnover(row), kind: row._id.kind ?? '' }));
}
