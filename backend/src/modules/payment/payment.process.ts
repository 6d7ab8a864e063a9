import { proveProcess, type Process } from '../../shared/process.ts';

export const PAYMENT_STATUSES = [
  'created',
  'pending',
  'detected',
  'confirming',
  'completed',
  'underpaid',
  'late',
  'expired',
  'quarantined',
  'refund_due',
  'refunded',
  'reorged',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const PAYMENT_ACTIONS = [
  'invoice',
  'detect',
  'confirm',
  'complete',
  'fallShort',
  'expire',
  'comeLate',
  'quarantine',
  'oweRefund',
  'refund',
  'reorg',
] as const;
export type PaymentAction = (typeof PAYMENT_ACTIONS)[number];

/** Statuses in which more money may still arrive and be counted. */
const OPEN = [
  'pending',
  'detected',
  'confirming',
  'underpaid',
  'expired',
  'late',
  'quarantined',
  'reorged',
] as const;

/** THE TABLE of a payment (pay-in). The gateway, a chain reading and timers move it; people never do. */
export const paymentProcess: Process<PaymentStatus, PaymentAction> = proveProcess({
  name: 'Payment',
  initial: 'created',
  statuses: PAYMENT_STATUSES,
  final: ['refunded'],
  transitions: [
    {
      action: 'invoice',
      from: ['created'],
      to: 'pending',
      by: ['gateway'],
      events: ['payment:status-updated'],
    },
    {
      action: 'detect',
      from: ['pending', 'underpaid', 'expired', 'late', 'quarantined', 'reorged'],
      to: 'detected',
      by: ['gateway'],
      events: ['payment:status-updated'],
      note: 'seen, no confirmation yet',
    },
    {
      action: 'confirm',
      from: ['pending', 'detected', 'underpaid', 'expired', 'late', 'quarantined', 'reorged'],
      to: 'confirming',
      by: ['gateway'],
      events: ['payment:status-updated'],
      note: 'some confirmations, fewer than the asset asks for',
    },
    {
      action: 'complete',
      from: OPEN,
      to: 'completed',
      by: ['gateway'],
      posting: 'fund',
      events: ['payment:status-updated'],
      note: 'full amount at depth, in the active contract',
    },
    {
      action: 'fallShort',
      from: ['pending', 'detected', 'confirming', 'expired', 'late', 'quarantined', 'reorged'],
      to: 'underpaid',
      by: ['gateway'],
      posting: 'deposit',
      events: ['payment:status-updated'],
      note: 'confirmed, but less than expected; stays in suspense until topped up',
    },
    {
      action: 'expire',
      from: ['created', 'pending'],
      to: 'expired',
      by: ['timer', 'buyer', 'gateway'],
      events: ['payment:status-updated'],
      note: 'price lock over, or the contract ended, with nothing seen; the address stays watched',
    },
    {
      action: 'comeLate',
      from: ['pending', 'detected', 'confirming', 'underpaid', 'expired', 'quarantined', 'reorged'],
      to: 'late',
      by: ['gateway'],
      posting: 'deposit',
      events: ['payment:status-updated'],
      note: 'seen after the price lock, in an asset that is not stable; stays in suspense',
    },
    {
      action: 'quarantine',
      from: ['pending', 'detected', 'confirming', 'underpaid', 'expired', 'late', 'reorged'],
      to: 'quarantined',
      by: ['gateway'],
      posting: 'deposit',
      events: ['payment:status-updated'],
      note: 'wrong asset or chain, or sources that disagree; the right money may still come',
    },
    {
      action: 'oweRefund',
      from: OPEN,
      to: 'refund_due',
      by: ['gateway', 'timer', 'buyer', 'admin'],
      posting: 'unfunded_refund',
      events: ['payment:status-updated'],
      note: 'the contract is no longer the one that waits',
    },
    {
      action: 'refund',
      from: ['refund_due'],
      to: 'refunded',
      by: ['gateway'],
      events: ['payment:status-updated'],
      note: 'paid out to the buyer',
    },
    {
      action: 'reorg',
      from: ['detected', 'confirming', 'underpaid', 'late', 'completed'],
      to: 'reorged',
      by: ['gateway'],
      posting: 'deposit_reversed',
      events: ['payment:status-updated'],
      note: 'the block of the transaction is gone; after funding an alarm is raised',
    },
  ],
});
