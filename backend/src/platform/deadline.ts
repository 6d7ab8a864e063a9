import type { ClientSession } from 'mongoose';
import type { Timer } from './reminder.ts';
import { afterCommit } from './transaction.ts';

/**
 * A deadline is a field on its document. A job in the queue makes it prompt, the sweep makes it sure: it asks
 * each kind for what is overdue, so losing Redis loses no deadline.
 */
export interface Deadline {
  /** `module.what`, letters, digits, dots and dashes. */
  readonly name: string;
  /** Ids of what is due at `at` (business time), at most `limit`, most overdue first. */
  readonly findOverdue: (at: Date, limit: number) => Promise<readonly string[]>;
  /**
   * Acts on one, in its own transaction, when it is still due there: jobs run twice, come early and come for
   * deadlines that were moved.
   */
  readonly act: (id: string) => Promise<void>;
  /** What happens by it and who is reminded before; `reminds` when it is itself what reminds of others. */
  readonly timers: readonly [Timer, ...Timer[]] | 'reminds';
}

type Scheduler = (name: string, id: string, at: Date) => void;
let scheduler: Scheduler = () => undefined;

export function setScheduler(next: Scheduler | null): void {
  scheduler = next ?? (() => undefined);
}

/** Has `act` of the named deadline called at `at` (business time), once the transaction has committed. */
export function scheduleDeadline(session: ClientSession, name: string, id: string, at: Date): void {
  afterCommit(session, () => {
    scheduler(name, id, at);
  });
}
