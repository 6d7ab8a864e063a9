import { infiniteQueryOptions, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import {
  getAssetRegistryOptions,
  getDeskPaymentOptions,
  getDeskPaymentQueryKey,
  getPaymentOverviewOptions,
  listDeskDepositsInfiniteOptions,
  listDeskPaymentsInfiniteOptions,
  listInboxInfiniteOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import { redeliverInboxEvent, resolveDeposit } from '@/lib/api/sdk.gen';
import type { ListDeskPaymentsData, ListInboxData, ResolveDeposit } from '@/lib/api/types.gen';
import { makeOld } from '@/lib/generated-key';
import { cursorPaging } from './paging';

export type {
  DeskDeposit,
  DeskPayment,
  DeskPaymentRow,
  InboxEvent,
  InboxStatus,
  PaymentOverview,
  RegistryEntry,
  ResolutionOutcome,
} from '@/lib/api/types.gen';

export type DeskPaymentFilter = NonNullable<ListDeskPaymentsData['query']>;
export type InboxFilter = NonNullable<ListInboxData['query']>;

/** Payments by status with the oldest of each, and what lies where nobody owns it yet; for admins. */
export function paymentOverviewQuery() {
  return queryOptions({ ...getPaymentOverviewOptions(), refetchInterval: 60_000 });
}

export function deskPaymentsQuery(query: DeskPaymentFilter) {
  return infiniteQueryOptions({ ...listDeskPaymentsInfiniteOptions({ query }), ...cursorPaging });
}

/** Deposits in quarantine, the oldest first. */
export function waitingDepositsQuery() {
  return infiniteQueryOptions({
    ...listDeskDepositsInfiniteOptions({ query: { limit: 10 } }),
    ...cursorPaging,
  });
}

export function deskPaymentQuery(paymentId: string) {
  return queryOptions({ ...getDeskPaymentOptions({ path: { paymentId } }), staleTime: 5_000 });
}

/** Callbacks of the gateway, the newest first. */
export function inboxQuery(query: InboxFilter) {
  return infiniteQueryOptions({ ...listInboxInfiniteOptions({ query }), ...cursorPaging });
}

export function assetRegistryQuery() {
  return queryOptions({ ...getAssetRegistryOptions(), refetchInterval: 60_000 });
}

const LISTS: ReadonlySet<string> = new Set([
  'getPaymentOverview',
  'listDeskPayments',
  'listDeskDeposits',
  'listInbox',
]);

const readListsAgain = (client: QueryClient): Promise<void> => makeOld(client, LISTS);

/** What an admin says a deposit in quarantine is. */
export const resolveDepositAction = mutationOptions({
  mutationKey: ['resolveDeposit'],
  mutationFn: async ({ depositId, ...body }: ResolveDeposit & { depositId: string }) =>
    (await resolveDeposit({ path: { depositId }, body })).data,
  onSuccess: (desk, _input, _result, { client }) => {
    client.setQueryData(getDeskPaymentQueryKey({ path: { paymentId: desk.payment.id } }), desk);
    return readListsAgain(client);
  },
});

/** Long enough for the worker to have taken it: what came of it is then on screen. */
const WORKED_OFF_MS = 1500;

/** Works a stored callback off once more; the worker does it right after the answer. */
export const redeliverAction = mutationOptions({
  mutationKey: ['redeliverInboxEvent'],
  mutationFn: async (eventId: string) => {
    const { data } = await redeliverInboxEvent({ path: { eventId } });
    await new Promise((resolve) => setTimeout(resolve, WORKED_OFF_MS));
    return data;
  },
  onSuccess: (_event, _eventId, _result, { client }) => makeOld(client, [...LISTS, 'getDeskPayment']),
});
