import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import { calls, good, id, routes } from '../../testing/pipeline-routes.ts';
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

describe('bad input', () => {
  it.each<[string, unknown, string, string]>([
    ['a missing field', { amountBase: '1' }, 'title', 'Is required.'],
    ['an unknown field', { ...good, admin: true }, '', 'Does not know "admin".'],
    ['a wrong type', { ...good, title: 7 }, 'title', 'Must be text.'],
    ['an operator object', { ...good, title: { $ne: null } }, 'title.$ne', 'This key is not allowed.'],
    [
      'an operator hidden in a free object',
      { ...good, extra: { a: [{ $gt: 1 }] } },
      'extra.a.0.$gt',
      'This key is not allowed.',
    ],
    ['too short a text', { ...good, title: ' a ' }, 'title', 'Must have at least 3 characters.'],
    ['too long a text', { ...good, title: 'x'.repeat(21) }, 'title', 'Must have at most 20 characters.'],
    [
      'an amount of 0',
      { ...good, amountBase: '0' },
      'amountBase',
      'Must be a whole number of base units above zero.',
    ],
    [
      'an amount of -1',
      { ...good, amountBase: '-1' },
      'amountBase',
      'Must be a whole number of base units above zero.',
    ],
    [
      'an amount of 1e400',
      { ...good, amountBase: '1e400' },
      'amountBase',
      'Must be a whole number of base units above zero.',
    ],
    [
      'an amount of NaN',
      { ...good, amountBase: 'NaN' },
      'amountBase',
      'Must be a whole number of base units above zero.',
    ],
    [
      'an amount with decimals',
      { ...good, amountBase: '1.5' },
      'amountBase',
      'Must be a whole number of base units above zero.',
    ],
    ['an amount as a number', { ...good, amountBase: 1 }, 'amountBase', 'Must be text.'],
    ['a fraction for a count', { ...good, count: 1.5 }, 'count', 'Must be a whole number.'],
    ['too large a count', { ...good, count: 11 }, 'count', 'Must be at most 10.'],
    ['too many entries', { ...good, tags: ['a', 'b', 'c'] }, 'tags', 'Must have at most 2 entries.'],
    ['a wrong type inside', { ...good, nested: { deep: null } }, 'nested.deep', 'Must be text.'],
    ['a value outside the list', { ...good, kind: 'c' }, 'kind', 'Must be one of a, b.'],
    ['a list as the body', [good], '', 'Must be an object.'],
    ['a text as the body', '"text"', '', 'Must be an object.'],
    ['null as the body', 'null', '', 'Must be an object.'],
  ])('refuses %s with its path and a sentence', async (_what, body, path, message) => {
    const response = await post(body, { 'Content-Type': 'application/json' });
    expect(expectError(response, 'VALIDATION_FAILED')).toEqual([{ path, message }]);
    expect(calls.count).toBe(0);
  });

  it('refuses a prototype in JSON, which an object literal cannot hold', async () => {
    const body = '{"title":"A thing","amountBase":"1","extra":{"__proto__":{"admin":true}}}';
    const response = await post(body, { 'Content-Type': 'application/json' });
    expect(expectError(response, 'VALIDATION_FAILED')).toEqual([
      { path: 'extra.__proto__', message: 'This key is not allowed.' },
    ]);
  });

  it('refuses no body, malformed JSON, another media type and too large a body', async () => {
    const bare = app.api.post(`/api/test/things/${id}`).set(actor.auth);
    expectError(await bare, 'VALIDATION_FAILED');
    const json = { 'Content-Type': 'application/json' };
    expectError(await post('{"title":', json), 'MALFORMED_REQUEST');
    expectError(
      await post('title=x', { 'Content-Type': 'application/x-www-form-urlencoded' }),
      'UNSUPPORTED_MEDIA_TYPE',
    );
    expectError(
      await post('{}', { 'Content-Type': 'application/json; charset=klingon' }),
      'UNSUPPORTED_MEDIA_TYPE',
    );
    expectError(await post({ ...good, extra: { pad: 'x'.repeat(110_000) } }), 'PAYLOAD_TOO_LARGE');
    expect(calls.count).toBe(0);
  });

  it('refuses bad ids, bad escapes and unknown or repeated query parameters', async () => {
    expectError(await app.api.get('/api/test/things/123').set(actor.auth), 'VALIDATION_FAILED');
    expectError(await app.api.get('/api/test/things/%E0%A4%A').set(actor.auth), 'MALFORMED_REQUEST');
    expectError(await app.api.get('/api/test/things?limit=1&limit=2'), 'VALIDATION_FAILED');
    expectError(await app.api.get('/api/test/things?limit[$gt]=1'), 'VALIDATION_FAILED');
    expectError(await app.api.get('/api/test/things?limt=1'), 'VALIDATION_FAILED');
    expectError(await app.api.get(`/api/test/things/${id}?x=1`).set(actor.auth), 'VALIDATION_FAILED');
  });
});
