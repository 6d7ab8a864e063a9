import { actionsFor, type PartyRole } from '../../shared/process.ts';
import {
  purchaseRequestProcess,
  type RequestAction,
  type RequestStatus,
} from '../marketplace/purchase-request.process.ts';
import type { MilestoneStatus } from './escrow.contract.ts';

export const otherParty = (role: PartyRole): PartyRole => (role === 'buyer' ? 'seller' : 'buyer');

interface Parties {
  readonly buyerId: { toString(): string };
  readonly sellerId: { toString(): string };
}

/** Who a person is in a deal; null for everybody else, to whom it does not exist. */
export function roleIn(contract: Parties, userId: string): PartyRole | null {
  if (contract.buyerId.toString() === userId) return 'buyer';
  if (contract.sellerId.toString() === userId) return 'seller';
  return null;
}

/** Actions of a deal (from acceptance on) that have a button. */
const DEAL_ACTIONS: ReadonlySet<RequestAction> = new Set([
  'abandon',
  'start',
  'decline',
  'deliver',
  'proposeExtension',
  'extend',
  'requestChanges',
  'approve',
  'proposeCancel',
  'agreeCancel',
  'declineProposal',
  'dispute',
]);

export interface DealState {
  readonly status: RequestStatus;
  readonly proposal: { readonly kind: 'extension' | 'cancellation'; readonly by: PartyRole } | null;
  readonly changeRoundsLeft: number;
}

/** Beyond the table: proposals have two sides, and change rounds run out. */
function isPossible(
  action: RequestAction,
  role: PartyRole,
  { proposal, changeRoundsLeft }: DealState,
): boolean {
  switch (action) {
    case 'proposeExtension':
    case 'proposeCancel':
      return proposal === null;
    case 'extend':
      return proposal?.kind === 'extension';
    case 'agreeCancel':
      return proposal?.kind === 'cancellation' && proposal.by !== role;
    case 'declineProposal':
      return proposal !== null;
    case 'requestChanges':
      return changeRoundsLeft > 0;
    default:
      return true;
  }
}

/** What a party may do now, in the table's order: the buttons of the deal page. */
export function abilitiesOf(role: PartyRole, state: DealState): RequestAction[] {
  return actionsFor(purchaseRequestProcess, state.status, role).filter(
    (action) => DEAL_ACTIONS.has(action) && isPossible(action, role, state),
  );
}

const MILESTONE_FROM: Partial<Record<RequestAction, readonly MilestoneStatus[]>> = {
  deliver: ['pending', 'changes_requested'],
  requestChanges: ['delivered'],
  approve: ['delivered'],
  autoApprove: ['delivered'],
  proposeExtension: ['pending', 'changes_requested'],
  miss: ['pending'],
  missChanges: ['changes_requested'],
  dispute: ['pending', 'delivered', 'changes_requested'],
  resume: ['disputed'],
  resolve: ['disputed'],
};

/** Whether an action fits the milestone it names. */
export const milestoneAllows = (action: RequestAction, status: MilestoneStatus): boolean =>
  MILESTONE_FROM[action]?.includes(status) ?? true;

/** Whose move it is in a status; `confirming` while a payment is on its way. */
export function turnIn(
  status: RequestStatus,
  confirming: boolean,
): 'buyer' | 'seller' | 'gateway' | 'mediator' | 'nobody' {
  switch (status) {
    case 'awaiting_payment':
      return confirming ? 'gateway' : 'buyer';
    case 'funded':
    case 'in_delivery':
    case 'changes_requested':
      return 'seller';
    case 'delivered':
      return 'buyer';
    case 'disputed':
      return 'mediator';
    default:
      return 'nobody';
  }
}

/** Whether the deal waits for this party, be it by status or by a proposal of the other to answer. */
export const isTurnOf = (
  role: PartyRole,
  turn: ReturnType<typeof turnIn>,
  proposal: DealState['proposal'],
): boolean => turn === role || (proposal !== null && proposal.by !== role);
