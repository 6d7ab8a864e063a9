import { actionsFor, type PartyRole } from '../../shared/process.ts';
import {
  purchaseRequestProcess,
  type RequestAction,
  type RequestStatus,
} from './purchase-request.process.ts';
import { sellerOfferProcess, type OfferAction, type OfferStatus } from './seller-offer.process.ts';

/** Whoever looks; null for a visitor who is not signed in. */
export type Viewer = {
  readonly id: string;
  readonly role: 'user' | 'mediator' | 'admin';
  readonly emailVerified: boolean;
} | null;

export type ViewerRole = 'buyer' | 'seller' | 'bidder' | 'admin' | 'visitor';

export interface Bidding {
  readonly sealed: boolean;
  readonly bidDeadlineAt: Date | null;
}

/** Whether prices are hidden from everybody but their sellers, and no offer can be accepted. */
export const areBidsSealed = ({ sealed, bidDeadlineAt }: Bidding, at: Date): boolean =>
  sealed && bidDeadlineAt !== null && at < bidDeadlineAt;

/** Whether a sealed request takes no more new offers: the prices are open now. */
export const isBiddingOver = ({ sealed, bidDeadlineAt }: Bidding, at: Date): boolean =>
  sealed && bidDeadlineAt !== null && at >= bidDeadlineAt;

export interface RequestFacts extends Bidding {
  readonly buyerId: string;
  readonly sellerId: string | null;
  readonly status: RequestStatus;
  readonly visibility: 'public' | 'invited';
  readonly publishedAt: Date | null;
  readonly invitedSellerIds: readonly string[];
  readonly offersCount: number;
}

export interface OwnOffer {
  /** Submitted, countered or accepted. */
  readonly live: boolean;
}

/** @param ownOffer the viewer's newest offer on the request */
export function viewerRoleOf(request: RequestFacts, viewer: Viewer, ownOffer: OwnOffer | null): ViewerRole {
  if (viewer?.id === request.buyerId) return 'buyer';
  if (viewer !== null && viewer.id === request.sellerId) return 'seller';
  if (ownOffer !== null) return 'bidder';
  return viewer?.role === 'admin' ? 'admin' : 'visitor';
}

/** To whoever may not see a request it does not exist. A draft is its buyer's alone. */
export function maySeeRequest(request: RequestFacts, viewer: Viewer, role: ViewerRole): boolean {
  if (role === 'buyer') return true;
  if (request.publishedAt === null) return false;
  if (role !== 'visitor' || request.visibility === 'public') return true;
  return viewer !== null && request.invitedSellerIds.includes(viewer.id);
}

/** The parties of a deal, and admins, see how it goes; timeline and exact status are theirs. */
export const isInsider = (role: ViewerRole): boolean =>
  role === 'buyer' || role === 'seller' || role === 'admin';

export const maySeePrivatePart = (role: ViewerRole): boolean => role === 'buyer' || role === 'seller';

const SHOWN_TO_ALL: ReadonlySet<RequestStatus> = new Set([
  'draft',
  'open',
  'awaiting_payment',
  'cancelled',
  'expired',
]);

/** To others a paid deal is just that: how it goes on, and ends, is the parties' affair. */
export const statusFor = (status: RequestStatus, insider: boolean): RequestStatus =>
  insider || SHOWN_TO_ALL.has(status) ? status : 'funded';

/** Statuses that are shown to others as `status`. */
export const statusesShownAs = (status: RequestStatus): readonly RequestStatus[] =>
  purchaseRequestProcess.statuses.filter((candidate) => statusFor(candidate, false) === status);

export type RequestAbility = RequestAction | 'submitOffer' | 'ask' | 'answer' | 'invite';

/** What the marketplace lets a buyer do; from acceptance on the deal page has its own buttons. */
const BUYER_ACTIONS: ReadonlySet<RequestAction> = new Set(['edit', 'publish', 'cancel', 'acceptOffer']);

function buyerAbilities(request: RequestFacts, verified: boolean, at: Date): RequestAbility[] {
  const canAccept = request.offersCount > 0 && !areBidsSealed(request, at);
  const byTable = actionsFor(purchaseRequestProcess, request.status, 'buyer').filter(
    (action) => BUYER_ACTIONS.has(action) && (action !== 'acceptOffer' || canAccept),
  );
  const besides: RequestAbility[] = [];
  if (request.status === 'open') besides.push('answer');
  if (request.status === 'open' || request.status === 'draft') besides.push('invite');
  return [...byTable, ...besides].filter((ability) => verified || ability === 'cancel');
}

/** Whether a seller who sees a request may offer on it. */
export const mayOffer = (
  request: RequestFacts,
  sellerId: string,
  ownOffer: OwnOffer | null,
  at: Date,
): boolean =>
  request.status === 'open' &&
  sellerId !== request.buyerId &&
  ownOffer?.live !== true &&
  !isBiddingOver(request, at);

/** The buttons of the request's page. */
export function requestAbilities(
  request: RequestFacts,
  viewer: Viewer,
  ownOffer: OwnOffer | null,
  at: Date,
): RequestAbility[] {
  if (viewer === null) return [];
  if (viewer.id === request.buyerId) return buyerAbilities(request, viewer.emailVerified, at);
  if (!viewer.emailVerified || request.status !== 'open') return [];
  return mayOffer(request, viewer.id, ownOffer, at) ? ['submitOffer', 'ask'] : ['ask'];
}

const OFFER_BUTTONS: ReadonlySet<OfferAction> = new Set([
  'revise',
  'counter',
  'accept',
  'reject',
  'withdraw',
]);
/** These make sense only while the request is open for a choice. */
const WANT_OPEN: ReadonlySet<OfferAction> = new Set(['revise', 'counter', 'accept']);
/** Nobody answers terms that are still hidden. */
const WANT_UNSEALED: ReadonlySet<OfferAction> = new Set(['counter', 'accept']);

/** What a side may do with an offer now, in the table's order. */
export function offerAbilities(
  status: OfferStatus,
  request: Bidding & { readonly status: RequestStatus },
  by: 'buyer' | 'seller',
  at: Date,
): OfferAction[] {
  return actionsFor(sellerOfferProcess, status, by).filter(
    (action) =>
      OFFER_BUTTONS.has(action) &&
      (!WANT_OPEN.has(action) || request.status === 'open') &&
      (!WANT_UNSEALED.has(action) || !areBidsSealed(request, at)),
  );
}

export interface TurnFacts extends Bidding {
  readonly status: RequestStatus;
  /** Offers that wait for the buyer's answer. */
  readonly submittedOffers: number;
  /** The viewer's own offer, for a seller. */
  readonly ownOfferStatus: OfferStatus | null;
  readonly isAcceptedSeller: boolean;
  /** The party that has a proposal of the other to answer. */
  readonly answerFrom: PartyRole | null;
  /** The parties that milestones of a paid deal wait for. */
  readonly waitsFor: readonly PartyRole[];
}

/** Whether a request waits for the buyer, or for a seller who offered. */
export function isTurnOf(role: PartyRole, facts: TurnFacts, at: Date): boolean {
  const isNamed = facts.answerFrom === role || facts.waitsFor.includes(role);
  if (isNamed && (role === 'buyer' || facts.isAcceptedSeller)) return true;
  switch (facts.status) {
    case 'draft':
    case 'awaiting_payment':
    case 'delivered':
      return role === 'buyer';
    case 'open':
      return role === 'buyer'
        ? facts.submittedOffers > 0 && !areBidsSealed(facts, at)
        : facts.ownOfferStatus === 'countered';
    case 'funded':
    case 'in_delivery':
    case 'changes_requested':
      return role === 'seller' && facts.isAcceptedSeller;
    default:
      return false;
  }
}
