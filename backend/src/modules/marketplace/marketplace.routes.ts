import type { Actor } from '../../shared/actor.ts';
import { route } from '../../shared/define-route.ts';
import { browseRequests, listCategories, listInvitations } from './browse-requests.ts';
import { createRequest, updateRequest } from './create-request.ts';
import { rejectOffer, withdrawOffer } from './end-offer.ts';
import { cancelRequest } from './end-request.ts';
import { getRequest } from './get-request.ts';
import { getTimeline } from './get-timeline.ts';
import { inviteSellers } from './invite-sellers.ts';
import { listMyRequests } from './my-requests.ts';
import { counterOffer, reviseOffer } from './negotiate-offer.ts';
import * as offer from './offer.contract.ts';
import { publishRequest } from './publish-request.ts';
import { answerQuestion, askQuestion, listQuestions } from './questions.ts';
import * as request from './request.contract.ts';
import { submitOffer } from './submit-offer.ts';
import { getOffer, listMyOffers, listOffers } from './view-offers.ts';

interface Call<I> {
  readonly input: I;
  readonly actor: Actor;
}

/** An action on a request answers with its page as it is afterwards. */
const thenRequest =
  <I extends { requestId: string }>(action: (input: I, actor: Actor) => Promise<void>) =>
  async ({ input, actor }: Call<I>) => {
    await action(input, actor);
    return getRequest(input, actor);
  };

/** The same for an offer. */
const thenOffer =
  <I extends { offerId: string }>(action: (input: I, actor: Actor) => Promise<void>) =>
  async ({ input, actor }: Call<I>) => {
    await action(input, actor);
    return getOffer(input, actor);
  };

/** Fixed paths stand before those with a parameter in the same place. */
export const marketplaceRoutes = [
  route(request.listCategories, () => listCategories()),
  route(request.browseRequests, ({ input }) => browseRequests(input)),
  route(request.listMyRequests, ({ input, actor }) => listMyRequests(input, actor)),
  route(request.listInvitations, ({ input, actor }) => listInvitations(input, actor)),
  route(request.createRequest, async ({ input, actor }) => {
    const { id } = await createRequest(input, actor);
    return getRequest({ requestId: id }, actor);
  }),
  route(request.getRequest, ({ input, actor }) => getRequest(input, actor)),
  route(request.updateRequest, thenRequest(updateRequest)),
  route(request.publishRequest, thenRequest(publishRequest)),
  route(request.cancelRequest, thenRequest(cancelRequest)),
  route(request.inviteSellers, thenRequest(inviteSellers)),
  route(request.getTimeline, ({ input, actor }) => getTimeline(input, actor)),
  route(request.listQuestions, ({ input, actor }) => listQuestions(input, actor)),
  route(request.askQuestion, ({ input, actor }) => askQuestion(input, actor)),
  route(request.answerQuestion, ({ input, actor }) => answerQuestion(input, actor)),
  route(offer.listMyOffers, ({ input, actor }) => listMyOffers(input, actor)),
  route(offer.submitOffer, async ({ input, actor }) => {
    const { id } = await submitOffer(input, actor);
    return getOffer({ offerId: id }, actor);
  }),
  route(offer.listOffers, ({ input, actor }) => listOffers(input, actor)),
  route(offer.getOffer, ({ input, actor }) => getOffer(input, actor)),
  route(offer.reviseOffer, thenOffer(reviseOffer)),
  route(offer.counterOffer, thenOffer(counterOffer)),
  route(offer.rejectOffer, thenOffer(rejectOffer)),
  route(offer.withdrawOffer, thenOffer(withdrawOffer)),
];
