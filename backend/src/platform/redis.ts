import { Redis, type RedisOptions } from 'ioredis';
import { env } from '../config/env.ts';
import { logger } from './logger.ts';

let shared: Redis | undefined;
const opened = new Set<Redis>();

/** Opens a connection of its own, as subscribers and blocking readers need; closed by `disconnectRedis`. */
export function openRedis(options: RedisOptions = {}): Redis {
  const client = new Redis(env().REDIS_URL, { lazyConnect: false, ...options });
  client.on('error', (error: Error) => {
    // ioredis reconnects by itself; readiness tells the outside.
    logger().warn({ err: error }, 'redis connection');
  });
  opened.add(client);
  return client;
}

/** The connection for commands. Fails fast while Redis is away, so that a request does not hang. */
export function redis(): Redis {
  shared ??= openRedis({ maxRetriesPerRequest: 1, commandTimeout: 2_000 });
  return shared;
}

/** Key in this stack's part of Redis. */
export const redisKey = (...parts: string[]): string => [env().REDIS_PREFIX, ...parts].join(':');

/** @throws when Redis cannot be reached. */
export async function pingRedis(): Promise<void> {
  await redis().ping();
}

export function disconnectRedis(): void {
  for (const client of opened) client.disconnect();
  opened.clear();
  shared = undefined;
}
