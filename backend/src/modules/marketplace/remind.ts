import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import type { DeadlineAction } from './marketplace.types.ts';
import { dropReminders } from './purchase-request.repository.ts';
import { loadRequest } from './transition-request.ts';

/** What reminds of a deadline, and whom: the party who has to act. */
const REMINDERS: Partial<Record<DeadlineAction, 'request:inspection-ending'>> = {
  autoApprove: 'request:inspection-ending',
};

/**
 * Says that a deadline comes near, once for each, however many of its reminders are due: after a pause several may be. Comes
 * twice or early without harm, and of a deadline that is over it says nothing.
 */
export async function remind(requestId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await loadRequest(tx, requestId);
    const at = now();
    const due = request.deadlines.filter(({ remindAt = [] }) => remindAt.some((reminder) => reminder <= at));
    if (due.length === 0) return;
    if (!(await dropReminders(tx, request, at))) throw new AppError('CONFLICT');
    const reminders = due
      .filter((deadline) => deadline.at > at)
      .flatMap(({ action, milestoneId }) => {
        const name = REMINDERS[action];
        const ids = { requestId, ...(milestoneId === undefined ? {} : { milestoneId }) };
        return name === undefined ? [] : [{ name, ids, addressees: [request.buyerId] }];
      });
    await emitLater(tx, ...reminders);
  });
}
