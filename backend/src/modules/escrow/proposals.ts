import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { RequestAction } from '../marketplace/index.ts';
import { loadOwnDeal, milestoneFor, takeStep, withMilestone, type Deal } from './escrow.deal.ts';
import type { MilestoneDocument, ProposalDocument } from './escrow.model.ts';
import { GRACE_MS } from './escrow.terms.ts';
import { refundMilestones, unreleased } from './refund.ts';

/** One proposal at a time is open on a deal; who made it cannot also accept it. */
function assertNoProposal(deal: Deal): void {
  if (deal.contract.proposal !== null) {
    throw new AppError('INVALID_TRANSITION', { message: 'A proposal is open already. Answer it first.' });
  }
}

export interface ProposeExtensionInput {
  readonly requestId: string;
  readonly milestoneId: string;
  readonly newDueAt: string;
  readonly note: string;
}

export async function proposeExtension(input: ProposeExtensionInput, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    const milestone = milestoneFor(deal, input.milestoneId, 'proposeExtension');
    const newDueAt = new Date(input.newDueAt);
    // Before funding there is no date yet that could be moved.
    if (milestone.dueAt === null) throw new AppError('INVALID_TRANSITION');
    if (newDueAt <= milestone.dueAt || newDueAt <= now()) {
      throw new AppError('VALIDATION_FAILED', {
        message: 'The new date must be later than the present one.',
        details: [{ path: 'newDueAt', message: 'must be later than the present date' }],
      });
    }
    await takeStep(tx, deal, {
      action: 'proposeExtension',
      by: deal.role,
      actorId: actor.id,
      parts: [milestone],
      change: {
        proposal: {
          kind: 'extension',
          by: deal.role,
          milestoneId: milestone._id,
          newDueAt,
          note: input.note,
          proposedAt: now(),
        },
      },
    });
    // Checked last, so that a status without proposals answers as such.
    assertNoProposal(deal);
  });
}

/** The buyer agrees to exactly the date of the milestone that they saw. */
export async function confirmExtension(
  input: { requestId: string; milestoneId: string; newDueAt: string },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    const { proposal } = deal.contract;
    const seen = new Date(input.newDueAt).getTime();
    if (proposal?.kind !== 'extension' || proposal.milestoneId === null || proposal.newDueAt === null) {
      throw new AppError('INVALID_TRANSITION');
    }
    if (proposal.newDueAt.getTime() !== seen || !isAbout(proposal, input)) throw new AppError('CONFLICT');
    const { milestoneId, newDueAt } = proposal;
    const milestone = milestoneFor(deal, milestoneId.toString(), 'extend');
    await takeStep(tx, deal, {
      action: 'extend',
      by: deal.role,
      actorId: actor.id,
      parts: [milestone],
      change: { proposal: null, milestones: withMilestone(deal.contract, milestoneId, { dueAt: newDueAt }) },
      deadlines: deal.request.deadlines.map((deadline) =>
        deadline.milestoneId === milestoneId.toString()
          ? { ...deadline, at: new Date(newDueAt.getTime() + GRACE_MS) }
          : deadline,
      ),
    });
  });
}

/** Who agrees to something has seen what it is about: this milestone, or (null) the whole deal. */
const isAbout = (proposal: ProposalDocument, seen: { readonly milestoneId: string | null }): boolean =>
  (proposal.milestoneId?.toString() ?? null) === seen.milestoneId;

/** The milestone of several that a cancellation is about; null when it is the whole deal. */
function cancelledPart(
  deal: Deal,
  milestoneId: string | null,
  action: RequestAction,
): MilestoneDocument | null {
  if (milestoneId === null) return null;
  const milestone = milestoneFor(deal, milestoneId, action);
  return deal.contract.milestones.length === 1 ? null : milestone;
}

export interface ProposeCancellationInput {
  readonly requestId: string;
  /** Null for everything that is not released. */
  readonly milestoneId: string | null;
  readonly note: string;
}

export async function proposeCancellation(input: ProposeCancellationInput, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    const milestone = cancelledPart(deal, input.milestoneId, 'proposeCancel');
    await takeStep(tx, deal, {
      action: 'proposeCancel',
      by: deal.role,
      actorId: actor.id,
      ...(milestone === null ? {} : { parts: [milestone] }),
      change: {
        proposal: {
          kind: 'cancellation',
          by: deal.role,
          milestoneId: milestone?._id ?? null,
          newDueAt: null,
          note: input.note,
          proposedAt: now(),
        },
      },
    });
    assertNoProposal(deal);
  });
}

/** The other party agrees: what escrow still holds of it goes back to the buyer. */
export async function confirmCancellation(
  input: { requestId: string; milestoneId: string | null },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    const { proposal } = deal.contract;
    if (proposal?.kind !== 'cancellation') throw new AppError('INVALID_TRANSITION');
    if (proposal.by === deal.role) {
      throw new AppError('FORBIDDEN', { message: 'The other party has to agree to your proposal.' });
    }
    if (!isAbout(proposal, input)) throw new AppError('CONFLICT');
    const milestone = cancelledPart(deal, input.milestoneId, 'agreeCancel');
    const parts = milestone === null ? unreleased(deal) : [milestone];
    await refundMilestones(tx, deal, parts, { action: 'agreeCancel', by: deal.role, actorId: actor.id });
  });
}

/** The milestone of several that an open proposal is about. */
function partOfProposal(deal: Deal, { milestoneId }: ProposalDocument, action: RequestAction) {
  return milestoneId === null ? {} : { parts: [milestoneFor(deal, milestoneId.toString(), action)] };
}

/** Either party closes an open proposal: the proposer takes it back, the other says no. */
export async function declineProposal(input: { requestId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    const { proposal } = deal.contract;
    if (proposal === null) throw new AppError('INVALID_TRANSITION');
    const action: RequestAction = 'declineProposal';
    await takeStep(tx, deal, {
      action,
      by: deal.role,
      actorId: actor.id,
      ...partOfProposal(deal, proposal, action),
      change: { proposal: null },
    });
  });
}
