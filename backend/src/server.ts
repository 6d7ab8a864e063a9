import { once } from 'node:events';
import { buildApp } from './app/build-app.ts';
import { markDraining } from './app/http/health.ts';
import { env, EnvError } from './config/env.ts';
import { reportBug } from './platform/bug-report.ts';
import { loadClock } from './platform/clock.ts';
import { logger } from './platform/logger.ts';
import { connectMongo, disconnectMongo, syncCollectionsAndIndexes } from './platform/mongo.ts';
import { disconnectRedis } from './platform/redis.ts';
import { prepareStorage } from './platform/storage.ts';

const STOP_WITHIN_MS = 10_000;

async function start(): Promise<() => Promise<void>> {
  const { HOST, MONGODB_URI, PORT } = env();
  await Promise.all([connectMongo(MONGODB_URI), prepareStorage()]);
  const app = buildApp();
  await syncCollectionsAndIndexes();
  await loadClock();
  await app.start();
  app.httpServer.listen(PORT, HOST);
  await once(app.httpServer, 'listening');
  const address = app.httpServer.address();
  const boundPort = typeof address === 'object' ? address?.port : PORT;
  logger().info({ host: HOST, boundPort, startMs: Math.round(performance.now()) }, 'the API listens');

  return async () => {
    markDraining();
    // Closes the listening socket at once; idle connections go, busy ones finish.
    app.httpServer.close();
    app.httpServer.closeIdleConnections();
    await app.stop();
    disconnectRedis();
    await disconnectMongo();
  };
}

function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    logger().info({ signal }, 'stopping');
    setTimeout(() => {
      logger().error('did not stop in time');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    stop().then(
      () => {
        logger().info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        logger().error({ err: error }, 'stopped with an error');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** A failure that nobody handled leaves the process in an unknown state: it is told, and another one starts. */
function dieOnUnhandled(): void {
  const die = (error: unknown): void => {
    logger().fatal({ err: error }, 'unhandled failure');
    reportBug(error);
    setTimeout(() => process.exit(1), 500);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
}

try {
  dieOnUnhandled();
  stopOnSignals(await start());
} catch (error) {
  if (error instanceof EnvError) process.stderr.write(`${error.message}\n`);
  else logger().fatal({ err: error }, 'the API could not start');
  process.exit(1);
}
