import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '../config/env.ts';
import { now } from './clock.ts';
import { logger } from './logger.ts';
import { openRedis } from './redis.ts';

/** Delayed jobs in Redis that make deadlines prompt. Whether anything is really due, its document says. */
export interface DeadlineQueue {
  readonly add: (name: string, id: string, at: Date) => void;
  readonly close: () => Promise<void>;
}

const QUEUE_NAME = 'deadlines';
/** Redis and timers hold longer delays too, but a job so far away is the sweep's. */
const LONGEST_DELAY_MS = 60 * 24 * 3600 * 1000;
const CLOSE_WITHIN_MS = 3_000;

/** BullMQ is loaded here: a process without a queue does not wait for it. */
export async function openQueue(handle: (name: string, id: string) => Promise<void>): Promise<DeadlineQueue> {
  const { Queue, Worker } = await import('bullmq');
  const connection = openRedis({ maxRetriesPerRequest: null });
  const prefix = `${env().REDIS_PREFIX}-queue`;
  const queue = new Queue<{ id: string }>(QUEUE_NAME, {
    connection,
    prefix,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: 1000, attempts: 1 },
  });
  const worker = new Worker<{ id: string }>(QUEUE_NAME, (job) => handle(job.name, job.data.id), {
    connection,
    prefix,
    concurrency: 4,
  });
  const warn = (error: Error): void => {
    logger().warn({ err: error }, 'deadline queue');
  };
  queue.on('error', warn);
  worker.on('error', warn);

  const add = async (name: string, id: string, at: Date): Promise<void> => {
    const delay = Math.max(0, at.getTime() - now().getTime());
    if (delay > LONGEST_DELAY_MS) return;
    try {
      await queue.add(name, { id }, { delay, jobId: `${name}_${id}_${at.getTime()}`.replaceAll(':', '-') });
    } catch (error) {
      logger().warn({ err: error, deadline: name }, 'deadline not queued; the sweep finds it');
    }
  };

  await worker.waitUntilReady();
  return {
    add: (name, id, at) => void add(name, id, at),
    close: async () => {
      // A connection that was about to reconnect never says that it ended (ioredis), and BullMQ would wait for that
      // word before anything else. Nothing is lost by not waiting: a job only makes a deadline prompt.
      const isAway = connection.status !== 'ready';
      const closing = worker
        .close(isAway)
        .then(() => queue.close())
        .then(() => {
          connection.disconnect();
        })
        .catch(warn);
      // The worker's blocking connection is BullMQ's own: it can be away alone, and nobody can ask.
      const late = sleep(CLOSE_WITHIN_MS, 'late' as const, { ref: false });
      if ((await Promise.race([closing, late])) === 'late')
        logger().warn('the deadline queue did not close in time');
    },
  };
}
