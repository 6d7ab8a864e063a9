import { beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { signAccessToken } from '../platform/access-token.ts';
import { database } from '../platform/mongo.ts';
import type { Endpoint } from '../shared/endpoint.ts';
import { signInAs, type TestActor } from '../testing/actors.ts';
import { expectError } from '../testing/expect-envelope.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { endpoints } from './endpoints.ts';

/** What every route must refuse, whatever it does: tried on each endpoint of the contract. */

let app: TestApp;
let actor: TestActor;
let before: Record<string, number>;

/** How many documents each collection holds. */
async function inventory(): Promise<Record<string, number>> {
  const names = (await database().listCollections().toArray()).map(({ name }) => name).sort();
  const counts = await Promise.all(names.map((name) => database().collection(name).countDocuments({})));
  return Object.fromEntries(names.map((name, index) => [name, counts[index] ?? 0]));
}

beforeAll(async () => {
  app = await startTestApp();
  // Whoever may call the most: what is refused then is refused for what was sent.
  actor = await signInAs({ role: 'admin', emailVerified: true, stepUpUntil: Date.now() + 600_000 });
  before = await inventory();
});

const SIGNED_IN = ['user', 'verified', 'mediator', 'admin'];
const ID = '0123456789abcdef01234567';
/** Every place in a path is somebody's id, but for an asset's code. */
const pathOf = (endpoint: Endpoint, id = ID): string =>
  endpoint.path.replace(':asset', 'ETH-USDT').replace(/:\w+/g, id);

function call(endpoint: Endpoint, path = pathOf(endpoint)): supertest.Test {
  const request = app.api[endpoint.method](path);
  return SIGNED_IN.includes(endpoint.access) || endpoint.access === 'optional'
    ? request.set(actor.auth)
    : request;
}

const nameOf = (endpoint: Endpoint): [string, Endpoint] => [`${endpoint.method} ${endpoint.path}`, endpoint];
const open = endpoints.filter(({ access }) => access !== 'gateway' && access !== 'sandbox');
const jsonWrites = open.filter(
  ({ body, transport }) => body !== undefined && (transport ?? 'json') === 'json',
);
const fieldsOf = (endpoint: Endpoint): string[] =>
  endpoint.body && 'shape' in endpoint.body ? Object.keys(endpoint.body.shape as object) : [];

describe.each(endpoints.filter(({ access }) => SIGNED_IN.includes(access)).map(nameOf))(
  '%s',
  (_name, endpoint) => {
    it('wants a token that is good', async () => {
      const without = () => app.api[endpoint.method](pathOf(endpoint));
      const claims = { userId: actor.id, sessionId: actor.sessionId };
      expectError(await without(), 'UNAUTHENTICATED');
      expectError(await without().set('Authorization', 'Bearer nonsense'), 'UNAUTHENTICATED');
      const expired = `Bearer ${signAccessToken(claims, -1)}`;
      expectError(await without().set('Authorization', expired), 'TOKEN_EXPIRED');
      const ofNoSession = `Bearer ${signAccessToken({ ...claims, sessionId: 'gone' })}`;
      expectError(await without().set('Authorization', ofNoSession), 'UNAUTHENTICATED');
    });
  },
);

describe.each(jsonWrites.map(nameOf))('%s', (_name, endpoint) => {
  it('refuses unknown fields, operator objects and wrong types in every field', async () => {
    expectError(await call(endpoint).send({ unknownField: 1 }), 'VALIDATION_FAILED');
    expectError(await call(endpoint).send([]), 'VALIDATION_FAILED');
    expectError(await call(endpoint).type('json').send('"text"'), 'VALIDATION_FAILED');
    for (const field of fieldsOf(endpoint)) {
      const details = expectError(await call(endpoint).send({ [field]: { $ne: null } }), 'VALIDATION_FAILED');
      expect(details).toEqual([{ path: `${field}.$ne`, message: 'This key is not allowed.' }]);
      for (const wrong of [{ nested: { deep: 1 } }, [[['x']]], 1e308]) {
        const response = await call(endpoint).send({ [field]: wrong });
        expectError(response, 'VALIDATION_FAILED');
      }
    }
  });

  it('refuses what is no JSON, and too much of it', async () => {
    expectError(await call(endpoint).type('json').send('{"a":'), 'MALFORMED_REQUEST');
    expectError(await call(endpoint).type('text/plain').send('a'), 'UNSUPPORTED_MEDIA_TYPE');
    expectError(await call(endpoint).send({ pad: 'x'.repeat(120_000) }), 'PAYLOAD_TOO_LARGE');
  });
});

const namesAnId = ({ path }: Endpoint): boolean => path.replace(':asset', '').includes('/:');

describe.each(open.filter(namesAnId).map(nameOf))('%s', (_name, endpoint) => {
  it('refuses what is no id', async () => {
    for (const bad of ['1', 'x'.repeat(24), ID.toUpperCase(), '%7B%22$ne%22:null%7D', `${ID}00`]) {
      expectError(await call(endpoint, pathOf(endpoint, bad)), 'VALIDATION_FAILED');
    }
  });
});

describe.each(open.filter(({ method }) => method === 'get').map(nameOf))('%s', (_name, endpoint) => {
  it('refuses unknown and operator query parameters', async () => {
    for (const query of ['unknownParameter=1', '$where=1', 'limit[$gt]=1', '__proto__[a]=1']) {
      expectError(await call(endpoint, `${pathOf(endpoint)}?${query}`), 'VALIDATION_FAILED');
    }
  });
});

describe('all of that', () => {
  it('wrote nothing', async () => {
    await app.settle();
    expect(await inventory()).toEqual(before);
  });
});
