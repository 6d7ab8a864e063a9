import { MAX_FEE_BPS, type FeeRule, type FeeSchedule } from '../../config/fee-schedule.ts';
import { splitByLargestRemainder } from '../../shared/money.ts';
import type { CategoryId } from '../marketplace/index.ts';
import type { FeeSplit } from './escrow.milestones.ts';

const ALL_BPS = 10_000n;

/** The rule by which a fee was reckoned; a contract keeps it beside the amounts. */
export interface FeeTerms {
  readonly bearer: FeeRule['bearer'];
  /** The buyer's share of the fee in hundredths of a per cent: 0 when the seller bears it, 10000 when the buyer does. */
  readonly buyerShareBps: number;
  readonly fixedCents: number;
  readonly tiers: readonly { readonly fromCents: number; readonly percentBps: number }[];
}

export interface Fees extends FeeSplit {
  readonly terms: FeeTerms;
}

const SHARE_OF_BEARER = { buyer: Number(ALL_BPS), seller: 0 } as const;

export const termsOf = (rule: FeeRule): FeeTerms => ({
  bearer: rule.bearer,
  buyerShareBps: rule.bearer === 'shared' ? rule.buyerShareBps : SHARE_OF_BEARER[rule.bearer],
  fixedCents: rule.fixedCents,
  tiers: rule.tiers,
});

/** A percentage is that of the part of the price within its tier, so nobody pays more for crossing a line. */
function percentageOf(priceCents: bigint, tiers: FeeTerms['tiers']): bigint {
  const hundredths = tiers.reduce((sum, { fromCents, percentBps }, index) => {
    const from = BigInt(fromCents);
    const end = tiers[index + 1]?.fromCents;
    const to = end === undefined || priceCents < BigInt(end) ? priceCents : BigInt(end);
    return to > from ? sum + (to - from) * BigInt(percentBps) : sum;
  }, 0n);
  return hundredths / ALL_BPS;
}

/**
 * What a deal costs whom, in US cents. Rounded down, once for the fee and once for the buyer's share of it, so
 * an odd cent is left with people and then with the buyer. At most half of the price.
 * @param priceCents above zero
 */
export function feesFor(priceCents: bigint, categoryId: CategoryId, schedule: FeeSchedule): Fees {
  const terms = termsOf(schedule.categories[categoryId] ?? schedule.default);
  const full = BigInt(terms.fixedCents) + percentageOf(priceCents, terms.tiers);
  const most = (priceCents * BigInt(MAX_FEE_BPS)) / ALL_BPS;
  const feeCents = full < most ? full : most;
  const buyerFeeCents = (feeCents * BigInt(terms.buyerShareBps)) / ALL_BPS;
  return { buyerFeeCents, sellerFeeCents: feeCents - buyerFeeCents, terms };
}

/**
 * Divides a deal's fees among its milestones by price; the parts add up to the whole.
 * @param pricesCents each above zero; they add up to the price the fees were reckoned from
 */
export function divideFees(fees: FeeSplit, pricesCents: readonly bigint[]): FeeSplit[] {
  const buyer = splitByLargestRemainder(fees.buyerFeeCents, pricesCents);
  const seller = splitByLargestRemainder(fees.sellerFeeCents, pricesCents);
  return pricesCents.map((_, index) => ({
    buyerFeeCents: buyer[index] ?? 0n,
    sellerFeeCents: seller[index] ?? 0n,
  }));
}
