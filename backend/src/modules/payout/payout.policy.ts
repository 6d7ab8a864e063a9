import { getAddress, isAddress, zeroAddress } from 'viem';

const HOUR_MS = 3_600_000;

export interface PayoutLimits {
  readonly autoLimitCents: number;
  readonly secondLimitCents: number;
}

/**
 * How many different admins must approve: nobody up to the first limit, one above it, two above the second.
 * A worth that nobody can tell is taken to be high.
 */
export function approvalsNeeded(valueCents: number | null, limits: PayoutLimits): 0 | 1 | 2 {
  if (valueCents === null || valueCents > Math.max(limits.secondLimitCents, limits.autoLimitCents)) return 2;
  return valueCents > limits.autoLimitCents ? 1 : 0;
}

/** An address can be used a while after it was added, and after the person's credentials last changed. */
export const usableFrom = (addedAt: Date, credentialsChangedAt: Date, holdHours: number): Date =>
  new Date(Math.max(addedAt.getTime(), credentialsChangedAt.getTime()) + holdHours * HOUR_MS);

/**
 * An EVM address in its one spelling, or null. All upper or all lower case carries no checksum and is let
 * through; a mixed one must be right, since that is what the checksum is for.
 */
export function checksummed(given: string): string | null {
  const text = given.trim();
  if (!isAddress(text, { strict: false })) return null;
  const digits = text.slice(2);
  const plain = digits === digits.toLowerCase() || digits === digits.toUpperCase();
  if (!plain && !isAddress(text, { strict: true })) return null;
  return getAddress(text.toLowerCase());
}

export const isZeroAddress = (address: string): boolean => address.toLowerCase() === zeroAddress;

/** Nobody approves, or calls failed, a payout of their own. */
export const mayJudge = (adminId: string, payout: { readonly userId: string }): boolean =>
  adminId !== payout.userId;
