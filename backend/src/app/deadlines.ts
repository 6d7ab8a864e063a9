import { disputeDeadlines } from '../modules/dispute/index.ts';
import { fileDeadlines } from '../modules/file/file.deadlines.ts';
import { marketplaceDeadlines } from '../modules/marketplace/index.ts';
import { paymentDeadlines } from '../modules/payment/index.ts';
import { walletDeadlines } from '../modules/wallet/index.ts';
import type { Deadline } from '../platform/deadline.ts';

/** Everything that happens by itself at a time: one line a module. */
export const deadlines: readonly Deadline[] = [
  ...fileDeadlines,
  ...marketplaceDeadlines,
  ...disputeDeadlines,
  ...paymentDeadlines,
  ...walletDeadlines,
];
