import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import {
  getDealQueryKey,
  getOfferOptions,
  getOfferQueryKey,
  getRequestOptions,
  listOffersInfiniteOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import {
  acceptOffer,
  counterOffer,
  rejectOffer,
  reviseOffer,
  submitOffer,
  withdrawOffer,
} from '@/lib/api/sdk.gen';
import type { AcceptOffer, Offer, OfferTerms } from '@/lib/api/types.gen';
import { ApiError } from '@/lib/api-error';
import { makeOld } from '@/lib/generated-key';
import { cursorPaging } from './paging';

export type { Offer, OfferTerms, RequestDetail } from '@/lib/api/types.gen';

export const OFFER_SORTS = ['newest', 'price', 'delivery'] as const;
export type OfferSort = (typeof OFFER_SORTS)[number];

/** What the offers are for: its title, whether bids are sealed, and the viewer's part in it. */
export function offeredRequestQuery(requestId: string) {
  return queryOptions({ ...getRequestOptions({ path: { requestId } }), staleTime: 15_000 });
}

/** For `useInfiniteQuery`. */
export function offersQuery(requestId: string, sort: OfferSort) {
  return {
    ...listOffersInfiniteOptions({ path: { requestId }, query: { sort, limit: 24 } }),
    ...cursorPaging,
    initialPageParam: { path: { requestId } },
    staleTime: 15_000,
  };
}

export function offerQuery(offerId: string) {
  return queryOptions({ ...getOfferOptions({ path: { offerId } }), staleTime: 15_000 });
}

const TOUCHED: ReadonlySet<string> = new Set(['listOffers', 'listMyOffers', 'getRequest', 'listMyRequests']);
const MAYBE_OLD: ReadonlySet<string> = new Set([...TOUCHED, 'getOffer', 'listFees', 'quoteFees']);

/** A refusal because things have moved on, or no answer at all: what is shown may be old, so it is read again. */
function readAgainAfter(error: unknown, client: QueryClient): void {
  if (!(error instanceof ApiError)) return;
  if (error.status === 409 || error.status === 0 || error.code === 'INVALID_TRANSITION') {
    void makeOld(client, MAYBE_OLD);
  }
}

/** One step on an offer; the answer is the offer as it is now. */
function step<V>(name: string, call: (variables: V) => Promise<{ data: Offer }>) {
  return mutationOptions({
    mutationKey: [name],
    mutationFn: async (variables: V) => (await call(variables)).data,
    onSuccess: (offer, _variables, _result, { client }) => {
      client.setQueryData(getOfferQueryKey({ path: { offerId: offer.id } }), offer);
      return makeOld(client, TOUCHED);
    },
    onError: (error, _variables, _result, { client }) => {
      readAgainAfter(error, client);
    },
  });
}

interface Terms {
  readonly offerId: string;
  readonly terms: OfferTerms;
  /** The revision that was read. */
  readonly basedOn: number;
}

export const submitOfferAction = step(
  'submitOffer',
  (v: { readonly requestId: string; readonly terms: OfferTerms }) =>
    submitOffer({ path: { requestId: v.requestId }, body: v.terms }),
);
export const reviseOfferAction = step('reviseOffer', ({ offerId, terms, basedOn }: Terms) =>
  reviseOffer({ path: { offerId }, body: { terms, basedOn } }),
);
export const counterOfferAction = step('counterOffer', ({ offerId, terms, basedOn }: Terms) =>
  counterOffer({ path: { offerId }, body: { terms, basedOn } }),
);
export const rejectOfferAction = step('rejectOffer', (offerId: string) => rejectOffer({ path: { offerId } }));
export const withdrawOfferAction = step('withdrawOffer', (offerId: string) =>
  withdrawOffer({ path: { offerId } }),
);

/** Makes the contract from exactly the revision that was read; the deal then awaits payment. */
export const acceptOfferAction = mutationOptions({
  mutationKey: ['acceptOffer'],
  mutationFn: async (body: AcceptOffer) => (await acceptOffer({ body })).data,
  onSuccess: (deal, _variables, _result, { client }) => {
    client.setQueryData(getDealQueryKey({ path: { requestId: deal.requestId } }), deal);
    void makeOld(client, MAYBE_OLD);
  },
  onError: (error, _variables, _result, { client }) => {
    readAgainAfter(error, client);
  },
});
