import { Types } from 'mongoose';
import type { Snapshot } from '../../platform/snapshot.ts';
import type { RequestDeadline } from './marketplace.types.ts';
import { PurchaseRequestModel, type PurchaseRequestDocument } from './purchase-request.model.ts';
import { toDeadline } from './purchase-request.repository.ts';

/** Statuses by the request's id, for checks that go through all deals; unknown ids are left out. */
export async function findRequestStatuses(
  requestIds: readonly string[],
  at: Snapshot,
): Promise<ReadonlyMap<string, PurchaseRequestDocument['status']>> {
  const found = await PurchaseRequestModel.find(
    { _id: { $in: requestIds.map((id) => new Types.ObjectId(id)) } },
    { status: 1 },
    at,
  ).lean<Pick<PurchaseRequestDocument, '_id' | 'status'>[]>();
  return new Map(found.map(({ _id, status }) => [_id.toHexString(), status]));
}

/** What happens by itself, by the request's id; unknown ids are left out. */
export async function findRequestDeadlines(
  requestIds: readonly string[],
  at: Snapshot,
): Promise<ReadonlyMap<string, readonly RequestDeadline[]>> {
  const found = await PurchaseRequestModel.find(
    { _id: { $in: requestIds.map((id) => new Types.ObjectId(id)) } },
    { deadlines: 1 },
    at,
  ).lean<Pick<PurchaseRequestDocument, '_id' | 'deadlines'>[]>();
  return new Map(found.map(({ _id, deadlines }) => [_id.toHexString(), deadlines.map(toDeadline)]));
}
