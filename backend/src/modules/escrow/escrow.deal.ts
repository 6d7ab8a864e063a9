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
import type { ContractDocument, MilestoneDocument } from './escrow.model.ts';
import { milestoneAllows, otherParty, roleIn } from './escrow.policy.ts';
import { findActiveContract, saveContract } from './escrow.repository.ts';

/** A request with the contract that is in force. */
export interface Deal {
  readonly request: RequestRecord;
  readonly contract: ContractDocument;
}

/** @throws AppError NOT_FOUND when the request has no contract in force */
export async function loadDeal(tx: ClientSession, requestId: string): Promise<Deal> {
  const request = await loadRequest(tx, requestId);
  const contract = await findActiveContract(tx, requestId);
  if (!contract) throw new AppError('NOT_FOUND');
  return { request, contract };
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

export interface DealStep {
  readonly action: RequestAction;
  readonly by: ActorRole;
  readonly actorId: string | null;
  /** Given when the status follows from the milestones rather than from the row alone. */
  readonly to?: RequestStatus;
  readonly change?: Parameters<typeof saveContract>[2];
  /** Further fields of the request. */
  readonly set?: Parameters<typeof transitionRequest>[1]['set'];
  /** Replace the request's deadlines; left out, they stay. */
  readonly deadlines?: readonly RequestDeadline[];
}

/** Who has an open proposal to answer; left out where the step does not touch it. */
function answerAfter(change: DealStep['change']): Pick<NonNullable<DealStep['set']>, 'answerFrom'> {
  if (change?.proposal === undefined) return {};
  return { answerFrom: change.proposal === null ? null : otherParty(change.proposal.by) };
}

/**
 * Takes one row of the table: moves the request by compare-and-set, writes the contract, and says so to both
 * parties through the outbox.
 * @throws AppError INVALID_TRANSITION when the table has no such row, CONFLICT when somebody was faster
 */
export async function takeStep(tx: ClientSession, deal: Deal, step: DealStep): Promise<RequestRecord> {
  const { request, contract } = deal;
  const moved = await transitionRequest(tx, {
    request,
    action: step.action,
    by: step.by,
    actorId: step.actorId,
    ...(step.to === undefined ? {} : { to: step.to }),
    set: { ...step.set, ...answerAfter(step.change) },
    ...(step.deadlines === undefined ? {} : { deadlines: step.deadlines }),
  });
  if (step.change) await saveContract(tx, contract._id, step.change);
  const row = purchaseRequestProcess.transitions.find(
    ({ action, from }) => action === step.action && from.includes(request.status),
  );
  const addressees = [contract.buyerId.toString(), contract.sellerId.toString()];
  await emitLater(
    tx,
    ...(row?.events ?? []).map((name) => ({
      name,
      ids: { requestId: request.id },
      addressees,
      causedBy: step.actorId,
    })),
  );
  return moved;
}
