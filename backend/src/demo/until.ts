import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../app/build-app.ts';

/** How long a step may take until the chain and the gateway have done their part. */
const PATIENCE_MS = 60_000;

/**
 * Waits, in real time, for what the chain, the gateway and the workers do.
 * @throws Error when it is not done in time
 */
export async function until(app: App, what: string, isDone: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error(`not within ${PATIENCE_MS} ms: ${what}`);
    await sleep(100);
    await app.relay.drain();
  }
}
