import { DAY_MS, HOUR_MS } from '../../shared/duration.ts';
import { now } from '../../platform/clock.ts';
import { reminderTimes, type Reminder, type Timer, type Timers } from '../../platform/reminder.ts';
import type { PartyRole } from '../../shared/process.ts';
import type { DeadlineAction, RequestDeadline } from './marketplace.types.ts';

interface RequestTimer extends Timer {
  readonly reminder: (Reminder & { readonly to: PartyRole }) | { readonly none: string };
}

/** A date is over 72 hours before its deadline; a day before the date, and a day before the deadline. */
const BEFORE_DATE = [4 * DAY_MS, DAY_MS];

/** What silence does to a request and its deal, and whom to remind of it: the party whose turn it is. */
export const REQUEST_TIMERS = {
  expire: {
    name: 'PurchaseRequest.expire',
    silence: 'the request and its offers are closed',
    reminder: { event: 'request:expiring', to: 'buyer', beforeMs: [3 * DAY_MS, DAY_MS] },
  },
  paymentTimedOut: {
    name: 'PurchaseRequest.paymentTimedOut',
    silence: 'no deal: the request is open again, and what was paid in is owed back',
    reminder: { event: 'request:payment-ending', to: 'buyer', beforeMs: [6 * HOUR_MS, HOUR_MS] },
  },
  decline: {
    name: 'PurchaseRequest.decline',
    silence: 'the deal ends, and the buyer gets everything back',
    reminder: { event: 'request:start-ending', to: 'seller', beforeMs: [DAY_MS, 3 * HOUR_MS] },
  },
  miss: {
    name: 'PurchaseRequest.miss',
    silence: 'the buyer gets this milestone’s money back',
    reminder: { event: 'request:delivery-ending', to: 'seller', beforeMs: BEFORE_DATE },
  },
  missChanges: {
    name: 'PurchaseRequest.missChanges',
    silence: 'a dispute is opened for the buyer; the money stays in escrow',
    reminder: { event: 'request:redelivery-ending', to: 'seller', beforeMs: BEFORE_DATE },
  },
  autoApprove: {
    name: 'PurchaseRequest.autoApprove',
    silence: 'the delivery counts as approved, and the seller is paid',
    reminder: {
      event: 'request:inspection-ending',
      to: 'buyer',
      halfWay: true,
      beforeMs: [DAY_MS, 2 * HOUR_MS],
    },
  },
  unfund: {
    name: 'PurchaseRequest.unfund',
    silence: 'the deal is over, and the buyer gets what the chain has left of the money',
    reminder: { none: 'both are told when it freezes; the money comes back by itself or not' },
  },
} as const satisfies Timers<DeadlineAction> & Record<DeadlineAction, RequestTimer>;

export const OFFER_TIMER = {
  name: 'SellerOffer.expire',
  silence: 'the offer runs out; nobody owes anything',
  reminder: { event: 'offer:ending', to: 'who has to answer it', beforeMs: [DAY_MS] },
} as const satisfies Timer;

/** When to remind of an offer's end, the earliest first. */
export const offerReminders = (expiresAt: Date | null): Date[] =>
  expiresAt === null ? [] : reminderTimes(OFFER_TIMER, now(), expiresAt);

const isSame = (a: RequestDeadline, b: RequestDeadline): boolean =>
  a.action === b.action && a.milestoneId === b.milestoneId && a.at.getTime() === b.at.getTime();

/**
 * Deadlines with their reminders. One that stays as it was keeps those that are still to come; one that is new, or
 * was moved, gets them all.
 */
export const withReminders = (
  next: readonly RequestDeadline[],
  present: readonly RequestDeadline[],
): RequestDeadline[] =>
  next.map(
    (deadline) =>
      present.find((candidate) => isSame(candidate, deadline)) ?? {
        ...deadline,
        remindAt: reminderTimes(REQUEST_TIMERS[deadline.action], now(), deadline.at),
      },
  );
