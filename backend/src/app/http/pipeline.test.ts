import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import {
  admin,
  asking,
  calls,
  createThing,
  getThing,
  good,
  id,
  listThings,
  raw,
  routes,
  sensitive,
} from '../../testing/pipeline-routes.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';

let app: TestApp;
let actor: TestActor;
beforeAll(async () => {
  app = await startTestApp({ routes });
  actor = await signInAs();
});
beforeEach(() => {
  calls.count = 0;
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  app.api
    .post(`/api/test/things/${id}`)
    .set({ ...actor.auth, ...headers })
    .send(body as object);

describe('who may call', () => {
  it('wants a good token where one is needed', async () => {
    const get = (auth?: string) => {
      const request = app.api.get(`/api/test/things/${id}`);
      return auth === undefined ? request : request.set('Authorization', auth);
    };
    const missing = await get();
    expectError(missing, 'UNAUTHENTICATED');
    expect(missing.headers['www-authenticate']).toBe('Bearer');
    for (const auth of ['Bearer', 'Bearer x', 'Basic abc', `Bearer ${actor.token}x`, actor.token]) {
      expectError(await get(auth), 'UNAUTHENTICATED');
    }
    expectData(await get(`Bearer ${actor.token}`), getThing);
  });

  it('reads an optional token, and does not take a bad one for none', async () => {
    const anonymous = await app.api.get('/api/test/things');
    expect(expectData(anonymous, listThings)).toEqual({ viewer: null, limit: 20 });
    const known = await app.api.get('/api/test/things?limit=5').set(actor.auth);
    expect(expectData(known, listThings)).toEqual({ viewer: actor.id, limit: 5 });
    expectError(await app.api.get('/api/test/things').set('Authorization', 'Bearer no'), 'UNAUTHENTICATED');
  });

  it('wants a verified address, a role, or a confirmed password', async () => {
    const unverified = await signInAs({ emailVerified: false });
    expectError(
      await app.api.post(`/api/test/things/${id}`).set(unverified.auth).send(good),
      'EMAIL_NOT_VERIFIED',
    );
    expectError(await app.api.get('/api/test/admin').set(actor.auth), 'FORBIDDEN');
    expectData(await app.api.get('/api/test/admin').set((await signInAs({ role: 'admin' })).auth), admin);
    expectError(await app.api.get('/api/test/sensitive').set(actor.auth), 'STEP_UP_REQUIRED');
    const stale = await signInAs({ stepUpUntil: Date.now() - 1 });
    expectError(await app.api.get('/api/test/sensitive').set(stale.auth), 'STEP_UP_REQUIRED');
    const steppedUp = await signInAs({ stepUpUntil: Date.now() + 60_000 });
    expectData(await app.api.get('/api/test/sensitive').set(steppedUp.auth), sensitive);
  });

  it('has no sandbox door outside a demo', async () => {
    expectError(await app.api.get('/api/test/sandbox').set('X-Sandbox-Secret', 'anything'), 'NOT_FOUND');
  });
});

describe('answers', () => {
  it('carry the contract’s status, a request id and cache rules', async () => {
    const created = await post(good, { 'X-Request-Id': 'abcdef-123456' });
    expect(expectData(created, createThing).title).toBe('A thing');
    expect(created.headers['x-request-id']).toBe('abcdef-123456');
    expect(created.headers['cache-control']).toBe('no-store');
    const hostile = await post(good, { 'X-Request-Id': 'a b' });
    expect(hostile.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const got = await app.api.get(`/api/test/things/${id}`).set(actor.auth);
    expect(got.headers['cache-control']).toBe('private, no-cache');
    const listed = await app.api.get('/api/test/things');
    expect(listed.headers['cache-control']).toBe('public, max-age=30');
    expect(listed.headers['vary']).toContain('Authorization');
    expect(listed.headers['ratelimit-limit']).toBeDefined();
    expect(listed.headers['x-powered-by']).toBeUndefined();
    expect(listed.headers['x-content-type-options']).toBe('nosniff');
  });

  it('are not sent again when they have not changed', async () => {
    const first = await app.api.get('/api/test/things');
    const etag = first.headers['etag'];
    expect(etag).toBeDefined();
    const second = await app.api.get('/api/test/things').set('If-None-Match', String(etag));
    expect(second.status).toBe(304);
  });

  it('tell of a bug by its request id alone', async () => {
    const response = await app.api.post('/api/test/fail/bug');
    const details = expectError(response, 'INTERNAL');
    expect(details).toEqual({ requestId: response.headers['x-request-id'] });
    expect(response.text).not.toContain('secret internals');
  });

  it('never carry what the contract does not name', async () => {
    const response = await app.api.post('/api/test/fail/leak');
    expectError(response, 'INTERNAL');
    expect(response.text).not.toContain('passwordHash');
  });

  it('give raw bytes to a webhook as they came', async () => {
    const response = await app.api
      .post('/api/test/raw')
      .set('Content-Type', 'application/json')
      .send('{"a": 1 }');
    expect(expectData(response, raw).bytes).toBe(Buffer.from('{"a": 1 }').toString('hex'));
  });

  it('allow our own origin to call with cookies, and no other', async () => {
    const own = await app.api.get('/api/test/things').set('Origin', 'http://localhost:8083');
    expect(own.headers['access-control-allow-origin']).toBe('http://localhost:8083');
    const other = await app.api.get('/api/test/things').set('Origin', 'http://evil.test');
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('Idempotency-Key', () => {
  it('gives the first answer again, and 409 for another body', async () => {
    const key = { 'Idempotency-Key': 'key-of-a-test' };
    const first = expectData(await post(good, key), createThing);
    const again = await post(good, key);
    expect(expectData(again, createThing)).toEqual(first);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expectError(await post({ ...good, title: 'Another' }, key), 'IDEMPOTENCY_MISMATCH');
    expect(calls.count).toBe(1);
    expectError(await post(good, { 'Idempotency-Key': 'short' }), 'VALIDATION_FAILED');
  });

  it('keeps the answer of work that asks somebody outside, a refusal as well, but no fault of ours', async () => {
    const ask = (answer: string, key: string) =>
      app.api
        .post(`/api/test/ask/${id}`)
        .set({ ...actor.auth, 'Idempotency-Key': key })
        .send({ answer });
    expect(expectData(await ask('yes', 'asked-for-yes'), asking)).toEqual({ call: 1 });
    const again = await ask('yes', 'asked-for-yes');
    expect(expectData(again, asking)).toEqual({ call: 1 });
    expect(again.headers['idempotent-replayed']).toBe('true');
    expectError(await ask('no', 'asked-for-yes'), 'IDEMPOTENCY_MISMATCH');
    for (const key of ['asked-for-no', 'asked-for-no'])
      expectError(await ask('no', key), 'INVALID_TRANSITION');
    expect(calls.count).toBe(2);
    for (const key of ['asked-in-vain', 'asked-in-vain']) {
      expectError(await ask('fails', key), 'PROVIDER_UNAVAILABLE');
    }
    expect(calls.count).toBe(4);
  });

  it('gives two copies at the same time one answer', async () => {
    const copies = await Promise.all(
      [1, 2, 3].map(() =>
        app.api
          .post(`/api/test/ask/${id}`)
          .set({ ...actor.auth, 'Idempotency-Key': 'asked-thrice' })
          .send({ answer: 'yes' }),
      ),
    );
    const answers = copies.map((copy) => expectData(copy, asking).call);
    expect(new Set(answers).size).toBe(1);
  });
});
