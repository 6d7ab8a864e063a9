import assert from 'node:assert/strict';
import { z } from 'zod';
import { ApiClient } from './api.ts';
import { DEMO_PASSWORD } from './site.ts';
import { until } from './wait.ts';

const verdictSchema = z.object({ ok: z.boolean(), faults: z.array(z.unknown()) });

/**
 * The check of the books as the desk asks for it. Other journeys move money at the same time, also between two of
 * its reads, so what it finds has to be found again; what is really wrong stays so.
 * @throws AssertionError with the faults that stay
 */
export async function assertBooksBalance(): Promise<void> {
  const desk = await ApiClient.signIn('desk@demo.amn.example', DEMO_PASSWORD);
  let last: z.infer<typeof verdictSchema> | undefined;
  await until('the books balance', async () => {
    last = await desk.get('/api/ledger/check', verdictSchema);
    return last.ok ? last : undefined;
  }).catch((error: unknown) => {
    if (last === undefined) throw error;
  });
  assert.deepEqual(last, { ok: true, faults: [] });
}
