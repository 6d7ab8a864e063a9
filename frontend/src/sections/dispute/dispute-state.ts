import type { Dispute, DisputeWish, Party } from '@/actions/disputes';

/** A dispute as one of its parties. */
export interface PartyDispute extends Dispute {
  readonly viewerRole: Party;
}

/** To the desk it is a case, with a page of its own. */
export const isParty = (dispute: Dispute): dispute is PartyDispute =>
  dispute.viewerRole === 'buyer' || dispute.viewerRole === 'seller';

export const otherSide = (side: Party): Party => (side === 'buyer' ? 'seller' : 'buyer');

/** Where a dispute stands for the reader: what the page speaks about first. */
export const STAGES = [
  'answerYours',
  'answerTheirs',
  'negotiation',
  'queue',
  'mediation',
  'proposalYours',
  'proposalTheirs',
  'proposalDeclined',
  'rulingYours',
  'rulingTheirs',
  'appealQueue',
  'appeal',
  'settled',
  'final',
  'withdrawn',
] as const;
export type Stage = (typeof STAGES)[number];

type Part<K extends keyof PartyDispute> = Pick<PartyDispute, K>;

export function stageOf(
  dispute: Part<'status' | 'viewerRole' | 'opener' | 'mediator' | 'proposal' | 'appealWaivedBy'>,
): Stage {
  const { status, viewerRole, proposal } = dispute;
  switch (status) {
    case 'opened':
    case 'awaiting_response':
      return dispute.opener === viewerRole ? 'answerTheirs' : 'answerYours';
    case 'negotiation':
      return 'negotiation';
    case 'mediation':
      return dispute.mediator ? 'mediation' : 'queue';
    case 'proposed':
      if (proposal?.declinedBy.length) return 'proposalDeclined';
      return proposal?.acceptedBy.includes(viewerRole) ? 'proposalTheirs' : 'proposalYours';
    case 'ruled':
      return dispute.appealWaivedBy.includes(viewerRole) ? 'rulingTheirs' : 'rulingYours';
    case 'appealed':
      return dispute.mediator ? 'appeal' : 'appealQueue';
    default:
      return status;
  }
}

const OVER: readonly Stage[] = ['settled', 'final', 'withdrawn'];
export const isOver = (stage: Stage): boolean => OVER.includes(stage);

/** Whose turn it is, as the page says it. */
export type Turn = 'you' | 'other' | 'both' | 'mediator' | 'mediatorAndYou' | 'nobody';

const TURNS: Readonly<Record<Stage, Turn>> = {
  answerYours: 'you',
  answerTheirs: 'other',
  negotiation: 'both',
  queue: 'mediator',
  mediation: 'mediator',
  proposalYours: 'you',
  proposalTheirs: 'other',
  proposalDeclined: 'mediator',
  rulingYours: 'you',
  rulingTheirs: 'other',
  appealQueue: 'mediator',
  appeal: 'mediator',
  settled: 'nobody',
  final: 'nobody',
  withdrawn: 'nobody',
};
/** @param yourTurn also a split or a withdrawal that the other side has offered waits for the reader's answer */
export function turnOf(stage: Stage, yourTurn: boolean): Turn {
  const turn = TURNS[stage];
  if (!yourTurn) return turn;
  if (turn === 'other') return 'both';
  return turn === 'mediator' ? 'mediatorAndYou' : turn;
}

/** Timers that the page can explain. */
export const SILENCES = ['noResponse', 'negotiationEnded', 'remind', 'escalate', 'rule', 'finalise'] as const;
export type Silence = (typeof SILENCES)[number];

export const silenceOf = ({ deadline }: Part<'deadline'>): Silence | null =>
  SILENCES.find((action) => action === deadline?.action) ?? null;

/** The split of a side that is open, if it has one: a newer one takes the place of the one before. */
export const openSplitOf = ({ splits }: Part<'splits'>, side: Party) =>
  splits.find(({ by, status }) => by === side && status === 'open');

/** What the reader may do with an open withdrawal. */
export function withdrawalPart({
  withdrawalOfferedBy,
  viewerRole,
  abilities,
}: Part<'withdrawalOfferedBy' | 'viewerRole' | 'abilities'>) {
  if (withdrawalOfferedBy === null) return null;
  return {
    yours: withdrawalOfferedBy === viewerRole,
    canAgree: abilities.includes('withdraw'),
    canClose: abilities.includes('declineWithdrawal'),
  };
}

/** What somebody may want: nobody has to ask for their own loss, and the other may always be offered it. */
export const wishesOf = (role: Party): readonly DisputeWish[] =>
  role === 'buyer' ? ['refund', 'split'] : ['release', 'split'];

/** What is shown of somebody's sealed sum: the buyer's comes back whole, the seller's less the fee. */
export const leastNet = (side: Party, leastBase: bigint, net: (releasedBase: bigint) => bigint): bigint =>
  side === 'buyer' ? leastBase : net(leastBase);
