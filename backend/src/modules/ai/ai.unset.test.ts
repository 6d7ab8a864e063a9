import { expect, it } from '@jest/globals';
import { signInAs } from '../../testing/actors.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import { startTestApp } from '../../testing/test-app.ts';
import { aiRoutes } from './index.ts';

it('says plainly that there is no assistant where no key is set', async () => {
  const t = await startTestApp({ routes: aiRoutes });
  const sara = await signInAs();
  const body = { text: 'A logo for my tea house', language: 'en' };
  const response = await t.api.post('/api/ai/request-suggestion').set(sara.auth).send(body);
  expectError(response, 'AI_UNAVAILABLE');
  expect(response.status).toBe(503);
});
