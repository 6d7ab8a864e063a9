import { beforeAll, describe, expect, it } from '@jest/globals';
import { startPlatform } from '../testing/platform.ts';
import { BUCKETS, consume, consumeBucket, resetCounter } from './rate-limit.ts';

beforeAll(startPlatform);

// The tests' environment makes every bucket a thousand times as large.
const small = { points: 0.003, seconds: 60 };

describe('the rate limit', () => {
  it('lets as many through as the bucket holds, exactly, when all come at once', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => consume('burst', 'ann', small)),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(3);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterSeconds: 60 } });
  });

  it('counts each key and each name for itself, and forgets on request', async () => {
    for (let i = 0; i < 3; i += 1) await consume('apart', 'ann', small);
    await consume('apart', 'bob', small);
    await consume('other', 'ann', small);
    await expect(consume('apart', 'ann', small)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await resetCounter('apart', 'ann');
    expect(await consume('apart', 'ann', small)).toMatchObject({ limit: 3, remaining: 2 });
  });

  it('has sign-in tighter than reading', async () => {
    expect(BUCKETS.auth.points).toBeLessThan(BUCKETS.read.points);
    expect((await consumeBucket('read', 'ann')).limit).toBe(BUCKETS.read.points * 1000);
  });
});
