import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransition, type ActorRole } from '../../shared/process.ts';
import { env } from '../../config/env.ts';
import { scheduleDeadline } from '../../platform/deadline.ts';
import { post, postings } from '../ledger/index.ts';
import { listAdminIds } from '../user/index.ts';
import { stuckFrom } from './payout.policy.ts';
import { payoutProcess, type PayoutAction, type PayoutStatus } from './payout.process.ts';
import { changePayout, type PayoutChange, type PayoutRecord } from './payout.repository.ts';

export const announcePayout = (tx: ClientSession, payout: PayoutRecord): Promise<void> =>
  emitLater(tx, { name: 'payout:status-updated', ids: { payoutId: payout.id }, addressees: [payout.userId] });

const announceBalance = (tx: ClientSession, payout: PayoutRecord): Promise<void> =>
  emitLater(tx, { name: 'balance:updated', ids: {}, addressees: [payout.userId] });

/** Admins hear of what waits for one of them. */
export async function askAdmins(tx: ClientSession, payout: PayoutRecord): Promise<void> {
  const addressees = (await listAdminIds()).filter((id) => id !== payout.userId);
  await emitLater(tx, { name: 'payout:approval-needed', ids: { payoutId: payout.id }, addressees });
}

export const STUCK_DEADLINE = 'payout.stuck';

/** From when on a payout that enters a status now has stood too long in it. */
export function stuckAtFor(status: PayoutStatus): Date | null {
  const {
    PAYOUT_STUCK_APPROVAL_HOURS: approvalHours,
    PAYOUT_STUCK_MOVING_MINUTES: movingMinutes,
    PAYOUT_STUCK_UNKNOWN_MINUTES: unknownMinutes,
  } = env();
  return stuckFrom(status, now(), { approvalHours, movingMinutes, unknownMinutes });
}

/** What the row of the table posts: money leaves, or goes back where it came from. */
async function postFor(tx: ClientSession, payout: PayoutRecord, posting: string | undefined): Promise<void> {
  const { id: payoutId, asset, amountBase, feeBase, networkFee, source, userId } = payout;
  if (posting === 'payout_confirmed') {
    await post(tx, postings.payoutConfirmed({ payoutId, asset, amountBase, feeBase }));
    if (networkFee !== null && networkFee.base > 0n) {
      await post(tx, postings.networkFee({ payoutId, asset: networkFee.asset, amountBase: networkFee.base }));
    }
  }
  if (posting === 'payout_failed') {
    await post(tx, postings.payoutFailed({ payoutId, asset, amountBase, source, userId }));
  }
  if (posting !== undefined) await announceBalance(tx, payout);
}

/**
 * Takes a row of the table: compare-and-set, posting and event in the caller's transaction.
 * @throws AppError INVALID_TRANSITION when the table has no such row, CONFLICT when somebody was faster
 */
export async function movePayout(
  tx: ClientSession,
  payout: PayoutRecord,
  action: PayoutAction,
  by: ActorRole,
  change: PayoutChange = {},
): Promise<PayoutRecord> {
  const row = findTransition(payoutProcess, action, payout.status, by);
  if (!row || row.to === 'same') throw new AppError('INVALID_TRANSITION');
  const at = now();
  const stuckAt = stuckAtFor(row.to);
  const moved = await changePayout(tx, payout, {
    ...change,
    set: { ...change.set, status: row.to, updatedAt: at, stuckAt, alarmedAt: null },
    step: { status: row.to, at },
  });
  if (!moved) throw new AppError('CONFLICT');
  if (stuckAt !== null) scheduleDeadline(tx, STUCK_DEADLINE, moved.id, stuckAt);
  await postFor(tx, moved, row.posting);
  await announcePayout(tx, moved);
  return moved;
}

/** The money is set aside as soon as it is asked for. */
export async function reserve(tx: ClientSession, payout: PayoutRecord): Promise<void> {
  const { id: payoutId, asset, amountBase, source, userId } = payout;
  await post(tx, postings.payoutReserved({ payoutId, asset, amountBase, source, userId }));
  await announceBalance(tx, payout);
}
