import { proveProcess, type Process } from '../../shared/process.ts';

export const PAYOUT_STATUSES = [
  'requested',
  'approved',
  'submitting',
  'submitted',
  'confirmed',
  'unknown',
  'failed',
  'cancelled',
] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** Where a person's own money is taken from. */
export const OWN_SOURCES = ['seller_payable', 'refund_payable', 'buyer_credit'] as const;
/** The same with what Amn has earned. */
export const PAYOUT_SOURCES = [...OWN_SOURCES, 'fee_revenue'] as const;
export type PayoutSource = (typeof PAYOUT_SOURCES)[number];

/** Why somebody has to look at a payout before it goes. */
export const APPROVAL_REASONS = [
  'amount',
  'worth_unknown',
  'user_day_limit',
  'platform_day_limit',
  'platform_money',
] as const;
export type ApprovalReason = (typeof APPROVAL_REASONS)[number];

/** Kinds of things that are noted about a payout. */
export const PAYOUT_NOTES = ['call', 'answer', 'look', 'found', 'lost', 'refused'] as const;

export const PAYOUT_ACTIONS = [
  'approve',
  'cancel',
  'submit',
  'acknowledge',
  'confirm',
  'lose',
  'find',
  'fail',
] as const;
export type PayoutAction = (typeof PAYOUT_ACTIONS)[number];

/**
 * THE TABLE of a payout. Only the process whose compare-and-set moved `approved → submitting` may call the
 * gateway, once. A machine never resends: from `unknown` leads only what was found, or two admins.
 */
export const payoutProcess: Process<PayoutStatus, PayoutAction> = proveProcess({
  name: 'Payout',
  initial: 'requested',
  statuses: PAYOUT_STATUSES,
  final: ['confirmed', 'failed', 'cancelled'],
  transitions: [
    {
      action: 'approve',
      from: ['requested'],
      to: 'approved',
      by: ['timer', 'admin'],
      events: ['payout:status-updated'],
      note: 'automatic up to the limit, by admins above it; nobody approves their own',
    },
    {
      action: 'cancel',
      from: ['requested', 'approved'],
      to: 'cancelled',
      by: ['buyer', 'seller', 'admin', 'timer'],
      posting: 'payout_failed',
      events: ['payout:status-updated'],
      note: 'by its owner, by an admin who refuses it, or by itself when its owner has signed another address since',
    },
    {
      action: 'submit',
      from: ['approved'],
      to: 'submitting',
      by: ['timer'],
      events: ['payout:status-updated'],
    },
    {
      action: 'acknowledge',
      from: ['submitting'],
      to: 'submitted',
      by: ['gateway'],
      events: ['payout:status-updated'],
      note: 'the gateway gave a task_id',
    },
    {
      action: 'lose',
      from: ['submitting', 'submitted'],
      to: 'unknown',
      by: ['timer', 'gateway'],
      events: ['payout:status-updated'],
      note: 'timeout, 5xx, refusal without task_id, or found submitting by a worker',
    },
    {
      action: 'find',
      from: ['unknown'],
      to: 'submitted',
      by: ['gateway'],
      events: ['payout:status-updated'],
      note: 'found by external id, or on the chain',
    },
    {
      action: 'confirm',
      from: ['submitted', 'unknown'],
      to: 'confirmed',
      by: ['gateway'],
      posting: 'payout_confirmed',
      events: ['payout:status-updated'],
    },
    {
      action: 'fail',
      from: ['unknown'],
      to: 'failed',
      by: ['admin'],
      posting: 'payout_failed',
      events: ['payout:status-updated'],
      note: 'two admins with evidence',
    },
  ],
});
