import { proveProcess, type Process } from '../../../shared/process.ts';

export const REPLACEMENT_STATUSES = ['held', 'approved', 'completed', 'refused', 'cancelled'] as const;
export type ReplacementStatus = (typeof REPLACEMENT_STATUSES)[number];

export const REPLACEMENT_ACTIONS = ['approve', 'complete', 'refuse', 'cancel'] as const;
export type ReplacementAction = (typeof REPLACEMENT_ACTIONS)[number];

/**
 * THE TABLE of a request to replace a signed payout address whose wallet does not sign any more. It needs both:
 * seven days in which the owner can stop it, and an admin who is not the owner. Until it is completed money
 * goes to the old address only.
 */
export const replacementProcess: Process<ReplacementStatus, ReplacementAction> = proveProcess({
  name: 'PayoutAddressReplacement',
  initial: 'held',
  statuses: REPLACEMENT_STATUSES,
  final: ['completed', 'refused', 'cancelled'],
  transitions: [
    {
      action: 'approve',
      from: ['held'],
      to: 'approved',
      by: ['admin'],
      events: ['wallet:replacement-updated'],
      note: 'never their own; completes at once when the hold is over',
    },
    {
      action: 'complete',
      from: ['approved'],
      to: 'completed',
      by: ['timer'],
      events: ['wallet:replacement-updated', 'wallet:updated'],
      note: 'when the hold of 7 days is over',
    },
    {
      action: 'refuse',
      from: ['held', 'approved'],
      to: 'refused',
      by: ['admin'],
      events: ['wallet:replacement-updated'],
    },
    {
      action: 'cancel',
      from: ['held', 'approved'],
      to: 'cancelled',
      by: ['buyer', 'seller'],
      events: ['wallet:replacement-updated'],
      note: 'the owner, by a confirmed password or by a signature of the old wallet',
    },
  ],
});
