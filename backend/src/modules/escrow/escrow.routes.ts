import type { Actor } from '../../shared/actor.ts';
import { route } from '../../shared/define-route.ts';
import { abandonDeal } from './abandon.ts';
import { acceptOffer } from './accept-offer.ts';
import { deliver, requestChanges, startDelivery } from './delivery.ts';
import * as contract from './escrow.contract.ts';
import * as fees from './fees.contract.ts';
import { getDeal } from './get-deal.ts';
import {
  confirmCancellation,
  confirmExtension,
  declineProposal,
  proposeCancellation,
  proposeExtension,
} from './proposals.ts';
import { quote, readFees } from './read-fees.ts';
import { declineDeal } from './refund.ts';
import { approveDelivery } from './release.ts';

/** Every action answers with the deal as it stands afterwards. */
const thenDeal =
  <I extends { requestId: string }>(action: (input: I, actor: Actor) => Promise<void>) =>
  async ({ input, actor }: { input: I; actor: Actor }) => {
    await action(input, actor);
    return getDeal(input, actor);
  };

export const escrowRoutes = [
  route(fees.listFees, readFees),
  route(fees.quoteFees, ({ input }) => quote(input)),
  route(contract.acceptOffer, thenDeal(acceptOffer)),
  route(contract.getDeal, ({ input, actor }) => getDeal(input, actor)),
  route(contract.abandonDeal, thenDeal(abandonDeal)),
  route(contract.startDelivery, thenDeal(startDelivery)),
  route(contract.declineDeal, thenDeal(declineDeal)),
  route(contract.deliver, thenDeal(deliver)),
  route(contract.proposeExtension, thenDeal(proposeExtension)),
  route(contract.confirmExtension, thenDeal(confirmExtension)),
  route(contract.requestChanges, thenDeal(requestChanges)),
  route(contract.approveDelivery, thenDeal(approveDelivery)),
  route(contract.proposeCancel, thenDeal(proposeCancellation)),
  route(contract.confirmCancel, thenDeal(confirmCancellation)),
  route(contract.declineProposal, thenDeal(declineProposal)),
];
