import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { buildApp, type App, type AppOptions } from '../app/build-app.ts';
import { checkLedger } from '../modules/ledger/index.ts';
import { advanceClock } from '../platform/clock.ts';
import { startPlatform } from './platform.ts';
import { atSuiteEnd } from './suite-end.ts';

export interface TestApp extends App {
  /** supertest against the listening server. Each POST carries a key of its own, as the product's client sends it. */
  readonly api: ReturnType<typeof supertest>;
  /** http://127.0.0.1:port, for sockets. */
  readonly url: string;
  /** Moves the business clock, acts on every deadline that is over by then and, with a relay, publishes what follows. */
  readonly advance: (byMs: number) => Promise<void>;
  /**
   * Publishes every event that is due: subscribers have run and sockets have heard when it resolves.
   * @throws Error in a suite without a relay
   */
  readonly settle: () => Promise<void>;
}

function withKeys(api: ReturnType<typeof supertest>): ReturnType<typeof supertest> {
  const post = api.post.bind(api);
  return Object.assign(api, {
    post: (path: string) => post(path).set('Idempotency-Key', randomUUID()),
  });
}

async function failOnLedgerFaults(): Promise<void> {
  const verdict = await checkLedger();
  if (!verdict.ok) {
    throw new Error(
      `the ledger does not balance after this suite:\n${JSON.stringify(verdict.faults, null, 2)}`,
    );
  }
}

/**
 * The whole product in this process, over a database of its own. Call it once, in `beforeAll`; it stops at
 * the end of the file, after the ledger was checked. Queue and workers stay out: `advance`
 * finds deadlines, and a test takes a worker's steps itself.
 *
 * What subscribers make of an event takes longer than what led to it. A suite that does the same steps hundreds of
 * times and asks for nothing that follows from events says `relay: false`; the rest shows that they are published.
 */
export async function startTestApp(options: AppOptions = {}): Promise<TestApp> {
  const app = buildApp({ queue: false, workers: false, ...options });
  await startPlatform();
  await app.start();
  app.httpServer.listen(0, '127.0.0.1');
  await once(app.httpServer, 'listening');
  const url = `http://127.0.0.1:${(app.httpServer.address() as AddressInfo).port}`;
  atSuiteEnd(async () => {
    app.httpServer.closeAllConnections();
    await app.stop();
  });
  const publish = options.relay === false ? () => Promise.resolve() : () => app.relay.drain();
  atSuiteEnd(async () => {
    await publish();
    await failOnLedgerFaults();
  });
  return {
    ...app,
    api: withKeys(supertest(url)),
    url,
    advance: async (byMs) => {
      await advanceClock(byMs);
      await publish();
    },
    settle: async () => {
      if (options.relay === false) throw new Error('this suite has no relay, so nothing is ever published');
      await publish();
    },
  };
}
