import { booksWorkers } from '../modules/books/books.workers.ts';
import { notificationWorkers } from '../modules/notification/notification.workers.ts';
import { paymentWorkers } from '../modules/payment/payment.workers.ts';
import { payoutWorkers } from '../modules/payout/payout.workers.ts';

/** Something that runs beside the requests, e.g. the payout worker; a `Poller` of the platform is one. */
export interface Worker {
  readonly start: () => void;
  /** Resolves when the step at hand is done. */
  readonly stop: () => Promise<void>;
}

/** Everything that works by itself: one line a module. */
export const workers = (): readonly Worker[] => [
  ...notificationWorkers(),
  ...paymentWorkers(),
  ...payoutWorkers(),
  ...booksWorkers(),
];
