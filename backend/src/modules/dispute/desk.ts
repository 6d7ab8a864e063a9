import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { addReaders } from '../file/index.ts';
import { deliveredFileIds } from '../escrow/index.ts';
import { getUser } from '../user/index.ts';
import { deskRoleOf, mayHave } from './dispute.policy.ts';
import { oid, type DisputeRecord } from './dispute.repository.ts';
import { loadDispute, moveDispute } from './dispute.transition.ts';
import { findEvidenceFileIds } from './evidence.repository.ts';
import { isMediatorsMove } from './mediators.ts';
import { insertNote } from './private.repository.ts';

type DeskRole = NonNullable<ReturnType<typeof deskRoleOf>>;

/** The case as somebody at the desk has it; to its parties, whatever their rank, it is not one. */
export async function loadCase(
  tx: ClientSession | null,
  disputeId: string,
  actor: Actor,
): Promise<{ readonly dispute: DisputeRecord; readonly role: DeskRole }> {
  const dispute = await loadDispute(tx, disputeId);
  const role = deskRoleOf(dispute, actor);
  if (role === null) throw new AppError('NOT_FOUND');
  return { dispute, role };
}

/** @throws AppError VALIDATION_FAILED for somebody who is not of the desk, FORBIDDEN for one who may not have it */
async function checkMediator(tx: ClientSession, dispute: DisputeRecord, mediatorId: string): Promise<void> {
  const { roles } = await getUser(mediatorId, tx);
  if (!roles.includes('mediator') && !roles.includes('admin')) {
    throw new AppError('VALIDATION_FAILED', {
      details: [{ path: 'mediatorId', message: 'Must be a mediator or an admin.' }],
    });
  }
  if (!mayHave(dispute, mediatorId)) {
    throw new AppError('FORBIDDEN', {
      message: 'A party cannot have the case, nor whoever ruled decide the appeal. Choose somebody else.',
    });
  }
}

/** Whoever has the case reads its files: the evidence, and what was delivered. */
export async function openFiles(
  tx: ClientSession,
  dispute: DisputeRecord,
  mediatorId: string,
): Promise<void> {
  const evidence = await findEvidenceFileIds(tx, dispute.id);
  const delivered = await deliveredFileIds(tx, dispute);
  await addReaders(tx, [...evidence, ...delivered], [mediatorId]);
}

/** Somebody at the desk takes a case that nobody has, or an admin gives it to somebody. */
export async function assignCase(
  input: { readonly disputeId: string; readonly mediatorId: string },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute } = await loadCase(tx, input.disputeId, actor);
    if (actor.role !== 'admin' && input.mediatorId !== actor.id) {
      throw new AppError('FORBIDDEN', { message: 'You can take a case for yourself only.' });
    }
    if (dispute.mediatorId !== null) {
      throw new AppError('INVALID_TRANSITION', { message: 'Somebody has this case already.' });
    }
    await checkMediator(tx, dispute, input.mediatorId);
    await moveDispute(tx, dispute, {
      action: 'assign',
      by: actor.role === 'admin' ? 'admin' : 'mediator',
      actorId: actor.id,
      set: { mediatorId: oid(input.mediatorId) },
      restartTimers: true,
    });
    await openFiles(tx, dispute, input.mediatorId);
  });
}

/** The case's mediator or an admin gives it to somebody else; the reason is an internal note. */
export async function reassignCase(
  input: { readonly disputeId: string; readonly mediatorId: string; readonly reason: string },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, role } = await loadCase(tx, input.disputeId, actor);
    if (role === 'onlooker') throw new AppError('FORBIDDEN');
    if (dispute.mediatorId === null || dispute.mediatorId === input.mediatorId) {
      throw new AppError('INVALID_TRANSITION', { message: 'Somebody else has to have this case for that.' });
    }
    await checkMediator(tx, dispute, input.mediatorId);
    await moveDispute(tx, dispute, {
      action: 'reassign',
      by: role,
      actorId: actor.id,
      set: { mediatorId: oid(input.mediatorId) },
      // The parties' 72 hours to answer a proposal go on whoever has the case.
      restartTimers: isMediatorsMove(dispute.status),
    });
    await openFiles(tx, dispute, input.mediatorId);
    await insertNote(tx, dispute.id, { authorId: actor.id, text: input.reason, at: now() });
  });
}

/** An internal note; the parties never see it. */
export async function addNote(
  input: { readonly disputeId: string; readonly text: string },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, role } = await loadCase(tx, input.disputeId, actor);
    if (role === 'onlooker') throw new AppError('FORBIDDEN');
    await moveDispute(tx, dispute, {
      action: 'addNote',
      by: role,
      actorId: actor.id,
      restartTimers: role === 'mediator' && isMediatorsMove(dispute.status),
    });
    await insertNote(tx, dispute.id, { authorId: actor.id, text: input.text, at: now() });
  });
}
