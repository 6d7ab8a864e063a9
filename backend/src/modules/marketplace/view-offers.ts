import type { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { toPage } from '../../shared/keyset.ts';
import { getUserRefs } from '../user/index.ts';
import { areBidsSealed, type Viewer } from './marketplace.policy.ts';
import type {
  getOffer as getContract,
  listMyOffers as mineContract,
  listOffers as listContract,
} from './offer.contract.ts';
import {
  findOffersOfRequest,
  findOffersOfSeller,
  OFFER_ORDERS,
  OWN_OFFERS_ORDER,
  type OfferSort,
} from './offer-lists.repository.ts';
import { presentOffer } from './offer.presenter.ts';
import { currentRevision } from './offer-revision.ts';
import { findCards } from './request-lists.repository.ts';
import type { OfferRecord } from './seller-offer.repository.ts';
import { loadOffer } from './transition-offer.ts';
import { loadRequest } from './transition-request.ts';
import { viewRequest } from './view-request.ts';

type Person = NonNullable<Viewer>;

const KEY_OF: Readonly<Record<OfferSort, (offer: OfferRecord) => Date | number>> = {
  newest: ({ createdAt }) => createdAt,
  price: (offer) => currentRevision(offer).terms.priceCents,
  delivery: (offer) => currentRevision(offer).terms.deliveryDays,
};

/** An offer as one of its two sides sees it; to anybody else it does not exist. */
export async function getOffer(
  input: { readonly offerId: string },
  viewer: Pick<Person, 'id'>,
): Promise<z.input<typeof getContract.output>> {
  const offer = await loadOffer(null, input.offerId);
  const side = offer.sellerId === viewer.id ? 'seller' : offer.buyerId === viewer.id ? 'buyer' : null;
  if (side === null) throw new AppError('NOT_FOUND');
  const request = await loadRequest(null, offer.requestId);
  const people = await getUserRefs([offer.sellerId]);
  return presentOffer({ offer, request, people, viewer: side, at: now() });
}

export interface ListOffersInput {
  readonly requestId: string;
  readonly sort: OfferSort;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/**
 * The buyer's list, or a seller's own offers on the request. While bids are sealed the buyer gets them in
 * the order they came, whatever was asked for: an order, or a cursor, would give hidden terms away.
 */
export async function listOffers(
  { requestId, sort: wanted, cursor, limit }: ListOffersInput,
  viewer: Person,
): Promise<z.input<typeof listContract.output>> {
  const { request, role } = await viewRequest(requestId, viewer);
  const at = now();
  const side = role === 'buyer' ? 'buyer' : 'seller';
  const sort = side === 'buyer' && areBidsSealed(request, at) ? 'newest' : wanted;
  const sellerId = side === 'buyer' ? null : viewer.id;
  const found = await findOffersOfRequest(requestId, sellerId, sort, { cursor, limit: limit + 1 });
  const page = toPage(OFFER_ORDERS[sort], found, limit, KEY_OF[sort]);
  const people = await getUserRefs(page.items.map((offer) => offer.sellerId));
  return {
    items: page.items.map((offer) => presentOffer({ offer, request, people, viewer: side, at })),
    nextCursor: page.nextCursor,
  };
}

/** A seller's own offers, last changed first. */
export async function listMyOffers(
  { status, cursor, limit }: z.infer<typeof mineContract.query & object>,
  viewer: Pick<Person, 'id'>,
): Promise<z.input<typeof mineContract.output>> {
  const found = await findOffersOfSeller(viewer.id, status, { cursor, limit: limit + 1 });
  const page = toPage(OWN_OFFERS_ORDER, found, limit, ({ updatedAt }) => updatedAt);
  const [requests, people] = await Promise.all([
    findCards(page.items.map(({ requestId }) => requestId)),
    getUserRefs([viewer.id]),
  ]);
  const at = now();
  return {
    items: page.items.flatMap((offer) => {
      const request = requests.get(offer.requestId);
      return request ? [presentOffer({ offer, request, people, viewer: 'seller', at })] : [];
    }),
    nextCursor: page.nextCursor,
  };
}
