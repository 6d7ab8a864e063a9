import { route } from '../../shared/define-route.ts';
import { approvePayout } from './judge-payout.ts';
import { addPayoutAddress, listPayoutAddresses, removePayoutAddress } from './payout-addresses.ts';
import * as contract from './payout.contract.ts';
import { presentAddress, presentPayout } from './payout.presenter.ts';
import { cancelPayout, getPayout, listPayouts } from './payout.service.ts';
import { requestPayout } from './request-payout.ts';

export const payoutRoutes = [
  route(contract.listPayoutAddresses, async ({ actor }) => ({
    items: (await listPayoutAddresses(actor)).map(presentAddress),
  })),
  route(contract.addPayoutAddress, async ({ input, actor }) =>
    presentAddress(await addPayoutAddress(input, actor)),
  ),
  route(contract.removePayoutAddress, async ({ input, actor }) => {
    await removePayoutAddress(input, actor);
    return {};
  }),
  route(contract.requestPayout, async ({ input, actor }) =>
    presentPayout(await requestPayout(input, actor), actor.id),
  ),
  route(contract.listPayouts, async ({ input, actor }) => {
    const { items, nextCursor } = await listPayouts(input, actor);
    return { items: items.map((payout) => presentPayout(payout, actor.id)), nextCursor };
  }),
  route(contract.getPayout, async ({ input, actor }) =>
    presentPayout(await getPayout(input, actor), actor.id),
  ),
  route(contract.cancelPayout, async ({ input, actor }) =>
    presentPayout(await cancelPayout(input, actor), actor.id),
  ),
  route(contract.approvePayout, async ({ input, actor }) =>
    presentPayout(await approvePayout(input, actor), actor.id),
  ),
];
