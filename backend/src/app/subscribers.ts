import { authSubscribers } from '../modules/auth/auth.subscribers.ts';
import { booksSubscribers } from '../modules/books/books.subscribers.ts';
import { notificationSubscribers } from '../modules/notification/notification.subscribers.ts';
import { payoutSubscribers } from '../modules/payout/payout.subscribers.ts';
import { isKnownEvent } from '../platform/outbox.ts';
import type { Subscriber } from '../platform/subscriber.ts';

/** Every reaction to an event: one line a module. They are called in this order. */
export const subscribers: readonly Subscriber[] = [
  ...authSubscribers,
  ...payoutSubscribers,
  ...notificationSubscribers,
  ...booksSubscribers,
];

/**
 * Proves at boot that nobody waits for an event that is never sent, and that names, which mark what was
 * delivered, are not shared.
 */
export function checkSubscribers(all: readonly Subscriber[]): void {
  const names = all.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`two subscribers are called ${twice}`);
  for (const { name, events } of all) {
    const unknown = events.find((event) => !isKnownEvent(event));
    if (unknown !== undefined)
      throw new Error(`subscriber ${name} waits for ${unknown}, which no *.events.ts defines`);
  }
}
