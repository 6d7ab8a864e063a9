import { DAY_MS } from '../../../platform/clock.ts';
import { env } from '../../../config/env.ts';
import { centsAtRate, printedUnit, rateOf, type Transferable } from '../../integration/index.ts';
import type { Source } from './read-outside.ts';
import {
  agreedDifference,
  feesStateOf,
  type BookEntry,
  type FeesState,
  type Said,
} from './reconciliation.policy.ts';
import { sumSweepFees } from './sweep-fees.repository.ts';

/** What a chain's own coin is off by, where gateway and chain agree on it. */
export interface FoundFees {
  readonly state: FeesState;
  /** Burnt and not booked, base units; below zero: more is there than is booked. */
  readonly amountBase: bigint;
}

/** Whether it is so little that it books itself: within what did so in the last day. */
async function isWithinDayLimit({ code, decimals }: Transferable, amountBase: bigint): Promise<boolean> {
  const since = new Date(Date.now() - DAY_MS);
  const before = await sumSweepFees(code, { since, by: 'schedule' });
  const rate = await rateOf(code);
  return (
    rate !== null && centsAtRate(before + amountBase, decimals, rate) <= env().SWEEP_FEES_DAY_LIMIT_CENTS
  );
}

const NOTHING: Said = { heldBase: null, unexplainedBase: null };

/**
 * The network fees that no payout accounts for. A gateway burns its chain's coin whenever it brings deposits to its
 * wallet, and tells nobody: what is missing, is not on its way and is owed to nobody was burnt so.
 */
export async function judgeFees(
  coin: Transferable,
  book: BookEntry,
  unsweptBase: bigint,
  readings: readonly (Said & { readonly source: Source })[],
): Promise<FoundFees | null> {
  const of = (source: Source): Said => readings.find((reading) => reading.source === source) ?? NOTHING;
  const found = agreedDifference(of('chain'), of('gateway'), unsweptBase, printedUnit(coin.decimals));
  if (found === null || found === 0n || book.coin === null) return null;
  const amountBase = -found;
  const everBookedBase = amountBase < 0n ? await sumSweepFees(coin.code, { since: null, by: null }) : 0n;
  const isSmall = amountBase > 0n && (await isWithinDayLimit(coin, amountBase));
  const freeBase = book.ledgerBase - book.coin.owedBase;
  return { state: feesStateOf({ amountBase, freeBase, everBookedBase, isSmall }), amountBase };
}
