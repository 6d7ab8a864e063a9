import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { PartyRole } from '../../shared/process.ts';
import { otherSide } from './dispute.policy.ts';
import type { DisputeRecord } from './dispute.repository.ts';
import { loadOwnDispute, moveDispute, tellDesk } from './dispute.transition.ts';
import { deskFor } from './mediators.ts';
import { finalise, settle } from './outcome.ts';

interface Answer {
  readonly disputeId: string;
  readonly proposalId: string;
}

const without = (sides: readonly PartyRole[], side: PartyRole): PartyRole[] =>
  sides.filter((other) => other !== side);
const withSide = (sides: readonly PartyRole[], side: PartyRole): PartyRole[] => [
  ...without(sides, side),
  side,
];

/** @throws AppError NOT_FOUND, INVALID_TRANSITION, CONFLICT when it is not the proposal that was seen */
async function loadProposed(tx: ClientSession, input: Answer, actor: Actor) {
  const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
  if (dispute.status !== 'proposed' || dispute.proposal === null) throw new AppError('INVALID_TRANSITION');
  if (dispute.proposal.id !== input.proposalId) throw new AppError('CONFLICT');
  return { dispute, side, proposal: dispute.proposal };
}

/** A party accepts the mediator's proposal; when both have, it is settled. */
export async function acceptProposal(input: Answer, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side, proposal } = await loadProposed(tx, input, actor);
    if (dispute.proposalAccepted.includes(side)) throw new AppError('INVALID_TRANSITION');
    const accepted = await moveDispute(tx, dispute, {
      action: 'acceptProposal',
      by: side,
      actorId: actor.id,
      set: {
        proposalAccepted: withSide(dispute.proposalAccepted, side),
        proposalDeclined: without(dispute.proposalDeclined, side),
      },
    });
    if (!accepted.proposalAccepted.includes(otherSide(side))) return;
    const { buyerGetsBase } = proposal;
    await settle(tx, accepted, { by: side, actorId: actor.id, how: 'proposal', buyerGetsBase });
  });
}

/** A party declines it; the mediator may then rule before the 72 hours are over. */
export async function declineProposal(input: Answer, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadProposed(tx, input, actor);
    if (dispute.proposalDeclined.includes(side)) throw new AppError('INVALID_TRANSITION');
    await moveDispute(tx, dispute, {
      action: 'declineProposal',
      by: side,
      actorId: actor.id,
      set: {
        proposalAccepted: without(dispute.proposalAccepted, side),
        proposalDeclined: withSide(dispute.proposalDeclined, side),
      },
    });
  });
}

const refuseWaived = ({ appealWaived }: DisputeRecord, side: PartyRole): void => {
  if (appealWaived.includes(side)) {
    throw new AppError('INVALID_TRANSITION', { message: 'You have said that you do without an appeal.' });
  }
};

/** A party appeals: the case goes back to the desk, and somebody else decides. */
export async function appealRuling(
  input: { readonly disputeId: string; readonly reasons: string },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    refuseWaived(dispute, side);
    const appealed = await moveDispute(tx, dispute, {
      action: 'appeal',
      by: side,
      actorId: actor.id,
      set: { appeal: { by: side, reasons: input.reasons, at: now() }, mediatorId: null },
    });
    await tellDesk(tx, appealed, 'dispute:queued', await deskFor(appealed));
  });
}

/** A party does without an appeal; when both do, the ruling is final. */
export async function waiveAppeal(input: { readonly disputeId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    refuseWaived(dispute, side);
    const waived = await moveDispute(tx, dispute, {
      action: 'waiveAppeal',
      by: side,
      actorId: actor.id,
      set: { appealWaived: withSide(dispute.appealWaived, side) },
    });
    if (waived.appealWaived.includes(otherSide(side))) {
      await finalise(tx, waived, { by: side, actorId: actor.id });
    }
  });
}
