import { Types, type ClientSession } from 'mongoose';
import { PurchaseRequestModel } from './purchase-request.model.ts';
import { deadlineFields, type RequestRecord } from './purchase-request.repository.ts';

/** Ids above `afterId` of requests with a deadline later than `from`, ascending. */
export async function findRunningRequestIds(
  from: Date,
  afterId: string | null,
  limit: number,
): Promise<string[]> {
  const found = await PurchaseRequestModel.find(
    {
      'deadlines.at': { $gt: from },
      ...(afterId === null ? {} : { _id: { $gt: new Types.ObjectId(afterId) } }),
    },
    { _id: 1 },
  )
    .sort({ _id: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}

export type RequestTimes = Pick<RequestRecord, 'deadlines' | 'bidDeadlineAt' | 'expiresAt' | 'endsAt'>;

/**
 * Writes a request's times and nothing else; it counts as unchanged in lists.
 * @returns false when the request moved on since it was read
 */
export async function shiftRequest(
  tx: ClientSession,
  request: RequestRecord,
  { deadlines, ...times }: RequestTimes,
): Promise<boolean> {
  const written = await PurchaseRequestModel.updateOne(
    { _id: new Types.ObjectId(request.id), status: request.status, version: request.version },
    { $set: { ...times, deadlines: deadlineFields(deadlines) }, $inc: { version: 1 } },
    { session: tx },
  );
  return written.matchedCount === 1;
}
