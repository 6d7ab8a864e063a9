import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import type { Deadline } from '../../platform/deadline.ts';
import { scheduleDeadline } from '../../platform/deadline.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { accounts, registerHoldings, registerInvariant } from '../ledger/index.ts';
import type { PayoutSource } from './payout.process.ts';
import { allocate, nextReminder, REFUND_REMINDER } from './refund-lots.ts';
import {
  changeRefund,
  findOpen,
  findRefund,
  findToRemind,
  findUnsettled,
  sumOpen,
  type RefundRecord,
} from './refund.repository.ts';

/** Refunds of the actor's that have not arrived yet, the oldest first. */
export const listRefunds = (actor: Pick<Actor, 'id'>): Promise<RefundRecord[]> => findUnsettled(actor.id);

/** A refund of the user's own. @throws AppError NOT_FOUND */
export async function getRefund(
  refundId: string,
  userId: string,
  tx: ClientSession | null = null,
): Promise<RefundRecord> {
  const refund = await findRefund(tx, refundId);
  if (refund?.userId !== userId) throw new AppError('NOT_FOUND');
  return refund;
}

/** Who bears the network's fee of a payout. */
export type FeeBearer = 'platform' | 'payee';

/**
 * The platform bears it for what a seller has earned and for refunds that the seller, a timer or an error has
 * caused; the payee for their own overpayment and for what they gave up themselves. Money of both kinds in one
 * transfer is sent at the platform's cost.
 */
export async function bearerOf(
  tx: ClientSession | null,
  payout: {
    readonly source: PayoutSource;
    readonly userId: string;
    readonly asset: string;
    readonly amountBase: bigint;
  },
): Promise<FeeBearer> {
  if (payout.source === 'buyer_credit') return 'payee';
  if (payout.source !== 'refund_payable') return 'platform';
  const { parts } = allocate(await findOpen(tx, payout.userId, payout.asset), payout.amountBase);
  return parts.length > 0 && parts.every(({ refund }) => refund.isBuyersDoing) ? 'payee' : 'platform';
}

/** Reminds the buyer that a refund waits, and notes when to do so again. */
async function remind(refundId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const refund = await findRefund(tx, refundId);
    if (!refund?.remindAt || refund.remindAt > now() || refund.openBase === 0n) return;
    const reminders = refund.reminders + 1;
    const remindAt = nextReminder(refund.createdAt, reminders);
    const changed = await changeRefund(tx, refund, { reminders, remindAt });
    if (!changed) throw new AppError('CONFLICT');
    if (remindAt !== null) scheduleDeadline(tx, REFUND_REMINDER, refund.id, remindAt);
    await emitLater(tx, {
      name: 'payout:refund-waiting',
      ids: { refundId: refund.id },
      addressees: [refund.userId],
    });
  });
}

export const refundReminders: Deadline = {
  name: REFUND_REMINDER,
  findOverdue: findToRemind,
  act: remind,
  timers: [
    {
      name: 'a refund that waits for an address',
      silence: 'nothing: it stays the buyer’s, and never lapses',
      reminder: { none: 'it is a reminder itself: `payout:refund-waiting` after 3 and 14 d' },
    },
  ],
};

/** Every unit that is owed back is one that somebody is asked about. */
export function registerRefundInvariants(): void {
  registerHoldings('refunds that wait are what is owed back', 'refund_payable', async function* (at) {
    for (const { userId, asset, openBase } of await sumOpen(at)) {
      yield { account: accounts.refundPayable(userId), asset, amountBase: openBase };
    }
  });
  registerInvariant('fees that were withdrawn had been earned', (sums) =>
    Promise.resolve(
      [...sums.values()]
        .filter(({ account, balanceBase }) => account === 'fee_revenue' && balanceBase < 0n)
        .map(({ asset, balanceBase }) => `fee_revenue holds ${balanceBase} ${asset}`),
    ),
  );
}
