import { infiniteQueryOptions, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import {
  getDeskPayoutOptions,
  getDeskPayoutQueryKey,
  getPayoutDeskSummaryOptions,
  getPayoutEvidenceOptions,
  listAutoPayoutsOptions,
  listAutoPayoutsQueryKey,
  listDeskPayoutsInfiniteOptions,
  listRefundsOptions,
  quotePayoutOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import {
  approvePayout,
  callPayoutFailed,
  lookAtPayoutAgain,
  recordPayoutFound,
  refusePayout,
  removeAutoPayout,
  setAutoPayout,
} from '@/lib/api/sdk.gen';
import type { ListDeskPayoutsData, QuotePayoutData, SetAutoPayout } from '@/lib/api/types.gen';
import { makeOld } from '@/lib/generated-key';
import { cursorPaging } from './paging';

export type { AutoPayout, DeskPayout, DeskPayoutDetail, PayoutEvidence, Refund } from '@/lib/api/types.gen';

/** Refunds that wait for an address or are on their way. */
export function refundsQuery() {
  return queryOptions({ ...listRefundsOptions(), select: ({ items }) => items });
}

/** What a payout costs and who has to look at it; fees move, so it is read again each half minute. */
export function payoutQuoteQuery(query: QuotePayoutData['query'] | null) {
  return queryOptions({
    ...quotePayoutOptions({ query: query ?? { source: 'seller_payable', asset: '', amount: '' } }),
    enabled: query !== null,
    staleTime: 15_000,
    refetchInterval: 30_000,
  });
}

export function autoPayoutsQuery() {
  return queryOptions({ ...listAutoPayoutsOptions(), select: ({ items }) => items });
}

export const setAutoPayoutAction = mutationOptions({
  mutationKey: ['setAutoPayout'],
  mutationFn: async ({ asset, ...body }: SetAutoPayout & { asset: string }) =>
    (await setAutoPayout({ path: { asset }, body })).data,
  onSuccess: (_setting, _input, _result, { client }) =>
    client.invalidateQueries({ queryKey: listAutoPayoutsQueryKey() }),
});

export const removeAutoPayoutAction = mutationOptions({
  mutationKey: ['removeAutoPayout'],
  mutationFn: async (asset: string) => (await removeAutoPayout({ path: { asset } })).data,
  onSuccess: (_result, _asset, _context, { client }) =>
    client.invalidateQueries({ queryKey: listAutoPayoutsQueryKey() }),
});

export type DeskFilter = NonNullable<ListDeskPayoutsData['query']>;

/** Everybody's payouts, the oldest first; for admins. */
export function deskPayoutsQuery(query: DeskFilter) {
  return infiniteQueryOptions({ ...listDeskPayoutsInfiniteOptions({ query }), ...cursorPaging });
}

export function deskSummaryQuery() {
  return queryOptions({ ...getPayoutDeskSummaryOptions(), refetchInterval: 60_000 });
}

export function deskPayoutQuery(payoutId: string) {
  return queryOptions({ ...getDeskPayoutOptions({ path: { payoutId } }), staleTime: 5_000 });
}

/** Read from gateway and chain when somebody wants to see it. */
export function payoutEvidenceQuery(payoutId: string) {
  return queryOptions({ ...getPayoutEvidenceOptions({ path: { payoutId } }), staleTime: 0, gcTime: 0 });
}

const DESK_OPERATIONS: ReadonlySet<string> = new Set([
  'listDeskPayouts',
  'getPayoutDeskSummary',
  'getPayoutEvidence',
]);

function readDeskAgain(client: QueryClient, payoutId: string): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: getDeskPayoutQueryKey({ path: { payoutId } }) }),
    makeOld(client, DESK_OPERATIONS),
  ]);
}

/** What an admin decides about a payout. */
export type DeskDecision =
  | { readonly kind: 'approve' | 'lookAgain'; readonly payoutId: string }
  | { readonly kind: 'refuse'; readonly payoutId: string; readonly note: string }
  | { readonly kind: 'recordFound'; readonly payoutId: string; readonly txid: string }
  | { readonly kind: 'callFailed'; readonly payoutId: string; readonly evidence: string };

async function decide(decision: DeskDecision) {
  const path = { payoutId: decision.payoutId };
  switch (decision.kind) {
    case 'approve':
      return (await approvePayout({ path })).data;
    case 'lookAgain':
      return (await lookAtPayoutAgain({ path })).data;
    case 'refuse':
      return (await refusePayout({ path, body: { note: decision.note } })).data;
    case 'recordFound':
      return (await recordPayoutFound({ path, body: { txid: decision.txid } })).data;
    case 'callFailed':
      return (await callPayoutFailed({ path, body: { evidence: decision.evidence } })).data;
  }
}

export const decidePayoutAction = mutationOptions({
  mutationKey: ['decidePayout'],
  mutationFn: decide,
  onSuccess: (payout, _decision, _result, { client }) => readDeskAgain(client, payout.id),
});
