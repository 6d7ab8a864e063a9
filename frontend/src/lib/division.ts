/** Who gets what of what escrow holds, in base units; the three add up to it. */
export interface DivisionBase {
  readonly buyerGets: bigint;
  readonly sellerGets: bigint;
  readonly fee: bigint;
}

/** The proportion in which the API divides what is released: cents of the seller and of the fee. */
export interface ReleaseSharesLike {
  readonly seller: { readonly amount: string };
  readonly fee: { readonly amount: string };
}

/** The division that the API makes of it, to the last unit: by largest remainder, the seller first of equal ones. */
export function divide(heldBase: bigint, buyerGetsBase: bigint, release: ReleaseSharesLike): DivisionBase {
  if (buyerGetsBase < 0n || buyerGetsBase > heldBase) throw new RangeError('more than is held');
  const left = heldBase - buyerGetsBase;
  const [seller, fee] = [BigInt(release.seller.amount), BigInt(release.fee.amount)];
  const sum = seller + fee;
  const sellerPart = (left * seller) / sum;
  const isSellersUnit = (left * seller) % sum >= (left * fee) % sum;
  const odd = left - sellerPart - (left * fee) / sum;
  const sellerGets = sellerPart + (isSellersUnit ? odd : 0n);
  return { buyerGets: buyerGetsBase, sellerGets, fee: left - sellerGets };
}

/** Steps of a slider over what is held. */
export const SLIDER_STEPS = 200;

/**
 * The sum at a place of the slider, rounded to what people would write (three significant digits of what is held),
 * so that nobody offers 33.333333 by accident; both ends are exact.
 */
export function sumAt(step: number, heldBase: bigint): bigint {
  if (step <= 0) return 0n;
  if (step >= SLIDER_STEPS) return heldBase;
  const exact = (heldBase * BigInt(step)) / BigInt(SLIDER_STEPS);
  const digits = heldBase.toString().length - 3;
  const grain = digits > 0 ? 10n ** BigInt(digits) : 1n;
  return ((exact + grain / 2n) / grain) * grain;
}

/** The place of a sum on the slider. */
export const stepOf = (sumBase: bigint, heldBase: bigint): number =>
  heldBase === 0n ? 0 : Number((sumBase * BigInt(SLIDER_STEPS) * 2n + heldBase) / (heldBase * 2n));

/** Shares of a whole for a drawing, 0 to 1. */
export const shareOf = (partBase: bigint, wholeBase: bigint): number =>
  wholeBase === 0n ? 0 : Number((partBase * 10_000n) / wholeBase) / 10_000;
