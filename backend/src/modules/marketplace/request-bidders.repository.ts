import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { PurchaseRequestModel } from './purchase-request.model.ts';
import { toObjectId } from './purchase-request.repository.ts';

/**
 * Notes a seller whose offer stands now. The version stays, so that offers do not get in the way of the buyer;
 * the status in the filter makes a cancellation at the same moment and this exclude each other.
 */
export async function addBidder(tx: ClientSession, requestId: string, sellerId: string): Promise<boolean> {
  const bidder = toObjectId(sellerId);
  const result = await PurchaseRequestModel.updateOne(
    { _id: toObjectId(requestId), status: 'open' },
    {
      $addToSet: { bidderIds: bidder, liveBidderIds: bidder },
      $inc: { offersCount: 1 },
      $set: { updatedAt: now() },
    },
    { session: tx },
  );
  return result.matchedCount === 1;
}

/** Notes that offers changed; those of `endedSellerIds` stand no longer. */
export async function touchOffers(
  tx: ClientSession,
  requestId: string,
  endedSellerIds: readonly string[],
): Promise<void> {
  const result = await PurchaseRequestModel.updateOne(
    { _id: toObjectId(requestId) },
    {
      $set: { updatedAt: now() },
      ...(endedSellerIds.length === 0
        ? {}
        : {
            $pull: { liveBidderIds: { $in: endedSellerIds.map(toObjectId) } },
            $inc: { offersCount: -endedSellerIds.length },
          }),
    },
    { session: tx },
  );
  if (result.matchedCount !== 1) throw new Error(`the request ${requestId} of an offer is gone`);
}
