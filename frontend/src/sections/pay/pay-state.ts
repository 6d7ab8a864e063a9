import type { Deal } from '@/actions/deal';
import type { Payment, PaymentStatus } from '@/actions/payment';

/** What the page is about: paying, a deal that is paid, one that somebody else pays, or nothing to pay. */
export type PayStage = 'pay' | 'paid' | 'notYours' | 'gone';

export function stageOf({ status, viewerRole }: Pick<Deal, 'status' | 'viewerRole'>): PayStage {
  switch (status) {
    case 'awaiting_payment':
      return viewerRole === 'buyer' ? 'pay' : 'notYours';
    case 'draft':
    case 'open':
    case 'cancelled':
    case 'expired':
      return 'gone';
    default:
      return 'paid';
  }
}

/** What the buyer pays, in cents: the price and their part of the fee. */
export function totalOf({ price, buyerFee }: Pick<Deal['contract'], 'price' | 'buyerFee'>) {
  return { currency: price.currency, amount: (BigInt(price.amount) + BigInt(buyerFee.amount)).toString() };
}

/** The price stands only until the lock is over; a coin that follows the dollar has none. */
export function isLockOver(payment: Pick<Payment, 'asset' | 'rateLockedUntilAt'>, now: number): boolean {
  return !payment.asset.stable && new Date(payment.rateLockedUntilAt).getTime() <= now;
}

/** Whether the page may ask for money: only where a transfer is waited for, and what it asks for is still right. */
export function asksForMoney(
  payment: Pick<Payment, 'status' | 'address' | 'missing' | 'asset' | 'rateLockedUntilAt'>,
  now: number,
): boolean {
  const waits = payment.status === 'pending' || payment.status === 'underpaid';
  return waits && payment.address !== null && payment.missing.amount !== '0' && !isLockOver(payment, now);
}

/** Nothing can come of this attempt by itself: a new one is offered. */
export function canRenew(
  payment: Pick<Payment, 'status' | 'asset' | 'rateLockedUntilAt'>,
  now: number,
): boolean {
  return payment.status === 'expired' || (payment.status === 'pending' && isLockOver(payment, now));
}

/** Another coin may be chosen as long as no money is on its way to this attempt. */
export const canChangeCoin = ({ status }: Pick<Payment, 'status'>): boolean =>
  status === 'created' || status === 'pending' || status === 'expired';

/** The status whose words are told: a pending one whose lock has just run out is told as over at once. */
export function toldStatus(
  payment: Pick<Payment, 'status' | 'asset' | 'rateLockedUntilAt'>,
  now: number,
): PaymentStatus {
  return canRenew(payment, now) ? 'expired' : payment.status;
}

/** How many of the three steps are done: seen, final, in escrow. */
export function stepsDone(status: PaymentStatus): number {
  if (status === 'completed') return 3;
  return status === 'detected' || status === 'confirming' ? 1 : 0;
}

export const showsSteps = (status: PaymentStatus): boolean =>
  ['created', 'pending', 'detected', 'confirming', 'completed'].includes(status);

/** What of a credit can still be used for what is missing, base units. */
export const usableCredit = (creditBase: string, missingBase: string): bigint => {
  const [credit, missing] = [BigInt(creditBase), BigInt(missingBase)];
  return credit < missing ? credit : missing;
};

/** Base units that came beyond what was asked and are the buyer's credit; null while there are none. */
export function excessOf({ status, received, expected }: Pick<Payment, 'status' | 'received' | 'expected'>) {
  const excess = BigInt(received.amount) - BigInt(expected.amount);
  return status === 'completed' && excess > 0n ? excess.toString() : null;
}
