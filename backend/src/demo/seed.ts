import { once } from 'node:events';
import { z } from 'zod';
import { buildApp, type App } from '../app/build-app.ts';
import { env } from '../config/env.ts';
import { reconcileNow } from '../modules/books/index.ts';
import { checkLedger } from '../modules/ledger/index.ts';
import { DAY_MS, now, startClockAt } from '../platform/clock.ts';
import { logger } from '../platform/logger.ts';
import { connectMongo, database, disconnectMongo, syncCollectionsAndIndexes } from '../platform/mongo.ts';
import { disconnectRedis } from '../platform/redis.ts';
import { prepareStorage } from '../platform/storage.ts';
import { AppError } from '../shared/errors.ts';
import { createCast } from './cast.ts';
import { STEPS } from './stories.ts';
import { World } from './world.ts';

/**
 * Writes the demo's history into an empty database. It runs in the backend's place, on its port, so that the
 * gateway's callbacks reach it; time begins where the test chain begins and is moved forward step by step,
 * the chain's with it, until it is the present.
 */

/** A payout or a mail on its way gets that long before the seed ends. */
const SETTLE_MS = 3_000;

async function sandboxTime(): Promise<Date> {
  const response = await fetch(`${env().DEMO_SANDBOX_URL ?? ''}/sandbox/clock`);
  return new Date(z.object({ now: z.iso.datetime() }).parse(await response.json()).now);
}

async function tellHistory(app: App, world: World): Promise<void> {
  const begin = now();
  let shown = -1;
  for (const step of STEPS) {
    await world.passTimeUntil(new Date(begin.getTime() + step.day * DAY_MS));
    await step.run(world);
    const day = Math.floor(step.day);
    if (day > shown) process.stdout.write(`day ${day} of the demo\n`);
    shown = day;
  }
  await world.passTimeUntil(new Date());
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  await app.relay.drain();
}

async function seed(): Promise<void> {
  const { HOST, MONGODB_URI, PORT } = env();
  await Promise.all([connectMongo(MONGODB_URI), prepareStorage()]);
  const app = buildApp();
  await syncCollectionsAndIndexes();
  if ((await database().collection('users').countDocuments({}, { limit: 1 })) > 0) {
    throw new Error('The database is not empty: the demo data goes into an empty one only.');
  }
  // Before the workers begin: what they do once a day belongs to the history as well.
  await startClockAt(await sandboxTime());
  const world = new World(app, await createCast());
  // The first comparison finds it in the books.
  await world.payouts.topUpGas();
  await app.start();
  app.httpServer.listen(PORT, HOST);
  await once(app.httpServer, 'listening');
  try {
    await tellHistory(app, world);
    const verdict = await checkLedger();
    if (!verdict.ok) throw new Error(`the books do not balance: ${JSON.stringify(verdict.faults)}`);
    // What the sweeps of so many days have burnt is found, and booked.
    await reconcileNow().catch((error: unknown) => {
      // One that runs by itself finds the same.
      if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error;
    });
    process.stdout.write(`history written, ${verdict.postings} postings balance\n`);
  } finally {
    app.httpServer.close();
    app.httpServer.closeAllConnections();
    await app.stop();
    disconnectRedis();
    await disconnectMongo();
  }
}

try {
  await seed();
  process.exit(0);
} catch (error) {
  logger().fatal({ err: error }, 'the demo data could not be written');
  process.exit(1);
}
