import type { ClientSession } from 'mongoose';
import { env } from '../config/env.ts';
import { afterCommit } from './transaction.ts';

let listener: ((name: string) => void) | null = null;

/** Tests: hears of every point that is passed, and may throw there as if the work had ended; null stops it. */
export function onCrashPoint(next: ((name: string) => void) | null): void {
  listener = next;
}

/**
 * Kills the process with SIGKILL where a test says so, as a power cut would: no handler runs, nothing is
 * flushed. Does nothing unless CRASH_POINT names this point, which production refuses at start.
 * @param name `use-case:where`, e.g. `payout:after-submit`.
 */
export function crashPoint(name: string): void {
  listener?.(name);
  const wanted = env().CRASH_POINT;
  if (wanted === undefined || wanted !== name) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment to arrive; nothing may happen in between.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000);
}

/** The points `name:before-commit` and `name:after-commit` of the transaction at hand, as its last word. */
export function crashAround(session: ClientSession, name: string): void {
  crashPoint(`${name}:before-commit`);
  afterCommit(session, () => {
    crashPoint(`${name}:after-commit`);
  });
}
