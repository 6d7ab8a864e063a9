import { getAddress, isAddress } from 'viem';
import { HOUR_MS, MINUTE_MS } from '../../shared/duration.ts';
import type { ApprovalReason, PayoutSource, PayoutStatus } from './payout.process.ts';

/** Owner of what is Amn's own: its payout addresses, and fees on their way to one of them. */
export const PLATFORM_ID = '000000000000000000000000';

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

export interface DayLimits {
  readonly userDayLimitCents: number;
  readonly platformDayLimitCents: number;
}

export interface Weighed {
  readonly source: PayoutSource;
  /** US cents; null when nobody can tell. */
  readonly valueCents: number | null;
  /** What else went out within 24 hours, to this person and altogether, US cents. */
  readonly userDayCents: number;
  readonly platformDayCents: number;
}

export interface Approval {
  readonly needed: 0 | 1 | 2;
  readonly reason: ApprovalReason | null;
}

/**
 * Who has to look at a payout before it goes, and why. Limits of a day add a person, they refuse nothing. Amn's
 * own money never goes by itself.
 */
export function approvalFor(weighed: Weighed, limits: PayoutLimits & DayLimits): Approval {
  const { source, valueCents, userDayCents, platformDayCents } = weighed;
  const needed = approvalsNeeded(valueCents, limits);
  if (needed > 0) return { needed, reason: valueCents === null ? 'worth_unknown' : 'amount' };
  if (source === 'fee_revenue') return { needed: 1, reason: 'platform_money' };
  const value = valueCents ?? 0;
  if (userDayCents + value > limits.userDayLimitCents) return { needed: 1, reason: 'user_day_limit' };
  if (platformDayCents + value > limits.platformDayLimitCents) {
    return { needed: 1, reason: 'platform_day_limit' };
  }
  return { needed: 0, reason: null };
}

export interface StuckThresholds {
  readonly approvalHours: number;
  readonly movingMinutes: number;
  readonly unknownMinutes: number;
}

/** From when on a payout that entered a status at `at` has stood too long in it; null for one that has ended. */
export function stuckFrom(status: PayoutStatus, at: Date, thresholds: StuckThresholds): Date | null {
  const afterMs = {
    requested: thresholds.approvalHours * HOUR_MS,
    approved: thresholds.movingMinutes * MINUTE_MS,
    submitting: thresholds.movingMinutes * MINUTE_MS,
    submitted: thresholds.movingMinutes * MINUTE_MS,
    unknown: thresholds.unknownMinutes * MINUTE_MS,
    confirmed: null,
    failed: null,
    cancelled: null,
  }[status];
  return afterMs === null ? null : new Date(at.getTime() + afterMs);
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

/** Nobody approves, or calls failed, a payout of their own. */
export const mayJudge = (adminId: string, payout: { readonly userId: string }): boolean =>
  adminId !== payout.userId;

/** As whom the table knows the owner of a payout. */
export function roleOfOwner({ source }: { readonly source: PayoutSource }): 'seller' | 'buyer' | 'admin' {
  if (source === 'fee_revenue') return 'admin';
  return source === 'seller_payable' ? 'seller' : 'buyer';
}
