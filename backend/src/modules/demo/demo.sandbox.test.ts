import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, expect, test } from '@jest/globals';
import { atSuiteEnd } from '../../testing/suite-end.ts';
import { moveSandboxClock } from './demo.sandbox.ts';

/** What the sandbox says that we answered when it told us to move our clock as well. */
let answered: unknown = 200;

beforeAll(async () => {
  const sandbox = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ now: '2026-03-01T00:00:00.000Z', offsetMs: 0, backend: answered }));
  });
  sandbox.listen(0, '127.0.0.1');
  await once(sandbox, 'listening');
  process.env['DEMO_SANDBOX_URL'] = `http://127.0.0.1:${(sandbox.address() as AddressInfo).port}`;
  process.env['DEMO_SANDBOX_SECRET'] = 'a-secret-of-the-sandbox';
  atSuiteEnd(
    () =>
      new Promise((resolve) => {
        sandbox.closeAllConnections();
        sandbox.close(() => {
          resolve();
        });
      }),
  );
});

test('a clock that moved without the other is an error, not a history that goes on in two times', async () => {
  await expect(moveSandboxClock(1_000)).resolves.toBeUndefined();
  for (answered of [429, 500, 'not configured']) await expect(moveSandboxClock(1_000)).rejects.toThrow();
});
