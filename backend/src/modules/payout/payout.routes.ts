import { route } from '../../shared/define-route.ts';
import { listAutoPayouts, removeAutoPayout, setAutoPayout } from './auto-payout.ts';
import {
  addPayoutAddress,
  listPayoutAddresses,
  removePayoutAddress,
  updatePayoutAddress,
} from './payout-addresses.ts';
import * as contract from './payout.contract.ts';
import { presentAddress, presentPayout, presentQuote } from './payout.presenter.ts';
import { cancelPayout, getPayout, listPayouts } from './payout.service.ts';
import { quotePayout } from './quote-payout.ts';
import * as refunds from './refund.contract.ts';
import { presentAuto, presentRefund } from './refund.presenter.ts';
import { listRefunds } from './refunds.ts';
import { requestPayout } from './request-payout.ts';

export const payoutRoutes = [
  route(contract.listPayoutAddresses, async ({ actor }) => ({
    items: (await listPayoutAddresses(actor)).map(presentAddress),
  })),
  route(contract.addPayoutAddress, async ({ input, actor }) =>
    presentAddress(await addPayoutAddress(input, actor)),
  ),
  route(contract.updatePayoutAddress, async ({ input, actor }) =>
    presentAddress(await updatePayoutAddress(input, actor)),
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
  route(contract.quotePayout, async ({ input, actor }) => presentQuote(await quotePayout(input, actor))),
  route(refunds.listRefunds, async ({ actor }) => ({
    items: (await listRefunds(actor)).map(presentRefund),
  })),
  route(refunds.listAutoPayouts, async ({ actor }) => ({
    items: (await listAutoPayouts(actor)).map(presentAuto),
  })),
  route(refunds.setAutoPayout, async ({ input, actor }) => presentAuto(await setAutoPayout(input, actor))),
  route(refunds.removeAutoPayout, async ({ input, actor }) => {
    await removeAutoPayout(input, actor);
    return {};
  }),
];
