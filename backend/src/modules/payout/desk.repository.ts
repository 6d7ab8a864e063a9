import { Types } from 'mongoose';
import { PayoutModel, type PayoutDocument } from './payout.model.ts';
import type { PayoutSource, PayoutStatus } from './payout.process.ts';
import { findPayoutsWhere, type PayoutRecord } from './payout.repository.ts';

export interface DeskQuery {
  readonly statuses: readonly PayoutStatus[] | null;
  readonly source?: PayoutSource | undefined;
  readonly asset?: string | undefined;
  readonly userId?: string | undefined;
  /** In their status since before. */
  readonly changedBefore: Date | null;
  readonly stuckAt: Date | null;
  /** The last one of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Everybody's payouts, the oldest first. */
export function findForDesk(query: DeskQuery): Promise<PayoutRecord[]> {
  const { statuses, source, asset, userId, changedBefore, stuckAt, cursor, limit } = query;
  return findPayoutsWhere(
    {
      ...(statuses === null ? {} : { status: { $in: statuses } }),
      ...(source === undefined ? {} : { source }),
      ...(asset === undefined ? {} : { asset }),
      ...(userId === undefined ? {} : { userId: new Types.ObjectId(userId) }),
      ...(changedBefore === null ? {} : { updatedAt: { $lte: changedBefore } }),
      ...(stuckAt === null ? {} : { stuckAt: { $lte: stuckAt } }),
      ...(cursor === undefined ? {} : { _id: { $gt: new Types.ObjectId(cursor) } }),
    },
    { _id: 1 },
    limit,
  );
}

export interface StatusCount {
  readonly status: PayoutStatus;
  readonly count: number;
  readonly oldestAt: Date;
}

/** How many payouts are in each of the statuses, and since when the oldest one is. */
export async function countByStatus(statuses: readonly PayoutStatus[]): Promise<StatusCount[]> {
  const rows = await PayoutModel.aggregate<{ _id: PayoutStatus; count: number; oldestAt: Date }>([
    { $match: { status: { $in: statuses } } },
    { $group: { _id: '$status', count: { $sum: 1 }, oldestAt: { $min: '$updatedAt' } } },
  ]);
  return rows.map(({ _id, count, oldestAt }) => ({ status: _id, count, oldestAt }));
}

export const countStuck = (at: Date): Promise<number> =>
  PayoutModel.countDocuments({ stuckAt: { $lte: at } });

/** Ids of payouts by the transaction that pays them. */
export async function findPaidBy(chainId: number, txids: readonly string[]): Promise<Map<string, string>> {
  const found = await PayoutModel.find({ chainId, txid: { $in: txids } }, { txid: 1 }).lean<
    Pick<PayoutDocument, '_id' | 'txid'>[]
  >();
  return new Map(found.map(({ _id, txid }) => [txid ?? '', _id.toHexString()]));
}

/** Id of the payout that took the place of a failed one. */
export async function findReplacement(payoutId: string): Promise<string | null> {
  const found = await PayoutModel.findOne({ replacesId: new Types.ObjectId(payoutId) }, { _id: 1 }).lean<{
    _id: Types.ObjectId;
  }>();
  return found?._id.toHexString() ?? null;
}
