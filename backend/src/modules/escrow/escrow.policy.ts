import { actionsFor, findTransition, type PartyRole } from '../../shared/process.ts';
import {
  purchaseRequestProcess,
  REQUEST_ACTIONS,
  type RequestAction,
  type RequestStatus,
} from '../marketplace/purchase-request.process.ts';
import { milestoneProcess, type MilestoneStatus } from './milestone.process.ts';

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

/** Actions of a deal (from acceptance on) that have a button and concern the whole. */
const DEAL_ACTIONS: ReadonlySet<RequestAction> = new Set(['abandon', 'start', 'decline', 'proposeCancel']);

/** Those that answer an open proposal, which may be about one milestone. */
const ANSWERS = ['extend', 'agreeCancel', 'declineProposal'] as const satisfies RequestAction[];

/** Actions on one milestone that have a button. */
const MILESTONE_ACTIONS: ReadonlySet<RequestAction> = new Set([
  'deliver',
  'proposeExtension',
  'requestChanges',
  'approve',
  'proposeCancel',
  'dispute',
]);

export interface ProposalState {
  readonly kind: 'extension' | 'cancellation';
  readonly by: PartyRole;
  /** The milestone it is about; null for a cancellation of the whole deal. */
  readonly milestoneId: { toString(): string } | null;
}

export interface MilestoneState {
  readonly status: MilestoneStatus;
  readonly changeRoundsLeft: number;
}

export interface DealState {
  readonly status: RequestStatus;
  readonly proposal: ProposalState | null;
  readonly milestones: readonly MilestoneState[];
}

/** Beyond the tables: one proposal is open at a time, and change rounds run out. */
function isPossible(
  action: RequestAction,
  { proposal }: Pick<DealState, 'proposal'>,
  { changeRoundsLeft }: Pick<MilestoneState, 'changeRoundsLeft'>,
): boolean {
  switch (action) {
    case 'proposeExtension':
    case 'proposeCancel':
      return proposal === null;
    case 'requestChanges':
      return changeRoundsLeft > 0;
    default:
      return true;
  }
}

const takesPart = (action: RequestAction, status: RequestStatus, role: PartyRole): boolean =>
  findTransition(purchaseRequestProcess, action, status, role, true) !== undefined;

/** What a party may do with one milestone now: the buttons beside it. */
export function milestoneAbilities(
  role: PartyRole,
  state: DealState,
  milestone: MilestoneState,
): RequestAction[] {
  return actionsFor(milestoneProcess, milestone.status, role).filter(
    (action) =>
      MILESTONE_ACTIONS.has(action) &&
      takesPart(action, state.status, role) &&
      isPossible(action, state, milestone) &&
      // With one milestone it is the deal that is cancelled.
      (action !== 'proposeCancel' || state.milestones.length > 1),
  );
}

/** Whether a party may take an answer to the open proposal. */
function mayAnswer(action: (typeof ANSWERS)[number], role: PartyRole, state: DealState): boolean {
  const { proposal, status } = state;
  if (proposal === null) return false;
  const ofPart = proposal.milestoneId !== null;
  if (findTransition(purchaseRequestProcess, action, status, role, ofPart) === undefined) return false;
  if (action === 'extend') return proposal.kind === 'extension';
  return action === 'declineProposal' || (proposal.kind === 'cancellation' && proposal.by !== role);
}

/** What a party may do now, with the deal or with any of its milestones, in the table's order. */
export function abilitiesOf(role: PartyRole, state: DealState): RequestAction[] {
  const whole = actionsFor(purchaseRequestProcess, state.status, role).filter(
    (action) => DEAL_ACTIONS.has(action) && isPossible(action, state, { changeRoundsLeft: 0 }),
  );
  const answers = ANSWERS.filter((action) => mayAnswer(action, role, state));
  // Cancelling one of several is no cancelling of the deal.
  const parts = state.milestones
    .flatMap((milestone) => milestoneAbilities(role, state, milestone))
    .filter((action) => action !== 'proposeCancel');
  const all = new Set<RequestAction>([...whole, ...answers, ...parts]);
  return REQUEST_ACTIONS.filter((action) => all.has(action));
}

/** Whether the table of milestones has such a row, whoever takes it. */
export const milestoneAllows = (action: RequestAction, status: MilestoneStatus): boolean =>
  milestoneProcess.transitions.some((row) => row.action === action && row.from.includes(status));

type Turn = 'buyer' | 'seller' | 'gateway' | 'mediator' | 'nobody';

/** Whose move it is in a status; `confirming` while a payment is on its way. */
export function turnIn(status: RequestStatus, confirming: boolean): Turn {
  switch (status) {
    case 'awaiting_payment':
      return confirming ? 'gateway' : 'buyer';
    case 'funded':
    case 'in_delivery':
    case 'changes_requested':
      return 'seller';
    case 'delivered':
      return 'buyer';
    case 'frozen':
      return 'gateway';
    case 'disputed':
      return 'mediator';
    default:
      return 'nobody';
  }
}

/** Whom a milestone of a paid deal waits for. */
export function turnOfMilestone(status: MilestoneStatus): Exclude<Turn, 'gateway'> {
  switch (status) {
    case 'pending':
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

/** The parties that milestones of a paid deal wait for; with several it may be both. */
export function partiesToAct(statuses: readonly MilestoneStatus[]): PartyRole[] {
  const turns = new Set(statuses.map(turnOfMilestone));
  return (['buyer', 'seller'] as const).filter((role) => turns.has(role));
}

/** Whether the deal waits for this party, be it by status, by a milestone, or by a proposal of the other. */
export const isTurnOf = (
  role: PartyRole,
  turn: ReturnType<typeof turnIn>,
  waitsFor: readonly PartyRole[],
  proposal: DealState['proposal'],
): boolean => turn === role || waitsFor.includes(role) || (proposal !== null && proposal.by !== role);
