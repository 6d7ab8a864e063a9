import { logger } from './logger.ts';
import { redis, redisKey } from './redis.ts';

/** A cache of what can be computed again. Without Redis it computes every time. */

const inFlight = new Map<string, Promise<unknown>>();

async function read<T>(key: string): Promise<T | undefined> {
  try {
    const stored = await redis().get(key);
    return stored === null ? undefined : (JSON.parse(stored) as T);
  } catch (error) {
    logger().warn({ err: error }, 'cache read failed');
    return undefined;
  }
}

async function write(key: string, value: unknown, ttlSeconds: number): Promise<void> {
  try {
    await redis().set(key, JSON.stringify(value), 'EX', ttlSeconds);
  } catch (error) {
    logger().warn({ err: error }, 'cache write failed');
  }
}

/** The cached JSON value under `name`, or what `load` gives; calls at the same time share one load. */
export async function cached<T>(name: string, ttlSeconds: number, load: () => Promise<T>): Promise<T> {
  const key = redisKey('cache', name);
  const running = inFlight.get(key) as Promise<T> | undefined;
  if (running) return running;
  const work = (async () => {
    const hit = await read<T>(key);
    if (hit !== undefined) return hit;
    const value = await load();
    await write(key, value, ttlSeconds);
    return value;
  })();
  inFlight.set(key, work);
  try {
    return await work;
  } finally {
    inFlight.delete(key);
  }
}

/** Forgets cached values; harmless when Redis is away, as they run out by themselves. */
export async function uncache(...names: string[]): Promise<void> {
  if (names.length === 0) return;
  try {
    await redis().del(...names.map((name) => redisKey('cache', name)));
  } catch (error) {
    logger().warn({ err: error }, 'cache delete failed');
  }
}
