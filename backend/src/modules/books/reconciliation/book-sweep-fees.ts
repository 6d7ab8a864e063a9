import type { ClientSession } from 'mongoose';
import { logger } from '../../../platform/logger.ts';
import { inTransaction, isDuplicateKey } from '../../../platform/transaction.ts';
import type { Actor } from '../../../shared/actor.ts';
import { AppError } from '../../../shared/errors.ts';
import { heldIn, post, postings } from '../../ledger/index.ts';
import { touchCoin } from '../../payout/index.ts';
import { getUserRefs } from '../../user/index.ts';
import type { Bookings } from './reconciliation.presenter.ts';
import { findRun, type RunRecord } from './reconciliation.repository.ts';
import { findSweepFees, insertSweepFees, type BookedFees } from './sweep-fees.repository.ts';

/**
 * Books in the caller's transaction what a reconciliation found to be burnt. False when the books of the coin have
 * moved since: what moved them may be part of what was found.
 * @param ledgerBase what the reconciliation read of `gateway:{asset}`
 * @throws a duplicate-key error when it is booked already
 */
export async function bookFees(tx: ClientSession, fees: BookedFees, ledgerBase: bigint): Promise<boolean> {
  const { asset, reconciliationId, amountBase } = fees;
  await touchCoin(tx, asset);
  if ((await heldIn(tx, asset)) !== ledgerBase) return false;
  await insertSweepFees(tx, fees);
  const posting =
    amountBase > 0n
      ? postings.sweepFees({ asset, amountBase, reconciliationId })
      : postings.sweepFeesReturned({ asset, amountBase: -amountBase, reconciliationId });
  await post(tx, posting);
  return true;
}

const MOVED =
  'The books of this coin have moved since. Nothing was booked. Compare again, and look at it anew.';
const BOOKED = 'This was booked before. Nothing was booked again.';
const NO_FEES: Readonly<Record<string, string>> = {
  uncovered:
    'People are owed a part of what is missing, so it is no fee of Amn’s own. Put coins in and book them as a top-up first. Nothing was booked.',
  surplus: 'More is there than fees were ever booked. Book it as a top-up. Nothing was booked.',
  none: 'This comparison found no network fees of this coin. Nothing was booked.',
};

async function bookFound(
  tx: ClientSession,
  input: { readonly reconciliationId: string; readonly asset: string; readonly note: string },
  adminId: string,
): Promise<bigint> {
  const { reconciliationId, asset, note } = input;
  const run = await findRun(reconciliationId, tx);
  if (run === null) throw new AppError('NOT_FOUND');
  const found = run.assets.find((row) => row.asset === asset);
  const message = NO_FEES[found?.fees?.state ?? 'none'];
  if (!found?.fees || message !== undefined) throw new AppError('CONFLICT', { message });
  const { amountBase } = found.fees;
  const fees = { reconciliationId, asset, amountBase, by: 'admin', adminId, note, at: new Date() } as const;
  if (!(await bookFees(tx, fees, found.book.ledgerBase))) throw new AppError('CONFLICT', { message: MOVED });
  return amountBase;
}

/**
 * An admin says that what a reconciliation found to be missing of a chain's own coin was burnt for network fees, or
 * that what is there beyond the books was booked as such by mistake. The amount is the reconciliation's.
 * @throws AppError NOT_FOUND; CONFLICT when it found no fees, they are booked, or the books have moved since
 */
export async function bookSweepFees(
  input: { readonly reconciliationId: string; readonly asset: string; readonly note: string },
  admin: Pick<Actor, 'id'>,
): Promise<void> {
  try {
    const amountBase = await inTransaction((tx) => bookFound(tx, input, admin.id));
    logger().info({ ...input, adminId: admin.id, amountBase: String(amountBase) }, 'network fees booked');
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw new AppError('CONFLICT', { message: BOOKED, cause: error });
  }
}

/** What was booked of what these reconciliations found, and the names of who booked it. */
export async function bookingsOf(runs: readonly RunRecord[]): Promise<Bookings> {
  const fees = await findSweepFees(runs.map(({ id }) => id));
  const people = await getUserRefs([...fees.values()].flatMap(({ adminId }) => adminId ?? []));
  return { fees, names: new Map([...people].map(([id, { name }]) => [id, name])) };
}
