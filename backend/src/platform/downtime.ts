import type { ClientSession } from 'mongoose';
import { database, definePlainCollection } from './mongo.ts';
import { env } from '../config/env.ts';
import { MINUTE_MS, now, SECOND_MS } from './clock.ts';
import { logger } from './logger.ts';
import { createPoller } from './poller.ts';
import { inTransaction, isDuplicateKey } from './transaction.ts';

/**
 * Times in which no server ran, or none reached the database, are no time in which people could have acted: every
 * deadline that was running then is put off by as long. The running servers beat in one document; a gap between
 * two beats is a downtime, stored once. Gaps are measured by the wall clock, so a demo's clock that was moved
 * forward is none.
 */

const HEARTBEAT = definePlainCollection({ name: 'heartbeat', indexes: [] });
const DOWNTIMES = definePlainCollection({ name: 'downtimes', indexes: [{ key: { doneAt: 1, from: 1 } }] });
const CREDITS = definePlainCollection({ name: 'downtime_credits', indexes: [] });

const BEAT_EVERY_MS = 15 * SECOND_MS;
/** As long as the last beat counts as the present; well below the shortest gap that can be a downtime. */
const FRESH_MS = 45 * SECOND_MS;
const BATCH = 200;

export interface Downtime {
  readonly id: string;
  /** Business time; `to` is when it was found. */
  readonly from: Date;
  readonly to: Date;
  readonly lengthMs: number;
}

/** One kind of thing whose deadlines are put off. */
export interface DowntimeCredit {
  readonly name: string;
  /** Ids above `afterId` of what had a deadline later than `from`, ascending, at most `limit`. */
  readonly findRunning: (from: Date, afterId: string | null, limit: number) => Promise<readonly string[]>;
  /** Puts off one's deadlines later than `downtime.from` by its length; the caller sees that it happens once. */
  readonly credit: (tx: ClientSession, id: string, downtime: Downtime) => Promise<void>;
}

interface HeartbeatDocument {
  readonly _id: 'heartbeat';
  readonly wallAt: Date;
}

interface DowntimeDocument {
  readonly _id: string;
  readonly from: Date;
  readonly to: Date;
  readonly lengthMs: number;
  /** Null until everything was credited. */
  readonly doneAt: Date | null;
}

interface CreditDocument {
  readonly _id: string;
  readonly at: Date;
}

/** Beats once. The gap since the beat before, by whichever server, is stored with it when it is long enough. */
async function beat(): Promise<void> {
  const found = await inTransaction(async (session) => {
    const heartbeats = database().collection<HeartbeatDocument>(HEARTBEAT);
    const last = await heartbeats.findOne({ _id: 'heartbeat' }, { session });
    const wallMs = Date.now();
    if (last === null) {
      await heartbeats.insertOne({ _id: 'heartbeat', wallAt: new Date(wallMs) }, { session });
      return null;
    }
    const lengthMs = wallMs - last.wallAt.getTime();
    // Another server's clock may be ahead; the beat never goes back.
    if (lengthMs <= 0) return null;
    await heartbeats.updateOne({ _id: 'heartbeat' }, { $set: { wallAt: new Date(wallMs) } }, { session });
    if (lengthMs < env().DOWNTIME_THRESHOLD_MINUTES * MINUTE_MS) return null;
    const to = now();
    const downtime: DowntimeDocument = {
      _id: last.wallAt.toISOString(),
      from: new Date(to.getTime() - lengthMs),
      to,
      lengthMs,
      doneAt: null,
    };
    await database().collection<DowntimeDocument>(DOWNTIMES).insertOne(downtime, { session });
    return downtime;
  });
  if (found) logger().warn({ from: found.from, lengthMs: found.lengthMs }, 'downtime: deadlines are put off');
}

/** @returns false when it was credited before, by this server or another */
async function creditOnce(credit: DowntimeCredit, id: string, downtime: Downtime): Promise<boolean> {
  const _id = `${downtime.id}|${credit.name}|${id}`;
  try {
    await inTransaction(async (session) => {
      await database().collection<CreditDocument>(CREDITS).insertOne({ _id, at: now() }, { session });
      await credit.credit(session, id, downtime);
    });
    return true;
  } catch (error) {
    if (isDuplicateKey(error, '_id_')) return false;
    throw error;
  }
}

async function creditAll(credits: readonly DowntimeCredit[], downtime: Downtime): Promise<void> {
  let credited = 0;
  for (const credit of credits) {
    for (let afterId: string | null = null; ;) {
      const ids: readonly string[] = await credit.findRunning(downtime.from, afterId, BATCH);
      for (const id of ids) if (await creditOnce(credit, id, downtime)) credited += 1;
      if (ids.length < BATCH) break;
      afterId = ids.at(-1) ?? null;
    }
  }
  await database()
    .collection<DowntimeDocument>(DOWNTIMES)
    .updateOne({ _id: downtime.id, doneAt: null }, { $set: { doneAt: now() } });
  logger().info({ downtime: downtime.id, credited }, 'downtime credited');
}

/** Every downtime that was not credited to its end, the earliest first. */
async function creditOpen(credits: readonly DowntimeCredit[]): Promise<void> {
  const open = await database()
    .collection<DowntimeDocument>(DOWNTIMES)
    .find({ doneAt: null })
    .sort({ from: 1 })
    .toArray();
  for (const { _id, ...downtime } of open) await creditAll(credits, { id: _id, ...downtime });
}

export interface Heartbeat {
  /**
   * Resolves when this server has beaten lately and no downtime is left to be credited. Whoever acts on deadlines
   * waits for it, so that none is acted on that fell due while nobody could act.
   * @throws when the database does not answer, or something could not be credited: then nothing may be acted on
   */
  readonly alive: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

export function createHeartbeat(credits: readonly DowntimeCredit[]): Heartbeat {
  let aliveAtMs = 0;
  let running: Promise<void> | null = null;

  const round = async (): Promise<void> => {
    const startedMs = Date.now();
    await beat();
    await creditOpen(credits);
    aliveAtMs = startedMs;
  };

  /** One round at a time; whoever comes meanwhile waits for the one that runs. */
  const beatNow = (): Promise<void> => {
    running ??= round().finally(() => {
      running = null;
    });
    return running;
  };

  const poller = createPoller('heartbeat', BEAT_EVERY_MS, beatNow);
  return {
    alive: () => (Date.now() - aliveAtMs < FRESH_MS ? Promise.resolve() : beatNow()),
    start: poller.start,
    stop: poller.stop,
  };
}
