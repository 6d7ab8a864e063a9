import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type ClientSession } from 'mongoose';
import { logger } from './logger.ts';

/** Options of every read that is to see the same moment. */
export interface Snapshot {
  readonly session: ClientSession;
  readonly readConcern: { readonly level: 'snapshot' };
}

const MAX_ATTEMPTS = 5;
const PAUSE_MS = 200;
/** SnapshotUnavailable: a collection or an index was made just then. */
const SNAPSHOT_UNAVAILABLE = 246;

const isUnavailable = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === SNAPSHOT_UNAVAILABLE;

/**
 * Reads many things as they stood at one moment, which is that of the first read and holds whatever was committed
 * before. Unlike a transaction it blocks nobody, and may take as long as MongoDB keeps its history
 * (`minSnapshotHistoryWindowInSeconds`, 5 minutes unless set). Reads that are not given the snapshot see what is
 * newest; `read` may run again, so it writes nothing.
 */
export async function inSnapshot<T>(read: (at: Snapshot) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const session = await mongoose.startSession({ snapshot: true });
    try {
      // The connection's own read concern would outweigh that of the session.
      return await read({ session, readConcern: { level: 'snapshot' } });
    } catch (error) {
      if (!isUnavailable(error) || attempt >= MAX_ATTEMPTS) throw error;
      logger().debug({ err: error, attempt }, 'snapshot taken again');
    } finally {
      await session.endSession();
    }
    await sleep(PAUSE_MS);
  }
}
