import type { FeeSchedule } from '../../config/fee-schedule.ts';

/** How the simulated platform is set up: one category's fee is the seller's, another's is shared and has steps. */
export const SCHEDULE: FeeSchedule = {
  default: { bearer: 'seller', fixedCents: 0, tiers: [{ fromCents: 0, percentBps: 250 }] },
  categories: {
    art: {
      bearer: 'shared',
      buyerShareBps: 4_000,
      fixedCents: 57,
      tiers: [
        { fromCents: 0, percentBps: 530 },
        { fromCents: 10_000, percentBps: 310 },
      ],
    },
  },
};
export const CATEGORIES = ['design', 'art'] as const;
