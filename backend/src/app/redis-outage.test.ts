import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { now } from '../platform/clock.ts';
import { scheduleDeadline } from '../platform/deadline.ts';
import { emitLater } from '../platform/outbox.ts';
import { openQueue } from '../platform/queue.ts';
import { inTransaction } from '../platform/transaction.ts';
import { currentSeq } from '../platform/user-events.ts';
import { signInAs } from '../testing/actors.ts';
import { expectError } from '../testing/expect-envelope.ts';
import { type RedisProcess, startRedis } from '../testing/redis-process.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';

const binary = process.env['AMN_TEST_REDIS_BINARY'] ?? 'redis-server';
let redis: RedisProcess;
let app: TestApp;

beforeAll(async () => {
  redis = await startRedis(binary);
  // This file's own Redis: it is taken away below.
  process.env['REDIS_URL'] = redis.url;
  app = await startTestApp({ queue: true });
});
afterAll(async () => {
  await redis.stop();
});

const readyStatus = async (): Promise<number> => (await app.api.get('/api/health/ready')).status;

it('losing Redis loses no event and no deadline, and everything is back with it', async () => {
  const actor = await signInAs();
  expect(await readyStatus()).toBe(200);
  await redis.stop();
  expect(await readyStatus()).toBe(503);
  expectError(await app.api.get('/api/users/me').set(actor.auth), 'UPSTREAM_UNAVAILABLE');

  // A use case that commits meanwhile: its event is stored for the client, its deadline left to the sweep.
  await inTransaction(async (session) => {
    const ids = { requestId: new Types.ObjectId().toHexString() };
    await emitLater(session, {
      name: 'request:created',
      ids,
      addressees: [actor.id],
      rooms: ['feed-requests'],
    });
    scheduleDeadline(session, 'marketplace.expire', ids.requestId, now());
  });
  await app.settle();
  expect(await currentSeq(actor.id)).toBe(1);
  await app.deadlines.sweep();

  redis = await startRedis(binary, redis.port);
  for (let attempt = 0; attempt < 100 && (await readyStatus()) !== 200; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await readyStatus()).toBe(200);
  const again = await signInAs({ id: actor.id });
  expect((await app.api.get('/api/users/me').set(again.auth)).status).not.toBe(503);
});

it('a queue closes though its Redis is away', async () => {
  const queue = await openQueue(() => Promise.resolve());
  await redis.stop();
  // Long enough for the connections to have failed and to wait for their next attempt.
  await new Promise((resolve) => setTimeout(resolve, 300));
  try {
    await queue.close();
  } finally {
    redis = await startRedis(binary, redis.port);
  }
}, 10_000);
