import type { Deadline } from '../../platform/deadline.ts';
import { refundReminders } from './refunds.ts';
import { autoPayouts } from './run-auto-payout.ts';
import { stuckPayouts } from './stuck-payouts.ts';

export const payoutDeadlines: readonly Deadline[] = [autoPayouts, refundReminders, stuckPayouts];
