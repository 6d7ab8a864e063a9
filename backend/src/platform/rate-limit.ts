import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '../config/env.ts';
import { AppError } from '../shared/errors.ts';
import type { RateLimit } from '../shared/endpoint.ts';
import { redis, redisKey } from './redis.ts';

/** Requests per key (user, or address of the visitor) and window. */
export const BUCKETS: Readonly<Record<RateLimit, { readonly points: number; readonly seconds: number }>> = {
  read: { points: 600, seconds: 60 },
  write: { points: 120, seconds: 60 },
  auth: { points: 30, seconds: 60 },
  upload: { points: 30, seconds: 60 },
  webhook: { points: 3000, seconds: 60 },
};

const limiters = new Map<string, RateLimiterRedis>();

/** Counters live in Redis; while it is away each process counts for itself rather than letting all through. */
function limiter(name: string, points: number, seconds: number): RateLimiterRedis {
  const known = limiters.get(name);
  if (known) return known;
  const size = Math.max(1, Math.round(points * env().RATE_LIMIT_FACTOR));
  const options = { keyPrefix: redisKey('limit', name), points: size, duration: seconds };
  const made = new RateLimiterRedis({
    ...options,
    storeClient: redis(),
    insuranceLimiter: new RateLimiterMemory(options),
  });
  limiters.set(name, made);
  return made;
}

/** The connection behind the limiters is gone; the next call makes new ones. */
export const resetRateLimiters = (): void => {
  limiters.clear();
};

export interface RateLimitState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

/**
 * Takes one point from a named counter, e.g. sign-in attempts per account.
 * @throws AppError RATE_LIMITED with details `{retryAfterSeconds}`.
 */
export async function consume(
  name: string,
  key: string,
  size: { readonly points: number; readonly seconds: number },
): Promise<RateLimitState> {
  const counter = limiter(name, size.points, size.seconds);
  try {
    const result = await counter.consume(key);
    return {
      limit: counter.points,
      remaining: result.remainingPoints,
      resetSeconds: seconds(result.msBeforeNext),
    };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AppError('RATE_LIMITED', { details: { retryAfterSeconds: seconds(error.msBeforeNext) } });
  }
}

/** Forgets a counter, e.g. after the right password. */
export async function resetCounter(name: string, key: string): Promise<void> {
  await limiters.get(name)?.delete(key);
}

export const consumeBucket = (bucket: RateLimit, key: string): Promise<RateLimitState> =>
  consume(bucket, key, BUCKETS[bucket]);
