import { now } from '../../platform/clock.ts';
import { crashPoint } from '../../platform/crash-point.ts';
import { scheduleDeadline, type Deadline } from '../../platform/deadline.ts';
import { logger } from '../../platform/logger.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransition } from '../../shared/process.ts';
import { accounts, balanceOf } from '../ledger/index.ts';
import { announceAuto, AUTO_DEADLINE, stateOf } from './auto-payout.ts';
import { autoPayoutProcess, type AutoAction } from './auto-payout.process.ts';
import * as repository from './auto-payout.repository.ts';
import type { AutoRunRecord } from './auto-payout.repository.ts';
import { findByReference, type PayoutRecord } from './payout.repository.ts';
import { requestPayout } from './request-payout.ts';

/** The same for ever, so that a run that is tried again meets the payout that it made. */
const referenceOf = (run: AutoRunRecord): string => `auto:${run.key}`;

async function take(
  run: AutoRunRecord,
  action: AutoAction,
  change: { readonly notBefore?: Date; readonly payoutId?: string } = {},
): Promise<void> {
  await inTransaction(async (tx) => {
    const row = findTransition(autoPayoutProcess, action, run.status, 'timer');
    if (!row) throw new AppError('INVALID_TRANSITION');
    const status = row.to === 'same' ? run.status : row.to;
    if (!(await repository.changeRun(tx, run, { ...change, status }))) throw new AppError('CONFLICT');
    if (change.notBefore) scheduleDeadline(tx, AUTO_DEADLINE, run.id, change.notBefore);
    await announceAuto(tx, run.userId, run.asset);
  });
}

/** The payout of everything that was earned in the asset, or why there is none. */
async function payOut(run: AutoRunRecord): Promise<PayoutRecord | 'skip' | Date> {
  const setting = await repository.findSetting(run.userId, run.asset);
  if (setting === null) return 'skip';
  const { state, usableFrom } = await stateOf(setting);
  if (state !== 'on') return 'skip';
  if (usableFrom !== null && usableFrom > now()) return usableFrom;
  const earnedBase = await balanceOf(accounts.sellerPayable(run.userId), run.asset);
  if (earnedBase === 0n || earnedBase < setting.minimumBase) return 'skip';
  return requestPayout(
    {
      reference: referenceOf(run),
      source: 'seller_payable',
      money: { amount: earnedBase.toString(), asset: run.asset },
      addressId: setting.addressId,
    },
    { id: run.userId },
  );
}

/** A refusal that waiting does not mend: the money stays a balance, and the seller sees it there. */
function afterRefusal(run: AutoRunRecord, error: unknown): 'skip' {
  // These are other next time: the balance is read again, and the hold has an end.
  const passing = ['INSUFFICIENT_BALANCE', 'CONFLICT', 'ADDRESS_ON_HOLD'];
  if (!(error instanceof AppError) || passing.includes(error.code) || error.status >= 500) throw error;
  logger().warn({ err: error, runId: run.id }, 'an automatic payout is left to its seller');
  return 'skip';
}

/**
 * Tries one run. Dying anywhere in between is harmless: the payout is found by its reference, and the run's end
 * is compare-and-set.
 */
export async function runAutoPayout(runId: string): Promise<void> {
  const run = await repository.findRun(runId);
  if (run?.status !== 'waiting' || run.notBefore > now()) return;
  const earlier = await findByReference(run.userId, referenceOf(run));
  const outcome = earlier ?? (await payOut(run).catch((error: unknown) => afterRefusal(run, error)));
  crashPoint('payout:after-auto');
  if (outcome === 'skip') await take(run, 'skip');
  else if (outcome instanceof Date) await take(run, 'postpone', { notBefore: outcome });
  else await take(run, 'payOut', { payoutId: outcome.id });
}

export const autoPayouts: Deadline = {
  name: AUTO_DEADLINE,
  findOverdue: repository.findDueRuns,
  act: runAutoPayout,
  timers: [
    {
      name: 'an automatic payout',
      silence: 'what was earned is paid out as its owner has set it',
      reminder: { none: 'nobody has to do anything' },
    },
  ],
};
