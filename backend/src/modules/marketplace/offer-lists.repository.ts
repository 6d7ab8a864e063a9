import { Types } from 'mongoose';
import { afterCursor, allOf, sortOf, type Keyset } from '../../shared/keyset.ts';
import { SellerOfferModel, type SellerOfferDocument } from './seller-offer.model.ts';
import type { OfferStatus } from './seller-offer.process.ts';
import { toOfferRecord, WITHOUT_HISTORY, type OfferRecord } from './seller-offer.repository.ts';

export type OfferSort = 'newest' | 'price' | 'delivery';

export const OFFER_ORDERS: Readonly<Record<OfferSort, Keyset>> = {
  newest: { name: 'newest', field: 'createdAt', type: 'date', direction: -1 },
  price: { name: 'price', field: 'priceCents', type: 'number', direction: 1 },
  delivery: { name: 'delivery', field: 'deliveryDays', type: 'number', direction: 1 },
};
export const OWN_OFFERS_ORDER: Keyset = {
  name: 'changed',
  field: 'updatedAt',
  type: 'date',
  direction: -1,
};

type Condition = Record<string, unknown>;
type Shown = Omit<SellerOfferDocument, 'history'>;
export interface PageWanted {
  readonly cursor: string | undefined;
  readonly limit: number;
}

async function list(
  condition: Condition,
  order: Keyset,
  { cursor, limit }: PageWanted,
): Promise<OfferRecord[]> {
  const found = await SellerOfferModel.find(allOf(condition, afterCursor(order, cursor)), WITHOUT_HISTORY)
    .sort(sortOf(order))
    .limit(limit)
    .lean<Shown[]>();
  return found.map(toOfferRecord);
}

/** @param sellerId only this seller's when given */
export function offersCondition(requestId: string, sellerId: string | null): Condition {
  return {
    requestId: new Types.ObjectId(requestId),
    ...(sellerId === null ? {} : { sellerId: new Types.ObjectId(sellerId) }),
  };
}

export const findOffersOfRequest = (
  requestId: string,
  sellerId: string | null,
  sort: OfferSort,
  page: PageWanted,
): Promise<OfferRecord[]> => list(offersCondition(requestId, sellerId), OFFER_ORDERS[sort], page);

export const ownOffersCondition = (sellerId: string, status: OfferStatus | undefined): Condition => ({
  sellerId: new Types.ObjectId(sellerId),
  ...(status === undefined ? {} : { status }),
});

export const findOffersOfSeller = (
  sellerId: string,
  status: OfferStatus | undefined,
  page: PageWanted,
): Promise<OfferRecord[]> => list(ownOffersCondition(sellerId, status), OWN_OFFERS_ORDER, page);

/** A seller's newest offer on a request, whether it stands or not. */
export async function findNewestOffer(requestId: string, sellerId: string): Promise<OfferRecord | null> {
  const [newest] = await findOffersOfRequest(requestId, sellerId, 'newest', { cursor: undefined, limit: 1 });
  return newest ?? null;
}

/** A seller's newest offer on each of several requests. */
export async function findNewestOffers(
  requestIds: readonly string[],
  sellerId: string,
): Promise<Map<string, OfferRecord>> {
  const found = await SellerOfferModel.find(
    {
      requestId: { $in: requestIds.map((id) => new Types.ObjectId(id)) },
      sellerId: new Types.ObjectId(sellerId),
    },
    WITHOUT_HISTORY,
  )
    .sort({ createdAt: 1, _id: 1 })
    .lean<Shown[]>();
  // The later ones replace the earlier ones.
  return new Map(found.map((document) => [document.requestId.toHexString(), toOfferRecord(document)]));
}

export async function findOffers(offerIds: readonly string[]): Promise<Map<string, OfferRecord>> {
  const found = await SellerOfferModel.find(
    { _id: { $in: offerIds.map((id) => new Types.ObjectId(id)) } },
    WITHOUT_HISTORY,
  ).lean<Shown[]>();
  return new Map(found.map((document) => [document._id.toHexString(), toOfferRecord(document)]));
}

/** How many offers of each request wait for the buyer's answer; requests without any are left out. */
export async function countSubmitted(requestIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await SellerOfferModel.aggregate<{ _id: Types.ObjectId; count: number }>([
    {
      $match: {
        requestId: { $in: requestIds.map((id) => new Types.ObjectId(id)) },
        live: true,
        status: 'submitted',
      },
    },
    { $group: { _id: '$requestId', count: { $sum: 1 } } },
  ]);
  return new Map(rows.map(({ _id, count }) => [_id.toHexString(), count]));
}
