import { proveProcess, type Process } from '../../shared/process.ts';

export const REFUND_STATUSES = ['awaiting_destination', 'on_its_way', 'settled'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

export const REFUND_ACTIONS = ['claim', 'giveBack', 'settle', 'spend', 'reverse'] as const;
export type RefundAction = (typeof REFUND_ACTIONS)[number];

/**
 * THE TABLE of a refund: money owed back to a buyer, from the posting that owes it until it has left. It waits
 * for ever where nobody names an address.
 */
export const refundProcess: Process<RefundStatus, RefundAction> = proveProcess({
  name: 'Refund',
  initial: 'awaiting_destination',
  statuses: REFUND_STATUSES,
  final: ['settled'],
  transitions: [
    {
      action: 'claim',
      from: ['awaiting_destination'],
      to: 'on_its_way',
      by: ['buyer'],
      events: ['payout:refund-updated'],
      note: 'payouts have taken all that was left of it',
    },
    {
      action: 'giveBack',
      from: ['on_its_way'],
      to: 'awaiting_destination',
      by: ['buyer', 'admin'],
      events: ['payout:refund-updated'],
      note: 'such a payout was taken back, or failed',
    },
    {
      action: 'settle',
      from: ['on_its_way'],
      to: 'settled',
      by: ['gateway'],
      events: ['payout:refund-updated'],
      note: 'all of it has arrived',
    },
    {
      action: 'spend',
      from: ['awaiting_destination'],
      to: 'settled',
      alternatives: ['on_its_way'],
      by: ['buyer'],
      events: ['payout:refund-updated'],
      note: 'the rest was used otherwise, as credit',
    },
    {
      action: 'reverse',
      from: ['awaiting_destination'],
      to: 'settled',
      alternatives: ['on_its_way'],
      by: ['gateway'],
      events: ['payout:refund-updated'],
      note: 'the deposit behind it has left the chain: the rest is not there to be owed',
    },
  ],
});
