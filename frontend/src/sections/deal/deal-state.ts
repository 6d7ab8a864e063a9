import type { Deal, Milestone, RequestAction } from '@/actions/deal';

/** What a deal's page speaks about: the status, with "paid, not yet final" told apart from "to be paid". */
export const DEAL_STATES = [
  'awaiting_payment',
  'confirming',
  'funded',
  'in_delivery',
  'delivered',
  'changes_requested',
  'disputed',
  'frozen',
  'completed',
  'refunded',
  'settled',
  'cancelled',
] as const;
export type DealState = (typeof DEAL_STATES)[number];

type DealPart<K extends keyof Deal> = Pick<Deal, K>;

export function stateOf({ status, turn }: DealPart<'status' | 'turn'>): DealState {
  switch (status) {
    case 'awaiting_payment':
      return turn === 'gateway' ? 'confirming' : 'awaiting_payment';
    // A request in these has no deal yet, or none any more.
    case 'draft':
    case 'open':
      return 'awaiting_payment';
    case 'expired':
      return 'cancelled';
    default:
      return status;
  }
}

const OVER: readonly DealState[] = ['completed', 'refunded', 'settled', 'cancelled'];

export const isOver = (state: DealState): boolean => OVER.includes(state);

/** The one thing a person is to do next. */
export type Primary = 'pay' | 'payment' | 'start' | 'deliver' | 'deliverAgain' | 'approve' | 'balance';

export function primaryOf(
  deal: DealPart<'status' | 'turn' | 'viewerRole' | 'abilities' | 'money'>,
): Primary | null {
  const { viewerRole, abilities, money } = deal;
  const state = stateOf(deal);
  if (viewerRole === 'buyer' && state === 'awaiting_payment') return 'pay';
  if (viewerRole === 'buyer' && state === 'confirming') return 'payment';
  if (abilities.includes('approve')) return 'approve';
  if (abilities.includes('start')) return 'start';
  if (abilities.includes('deliver')) return state === 'changes_requested' ? 'deliverAgain' : 'deliver';
  return isOver(state) && money.some(({ holder }) => holder === viewerRole) ? 'balance' : null;
}

/** Actions behind "More", in the order in which they stand there: the mildest first. */
const MENU = ['deliver', 'proposeExtension', 'proposeCancel', 'dispute', 'decline', 'abandon'] as const;
export type MenuAction = (typeof MENU)[number];

export function menuOf(abilities: readonly RequestAction[], primary: Primary | null): MenuAction[] {
  return MENU.filter(
    (action) =>
      abilities.includes(action) &&
      !(action === 'deliver' && (primary === 'deliver' || primary === 'deliverAgain')),
  );
}

/** What becomes of an open proposal: who answers it, and who may take it back. */
export function proposalPart({
  proposal,
  viewerRole,
  abilities,
}: DealPart<'proposal' | 'viewerRole' | 'abilities'>) {
  if (!proposal) return null;
  const yours = proposal.by === viewerRole;
  return {
    yours,
    canAgree: !yours && abilities.includes(proposal.kind === 'extension' ? 'extend' : 'agreeCancel'),
    canClose: abilities.includes('declineProposal'),
  };
}

/** Several milestones, each with a way of its own; one alone is the deal. */
export const isInParts = ({ contract }: DealPart<'contract'>): boolean => contract.milestones.length > 1;

const IN_PART: Record<Milestone['status'], Deal['status']> = {
  pending: 'in_delivery',
  delivered: 'delivered',
  changes_requested: 'changes_requested',
  disputed: 'disputed',
  released: 'completed',
  refunded: 'refunded',
  settled: 'settled',
};

/** Actions on the deal as a whole; the others are a milestone's. */
const ON_WHOLE: readonly RequestAction[] = ['start', 'decline', 'abandon'];

/**
 * The deal as it is for one of its milestones: its status, money, dates and steps, as if there were no other.
 * Before the start it waits for the start as all of them do.
 */
export function narrowTo(deal: Deal, milestone: Milestone): Deal {
  const waits = deal.status === 'funded' && milestone.status === 'pending';
  const whole = deal.abilities.filter((action) => ON_WHOLE.includes(action));
  return {
    ...deal,
    status: waits ? 'funded' : IN_PART[milestone.status],
    turn: milestone.turn,
    deadline: milestone.deadline ?? (waits ? deal.deadline : null),
    abilities: [...whole, ...milestone.abilities],
    contract: { ...deal.contract, price: milestone.price, milestones: [milestone] },
  };
}

/**
 * The milestone that the page speaks of first: what waits for the reader, else what waits for somebody. Null when
 * the deal has one only, has not started yet, or is over: then it is the whole that is spoken of.
 */
export function spokenOf(deal: Deal): Milestone | null {
  const { milestones, fundedAt } = deal.contract;
  if (!isInParts(deal) || fundedAt === null || deal.status === 'funded' || isOver(stateOf(deal))) return null;
  const yours = milestones.filter(({ turn }) => turn === deal.viewerRole);
  return focusOf(yours.length > 0 ? yours : milestones) ?? null;
}

/** What an open proposal is about: one of several milestones, or null when it is the whole deal. */
export const partOfProposal = ({
  proposal,
  contract,
}: DealPart<'proposal' | 'contract'>): Milestone | null =>
  proposal?.milestoneId == null || contract.milestones.length === 1
    ? null
    : (contract.milestones.find(({ id }) => id === proposal.milestoneId) ?? null);

/** The milestone that is spoken of: the one that waits for somebody, or else the first. */
export function focusOf(milestones: readonly Milestone[]): Milestone | undefined {
  const order: readonly Milestone['status'][] = ['disputed', 'changes_requested', 'delivered', 'pending'];
  for (const status of order) {
    const found = milestones.find((milestone) => milestone.status === status);
    if (found) return found;
  }
  return milestones[0];
}

/** The milestone that a page acts on: the one its address names, or else the first that allows it. */
export function milestoneTo(
  action: RequestAction,
  milestones: readonly Milestone[],
  milestoneId: string | null,
): Milestone | undefined {
  const able = milestones.filter(({ abilities }) => abilities.includes(action));
  return milestoneId === null ? focusOf(able) : able.find(({ id }) => id === milestoneId);
}

export const withStatus = (milestones: readonly Milestone[], ...statuses: Milestone['status'][]) =>
  milestones.find(({ status }) => statuses.includes(status));

type MilestoneMoney = 'held' | 'sellerGets' | 'fee';

/** A sum over milestones; null before the deal is funded. */
export function sumOf(milestones: readonly Milestone[], part: MilestoneMoney) {
  const parts = milestones.flatMap((milestone) => milestone[part] ?? []);
  const asset = parts[0]?.asset;
  if (asset === undefined) return null;
  return { asset, amount: parts.reduce((sum, { amount }) => sum + BigInt(amount), 0n).toString() };
}

/** What the buyer pays, in cents: the price and their part of the fee. */
export function totalOf({ price, buyerFee }: Pick<Deal['contract'], 'price' | 'buyerFee'>) {
  return { currency: price.currency, amount: (BigInt(price.amount) + BigInt(buyerFee.amount)).toString() };
}

/** Timers that a page can explain. */
export const SILENCES = [
  'paymentTimedOut',
  'decline',
  'miss',
  'missChanges',
  'autoApprove',
  'unfund',
] as const;
export type Silence = (typeof SILENCES)[number];

export const silenceOf = (deadline: Deal['deadline']): Silence | null =>
  SILENCES.find((action) => action === deadline?.action) ?? null;

/**
 * Until when somebody should act: the delivery date where the timer leaves days of grace after it.
 * @returns an ISO date, or null where there is no limit
 */
export function actBy({ deadline, contract }: DealPart<'deadline' | 'contract'>): string | null {
  if (!deadline) return null;
  const graced = deadline.action === 'miss' || deadline.action === 'missChanges';
  return (graced ? focusOf(contract.milestones)?.dueAt : null) ?? deadline.at;
}

const ENDED: readonly string[] = ['settled', 'final', 'withdrawn'];

/** Whether a dispute has its outcome. */
export const isEnded = ({ status }: { readonly status: string }): boolean => ENDED.includes(status);
