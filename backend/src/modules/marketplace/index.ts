export { createRequest, updateRequest, type CreateRequestInput } from './create-request.ts';
export { marketplaceDeadlines, registerDeadlineHandler, type DeadlineHandler } from './deadlines.ts';
export { rejectOffer, withdrawOffer } from './end-offer.ts';
export { cancelRequest } from './end-request.ts';
export { extendDeadlines, offerCredit, putOff } from './extend-deadlines.ts';
export { inviteSellers } from './invite-sellers.ts';
export { areBidsSealed } from './marketplace.policy.ts';
export { expiryOf } from './marketplace.terms.ts';
export {
  DEADLINE_ACTIONS,
  type CategoryId,
  type DeadlineAction,
  type RequestDeadline,
} from './marketplace.types.ts';
export { counterOffer, reviseOffer, type NegotiateInput } from './negotiate-offer.ts';
export { currentRevision, hashRevision, type OfferRevision, type OfferTerms } from './offer-revision.ts';
export { readPrivatePart, type PrivatePart } from './private-part.ts';
export { publishRequest } from './publish-request.ts';
export {
  purchaseRequestProcess,
  REQUEST_STATUSES,
  type RequestAction,
  type RequestStatus,
} from './purchase-request.process.ts';
export { answererOf, registerTurnCheck } from './remind.ts';
export { findRunningRequestIds } from './request-deadlines.repository.ts';
export { findRequestDeadlines, findRequestStatuses } from './request-statuses.repository.ts';
export type { RequestContent, RequestRecord, RequestSet } from './purchase-request.repository.ts';
export { answerQuestion, askQuestion, listQuestions } from './questions.ts';
export { sellerOfferProcess, type OfferAction, type OfferStatus } from './seller-offer.process.ts';
export type { OfferRecord } from './seller-offer.repository.ts';
export { submitOffer, type SubmitOfferInput } from './submit-offer.ts';
export { REQUEST_TIMERS } from './timers.ts';
export {
  findTimelineSince as timelineSince,
  insertTimelineEntry as recordOnTimeline,
  type TimelineEntry,
  type TimelineRecord,
} from './timeline.repository.ts';
export {
  closeOffers,
  loadOffer,
  supersedeOtherOffers,
  transitionOffer,
  type OfferTransition,
} from './transition-offer.ts';
export {
  changeDeadlines,
  loadRequest,
  transitionRequest,
  type RequestTransition,
} from './transition-request.ts';
