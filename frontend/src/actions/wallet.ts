import { infiniteQueryOptions, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import {
  getBalancesOptions,
  getBalancesQueryKey,
  getPayoutOptions,
  getPayoutQueryKey,
  getStatementInfiniteOptions,
  listPayoutAddressesOptions,
  listPayoutAddressesQueryKey,
  listPayoutsInfiniteOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import {
  addPayoutAddress,
  cancelPayout,
  removePayoutAddress,
  requestPayout,
  updatePayoutAddress,
} from '@/lib/api/sdk.gen';
import type { AddPayoutAddress, Payout, RequestPayout, UpdatePayoutAddress } from '@/lib/api/types.gen';
import { makeOld } from '@/lib/generated-key';
import { cursorPaging } from './paging';

export type { Balance, Payout, PayoutAddress, StatementLine } from '@/lib/api/types.gen';

/** Your money, per asset. Kept fresh by `balance:updated`. */
export function balancesQuery() {
  return queryOptions({ ...getBalancesOptions(), select: ({ items }) => items });
}

/** What went in and out, newest first. */
export function statementQuery() {
  return infiniteQueryOptions({ ...getStatementInfiniteOptions({ query: { limit: 15 } }), ...cursorPaging });
}

export function payoutsQuery() {
  return infiniteQueryOptions({ ...listPayoutsInfiniteOptions({ query: { limit: 10 } }), ...cursorPaging });
}

export function payoutAddressesQuery() {
  return queryOptions({ ...listPayoutAddressesOptions(), select: ({ items }) => items });
}

const MOVING: ReadonlySet<Payout['status']> = new Set([
  'requested',
  'approved',
  'submitting',
  'submitted',
  'unknown',
]);
const POLL_MS = 10_000;

/** One payout; asked for again now and then while it is on its way, below the events. */
export function payoutQuery(payoutId: string) {
  return queryOptions({
    ...getPayoutOptions({ path: { payoutId } }),
    staleTime: 5_000,
    refetchInterval: ({ state }) => (state.data && MOVING.has(state.data.status) ? POLL_MS : false),
  });
}

const MONEY_OPERATIONS: ReadonlySet<string> = new Set(['getBalances', 'getStatement', 'listPayouts']);

function readMoneyAgain(client: QueryClient, payout: Payout): void {
  client.setQueryData(getPayoutQueryKey({ path: { payoutId: payout.id } }), payout);
  void client.invalidateQueries({ queryKey: getBalancesQueryKey() });
  void makeOld(client, MONEY_OPERATIONS);
}

/** Withdraws. The `reference` is the caller's and stays the same over retries: one reference, one payout. */
export const requestPayoutAction = mutationOptions({
  mutationKey: ['requestPayout'],
  mutationFn: async (body: RequestPayout) => (await requestPayout({ body })).data,
  onSuccess: (payout, _body, _result, { client }) => {
    readMoneyAgain(client, payout);
  },
});

export const cancelPayoutAction = mutationOptions({
  mutationKey: ['cancelPayout'],
  mutationFn: async (payoutId: string) => (await cancelPayout({ path: { payoutId } })).data,
  onSuccess: (payout, _payoutId, _result, { client }) => {
    readMoneyAgain(client, payout);
  },
});

export const addPayoutAddressAction = mutationOptions({
  mutationKey: ['addPayoutAddress'],
  mutationFn: async (body: AddPayoutAddress) => (await addPayoutAddress({ body })).data,
  onSuccess: (_address, _body, _result, { client }) =>
    client.invalidateQueries({ queryKey: listPayoutAddressesQueryKey() }),
});

/** Another name for an address, or that it is offered first on its network. */
export const updatePayoutAddressAction = mutationOptions({
  mutationKey: ['updatePayoutAddress'],
  mutationFn: async ({ addressId, ...body }: UpdatePayoutAddress & { addressId: string }) =>
    (await updatePayoutAddress({ path: { addressId }, body })).data,
  onSuccess: (_address, _input, _result, { client }) =>
    client.invalidateQueries({ queryKey: listPayoutAddressesQueryKey() }),
});

export const removePayoutAddressAction = mutationOptions({
  mutationKey: ['removePayoutAddress'],
  mutationFn: async (addressId: string) => (await removePayoutAddress({ path: { addressId } })).data,
  onSuccess: (_result, _addressId, _context, { client }) =>
    client.invalidateQueries({ queryKey: listPayoutAddressesQueryKey() }),
});
