import { MINUTE_MS } from '../../../shared/duration.ts';

/** What the books of Amn say of one asset, base units, all of one moment. */
export interface BookEntry {
  /** The account gateway:{asset}. */
  readonly ledgerBase: bigint;
  /** Seen on its way in and not booked yet: too few confirmations. */
  readonly comingBase: bigint;
  /** Came in, and waits for an admin to say what it is. */
  readonly quarantinedBase: bigint;
  /** Handed to the gateway to be paid out, and not known to have been paid. */
  readonly leavingBase: bigint;
  /** Only of a chain's own coin, which fees are paid in. */
  readonly coin: {
    /** All liabilities in it. */
    readonly owedBase: bigint;
    /** Payouts on its chain that may have burnt some of it already; booked when they are confirmed. */
    readonly payouts: number;
  } | null;
}

export interface Range {
  readonly lowBase: bigint;
  readonly highBase: bigint;
}

/**
 * What somebody outside may hold while the books are right: money on its way is there already or not yet, gone
 * already or not yet. The books are read before and after, since both sides move while they are compared.
 * @param gasOfPayoutBase about the most that one payout burns of a chain's own coin
 */
export function rangeOf(before: BookEntry, after: BookEntry, gasOfPayoutBase = 0n): Range {
  const lows = [before, after].map(
    ({ ledgerBase, leavingBase, coin }) =>
      ledgerBase - leavingBase - BigInt(coin?.payouts ?? 0) * gasOfPayoutBase,
  );
  const highs = [before, after].map((entry) => entry.ledgerBase + entry.comingBase + entry.quarantinedBase);
  return {
    lowBase: lows.reduce((a, b) => (a < b ? a : b)),
    highBase: highs.reduce((a, b) => (a > b ? a : b)),
  };
}

/**
 * How far a reading is outside of what money on its way explains: 0 when it is not, below zero when something
 * is missing there.
 * @param precisionBase what is lost when the other side prints an amount
 */
export function unexplainedOf(heldBase: bigint, { lowBase, highBase }: Range, precisionBase: bigint): bigint {
  if (heldBase + precisionBase < lowBase) return heldBase - lowBase;
  if (heldBase - precisionBase > highBase) return heldBase - highBase;
  return 0n;
}

const sizeOf = (base: bigint): bigint => (base < 0n ? -base : base);

/** What a source says of an asset, base units; null where it could not be asked. */
export interface Said {
  readonly heldBase: bigint | null;
  /** What of its difference to the books nothing explains; null also where it may not know all. */
  readonly unexplainedBase: bigint | null;
}

/**
 * The difference that chain and gateway both see, exact where the chain could be read; null when neither could tell.
 * What only one of them sees is no fee: it is an address that one of them does not know, or an old answer.
 * @param unsweptBase what the gateway may leave out: it counts its wallet
 * @param precisionBase what is lost when the gateway prints an amount
 */
export function agreedDifference(
  chain: Said,
  gateway: Said,
  unsweptBase: bigint,
  precisionBase: bigint,
): bigint | null {
  const [onChain, atGateway] = [chain.unexplainedBase, gateway.unexplainedBase];
  if (onChain === null || atGateway === null) return onChain ?? atGateway;
  const apartBase = (chain.heldBase ?? 0n) - (gateway.heldBase ?? 0n);
  if (apartBase >= -precisionBase && apartBase <= unsweptBase + precisionBase) return onChain;
  if (onChain > 0n !== atGateway > 0n) return 0n;
  return sizeOf(onChain) < sizeOf(atGateway) ? onChain : atGateway;
}

export const FEES_STATES = ['small', 'large', 'uncovered', 'too_high', 'surplus'] as const;
/**
 * What is done about a coin's difference: `small` ones book themselves, `large` ones wait for an admin, and so does
 * `too_high`, more booked than burnt. `uncovered`: what is missing is owed to somebody, so it is no fee of Amn's
 * own. `surplus`: coins that nobody has booked.
 */
export type FeesState = (typeof FEES_STATES)[number];

export function feesStateOf(found: {
  /** Burnt and not booked; below zero: more is there than is booked. Not zero. */
  readonly amountBase: bigint;
  /** What the books hold of the coin beyond what is owed. */
  readonly freeBase: bigint;
  /** Fees that reconciliations have booked. */
  readonly everBookedBase: bigint;
  /** So little that it may book itself. */
  readonly isSmall: boolean;
}): FeesState {
  const { amountBase, freeBase, everBookedBase, isSmall } = found;
  if (amountBase < 0n) return -amountBase <= everBookedBase ? 'too_high' : 'surplus';
  if (amountBase > freeBase) return 'uncovered';
  return isSmall ? 'small' : 'large';
}

/** A difference that stands: since when (wall time), in how many comparisons in a row. */
export interface Standing {
  readonly unexplainedBase: bigint;
  readonly since: Date;
  readonly count: number;
  readonly raisedAt: Date | null;
}

/** Money that nobody has told us of yet makes a difference too, but not for so long. */
export const RAISED_AFTER_MS = 15 * MINUTE_MS;
const RAISED_AFTER_COUNT = 2;

/** The same difference one comparison later; one to the other side begins anew. */
export function nextStanding(before: Standing | null, unexplainedBase: bigint, at: Date): Standing | null {
  if (unexplainedBase === 0n) return null;
  const goesOn = before !== null && before.unexplainedBase > 0n === unexplainedBase > 0n;
  if (!goesOn) return { unexplainedBase, since: at, count: 1, raisedAt: null };
  return { ...before, unexplainedBase, count: before.count + 1 };
}

export const isToBeRaised = ({ since, count, raisedAt }: Standing, at: Date): boolean =>
  raisedAt === null && count >= RAISED_AFTER_COUNT && at.getTime() - since.getTime() >= RAISED_AFTER_MS;

/**
 * How much of what is owed is not there: 0 when the assets cover the liabilities. What was handed over to be
 * paid out is owed until it is known to be paid, and may be gone by then.
 */
export function shortfallOf(
  heldBase: bigint,
  owedBase: bigint,
  leavingBase: bigint,
  precisionBase: bigint,
): bigint {
  const missing = owedBase - leavingBase - heldBase - precisionBase;
  return missing > 0n ? missing : 0n;
}
