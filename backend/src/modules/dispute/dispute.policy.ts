import { actionsFor, type PartyRole } from '../../shared/process.ts';
import { disputeProcess, isLive, type DisputeAction, type DisputeStatus } from './dispute.process.ts';

export type DisputeRole = PartyRole | 'mediator' | 'admin';

export interface Parties {
  readonly buyerId: string;
  readonly sellerId: string;
  readonly mediatorId: string | null;
}

interface Caller {
  readonly id: string;
  readonly role: 'user' | 'mediator' | 'admin';
}

export const otherSide = (side: PartyRole): PartyRole => (side === 'buyer' ? 'seller' : 'buyer');

/** Which party somebody is, null for everybody else. */
export function partyOf({ buyerId, sellerId }: Parties, userId: string): PartyRole | null {
  if (buyerId === userId) return 'buyer';
  return sellerId === userId ? 'seller' : null;
}

/**
 * Who somebody is at the desk: the mediator whose case it is, or one who looks on. Null for everybody who has
 * nothing to do there, and above all for a party, whatever their rank.
 */
export function deskRoleOf(dispute: Parties, caller: Caller): 'mediator' | 'admin' | 'onlooker' | null {
  if (partyOf(dispute, caller.id) !== null || caller.role === 'user') return null;
  if (dispute.mediatorId === caller.id) return 'mediator';
  return caller.role === 'admin' ? 'admin' : 'onlooker';
}

/** Whether somebody of the desk may have a case: never a party, and an appeal never whoever decided before. */
export const mayHave = (
  dispute: Parties & { readonly status: DisputeStatus; readonly deciderIds: readonly string[] },
  userId: string,
): boolean =>
  partyOf(dispute, userId) === null &&
  !(dispute.status === 'appealed' && dispute.deciderIds.includes(userId));

/** How many sealed sums a side may enter in one dispute. */
export const SEALED_SUMS = 3;

/** What an ability depends on beside status and role. */
export interface DisputeState extends Parties {
  readonly status: DisputeStatus;
  readonly opener: PartyRole;
  readonly withdrawalBy: PartyRole | null;
  readonly withdrawalUsed: boolean;
  readonly splits: readonly { readonly by: PartyRole; readonly status: string }[];
  readonly sealed: { readonly has: boolean; readonly entered: number };
  readonly proposalAccepted: readonly PartyRole[];
  readonly proposalDeclined: readonly PartyRole[];
  readonly appealWaived: readonly PartyRole[];
}

/**
 * Whether it waits for somebody: for a party with an answer or a decision that is theirs before the time is over,
 * for the mediator where the case stands still until they do something.
 */
export function waitsFor(dispute: Omit<DisputeState, 'sealed' | 'withdrawalUsed'>, userId: string): boolean {
  const { status } = dispute;
  if (!isLive(status)) return false;
  const side = partyOf(dispute, userId);
  if (side === null) {
    const open = status === 'mediation' || status === 'appealed';
    const declined = status === 'proposed' && dispute.proposalDeclined.length > 0;
    return dispute.mediatorId === userId && (open || declined);
  }
  if (dispute.withdrawalBy === otherSide(side)) return true;
  if (dispute.splits.some((split) => split.status === 'open' && split.by !== side)) return true;
  if (status === 'awaiting_response') return side !== dispute.opener;
  if (status === 'ruled') return !dispute.appealWaived.includes(side);
  return (
    status === 'proposed' &&
    !dispute.proposalAccepted.includes(side) &&
    !dispute.proposalDeclined.includes(side)
  );
}

/** Actions with a button; the others follow from them. */
const PARTY_ACTIONS: ReadonlySet<DisputeAction> = new Set([
  'respond',
  'addEvidence',
  'offerSplit',
  'declineSplit',
  'sealSplit',
  'unsealSplit',
  'settle',
  'acceptProposal',
  'declineProposal',
  'appeal',
  'waiveAppeal',
  'offerWithdrawal',
  'declineWithdrawal',
  'withdraw',
]);

function isPossible(action: DisputeAction, side: PartyRole, state: DisputeState): boolean {
  switch (action) {
    case 'respond':
      return side !== state.opener;
    case 'settle':
      return state.splits.some(({ by, status }) => status === 'open' && by !== side);
    case 'declineSplit':
      return state.splits.some(({ status }) => status === 'open');
    case 'sealSplit':
      return state.sealed.entered < SEALED_SUMS;
    case 'unsealSplit':
      return state.sealed.has;
    case 'acceptProposal':
      return !state.proposalAccepted.includes(side);
    case 'declineProposal':
      return !state.proposalDeclined.includes(side);
    case 'waiveAppeal':
      return !state.appealWaived.includes(side);
    case 'offerWithdrawal':
      return side === state.opener && state.withdrawalBy === null && !state.withdrawalUsed;
    case 'declineWithdrawal':
      return state.withdrawalBy !== null;
    case 'withdraw':
      return state.withdrawalBy !== null && state.withdrawalBy !== side;
    default:
      return true;
  }
}

/** What a party may do now: the buttons of the dispute's page. */
export const partyAbilities = (side: PartyRole, state: DisputeState): DisputeAction[] =>
  actionsFor(disputeProcess, state.status, side).filter(
    (action) => PARTY_ACTIONS.has(action) && isPossible(action, side, state),
  );

/**
 * What somebody at the desk may do now. A case that somebody has is not to be taken but to be given away; who
 * ruled cannot take the appeal, and an admin among them can still give it to somebody.
 */
export function deskAbilities(
  { role, mayHave: may }: { readonly role: 'mediator' | 'admin' | 'onlooker'; readonly mayHave: boolean },
  state: Pick<DisputeState, 'status' | 'mediatorId' | 'proposalDeclined'>,
): DisputeAction[] {
  if (role === 'onlooker') {
    const open = state.mediatorId === null && may;
    return actionsFor(disputeProcess, state.status, 'mediator').filter(
      (action) => action === 'assign' && open,
    );
  }
  return actionsFor(disputeProcess, state.status, role).filter((action) => {
    if (action === 'assign') return state.mediatorId === null;
    if (action === 'reassign') return state.mediatorId !== null;
    return action !== 'rule' || state.proposalDeclined.length > 0;
  });
}
