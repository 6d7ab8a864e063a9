import { rm } from 'node:fs/promises';
import { env } from '../config/env.ts';
import { loadClock } from '../platform/clock.ts';
import { connectMongo, database, disconnectMongo, syncCollectionsAndIndexes } from '../platform/mongo.ts';
import { resetRateLimiters } from '../platform/rate-limit.ts';
import { disconnectRedis } from '../platform/redis.ts';
import { prepareStorage } from '../platform/storage.ts';
import { atSuiteEnd } from './suite-end.ts';

/** MongoDB with all collections of what the test imported, Redis and storage; gone again at the suite's end. */
export async function startPlatform(): Promise<void> {
  await Promise.all([connectMongo(env().MONGODB_URI), prepareStorage()]);
  await syncCollectionsAndIndexes();
  await loadClock();
  atSuiteEnd(async () => {
    await database().dropDatabase();
    resetRateLimiters();
    disconnectRedis();
    await disconnectMongo();
    await rm(env().UPLOADS_DIR, { recursive: true, force: true });
  });
}
