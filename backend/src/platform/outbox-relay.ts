import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventEnvelope } from '../shared/events.ts';
import { logger } from './logger.ts';
import {
  dueRows,
  type OutboxRow,
  onOutboxWritten,
  outboxRows,
  type PublishedEvent,
  toPublished,
} from './outbox.ts';
import type { Subscriber } from './subscriber.ts';
import { appendUserEvents } from './user-events.ts';

/** The socket server as the relay sees it. */
export interface EventEmitter {
  readonly toUser: (userId: string, envelope: EventEnvelope) => void;
  readonly toRoom: (room: string, envelope: EventEnvelope) => void;
}

export interface OutboxRelay {
  /** Publishes everything that is due now; resolves when nothing is left. */
  readonly drain: () => Promise<void>;
  readonly start: () => void;
  /** Finishes the row at hand and stops. */
  readonly stop: () => Promise<void>;
}

const CLAIM_MS = 60_000;
const POLL_MS = 1_000;
const LONGEST_REST_MS = 10 * 60_000;

/** Takes one row for itself; a claim that was not kept within its time is free again. */
async function claim(): Promise<OutboxRow | null> {
  const wallNow = new Date();
  const { filter, options } = dueRows(wallNow);
  return outboxRows().findOneAndUpdate(
    filter,
    {
      $set: { state: 'claimed', claimId: randomUUID(), notBefore: new Date(wallNow.getTime() + CLAIM_MS) },
      $inc: { attempts: 1 },
    },
    { ...options, returnDocument: 'after' },
  );
}

async function deliverAll(
  event: PublishedEvent,
  isRepeat: boolean,
  subscribers: readonly Subscriber[],
): Promise<boolean> {
  let allDone = true;
  for (const subscriber of subscribers) {
    if (!subscriber.events.includes(event.name)) continue;
    try {
      await subscriber.deliver(event, isRepeat);
    } catch (error) {
      allDone = false;
      logger().error(
        { err: error, subscriber: subscriber.name, eventId: event.eventId },
        'subscriber failed',
      );
    }
  }
  return allDone;
}

async function emit(event: PublishedEvent, isRepeat: boolean, emitter: EventEmitter): Promise<void> {
  const envelopes = await appendUserEvents(event, isRepeat);
  for (const [userId, envelope] of envelopes) emitter.toUser(userId, envelope);
  for (const room of event.rooms) {
    emitter.toRoom(room, {
      eventId: event.eventId,
      seq: null,
      name: event.name,
      at: event.at,
      ids: event.ids,
    });
  }
}

/**
 * One row: subscribers first, so that what clients read when they hear of it is there already; then the
 * sockets. A subscriber that fails is tried again later and holds up neither the others nor the sockets.
 */
async function publish(
  row: OutboxRow,
  subscribers: readonly Subscriber[],
  emitter: EventEmitter,
): Promise<void> {
  const event = toPublished(row);
  const mine = { _id: row._id, claimId: row.claimId };
  // Each claim counts, so of the first nothing can have been done yet.
  const isRepeat = row.attempts > 1;
  const allDone = await deliverAll(event, isRepeat, subscribers);
  if (!row.emitted) await emit(event, isRepeat, emitter);
  if (allDone) {
    await outboxRows().updateOne(mine, {
      $set: { state: 'published', emitted: true, publishedAt: new Date() },
    });
    return;
  }
  const restMs = Math.min(LONGEST_REST_MS, 500 * 2 ** Math.min(row.attempts, 20));
  await outboxRows().updateOne(mine, {
    $set: { state: 'new', claimId: null, emitted: true, notBefore: new Date(Date.now() + restMs) },
  });
}

/** The relay: nudged after each commit, and polling for what a crash or another process left. */
export function createOutboxRelay(subscribers: readonly Subscriber[], emitter: EventEmitter): OutboxRelay {
  let stopping = false;
  let running: Promise<void> | null = null;
  let wanted = 0;
  let loop: Promise<void> | null = null;
  const wake = new AbortController();

  const runOnce = async (): Promise<void> => {
    for (let row = await claim(); row; row = stopping ? null : await claim()) {
      await publish(row, subscribers, emitter);
    }
  };

  /** One pass at a time; a nudge during a pass asks for another, since that pass may have looked already. */
  const drain = async (): Promise<void> => {
    wanted += 1;
    if (running) {
      await running;
      return;
    }
    running = (async () => {
      for (let served = 0; served !== wanted && !stopping;) {
        served = wanted;
        await runOnce();
      }
    })();
    try {
      await running;
    } finally {
      running = null;
    }
  };

  const drainLogged = async (): Promise<void> => {
    try {
      await drain();
    } catch (error) {
      // The claims run out by themselves and the next poll tries again.
      logger().error({ err: error }, 'outbox relay');
    }
  };

  const poll = async (): Promise<void> => {
    while (!stopping) {
      await drainLogged();
      try {
        await sleep(POLL_MS, undefined, { signal: wake.signal });
      } catch {
        return;
      }
    }
  };

  return {
    drain,
    start: () => {
      onOutboxWritten(() => {
        if (!stopping) void drainLogged();
      });
      loop = poll();
    },
    stop: async () => {
      stopping = true;
      onOutboxWritten(() => undefined);
      wake.abort();
      await loop;
      await running;
    },
  };
}
