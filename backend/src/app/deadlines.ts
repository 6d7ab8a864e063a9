import { disputeCredit, disputeDeadlines } from '../modules/dispute/index.ts';
import { requestCredit } from '../modules/escrow/index.ts';
import { fileDeadlines } from '../modules/file/file.deadlines.ts';
import { marketplaceDeadlines, offerCredit } from '../modules/marketplace/index.ts';
import { paymentDeadlines } from '../modules/payment/index.ts';
import { walletDeadlines } from '../modules/wallet/index.ts';
import { payoutDeadlines } from '../modules/payout/index.ts';
import type { Deadline } from '../platform/deadline.ts';
import type { DowntimeCredit } from '../platform/downtime.ts';

/** Everything that happens by itself at a time: one line a module. */
export const deadlines: readonly Deadline[] = [
  ...fileDeadlines,
  ...marketplaceDeadlines,
  ...disputeDeadlines,
  ...paymentDeadlines,
  ...walletDeadlines,
  ...payoutDeadlines,
];

/**
 * What is put off by a downtime. Price locks are not: a rate that nobody could pay at is worth nothing later, and
 * the next attempt gets the rate of its own moment. Neither are tokens, sessions and holds of payout addresses.
 */
export const downtimeCredits: readonly DowntimeCredit[] = [requestCredit, offerCredit, disputeCredit];
