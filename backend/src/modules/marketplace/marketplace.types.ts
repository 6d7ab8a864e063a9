import type { z } from 'zod';
import type { categoryIdSchema, visibilitySchema } from './request.contract.ts';

export type CategoryId = z.infer<typeof categoryIdSchema>;
export type Visibility = z.infer<typeof visibilitySchema>;

/** Rows of the request's table that the timer takes. */
export const DEADLINE_ACTIONS = [
  'expire',
  'paymentTimedOut',
  'decline',
  'miss',
  'missChanges',
  'autoApprove',
  'unfund',
] as const;
export type DeadlineAction = (typeof DEADLINE_ACTIONS)[number];

/** What the timer does at `at` (business time) unless somebody acts before. */
export interface RequestDeadline {
  readonly action: DeadlineAction;
  readonly at: Date;
  readonly milestoneId?: string;
  /** When to remind of it, earliest first; set where it is stored, and what was said is taken out. */
  readonly remindAt?: readonly Date[];
}
