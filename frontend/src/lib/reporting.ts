import type * as sentryModule from '@sentry/nextjs';

type Sentry = typeof sentryModule;

/** Reports bugs, only where a DSN is given; the library is loaded when the page is at rest. */
let started: Promise<Sentry> | undefined;
const waiting: unknown[] = [];

export function startReporting(dsn: string): void {
  started ??= import('@sentry/nextjs').then((sentry) => {
    sentry.init({
      dsn,
      tracesSampleRate: 0,
      // Addresses of people and payments may stand in a query string; a report needs the path alone.
      beforeSend: (event) => {
        if (event.request?.url) event.request.url = event.request.url.split('?')[0];
        return event;
      },
    });
    for (const error of waiting.splice(0)) sentry.captureException(error);
    return sentry;
  });
}

/** Tells of a bug. What people or the network did wrong (an ApiError) is none. */
export function reportBug(error: unknown): void {
  if (error instanceof Error && error.name === 'ApiError') return;
  if (!started) {
    waiting.push(error);
    if (waiting.length > 10) waiting.shift();
    return;
  }
  void started.then((sentry) => sentry.captureException(error));
}
