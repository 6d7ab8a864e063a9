import { z } from 'zod';
import { env } from '../../config/env.ts';
import { forbidInTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';

/** The control interface of the sandbox: what a demo can do that the real world does by itself. */
async function call(path: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<unknown> {
  forbidInTransaction('a call to the sandbox');
  const { DEMO_SANDBOX_URL } = env();
  if (DEMO_SANDBOX_URL === undefined) throw new AppError('NOT_FOUND');
  let response: Response;
  try {
    response = await fetch(`${DEMO_SANDBOX_URL}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    throw new AppError('PROVIDER_UNAVAILABLE', { cause: error });
  }
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { error } = z.object({ error: z.string() }).catch({ error: '' }).parse(answer);
  // A test wallet that has run dry, say: the sandbox says what in a sentence for people.
  throw new AppError('PROVIDER_UNAVAILABLE', error === '' ? {} : { message: error });
}

const paidSchema = z.object({ txid: z.string() });

export interface TestTransfer {
  readonly address: string;
  readonly asset: string;
  /** Base units. */
  readonly amountBase: bigint;
  /** Name of a test wallet; the first buyer's when left out. */
  readonly wallet?: string;
}

/** Sends a real token transfer on the test chain. */
export async function payFromTestWallet(transfer: TestTransfer): Promise<{ txid: string }> {
  return paidSchema.parse(
    await call('/sandbox/pay', { ...transfer, amountBase: transfer.amountBase.toString() }),
  );
}

const movedSchema = z.object({ backend: z.literal(200) });

/**
 * Moves the chain's clock and, through it, ours.
 * @throws ZodError where ours was not moved with it: from then on the two would tell different times
 */
export async function moveSandboxClock(advanceMs: number): Promise<void> {
  movedSchema.parse(await call('/sandbox/clock', { advanceMs }));
}

/** The gateway accepts the next payout, and then its wallet makes no transfer: nobody can tell by its word alone. */
export async function halfFailNextPayout(): Promise<void> {
  await call('/sandbox/faults', { halfFailedPayout: 1 }, 'PUT');
}
