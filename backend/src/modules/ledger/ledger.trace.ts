import type { ClientSession } from 'mongoose';
import * as repository from './ledger.trace.repository.ts';

/**
 * What became of money that reached a withdrawable balance. A balance is one heap, so a rule has to say which
 * coin left it: the one that came first leaves first.
 */
export type Fate = 'payout_inflight' | 'paid_out' | 'spent';

/** An amount that left a balance, in the order in which it left. A payout that failed has not left it. */
export interface Departure {
  readonly amountBase: bigint;
  readonly fate: Fate;
  readonly payoutId: string | null;
  /** Nothing that left before it, nor it itself, can come back any more. */
  readonly settled: boolean;
}

/** An amount that came to a balance; `beforeBase` is all that had come to it before. */
export interface Arrival {
  readonly postingId: string;
  readonly beforeBase: bigint;
  readonly amountBase: bigint;
}

export interface TracedArrival extends Arrival {
  /** Still in the balance. */
  readonly leftBase: bigint;
  /** The rest, in the order in which it left. */
  readonly gone: readonly Departure[];
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** First in, first out: lays what left side by side with what came. Pure. */
export function traceArrivals(
  arrivals: readonly Arrival[],
  departures: readonly Departure[],
): TracedArrival[] {
  return arrivals.map((arrival) => {
    const [from, to] = [arrival.beforeBase, arrival.beforeBase + arrival.amountBase];
    const gone: Departure[] = [];
    let leftAt = 0n;
    for (const departure of departures) {
      const ends = leftAt + departure.amountBase;
      const share = least(ends, to) - most(leftAt, from);
      if (share > 0n) gone.push({ ...departure, amountBase: share });
      leftAt = ends;
    }
    const goneBase = gone.reduce((sum, { amountBase }) => sum + amountBase, 0n);
    return { ...arrival, leftBase: arrival.amountBase - goneBase, gone };
  });
}

/**
 * Follows postings' amounts through the balance they reached.
 * @param postingIds postings that credit `account`
 * @param tx the snapshot in which all is read
 */
export async function traceBalance(
  tx: ClientSession,
  account: string,
  asset: string,
  postingIds: readonly string[],
): Promise<TracedArrival[]> {
  const arrivals = await repository.findArrivals(tx, account, asset, postingIds);
  const departures = await repository.findDepartures(tx, account, asset);
  return traceArrivals(arrivals, departures);
}

/** Every posting of a contract, oldest first. */
export const postingsOfContract = repository.findPostingsOfContract;
