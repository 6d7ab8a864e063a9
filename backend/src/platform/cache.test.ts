import { beforeAll, describe, expect, it } from '@jest/globals';
import { startPlatform } from '../testing/platform.ts';
import { cached, uncache } from './cache.ts';
import { redis } from './redis.ts';

beforeAll(startPlatform);

function counting() {
  let loads = 0;
  return {
    load: () => {
      loads += 1;
      return Promise.resolve({ loads });
    },
    count: () => loads,
  };
}

describe('the cache', () => {
  it('loads once for many at once and for those who come later', async () => {
    const source = counting();
    const values = await Promise.all(Array.from({ length: 20 }, () => cached('many', 60, source.load)));
    values.push(await cached('many', 60, source.load));
    expect(values).toEqual(Array.from({ length: 21 }, () => ({ loads: 1 })));
  });

  it('loads again after it was told to forget', async () => {
    const source = counting();
    await cached('forget', 60, source.load);
    await uncache('forget');
    expect(await cached('forget', 60, source.load)).toEqual({ loads: 2 });
  });

  it('does not keep a failure', async () => {
    await expect(cached('failing', 60, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cached('failing', 60, () => Promise.resolve('yes'))).toBe('yes');
  });

  it('computes while Redis is away', async () => {
    redis().disconnect();
    const source = counting();
    expect(await cached('away', 60, source.load)).toEqual({ loads: 1 });
    expect(await cached('away', 60, source.load)).toEqual({ loads: 2 });
    await redis().connect();
    await cached('away', 60, source.load);
    expect(await cached('away', 60, source.load)).toEqual({ loads: 3 });
  });
});
