import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import {
  getPayoutDeskSummaryQueryKey,
  listPlatformAddressesOptions,
  listPlatformAddressesQueryKey,
} from '@/lib/api/@tanstack/react-query.gen';
import { addPlatformAddress, bookGasTopUp, removePlatformAddress, withdrawFees } from '@/lib/api/sdk.gen';
import type { AddPlatformAddress, BookGasTopUp, WithdrawFees } from '@/lib/api/types.gen';

export type { GasCoin } from '@/lib/api/types.gen';

/** Where Amn's own money may go; for admins. */
export function platformAddressesQuery() {
  return queryOptions({ ...listPlatformAddressesOptions(), select: ({ items }) => items });
}

const readAddressesAgain = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: listPlatformAddressesQueryKey() });

export const addPlatformAddressAction = mutationOptions({
  mutationKey: ['addPlatformAddress'],
  mutationFn: async (body: AddPlatformAddress) => (await addPlatformAddress({ body })).data,
  onSuccess: (_address, _body, _result, { client }) => readAddressesAgain(client),
});

export const removePlatformAddressAction = mutationOptions({
  mutationKey: ['removePlatformAddress'],
  mutationFn: async (addressId: string) => (await removePlatformAddress({ path: { addressId } })).data,
  onSuccess: (_result, _addressId, _context, { client }) => readAddressesAgain(client),
});

/** Asks for a payout of earned fees. One reference, one payout; another admin approves it. */
export const withdrawFeesAction = mutationOptions({
  mutationKey: ['withdrawFees'],
  mutationFn: async (body: WithdrawFees) => (await withdrawFees({ body })).data,
  onSuccess: (_payout, _body, _result, { client }) =>
    client.invalidateQueries({ queryKey: getPayoutDeskSummaryQueryKey() }),
});

/** Books what was put into the gateway for network fees. One reference, one booking. */
export const bookGasTopUpAction = mutationOptions({
  mutationKey: ['bookGasTopUp'],
  mutationFn: async (body: BookGasTopUp) => (await bookGasTopUp({ body })).data,
});
