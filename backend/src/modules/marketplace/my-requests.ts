import type { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { toPage } from '../../shared/keyset.ts';
import { getUserRefs } from '../user/index.ts';
import { isTurnOf } from './marketplace.policy.ts';
import { countSubmitted, findNewestOffers, findOffers } from './offer-lists.repository.ts';
import { currentRevision } from './offer-revision.ts';
import type { RequestCardRecord } from './purchase-request.repository.ts';
import { findMine, LAST_CHANGED } from './request-lists.repository.ts';
import type { listMyRequests as contract } from './request.contract.ts';
import { presentMyCard, type MyCardView } from './request.presenter.ts';
import type { OfferRecord } from './seller-offer.repository.ts';

type Input = z.infer<typeof contract.query & object>;
type Part = Pick<MyCardView, 'insider' | 'counterpartyId' | 'priceCents' | 'offerStatus' | 'yourTurn'>;

const priceOf = (offer: OfferRecord | undefined): number | null =>
  offer ? currentRevision(offer).terms.priceCents : null;

/** The buyer's part in each: the chosen seller, the agreed price, offers to answer. */
async function partsOfBuyer(
  requests: readonly RequestCardRecord[],
): Promise<(request: RequestCardRecord) => Part> {
  const at = now();
  const open = requests.filter(({ status }) => status === 'open').map(({ id }) => id);
  const acceptedIds = requests.flatMap(({ acceptedOfferId }) => acceptedOfferId ?? []);
  const [submitted, accepted] = await Promise.all([
    open.length === 0 ? new Map<string, number>() : countSubmitted(open),
    acceptedIds.length === 0 ? new Map<string, OfferRecord>() : findOffers(acceptedIds),
  ]);
  return (request) => ({
    insider: true,
    counterpartyId: request.sellerId,
    priceCents: request.acceptedOfferId === null ? null : priceOf(accepted.get(request.acceptedOfferId)),
    offerStatus: null,
    yourTurn: isTurnOf(
      'buyer',
      {
        ...request,
        submittedOffers: submitted.get(request.id) ?? 0,
        ownOfferStatus: null,
        isAcceptedSeller: false,
      },
      at,
    ),
  });
}

/** A seller's part in each: their own newest offer. */
async function partsOfSeller(
  requests: readonly RequestCardRecord[],
  sellerId: string,
): Promise<(request: RequestCardRecord) => Part> {
  const at = now();
  const offers = await findNewestOffers(
    requests.map(({ id }) => id),
    sellerId,
  );
  return (request) => {
    const own = offers.get(request.id);
    const isAcceptedSeller = request.sellerId === sellerId;
    return {
      insider: isAcceptedSeller,
      counterpartyId: request.buyerId,
      priceCents: priceOf(own),
      offerStatus: own?.status ?? null,
      yourTurn: isTurnOf(
        'seller',
        { ...request, submittedOffers: 0, ownOfferStatus: own?.status ?? null, isAcceptedSeller },
        at,
      ),
    };
  };
}

/** Whatever the number of requests on a page: one read of requests, one or two of offers, one of names. */
export async function listMyRequests(
  input: Input,
  actor: { readonly id: string },
): Promise<z.input<typeof contract.output>> {
  const { role, cursor, limit, status, group } = input;
  const found = await findMine(role, { userId: actor.id, status, group }, { cursor, limit: limit + 1 });
  const page = toPage(LAST_CHANGED, found, limit, ({ updatedAt }) => updatedAt);
  const [partOf, people] = await Promise.all([
    role === 'buyer' ? partsOfBuyer(page.items) : partsOfSeller(page.items, actor.id),
    getUserRefs(page.items.flatMap(({ buyerId, sellerId }) => [buyerId, ...(sellerId ? [sellerId] : [])])),
  ]);
  return {
    items: page.items.map((request) => presentMyCard({ request, people, role, ...partOf(request) })),
    nextCursor: page.nextCursor,
  };
}
