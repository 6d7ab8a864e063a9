import { now } from '../../platform/clock.ts';
import type { Deadline } from '../../platform/deadline.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { registeredAssets } from '../integration/index.ts';
import { findPayment, findUnlocked } from './payment.repository.ts';
import { announcePayment } from './payment.transition.ts';
import { PRICE_LOCK_DEADLINE } from './price-lock.ts';
import { expirePayment } from './settle-deposits.ts';

const volatileAssets = (): string[] =>
  registeredAssets()
    .filter(({ stable }) => !stable)
    .map(({ code }) => code);

/** Ends an attempt that brought nothing before its price lock ran out. Its address stays watched. */
async function expireUnlocked(paymentId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const payment = await findPayment(paymentId, tx);
    if (payment === null || payment.rateLockedUntil > now()) return;
    const ended = await expirePayment(tx, payment, 'timer');
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
