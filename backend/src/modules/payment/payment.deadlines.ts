import { now } from '../../platform/clock.ts';
import type { Deadline } from '../../platform/deadline.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { registeredAssets } from '../integration/index.ts';
import { findPayment, findUnlocked } from './payment.repository.ts';
import { announcePayment, movePayment } from './payment.transition.ts';

export const PRICE_LOCK_DEADLINE = 'payment.price-lock';

const volatileAssets = (): string[] =>
  registeredAssets()
    .filter(({ stable }) => !stable)
    .map(({ code }) => code);

/** Ends an attempt that brought nothing before its price lock ran out. Its address stays watched. */
async function expireUnlocked(paymentId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const payment = await findPayment(paymentId, tx);
    if (payment === null || payment.rateLockedUntil > now()) return;
    const ended = await movePayment(tx, payment, 'expire', 'timer');
    if (ended.status !== payment.status) await announcePayment(tx, ended);
  });
}

export const paymentDeadlines: readonly Deadline[] = [
  {
    name: PRICE_LOCK_DEADLINE,
    findOverdue: (at, limit) => findUnlocked(volatileAssets(), at, limit),
    act: expireUnlocked,
    timers: [
      {
        name: 'Payment.expire',
        silence: 'the attempt ends, and the next one gets a new rate; its address stays watched',
        reminder: { none: 'half an hour, which the page counts down' },
      },
    ],
  },
];
