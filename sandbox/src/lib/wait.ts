import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:net';
import { messageOf } from './say.ts';

/**
 * Tries `attempt` until it does not throw.
 * @throws with the last reason once `timeoutMs` have passed
 */
export async function untilWorks<T>(what: string, timeoutMs: number, attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > until) {
        throw new Error(
          `${what} did not answer within ${Math.round(timeoutMs / 1000)} s: ${messageOf(error)}`,
          {
            cause: error,
          },
        );
      }
      await sleep(100);
    }
  }
}

/** Throws unless the address answers a GET with a status below `below` (500 by default). */
export async function expectAnswer(url: string, below = 500): Promise<void> {
  const response = await fetch(url, {
    headers: { accept: 'text/html,application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  await response.body?.cancel();
  if (response.status >= below) throw new Error(`${url} answered ${response.status}`);
}

/** Throws unless something accepts connections there. */
export function expectListening(port: number, host = '127.0.0.1'): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, timeout: 2_000 });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => {
      socket.destroy(new Error(`nothing accepted a connection at ${host}:${port}`));
    });
    socket.once('error', reject);
  });
}
