import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectError } from '../testing/expect-envelope.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

describe('the whole app', () => {
  it('says that it lives and that it is ready', async () => {
    expect((await app.api.get('/api/health/live')).body).toEqual({ success: true, data: { status: 'ok' } });
    const ready = await app.api.get('/api/health/ready');
    expect(ready.status).toBe(200);
    expect(ready.body).toEqual({
      success: true,
      data: { mongo: 'ok', redis: 'ok', books: 'ok', payouts: 'ok', draining: false },
    });
  });

  it('answers in the envelope where nothing is, and where the method is not allowed', async () => {
    expectError(await app.api.get('/api/nothing-here'), 'NOT_FOUND');
    const wrong = await app.api.put('/api/auth/login').send({});
    expectError(wrong, 'METHOD_NOT_ALLOWED');
    expect(wrong.headers['allow']).toBe('POST');
  });
});
