import { z } from 'zod';
import { CATEGORY_IDS } from '../shared/categories.ts';

/**
 * What Amn takes for a deal, as the operator sets it (FEE_SCHEDULE). Percentages are hundredths of a per cent,
 * amounts are US cents.
 */

/** More than half of a price is a typing error before it is a fee; `feesFor` never takes more either. */
export const MAX_FEE_BPS = 5_000;
const MAX_FIXED_CENTS = 1_000_000;
const MAX_PRICE_CENTS = 1_000_000_000;

const tierSchema = z.strictObject({
  /** The percentage is that of the part of the price from here up to the next tier. */
  fromCents: z.number().int().min(0).max(MAX_PRICE_CENTS),
  percentBps: z.number().int().min(0).max(MAX_FEE_BPS),
});

const ruleShape = {
  /** Once a deal, whatever the price. */
  fixedCents: z.number().int().min(0).max(MAX_FIXED_CENTS).default(0),
  tiers: z
    .array(tierSchema)
    .min(1)
    .max(20)
    .superRefine((tiers, context) => {
      const fault = (index: number, message: string) => {
        context.addIssue({ code: 'custom', path: [index, 'fromCents'], message });
      };
      tiers.forEach(({ fromCents }, index) => {
        const before = tiers[index - 1];
        if (before === undefined) {
          if (fromCents !== 0) fault(index, 'the first tier must begin at 0');
        } else if (fromCents === before.fromCents) {
          fault(index, 'begins where the tier before it begins: they overlap');
        } else if (fromCents < before.fromCents) {
          fault(index, 'tiers must ascend');
        }
      });
    }),
};

const feeRuleSchema = z.discriminatedUnion('bearer', [
  z.strictObject({ bearer: z.literal('seller'), ...ruleShape }),
  z.strictObject({ bearer: z.literal('buyer'), ...ruleShape }),
  z.strictObject({
    bearer: z.literal('shared'),
    /** The buyer's share of the fee; the rest is the seller's. */
    buyerShareBps: z.number().int().min(1).max(9_999),
    ...ruleShape,
  }),
]);

export const feeScheduleSchema = z.strictObject({
  default: feeRuleSchema,
  /** Take the place of the default in a category. */
  categories: z.partialRecord(z.enum(CATEGORY_IDS), feeRuleSchema).default({}),
});

export type FeeRule = z.output<typeof feeRuleSchema>;
export type FeeSchedule = z.output<typeof feeScheduleSchema>;

/** One percentage of every price, borne by the seller. */
export const flatSchedule = (percentBps: number): FeeSchedule => ({
  default: { bearer: 'seller', fixedCents: 0, tiers: [{ fromCents: 0, percentBps }] },
  categories: {},
});
