import type { RequestStatus } from '../marketplace/index.ts';
import { splitByLargestRemainder } from '../../shared/money.ts';
import type { MilestoneStatus } from './milestone.process.ts';

/**
 * The request's status as it follows from its milestones: first match wins. `pending` counts as in delivery;
 * before the seller starts the request is `funded`.
 */
export function requestStatusOf(milestones: readonly MilestoneStatus[], started: boolean): RequestStatus {
  const some = (status: MilestoneStatus) => milestones.includes(status);
  const all = (status: MilestoneStatus) => milestones.every((candidate) => candidate === status);
  if (some('disputed')) return 'disputed';
  if (some('changes_requested')) return 'changes_requested';
  if (some('delivered')) return 'delivered';
  if (some('pending')) return started ? 'in_delivery' : 'funded';
  if (all('released')) return 'completed';
  if (all('refunded')) return 'refunded';
  return 'settled';
}

/** Milestones whose money is still in escrow. */
export const OPEN_STATUSES = ['pending', 'delivered', 'changes_requested', 'disputed'] as const;

export const isOpen = (status: MilestoneStatus): boolean =>
  (OPEN_STATUSES as readonly MilestoneStatus[]).includes(status);

/** What a deal costs whom, in US cents. */
export interface FeeSplit {
  readonly buyerFeeCents: bigint;
  readonly sellerFeeCents: bigint;
}

/** Divides what was paid among the milestones by price; the parts add up to the whole. */
export function divideAmongMilestones(totalBase: bigint, pricesCents: readonly bigint[]): bigint[] {
  return splitByLargestRemainder(totalBase, pricesCents);
}

/**
 * Splits a milestone's escrow on release. Escrow holds price plus the buyer's fee; the fee of both goes to Amn.
 * @returns amounts in base units of the asset that is held; they add up to `heldBase`
 */
export function splitOnRelease(
  heldBase: bigint,
  cents: { readonly price: bigint } & FeeSplit,
): { readonly sellerGetsBase: bigint; readonly feeBase: bigint } {
  const sellerCents = cents.price - cents.sellerFeeCents;
  const feeCents = cents.sellerFeeCents + cents.buyerFeeCents;
  const [sellerGetsBase = 0n, feeBase = 0n] = splitByLargestRemainder(heldBase, [sellerCents, feeCents]);
  return { sellerGetsBase, feeBase };
}

/** Who gets what of a milestone's escrow, in base units; the three add up to what was held. */
export interface Division {
  readonly buyerGetsBase: bigint;
  readonly sellerGetsBase: bigint;
  readonly feeBase: bigint;
}

/**
 * Divides a milestone's escrow when a dispute ends: the buyer's part goes back whole, what is left is released
 * as by the contract, so that the fee is due on the seller's part only.
 * @throws RangeError when the buyer's part is negative or more than is held
 */
export function divideDisputed(
  heldBase: bigint,
  buyerGetsBase: bigint,
  cents: { readonly price: bigint } & FeeSplit,
): Division {
  if (buyerGetsBase < 0n || buyerGetsBase > heldBase) throw new RangeError('more than is held');
  return { buyerGetsBase, ...splitOnRelease(heldBase - buyerGetsBase, cents) };
}
