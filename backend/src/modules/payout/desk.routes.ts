import { route } from '../../shared/define-route.ts';
import * as contract from './desk.contract.ts';
import {
  presentDeskPayout,
  presentDeskPayoutDetail,
  presentEvidence,
  presentSummary,
} from './desk.presenter.ts';
import { deskSummary, getDeskPayout, listDeskPayouts } from './desk.ts';
import { bookGasTopUp } from './gas-top-up.ts';
import { approvePayout, failPayout, refusePayout } from './judge-payout.ts';
import { addPayoutAddress, listPayoutAddresses, removePayoutAddress } from './payout-addresses.ts';
import { presentAddress, presentPayout } from './payout.presenter.ts';
import { withdrawFees } from './platform-money.ts';
import { readEvidence } from './read-evidence.ts';
import { lookAgain, recordFound } from './record-found.ts';

export const deskRoutes = [
  route(contract.listDeskPayouts, async ({ input, actor }) => {
    const { items, nextCursor } = await listDeskPayouts(input);
    return { items: items.map((item) => presentDeskPayout(item, actor.id)), nextCursor };
  }),
  route(contract.getDeskSummary, async () => presentSummary(await deskSummary())),
  route(contract.getDeskPayout, async ({ input, actor }) =>
    presentDeskPayoutDetail(await getDeskPayout(input, actor), actor.id),
  ),
  route(contract.getPayoutEvidence, async ({ input }) => presentEvidence(await readEvidence(input))),
  route(contract.approvePayout, async ({ input, actor }) =>
    presentPayout(await approvePayout(input, actor), actor.id),
  ),
  route(contract.refusePayout, async ({ input, actor }) =>
    presentPayout(await refusePayout(input, actor), actor.id),
  ),
  route(contract.lookAtPayoutAgain, async ({ input, actor }) =>
    presentPayout(await lookAgain(input, actor), actor.id),
  ),
  route(contract.recordPayoutFound, async ({ input, actor }) =>
    presentPayout(await recordFound(input, actor), actor.id),
  ),
  route(contract.callPayoutFailed, async ({ input, actor }) =>
    presentPayout(await failPayout(input, actor), actor.id),
  ),
  route(contract.listPlatformAddresses, async ({ actor }) => ({
    items: (await listPayoutAddresses(actor, 'platform')).map(presentAddress),
  })),
  route(contract.addPlatformAddress, async ({ input, actor }) =>
    presentAddress(await addPayoutAddress(input, actor, 'platform')),
  ),
  route(contract.removePlatformAddress, async ({ input, actor }) => {
    await removePayoutAddress(input, actor, 'platform');
    return {};
  }),
  route(contract.withdrawFees, async ({ input, actor }) =>
    presentPayout(await withdrawFees(input, actor), actor.id),
  ),
  route(contract.bookGasTopUp, async ({ input, actor }) => {
    await bookGasTopUp(input, actor);
    return {};
  }),
];
