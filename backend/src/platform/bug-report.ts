import type * as Sentry from '@sentry/node';
import { env } from '../config/env.ts';
import { logger } from './logger.ts';

/** Bugs go to Sentry when there is a DSN; expected failures never come here. */

let sentry: Promise<typeof Sentry> | null = null;

async function load(dsn: string): Promise<typeof Sentry> {
  const loaded = await import('@sentry/node');
  loaded.init({ dsn, environment: env().NODE_ENV });
  return loaded;
}

async function send(dsn: string, error: unknown, context: Record<string, string>): Promise<void> {
  try {
    sentry ??= load(dsn);
    (await sentry).captureException(error, { tags: context });
  } catch (failure) {
    logger().warn({ err: failure }, 'the bug could not be reported');
  }
}

/** Sentry is loaded with the first bug: a start without one does not pay for it. */
export function reportBug(error: unknown, context: Record<string, string> = {}): void {
  const dsn = env().SENTRY_DSN;
  if (dsn !== undefined) void send(dsn, error, context);
}
