import type { ClientSession } from 'mongoose';
import { now } from '../../../platform/clock.ts';
import { emitLater } from '../../../platform/outbox.ts';
import { AppError } from '../../../shared/errors.ts';
import { findTransition, type ActorRole } from '../../../shared/process.ts';
import { listAdminIds } from '../../user/index.ts';
import { announce } from '../wallets.service.ts';
import { findActiveAddress, insertAddress, retireAddress } from './payout-address.repository.ts';
import { replacementProcess, type ReplacementAction } from './replacement.process.ts';
import { changeReplacement, type ReplacementRecord } from './replacement.repository.ts';

export const announceReplacement = (
  tx: ClientSession,
  { id, userId }: ReplacementRecord,
  causedBy: string | null,
): Promise<void> =>
  emitLater(tx, {
    name: 'wallet:replacement-updated',
    ids: { replacementId: id },
    addressees: [userId],
    causedBy,
  });

/** One of them has to agree; nobody decides about their own. */
export async function askAdmins(tx: ClientSession, { id, userId }: ReplacementRecord): Promise<void> {
  const addressees = (await listAdminIds()).filter((adminId) => adminId !== userId);
  await emitLater(tx, { name: 'wallet:replacement-requested', ids: { replacementId: id }, addressees });
}

/**
 * Takes one row of the table by compare-and-set.
 * @throws AppError INVALID_TRANSITION when the table has no such row, CONFLICT when somebody was faster
 */
export async function moveReplacement(
  tx: ClientSession,
  replacement: ReplacementRecord,
  action: ReplacementAction,
  by: ActorRole,
  decision: { readonly decidedBy?: string; readonly note?: string } = {},
): Promise<ReplacementRecord> {
  const row = findTransition(replacementProcess, action, replacement.status, by);
  if (row === undefined || row.to === 'same') throw new AppError('INVALID_TRANSITION');
  const moved = await changeReplacement(tx, replacement, { ...decision, status: row.to }, now());
  if (moved === null) throw new AppError('CONFLICT');
  await announceReplacement(tx, moved, decision.decidedBy ?? null);
  return moved;
}

/** The hold is over and an admin has agreed: from this transaction on money goes to the new address only. */
export async function completeReplacement(
  tx: ClientSession,
  replacement: ReplacementRecord,
): Promise<ReplacementRecord> {
  const { userId, chainId, oldAddress, newAddress, proof } = replacement;
  const active = await findActiveAddress(tx, userId, chainId);
  if (active?.address !== oldAddress) throw new AppError('CONFLICT');
  const completed = await moveReplacement(tx, replacement, 'complete', 'timer');
  if (!(await retireAddress(tx, active.id, now()))) throw new AppError('CONFLICT');
  await insertAddress(tx, { userId, chainId, address: newAddress, proof, signedAt: now() });
  await announce(tx, userId);
  return completed;
}
