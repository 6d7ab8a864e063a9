import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '../config/env.ts';
import { AppError } from '../shared/errors.ts';
import { now } from './clock.ts';
import { type Deadline, setScheduler } from './deadline.ts';
import { logger } from './logger.ts';
import { openQueue, type DeadlineQueue } from './queue.ts';

export interface DeadlineRunner {
  /** Acts on everything that is overdue now; resolves when nothing more is. */
  readonly sweep: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const BATCH = 100;

/** A deadline that was met, moved or acted on by somebody else in the meantime is no failure. */
async function actOn(deadline: Deadline, id: string): Promise<boolean> {
  try {
    await deadline.act(id);
    return true;
  } catch (error) {
    const level = error instanceof AppError ? 'info' : 'error';
    logger()[level]({ err: error, deadline: deadline.name, id }, 'deadline not acted on');
    return false;
  }
}

/** One kind: batches until nothing is overdue. Those that failed are left to the next sweep. */
async function sweepOne(deadline: Deadline): Promise<void> {
  const failed = new Set<string>();
  for (;;) {
    const overdue = await deadline.findOverdue(now(), BATCH + failed.size);
    const due = overdue.filter((id) => !failed.has(id));
    if (due.length === 0) return;
    for (const id of due) {
      // Acted on or not: a deadline that stays overdue after it was acted on must not keep the sweep here.
      await actOn(deadline, id);
      failed.add(id);
    }
  }
}

export function createDeadlineRunner(
  deadlines: readonly Deadline[],
  options: {
    readonly queue: boolean;
    /** Waited for before anything is acted on; while it throws, nothing is. */
    readonly ready?: () => Promise<void>;
  },
): DeadlineRunner {
  const byName = new Map(deadlines.map((deadline) => [deadline.name, deadline]));
  if (byName.size !== deadlines.length) throw new Error('two deadlines have one name');
  let queue: DeadlineQueue | null = null;
  let loop: Promise<void> | null = null;
  let current: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  /** Says why nothing is acted on; the next sweep asks again. */
  const isReady = async (): Promise<boolean> => {
    try {
      await options.ready?.();
      return true;
    } catch (error) {
      logger().error({ err: error }, 'deadlines are not acted on now');
      return false;
    }
  };

  const sweepAll = async (): Promise<void> => {
    if (!(await isReady())) return;
    for (const deadline of deadlines) {
      if (stopping.signal.aborted) return;
      try {
        await sweepOne(deadline);
      } catch (error) {
        logger().error({ err: error, deadline: deadline.name }, 'sweep failed');
      }
    }
  };

  /** One after the other: two sweeps at once would only race each other. */
  const sweep = (): Promise<void> => {
    current = current.then(sweepAll);
    return current;
  };

  const loopForever = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sweep();
      try {
        await sleep(env().SWEEP_INTERVAL_MS, undefined, { signal: stopping.signal });
      } catch {
        return;
      }
    }
  };

  return {
    sweep,
    start: async () => {
      if (options.queue) {
        queue = await openQueue(async (name, id) => {
          const deadline = byName.get(name);
          if (deadline && (await isReady())) await actOn(deadline, id);
        });
        const opened = queue;
        setScheduler((name, id, at) => {
          opened.add(name, id, at);
        });
      }
      loop = loopForever();
    },
    stop: async () => {
      setScheduler(null);
      stopping.abort();
      await queue?.close();
      await loop;
      await current;
    },
  };
}
