import { Types, type ClientSession } from 'mongoose';
import { PayoutGuardModel, PayoutModel } from './payout.model.ts';

/**
 * Two transactions that touch the same guard cannot both go by the sums they have read: the second one is run
 * again and reads what the first has written.
 */
export async function touchGuard(tx: ClientSession, name: string): Promise<void> {
  await PayoutGuardModel.updateOne({ _id: name }, { $inc: { uses: 1 } }, { session: tx, upsert: true });
}

/** US cents of payouts since `since` that were not taken back and did not fail; of one person, or of all. */
export async function sumCentsSince(
  tx: ClientSession | null,
  since: Date,
  userId: string | null,
): Promise<number> {
  const rows = await PayoutModel.aggregate<{ cents: number }>([
    {
      $match: {
        createdAt: { $gt: since },
        status: { $nin: ['cancelled', 'failed'] },
        ...(userId === null ? {} : { userId: new Types.ObjectId(userId), source: { $ne: 'fee_revenue' } }),
      },
    },
    { $group: { _id: null, cents: { $sum: '$valueCents' } } },
  ]).session(tx);
  return rows[0]?.cents ?? 0;
}
