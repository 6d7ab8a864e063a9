import assert from 'node:assert/strict';
import { z } from 'zod';
import { ApiClient } from './api.ts';
import { DEMO_PASSWORD } from './site.ts';

const verdictSchema = z.object({ ok: z.boolean(), faults: z.array(z.unknown()) });

/**
 * The check of the books as the desk asks for it. One look is enough while other journeys move money: it reads
 * everything as it stood at one moment.
 * @throws AssertionError with the faults
 */
export async function assertBooksBalance(): Promise<void> {
  const desk = await ApiClient.signIn('desk@demo.amn.example', DEMO_PASSWORD);
  assert.deepEqual(await desk.get('/api/ledger/check', verdictSchema), { ok: true, faults: [] });
}
