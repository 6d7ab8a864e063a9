import { database, definePlainCollection } from './mongo.ts';

/**
 * The business clock: deadlines, ages and histories go by it. Demos and tests move it forward; tokens,
 * signatures, leases and rate limits go by the wall clock.
 */

const COLLECTION = definePlainCollection({ name: 'clock', indexes: [] });
const DOCUMENT = 'offset';

let offsetMs = 0;
let frozenAtMs: number | null = null;
const listeners = new Set<() => Promise<void>>();

interface ClockDocument {
  readonly _id: string;
  readonly offsetMs: number;
}

/** Business time. */
export const now = (): Date => new Date((frozenAtMs ?? Date.now()) + offsetMs);

/** A duration in ms from the business clock's now. */
export const after = (durationMs: number): Date => new Date(now().getTime() + durationMs);

export const clockOffsetMs = (): number => offsetMs;

/** Reads the stored offset at start. */
export async function loadClock(): Promise<void> {
  const stored = await database().collection<ClockDocument>(COLLECTION).findOne({ _id: DOCUMENT });
  offsetMs = stored?.offsetMs ?? 0;
}

/** Called after each move, e.g. to look for deadlines that are overdue now. Returns the way to stop it. */
export function onClockMoved(listener: () => Promise<void>): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/**
 * Moves the clock forward for good (it survives a restart) and waits for what that sets off.
 * @param byMs at least 0: time never runs backwards.
 */
export async function advanceClock(byMs: number): Promise<Date> {
  if (!Number.isSafeInteger(byMs) || byMs < 0) throw new RangeError('the clock moves forward by whole ms');
  await database()
    .collection<ClockDocument>(COLLECTION)
    .updateOne({ _id: DOCUMENT }, { $inc: { offsetMs: byMs } }, { upsert: true });
  offsetMs += byMs;
  for (const listener of listeners) await listener();
  return now();
}

/**
 * The demo's seed: sets a clock that was never moved back to where the history begins; from there it runs, and
 * is moved forward to the present.
 */
export async function startClockAt(at: Date): Promise<void> {
  const begin = at.getTime() - Date.now();
  await database().collection<ClockDocument>(COLLECTION).insertOne({ _id: DOCUMENT, offsetMs: begin });
  offsetMs = begin;
}

/** Tests: stands still at `at` until moved by `advanceClock`; null lets it run again. */
export function freezeClock(at: Date | null): void {
  frozenAtMs = at === null ? null : at.getTime() - offsetMs;
}

export { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../shared/duration.ts';
