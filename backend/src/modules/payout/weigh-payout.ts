import type { ClientSession } from 'mongoose';
import { env } from '../../config/env.ts';
import { DAY_MS, now } from '../../platform/clock.ts';
import { sumCentsSince, touchGuard } from './day-limits.repository.ts';
import { approvalFor, type Approval } from './payout.policy.ts';
import type { PayoutSource } from './payout.process.ts';

/**
 * Who has to look at a payout before it goes. Within a transaction the answer holds: of two payouts that would
 * each fit into what is left of a day, one waits for an admin.
 * @param tx null only to tell somebody beforehand
 */
export async function weighPayout(
  tx: ClientSession | null,
  payout: { readonly userId: string; readonly source: PayoutSource; readonly valueCents: number | null },
): Promise<Approval> {
  const {
    PAYOUT_AUTO_LIMIT_CENTS: autoLimitCents,
    PAYOUT_SECOND_LIMIT_CENTS: secondLimitCents,
    PAYOUT_USER_DAY_LIMIT_CENTS: userDayLimitCents,
    PAYOUT_PLATFORM_DAY_LIMIT_CENTS: platformDayLimitCents,
  } = env();
  const limits = { autoLimitCents, secondLimitCents, userDayLimitCents, platformDayLimitCents };
  const { source, valueCents, userId } = payout;
  const alone = approvalFor({ source, valueCents, userDayCents: 0, platformDayCents: 0 }, limits);
  // What waits for a person anyway need not hold up others that ask at the same time.
  if (alone.needed > 0) return alone;
  if (tx !== null) {
    await touchGuard(tx, `user:${userId}`);
    await touchGuard(tx, 'platform');
  }
  const since = new Date(now().getTime() - DAY_MS);
  const userDayCents = await sumCentsSince(tx, since, userId);
  const platformDayCents = await sumCentsSince(tx, since, null);
  return approvalFor({ source, valueCents, userDayCents, platformDayCents }, limits);
}
