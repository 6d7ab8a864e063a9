import { proveProcess, type Process } from '../../shared/process.ts';

export const AUTO_STATUSES = ['waiting', 'paid_out', 'skipped'] as const;
export type AutoStatus = (typeof AUTO_STATUSES)[number];

export const AUTO_ACTIONS = ['payOut', 'postpone', 'skip'] as const;
export type AutoAction = (typeof AUTO_ACTIONS)[number];

/** THE TABLE of what one release leads to where its seller has set an automatic payout. */
export const autoPayoutProcess: Process<AutoStatus, AutoAction> = proveProcess({
  name: 'AutoPayout',
  initial: 'waiting',
  statuses: AUTO_STATUSES,
  final: ['paid_out', 'skipped'],
  transitions: [
    {
      action: 'payOut',
      from: ['waiting'],
      to: 'paid_out',
      by: ['timer'],
      events: ['payout:auto-updated'],
      note: 'the payout with its reference is there',
    },
    {
      action: 'postpone',
      from: ['waiting'],
      to: 'same',
      by: ['timer'],
      events: ['payout:auto-updated'],
      note: 'the address is on hold; tried when the hold is over',
    },
    {
      action: 'skip',
      from: ['waiting'],
      to: 'skipped',
      by: ['timer'],
      events: ['payout:auto-updated'],
      note: 'below the minimum, or turned off in the meantime: the money stays a balance',
    },
  ],
});
