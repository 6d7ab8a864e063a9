import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { disputeMilestone, type DisputedMilestone, type DisputesPort } from '../escrow/index.ts';
import { loadRequest } from '../marketplace/index.ts';
import type { DisputeReason, DisputeWish } from './dispute-shapes.contract.ts';
import { insertDispute, type DisputeRecord, type NewDispute } from './dispute.repository.ts';
import { loadOwnDispute, moveDispute } from './dispute.transition.ts';
import { appendStatement } from './evidence.ts';

interface Statement {
  readonly statement: string;
  readonly attachmentIds: readonly string[];
}

export interface OpenInput extends Statement {
  readonly requestId: string;
  readonly milestoneId: string;
  readonly reason: DisputeReason;
  readonly wish: DisputeWish;
}

async function insert(
  tx: ClientSession,
  disputed: DisputedMilestone,
  how: Pick<NewDispute, 'opener' | 'openedBy' | 'reason' | 'wish'>,
): Promise<DisputeRecord> {
  const { title } = await loadRequest(tx, disputed.requestId);
  const { requestId, contractId, milestoneId, buyerId, sellerId, asset, heldBase } = disputed;
  const about = { requestId, contractId, milestoneId, buyerId, sellerId, asset, heldBase, title };
  return insertDispute(tx, { ...about, ...how }, now());
}

/**
 * A party opens a dispute with its statement: the milestone freezes, the other party has 72 hours to answer.
 * @returns the dispute's id
 * @throws AppError NOT_FOUND, INVALID_TRANSITION, CONFLICT, VALIDATION_FAILED
 */
export async function openDispute(input: OpenInput, actor: Actor): Promise<string> {
  return inTransaction(async (tx) => {
    const { role, ...disputed } = await disputeMilestone(tx, input, actor);
    const { reason, wish } = input;
    const opened = await insert(tx, disputed, { opener: role, openedBy: role, reason, wish });
    const set = await appendStatement(tx, opened, { by: role, byId: actor.id }, input);
    await moveDispute(tx, opened, { action: 'notify', by: role, actorId: actor.id, set });
    return opened.id;
  });
}

/** For escrow: changes were not delivered in time, and the dispute opens by itself, as the buyer's. */
export const disputesPort: DisputesPort = {
  openOverdue: async (tx, disputed) => {
    const how = { opener: 'buyer', openedBy: 'timer', reason: 'late', wish: null } as const;
    const opened = await insert(tx, disputed, how);
    await moveDispute(tx, opened, { action: 'notify', by: 'timer', actorId: null });
  },
};

/** The other party states its case. */
export async function respond(
  input: Statement & { readonly disputeId: string },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    if (side === dispute.opener) {
      throw new AppError('FORBIDDEN', { message: 'The other party has to answer your dispute.' });
    }
    const set = await appendStatement(tx, dispute, { by: side, byId: actor.id }, input);
    await moveDispute(tx, dispute, { action: 'respond', by: side, actorId: actor.id, set });
  });
}
