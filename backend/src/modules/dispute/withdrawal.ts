import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { resumeMilestone, withdrawalsOf } from '../escrow/index.ts';
import { loadOwnDispute, moveDispute } from './dispute.transition.ts';
import { deleteSealed } from './private.repository.ts';

interface Named {
  readonly disputeId: string;
}

/** The opener wants to go on with the deal. Once a milestone, so that a dispute is no way to stop the clock. */
export async function offerWithdrawal(input: Named, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    if (side !== dispute.opener) {
      throw new AppError('FORBIDDEN', { message: 'Only the party whose dispute it is can withdraw it.' });
    }
    await moveDispute(tx, dispute, {
      action: 'offerWithdrawal',
      by: side,
      actorId: actor.id,
      set: { withdrawalBy: side },
    });
    // Checked last, so that a status without withdrawals answers as such.
    if (dispute.withdrawalBy !== null) throw new AppError('INVALID_TRANSITION');
    if ((await withdrawalsOf(tx, dispute)) > 0) {
      throw new AppError('INVALID_TRANSITION', {
        message: 'A dispute about this was withdrawn before. This one needs an outcome.',
      });
    }
  });
}

/** The other party agrees: the deal goes on where it was. */
export async function confirmWithdrawal(input: Named, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    if (dispute.withdrawalBy === null) throw new AppError('INVALID_TRANSITION');
    if (dispute.withdrawalBy === side) {
      throw new AppError('FORBIDDEN', { message: 'The other party has to agree to the withdrawal.' });
    }
    await moveDispute(tx, dispute, { action: 'withdraw', by: side, actorId: actor.id });
    const { requestId, milestoneId } = dispute;
    await resumeMilestone(tx, { requestId, milestoneId, by: side, actorId: actor.id });
    await deleteSealed(tx, dispute.id);
  });
}

/** The other party says no, or the opener takes it back. */
export async function declineWithdrawal(input: Named, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    if (dispute.withdrawalBy === null) throw new AppError('INVALID_TRANSITION');
    const set = { withdrawalBy: null };
    await moveDispute(tx, dispute, { action: 'declineWithdrawal', by: side, actorId: actor.id, set });
  });
}
