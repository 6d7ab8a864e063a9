import type { Types } from 'mongoose';
import { type ClientSession } from 'mongoose';
import { emitLater } from '../../platform/outbox.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActorRole, PartyRole } from '../../shared/process.ts';
import {
  loadRequest,
  purchaseRequestProcess,
  transitionRequest,
  type RequestAction,
  type RequestDeadline,
  type RequestRecord,
  type RequestStatus,
} from '../marketplace/index.ts';
import { requestStatusOf } from './escrow.milestones.ts';
import type { ContractDocument, MilestoneDocument } from './escrow.model.ts';
import { milestoneAllows, otherParty, partiesToAct, roleIn } from './escrow.policy.ts';
import { findActiveContract, saveContract } from './escrow.repository.ts';
import { proposalAfter } from './proposal-after.ts';

/** A request with the contract that is in force. */
export interface Deal {
  readonly request: RequestRecord;
  readonly contract: ContractDocument;
}

/** Null when the request has no contract in force. @throws AppError NOT_FOUND when there is no such request */
export async function findDeal(tx: ClientSession, requestId: string): Promise<Deal | null> {
  const request = await loadRequest(tx, requestId);
  const contract = await findActiveContract(tx, requestId);
  return contract ? { request, contract } : null;
}

/** @throws AppError NOT_FOUND when the request has no contract in force */
export async function loadDeal(tx: ClientSession, requestId: string): Promise<Deal> {
  const deal = await findDeal(tx, requestId);
  if (deal === null) throw new AppError('NOT_FOUND');
  return deal;
}

/** The deal as the actor's own: to anybody but its parties it does not exist. */
export async function loadOwnDeal(
  tx: ClientSession,
  requestId: string,
  actor: Actor,
): Promise<Deal & { readonly role: PartyRole }> {
  const deal = await loadDeal(tx, requestId);
  const role = roleIn(deal.contract, actor.id);
  if (role === null) throw new AppError('NOT_FOUND');
  return { ...deal, role };
}

/** The milestone an action names, in a status that allows it. */
export function milestoneFor(deal: Deal, milestoneId: string, action: RequestAction): MilestoneDocument {
  const milestone = deal.contract.milestones.find(({ _id }) => _id.toString() === milestoneId);
  if (!milestone) throw new AppError('NOT_FOUND');
  if (!milestoneAllows(action, milestone.status)) throw new AppError('INVALID_TRANSITION');
  return milestone;
}

/** The contract's milestones with one changed. */
export const withMilestone = (
  contract: ContractDocument,
  milestoneId: Types.ObjectId,
  change: Partial<MilestoneDocument>,
): MilestoneDocument[] =>
  contract.milestones.map((milestone) =>
    milestone._id.equals(milestoneId) ? { ...milestone, ...change } : milestone,
  );

/** The deal's timers but for those of one milestone; the whole deal's are among them. */
export const timersBeside = ({ request }: Deal, milestoneId: Types.ObjectId): RequestDeadline[] =>
  request.deadlines.filter((deadline) => deadline.milestoneId !== milestoneId.toString());

/** The request's status as it follows from its milestones. */
export const statusAfter = (deal: Deal, milestones: readonly MilestoneDocument[]) =>
  requestStatusOf(
    milestones.map(({ status }) => status),
    deal.contract.startedAt !== null,
  );

export interface DealStep {
  readonly action: RequestAction;
  readonly by: ActorRole;
  readonly actorId: string | null;
  /** What the step acts on; left out when it is the whole deal. */
  readonly parts?: readonly MilestoneDocument[];
  /** Given when the status follows from the milestones rather than from the row alone. */
  readonly to?: RequestStatus;
  readonly change?: Parameters<typeof saveContract>[2];
  /** Further fields of the request. */
  readonly set?: Parameters<typeof transitionRequest>[1]['set'];
  /** Replace the request's deadlines; left out, they stay. */
  readonly deadlines?: readonly RequestDeadline[];
}

const FROZEN = {
  message:
    'The network has taken the payment of this deal back, so it stands still until the money is there again. Nothing was done.',
};

/** Who has an open proposal to answer, and whom milestones wait for; what the step does not touch stays. */
function turnsAfter(
  change: DealStep['change'],
): Pick<NonNullable<DealStep['set']>, 'answerFrom' | 'waitsFor'> {
  const { proposal, milestones } = change ?? {};
  return {
    ...(proposal === undefined ? {} : { answerFrom: proposal === null ? null : otherParty(proposal.by) }),
    ...(milestones === undefined ? {} : { waitsFor: partiesToAct(milestones.map(({ status }) => status)) }),
  };
}

/** The step's change, with the open proposal dropped where it makes no sense afterwards. */
function changeOf({ contract }: Deal, { change }: DealStep): DealStep['change'] {
  if (!change?.milestones || change.proposal !== undefined || contract.proposal === null) return change;
  return { ...change, proposal: proposalAfter(contract.proposal, contract.milestones, change.milestones) };
}

/** The step's one milestone, when there are others beside it. */
function partOf({ contract }: Deal, { parts = [] }: DealStep) {
  const [milestone] = parts;
  if (parts.length !== 1 || !milestone || contract.milestones.length === 1) return undefined;
  return { id: milestone._id.toString(), title: milestone.title };
}

/** Says so to both parties through the outbox; with several milestones once for each that it is about. */
async function announce(tx: ClientSession, deal: Deal, step: DealStep, to: RequestStatus): Promise<void> {
  const { request, contract } = deal;
  const row = purchaseRequestProcess.transitions.find(
    ({ action, from, alsoFrom = [] }) =>
      action === step.action && [...from, ...alsoFrom].includes(request.status),
  );
  const { events = [], partEvents = events } = row ?? {};
  const { parts = contract.milestones } = step;
  const isWhole = parts.length === contract.milestones.length;
  // The release of the last one completes the deal, and says that.
  const names = isWhole || to === 'completed' ? events : partEvents;
  const common = {
    addressees: [contract.buyerId.toString(), contract.sellerId.toString()],
    causedBy: step.actorId,
  };
  const abouts = isWhole ? [{}] : parts.map(({ _id }) => ({ milestoneId: _id.toString() }));
  await emitLater(
    tx,
    ...abouts.flatMap((about) =>
      names.map((name) => ({ name, ids: { requestId: request.id, ...about }, ...common })),
    ),
  );
}

/**
 * Takes one row of the table: moves the request by compare-and-set, writes the contract, and says so to both
 * parties through the outbox. Whoever acts on one milestone has asked that one's own table (`milestoneFor`).
 * @throws AppError INVALID_TRANSITION when the table has no such row, CONFLICT when somebody was faster
 */
export async function takeStep(tx: ClientSession, deal: Deal, step: DealStep): Promise<RequestRecord> {
  const { request, contract } = deal;
  const change = changeOf(deal, step);
  const part = partOf(deal, step);
  if (request.status === 'frozen' && step.actorId !== null) throw new AppError('INVALID_TRANSITION', FROZEN);
  const moved = await transitionRequest(tx, {
    request,
    action: step.action,
    by: step.by,
    actorId: step.actorId,
    ...(part === undefined ? {} : { part }),
    ...(step.to === undefined ? {} : { to: step.to }),
    set: { ...step.set, ...turnsAfter(change) },
    ...(step.deadlines === undefined ? {} : { deadlines: step.deadlines }),
  });
  if (change) await saveContract(tx, contract._id, change);
  await announce(tx, deal, step, moved.status);
  return moved;
}
