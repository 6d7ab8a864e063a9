import { Types } from 'mongoose';
import { PurchaseRequestModel, type PurchaseRequestDocument } from './purchase-request.model.ts';

/** Statuses by the request's id, for checks that go through all deals; unknown ids are left out. */
export async function findRequestStatuses(
  requestIds: readonly string[],
): Promise<ReadonlyMap<string, PurchaseRequestDocument['status']>> {
  const found = await PurchaseRequestModel.find(
    { _id: { $in: requestIds.map((id) => new Types.ObjectId(id)) } },
    { status: 1 },
  ).lean<Pick<PurchaseRequestDocument, '_id' | 'status'>[]>();
  return new Map(found.map(({ _id, status }) => [_id.toHexString(), status]));
}
