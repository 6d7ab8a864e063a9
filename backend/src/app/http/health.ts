import { type Response, Router } from 'express';
import { booksHealth } from '../../modules/books/index.ts';
import { payoutsHealth } from '../../modules/payout/index.ts';
import { pingMongo } from '../../platform/mongo.ts';
import { pingRedis } from '../../platform/redis.ts';
import { AppError } from '../../shared/errors.ts';
import { sendError, sendSuccess } from '../../shared/utils/response-handler.ts';

type Check = 'ok' | 'unreachable';

let draining = false;

/** From now on not ready: a load balancer sends new requests elsewhere while the last ones finish. */
export function markDraining(value = true): void {
  draining = value;
}

async function check(ping: () => Promise<void>): Promise<Check> {
  try {
    await ping();
    return 'ok';
  } catch {
    return 'unreachable';
  }
}

/** Whether an alarm stands. It makes nobody unready: requests are answered all the same. */
async function checkAlarm(read: () => Promise<'ok' | 'alarm'>): Promise<'ok' | 'alarm' | 'unknown'> {
  try {
    return await read();
  } catch {
    return 'unknown';
  }
}

async function answerReady(res: Response): Promise<void> {
  const [mongo, redis] = await Promise.all([check(pingMongo), check(pingRedis)]);
  const [books, payouts] =
    mongo === 'ok'
      ? await Promise.all([checkAlarm(booksHealth), checkAlarm(payoutsHealth)])
      : (['unknown', 'unknown'] as const);
  const details = { mongo, redis, books, payouts, draining };
  res.set('Cache-Control', 'no-store');
  if (mongo === 'ok' && redis === 'ok' && !draining) sendSuccess(res, details);
  else sendError(res, new AppError('UPSTREAM_UNAVAILABLE', { details }));
}

/** For orchestrators: `live` says that the process answers, `ready` that it can do its work. */
export function healthRouter(): Router {
  const router = Router();
  router.get('/api/health/live', (_req, res) => {
    res.set('Cache-Control', 'no-store');
    sendSuccess(res, { status: 'ok' });
  });
  router.get('/api/health/ready', async (_req, res) => {
    await answerReady(res);
  });
  return router;
}
