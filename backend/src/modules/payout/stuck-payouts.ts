import { now } from '../../platform/clock.ts';
import type { Deadline } from '../../platform/deadline.ts';
import { logger } from '../../platform/logger.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import { listAdminIds } from '../user/index.ts';
import { changePayout, findPayout, findUnalarmed, hasStuck } from './payout.repository.ts';
import { STUCK_DEADLINE } from './payout.transition.ts';

/** Raises the alarm once for each status a payout gets stuck in: in the log and to every admin. */
async function alarm(payoutId: string): Promise<void> {
  const told = await inTransaction(async (tx) => {
    const payout = await findPayout(payoutId, tx);
    if (!payout?.stuckAt || payout.stuckAt > now() || payout.alarmedAt !== null) return null;
    const changed = await changePayout(tx, payout, { set: { alarmedAt: now() } });
    if (!changed) throw new AppError('CONFLICT');
    await emitLater(tx, {
      name: 'payout:stuck',
      ids: { payoutId },
      addressees: await listAdminIds(),
    });
    return payout;
  });
  if (told) {
    const { status, reason, updatedAt } = told;
    logger().error({ payoutId, status, reason, since: updatedAt }, 'a payout is stuck');
  }
}

export const stuckPayouts: Deadline = {
  name: STUCK_DEADLINE,
  findOverdue: findUnalarmed,
  act: alarm,
  timers: [
    {
      name: 'a payout that waits for approval, or stands still',
      silence: 'nothing: the money stays reserved, and admins are told by `payout:stuck`',
      reminder: { none: 'it is a reminder itself, after `PAYOUT_STUCK_*`' },
    },
  ],
};

/** Whether a payout stands longer in its status than it should. */
export const payoutsHealth = async (): Promise<'ok' | 'alarm'> => ((await hasStuck(now())) ? 'alarm' : 'ok');
