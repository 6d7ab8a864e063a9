import { env } from '../../config/env.ts';
import { after, DAY_MS, now } from '../../platform/clock.ts';
import type { Bidding } from './marketplace.policy.ts';
import type { RequestDeadline } from './marketplace.types.ts';

/** A request that is open again after a payment timed out stays so at least this long. */
const REOPENED_MS = 3 * DAY_MS;
/** Rounds of haggling after which somebody has to decide. */
export const MAX_REVISIONS = 50;
export const MAX_INVITATIONS = 100;
export const MAX_QUESTIONS_OF_ONE = 20;

/** The expiry of a request that opens now, or opens again. */
export function expiryOf({ expiresAt }: { readonly expiresAt: Date | null }): RequestDeadline {
  if (expiresAt === null) return { action: 'expire', at: after(env().REQUEST_EXPIRY_DAYS * DAY_MS) };
  return { action: 'expire', at: new Date(Math.max(expiresAt.getTime(), after(REOPENED_MS).getTime())) };
}

/** A sealed bid cannot be answered before the deadline, so its days count from there. */
export function offerExpiryFor({ sealed, bidDeadlineAt }: Bidding): Date {
  const from = Math.max(now().getTime(), sealed ? (bidDeadlineAt?.getTime() ?? 0) : 0);
  return new Date(from + env().OFFER_EXPIRY_DAYS * DAY_MS);
}
