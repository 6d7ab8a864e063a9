import type { DealGroup, DealRole, MyRequestCard } from '@/actions/deals';
import type { DisputeCard } from '@/actions/disputes';
import { paths } from '@/config/paths';
import type { Language } from '@/config/languages';

type Card<K extends keyof MyRequestCard> = Pick<MyRequestCard, K>;

/** The groups of each side: a seller has no drafts. */
export const GROUPS_OF: Readonly<Record<DealRole, readonly DealGroup[]>> = {
  buyer: ['active', 'drafts', 'finished'],
  seller: ['active', 'finished'],
};

/** Whether it waits for the reader. A draft is theirs as well, but nobody waits for it. */
export const waitsForReader = ({ yourTurn, status }: Card<'yourTurn' | 'status'>): boolean =>
  yourTurn && status !== 'draft';

/** Whether a seller's offer became the deal, so that they see how it goes. */
const isChosen = ({ role, offerStatus }: Card<'role' | 'offerStatus'>): boolean =>
  role === 'buyer' || offerStatus === 'accepted';

/** What happens next with it, in words of `deals:step`. */
export type Step =
  | 'draft'
  | 'choose'
  | 'pay'
  | 'review'
  | 'answerCounter'
  | 'start'
  | 'deliver'
  | 'deliverAgain'
  | 'offers'
  | 'sealed'
  | 'sellersAnswer'
  | 'sellerStarts'
  | 'sellerDelivers'
  | 'buyerChooses'
  | 'buyerPays'
  | 'buyerReviews'
  | 'standby'
  | 'dispute'
  | 'disputeYours'
  /** A part of it, or a proposal, waits for the reader while the whole waits for the other side. */
  | 'partYours';

const WAITS_FOR_OTHERS: ReadonlySet<Step | null> = new Set([
  'sellerStarts',
  'sellerDelivers',
  'buyerReviews',
]);

type StepFacts = Card<
  'role' | 'status' | 'yourTurn' | 'offerStatus' | 'offersCount' | 'sealed' | 'bidDeadlineAt'
>;

/** @param nowMs the product's time; @returns null when nothing is left to happen */
export function stepOf(card: StepFacts, nowMs: number): Step | null {
  if (card.status === 'disputed' && card.yourTurn) return 'disputeYours';
  const step = stepOfRole(card, nowMs);
  return card.yourTurn && WAITS_FOR_OTHERS.has(step) ? 'partYours' : step;
}

function stepOfRole(card: StepFacts, nowMs: number): Step | null {
  if (card.role === 'buyer') return stepOfBuyer(card, nowMs);
  return isChosen(card) ? stepOfSeller(card.status) : stepOfBidder(card);
}

function stepOfBuyer(card: StepFacts, nowMs: number): Step | null {
  switch (card.status) {
    case 'draft':
      return 'draft';
    case 'open':
      if (card.yourTurn) return 'choose';
      if (areBidsSealed(card, nowMs)) return 'sealed';
      return card.offersCount > 0 ? 'sellersAnswer' : 'offers';
    case 'awaiting_payment':
      return 'pay';
    case 'funded':
      return 'sellerStarts';
    case 'in_delivery':
    case 'changes_requested':
      return 'sellerDelivers';
    case 'delivered':
      return 'review';
    case 'disputed':
      return 'dispute';
    default:
      return null;
  }
}

function stepOfSeller(status: MyRequestCard['status']): Step | null {
  switch (status) {
    case 'awaiting_payment':
      return 'buyerPays';
    case 'funded':
      return 'start';
    case 'in_delivery':
      return 'deliver';
    case 'changes_requested':
      return 'deliverAgain';
    case 'delivered':
      return 'buyerReviews';
    case 'disputed':
      return 'dispute';
    default:
      return null;
  }
}

/** A seller who was not chosen, or not yet. */
function stepOfBidder({ status, offerStatus }: StepFacts): Step | null {
  if (offerStatus === 'countered' && status === 'open') return 'answerCounter';
  if (offerStatus !== 'submitted' && offerStatus !== 'countered') return null;
  if (status === 'open') return 'buyerChooses';
  return status === 'awaiting_payment' ? 'standby' : null;
}

function areBidsSealed({ sealed, bidDeadlineAt }: Card<'sealed' | 'bidDeadlineAt'>, nowMs: number): boolean {
  return sealed && bidDeadlineAt !== null && nowMs < new Date(bidDeadlineAt).getTime();
}

/** What the time that runs leads to, in words of `deals:then`. */
const TIMERS = [
  'expire',
  'paymentTimedOut',
  'decline',
  'miss',
  'missChanges',
  'autoApprove',
  'bidsOpen',
] as const;
export type Timer = (typeof TIMERS)[number];

export interface RunningTime {
  /** ISO date. */
  readonly at: string;
  /** Null for a timer that this page does not know. */
  readonly then: Timer | null;
}

/** The time that runs on it, if any. */
export function timeOf(
  card: Card<'status' | 'sealed' | 'bidDeadlineAt' | 'deadline'>,
  nowMs: number,
): RunningTime | null {
  if (card.status === 'open' && card.bidDeadlineAt !== null && areBidsSealed(card, nowMs)) {
    return { at: card.bidDeadlineAt, then: 'bidsOpen' };
  }
  if (!card.deadline) return null;
  const { action, at } = card.deadline;
  return { at, then: TIMERS.find((timer) => timer === action) ?? null };
}

/** Before a deal is made, and where it was called off before money came, its page is the request's. */
const WITHOUT_DEAL: ReadonlySet<MyRequestCard['status']> = new Set(['draft', 'open', 'cancelled', 'expired']);

/** The page where the next step on it is made. */
export function hrefOf(
  card: Card<'id' | 'role' | 'status' | 'offerStatus' | 'offersCount'>,
  language: Language,
): string {
  if (card.role === 'seller' && !isChosen(card)) return paths.newOffer(language, card.id);
  if (!WITHOUT_DEAL.has(card.status)) return paths.deal(language, card.id);
  if (card.status === 'draft') return paths.editRequest(language, card.id);
  return card.status === 'open' && card.offersCount > 0
    ? paths.offers(language, card.id)
    : paths.request(language, card.id);
}

/** Which status speaks for it: to a seller who was not chosen that of their offer. */
export const shownStatus = (card: Card<'role' | 'status' | 'offerStatus'>) =>
  isChosen(card) || card.offerStatus === null
    ? ({ kind: 'request', status: card.status } as const)
    : ({ kind: 'offer', status: card.offerStatus } as const);

const timeOrNever = ({ deadline }: Card<'deadline'>): number =>
  deadline ? new Date(deadline.at).getTime() : Number.POSITIVE_INFINITY;

/** What waits for the reader, the most urgent first; and the rest as the API has it. */
export function grouped<C extends Card<'yourTurn' | 'status' | 'deadline'>>(
  cards: readonly C[],
): { readonly waiting: readonly C[]; readonly others: readonly C[] } {
  const waiting = cards
    .filter(waitsForReader)
    .sort((a, b) => (timeOrNever(a) === timeOrNever(b) ? 0 : timeOrNever(a) - timeOrNever(b)));
  return { waiting, others: cards.filter((card) => !waitsForReader(card)) };
}

/** The side to begin with: where something waits, else where something is, else buying. */
export function firstRole(
  buying: readonly Card<'yourTurn' | 'status'>[],
  selling: readonly Card<'yourTurn' | 'status'>[],
): DealRole {
  if (buying.some(waitsForReader)) return 'buyer';
  if (selling.some(waitsForReader)) return 'seller';
  return buying.length === 0 && selling.length > 0 ? 'seller' : 'buyer';
}

type RunningDispute = Pick<DisputeCard, 'requestId' | 'status' | 'yourTurn' | 'deadline'>;

/** Deals in dispute with whose turn it is in there and until when; the request itself has no time that runs. */
export function withDisputes<C extends Card<'id' | 'status' | 'yourTurn' | 'deadline'>>(
  cards: readonly C[],
  disputes: readonly RunningDispute[],
): C[] {
  return cards.map((card) => {
    const own = disputes.filter(({ requestId, deadline }) => requestId === card.id && deadline !== null);
    if (card.status !== 'disputed' || own.length === 0) return card;
    const [next] = own.flatMap(({ deadline }) => deadline ?? []).sort((a, b) => a.at.localeCompare(b.at));
    return {
      ...card,
      yourTurn: card.yourTurn || own.some(({ yourTurn }) => yourTurn),
      deadline: card.deadline ?? next ?? null,
    };
  });
}
