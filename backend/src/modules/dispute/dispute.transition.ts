import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { scheduleDeadline } from '../../platform/deadline.ts';
import { emitLater } from '../../platform/outbox.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransition, type ActorRole, type PartyRole } from '../../shared/process.ts';
import { partyOf } from './dispute.policy.ts';
import { disputeProcess, isLive, type DisputeAction } from './dispute.process.ts';
import { changeDispute, findDispute, type DisputeRecord, type DisputeSet } from './dispute.repository.ts';
import { deadlinesFrom, type DisputeDeadline } from './dispute.timers.ts';

export const DISPUTE_DEADLINE = 'dispute.case';
export const DISPUTE_REMINDER = 'dispute.reminder';

/** @throws AppError NOT_FOUND */
export async function loadDispute(tx: ClientSession | null, disputeId: string): Promise<DisputeRecord> {
  const dispute = await findDispute(tx, disputeId);
  if (!dispute) throw new AppError('NOT_FOUND');
  return dispute;
}

/** The dispute as a party's own: to everybody else it does not exist. */
export async function loadOwnDispute(
  tx: ClientSession | null,
  disputeId: string,
  actor: Pick<Actor, 'id'>,
): Promise<{ readonly dispute: DisputeRecord; readonly side: PartyRole }> {
  const dispute = await loadDispute(tx, disputeId);
  const side = partyOf(dispute, actor.id);
  if (side === null) throw new AppError('NOT_FOUND');
  return { dispute, side };
}

/** Jobs that make a dispute's deadlines and reminders prompt. */
export function scheduleDispute(
  tx: ClientSession,
  disputeId: string,
  deadlines: readonly DisputeDeadline[],
): void {
  for (const { at, remindAt = [] } of deadlines) {
    scheduleDeadline(tx, DISPUTE_DEADLINE, disputeId, at);
    for (const reminder of remindAt) scheduleDeadline(tx, DISPUTE_REMINDER, disputeId, reminder);
  }
}

/** Steps that are too many, or nobody's business, to be told as history. */
const UNTOLD: ReadonlySet<DisputeAction> = new Set(['addEvidence', 'addNote', 'sealSplit', 'unsealSplit']);

export interface DisputeStep {
  readonly action: DisputeAction;
  readonly by: ActorRole;
  readonly actorId: string | null;
  readonly set?: DisputeSet;
  /** Start the status's timers anew: the mediator did something, or is somebody else. */
  readonly restartTimers?: boolean;
}

/**
 * Takes one row of the table: compare-and-set, the timers of the status it leads to, and the row's event to
 * both parties and the mediator.
 * @throws AppError INVALID_TRANSITION when the table has no such row, CONFLICT when somebody was faster
 */
export async function moveDispute(
  tx: ClientSession,
  dispute: DisputeRecord,
  { action, by, actorId, set = {}, restartTimers = false }: DisputeStep,
): Promise<DisputeRecord> {
  const row = findTransition(disputeProcess, action, dispute.status, by);
  if (!row) throw new AppError('INVALID_TRANSITION');
  const to = row.to === 'same' ? dispute.status : row.to;
  const moves = to !== dispute.status;
  const at = now();
  const timers = moves || restartTimers ? deadlinesFrom(to, at) : null;
  const moved = await changeDispute(
    tx,
    dispute,
    to,
    {
      ...(timers ? { deadlines: timers } : {}),
      ...set,
      ...(moves ? { live: isLive(to), statusSince: at } : {}),
    },
    UNTOLD.has(action) ? null : { action, status: to, by, at },
  );
  if (!moved) throw new AppError('CONFLICT');
  scheduleDispute(tx, dispute.id, timers ?? []);
  await announce(tx, moved, row.events, actorId);
  return moved;
}

async function announce(
  tx: ClientSession,
  { id, requestId, buyerId, sellerId, mediatorId }: DisputeRecord,
  names: readonly string[],
  causedBy: string | null,
): Promise<void> {
  const ids = { disputeId: id, requestId };
  const addressees = [buyerId, sellerId, ...(mediatorId === null ? [] : [mediatorId])];
  await emitLater(tx, ...names.map((name) => ({ name, ids, addressees, causedBy })));
}

/** Tells people at the desk, not the parties. */
export async function tellDesk(
  tx: ClientSession,
  { id, requestId }: DisputeRecord,
  name: string,
  addressees: readonly string[],
): Promise<void> {
  if (addressees.length === 0) return;
  await emitLater(tx, { name, ids: { disputeId: id, requestId }, addressees });
}
