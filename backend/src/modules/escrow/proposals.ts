import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { RequestAction } from '../marketplace/index.ts';
import { loadOwnDeal, milestoneFor, takeStep, withMilestone, type Deal } from './escrow.deal.ts';
import { refundOpenMilestones } from './refund.ts';
import { GRACE_MS } from './escrow.terms.ts';

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

/** The buyer agrees to exactly the date they saw. */
export async function confirmExtension(
  input: { requestId: string; newDueAt: string },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    const { proposal } = deal.contract;
    const seen = new Date(input.newDueAt).getTime();
    if (proposal?.kind !== 'extension' || proposal.milestoneId === null || proposal.newDueAt === null) {
      throw new AppError('INVALID_TRANSITION');
    }
    if (proposal.newDueAt.getTime() !== seen) throw new AppError('CONFLICT');
    const { milestoneId, newDueAt } = proposal;
    await takeStep(tx, deal, {
      action: 'extend',
      by: deal.role,
      actorId: actor.id,
      change: { proposal: null, milestones: withMilestone(deal.contract, milestoneId, { dueAt: newDueAt }) },
      deadlines: deal.request.deadlines.map((deadline) =>
        deadline.milestoneId === milestoneId.toString()
          ? { ...deadline, at: new Date(newDueAt.getTime() + GRACE_MS) }
          : deadline,
      ),
    });
  });
}

export async function proposeCancellation(
  input: { requestId: string; note: string },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    await takeStep(tx, deal, {
      action: 'proposeCancel',
      by: deal.role,
      actorId: actor.id,
      change: {
        proposal: {
          kind: 'cancellation',
          by: deal.role,
          milestoneId: null,
          newDueAt: null,
          note: input.note,
          proposedAt: now(),
        },
      },
    });
    assertNoProposal(deal);
  });
}

/** The other party agrees: what escrow still holds goes back to the buyer. */
export async function confirmCancellation(input: { requestId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    const { proposal } = deal.contract;
    if (proposal?.kind !== 'cancellation') throw new AppError('INVALID_TRANSITION');
    if (proposal.by === deal.role) {
      throw new AppError('FORBIDDEN', { message: 'The other party has to agree to your proposal.' });
    }
    await refundOpenMilestones(tx, deal, { action: 'agreeCancel', by: deal.role, actorId: actor.id });
  });
}

/** Either party closes an open proposal: the proposer takes it back, the other says no. */
export async function declineProposal(input: { requestId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    if (deal.contract.proposal === null) throw new AppError('INVALID_TRANSITION');
    const action: RequestAction = 'declineProposal';
    await takeStep(tx, deal, { action, by: deal.role, actorId: actor.id, change: { proposal: null } });
  });
}
