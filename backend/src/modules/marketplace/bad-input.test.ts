import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Test } from 'supertest';
import { signAccessToken } from '../../platform/access-token.ts';
import type { TestActor } from '../../testing/actors.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import {
  nothingWritten,
  person,
  postOffer,
  postRequest,
  requestBody,
  terms,
} from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';

/** Whatever is sent, the answer is the envelope with a code of the list, and nothing is written. */

const base = '/api/marketplace';
const NOBODY = '0'.repeat(24);

let t: TestApp;
let buyer: TestActor;
let seller: TestActor;
let stranger: TestActor;
const ids = { open: '', draft: '', offer: '', question: '' };

beforeAll(async () => {
  t = await startTestApp({ relay: false });
  [buyer, seller, stranger] = await Promise.all([person('Buyer'), person('Seller'), person('Stranger')]);
  ids.open = (await postRequest(t, buyer)).id;
  ids.draft = (await postRequest(t, buyer, { publish: false })).id;
  ids.offer = (await postOffer(t, seller, ids.open)).id;
  const asked = await t.api
    .post(`${base}/requests/${ids.open}/questions`)
    .set(seller.auth)
    .send({ text: 'Which paper?' });
  ids.question = (asked.body as { data: { id: string } }).data.id;
});

interface Write {
  readonly name: string;
  readonly method: 'post' | 'put';
  readonly path: () => string;
  readonly by: () => TestActor;
  /** A body that would be taken; null where the route has none. */
  readonly body: (() => Record<string, unknown>) | null;
  /** Wants a proven e-mail address. */
  readonly verified: boolean;
}

const post = (
  name: string,
  path: () => string,
  by: () => TestActor,
  body: Write['body'],
  verified = true,
): Write => ({
  name,
  method: 'post',
  path,
  by,
  body,
  verified,
});
const asBuyer = () => buyer;
const asSeller = () => seller;
const negotiation = () => ({ terms: terms(), basedOn: 1 });

const writes: readonly Write[] = [
  post(
    'createRequest',
    () => `${base}/requests`,
    asBuyer,
    () => requestBody({ publish: false }),
  ),
  {
    ...post(
      'updateRequest',
      () => `${base}/requests/${ids.draft}`,
      asBuyer,
      () => requestBody({ version: 0 }),
    ),
    method: 'put',
  },
  post('publishRequest', () => `${base}/requests/${ids.draft}/publish`, asBuyer, null),
  post('cancelRequest', () => `${base}/requests/${ids.draft}/cancel`, asBuyer, null, false),
  post(
    'inviteSellers',
    () => `${base}/requests/${ids.open}/invitations`,
    asBuyer,
    () => ({ sellerIds: [stranger.id] }),
  ),
  post(
    'askQuestion',
    () => `${base}/requests/${ids.open}/questions`,
    asSeller,
    () => ({ text: 'Which paper?' }),
  ),
  post(
    'answerQuestion',
    () => `${base}/questions/${ids.question}/answer`,
    asBuyer,
    () => ({ text: 'Rough.' }),
  ),
  post(
    'submitOffer',
    () => `${base}/requests/${ids.open}/offers`,
    () => stranger,
    () => terms(),
  ),
  post('reviseOffer', () => `${base}/offers/${ids.offer}/revisions`, asSeller, negotiation),
  post('counterOffer', () => `${base}/offers/${ids.offer}/counter`, asBuyer, negotiation),
  post('rejectOffer', () => `${base}/offers/${ids.offer}/reject`, asBuyer, null),
  post('withdrawOffer', () => `${base}/offers/${ids.offer}/withdraw`, asSeller, null),
];

const call = ({ method, path }: Pick<Write, 'method' | 'path'>): Test => t.api[method](path());
const send = (write: Write, body: unknown): Test =>
  call(write).set(write.by().auth).set('Content-Type', 'application/json').send(JSON.stringify(body));

/** Paths of all values in a body, e.g. `terms.price.amount`. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return path.length === 0 ? [] : [path];
  const inner = Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function withValue(body: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  const copy: Record<string, unknown> | unknown[] = Array.isArray(body)
    ? [...(body as unknown[])]
    : { ...(body as Record<string, unknown>) };
  const record = copy as Record<string, unknown>;
  record[key] = rest.length === 0 ? value : withValue(record[key], rest, value);
  return copy;
}

const WRONG: readonly unknown[] = [
  { $ne: null },
  { $gt: '' },
  { $where: 'sleep(1000)' },
  [{ $ne: null }],
  { toString: 'x' },
  [[[]]],
  '',
  ' ',
  '\u0000',
  -1,
  0.5,
  1e300,
];

describe.each(writes)('$name', (write) => {
  it('wants a token that is good', async () => {
    const body = write.body?.() ?? {};
    const outdated = signAccessToken({ userId: write.by().id, sessionId: write.by().sessionId }, -10);
    await nothingWritten(async () => {
      expectError(await call(write).send(body), 'UNAUTHENTICATED');
      for (const header of ['Bearer', 'Bearer x', 'Basic eDp4', `Bearer ${write.by().token}x`]) {
        expectError(await call(write).set('Authorization', header).send(body), 'UNAUTHENTICATED');
      }
      expectError(await call(write).set('Authorization', `Bearer ${outdated}`).send(body), 'TOKEN_EXPIRED');
    });
  });

  it('wants a proven e-mail address where it matters to others', async () => {
    if (!write.verified) {
      expect(write.name).toBe('cancelRequest');
      return;
    }
    const unproven = await person('Unproven', { verified: false });
    const refused = await nothingWritten(() =>
      call(write)
        .set(unproven.auth)
        .send(write.body?.() ?? {}),
    );
    expectError(refused, 'EMAIL_NOT_VERIFIED');
  });

  it('does not know ids that are none, nor those of nothing', async () => {
    if (write.name === 'createRequest') return;
    const own = Object.values(ids).find((id) => write.path().includes(id)) ?? '';
    for (const bad of ['x', '%24ne', '[object Object]', '0'.repeat(23), 'Z'.repeat(24), '%00']) {
      const path = () => write.path().replace(own, encodeURIComponent(decodeURIComponent(bad)));
      const refused = await nothingWritten(() =>
        call({ ...write, path })
          .set(write.by().auth)
          .send(write.body?.() ?? {}),
      );
      expectError(refused, 'VALIDATION_FAILED');
    }
    const path = () => write.path().replace(own, NOBODY);
    const nothing = await nothingWritten(() =>
      call({ ...write, path })
        .set(write.by().auth)
        .send(write.body?.() ?? {}),
    );
    expectError(nothing, 'NOT_FOUND');
  });

  it('refuses unknown fields and query parameters', async () => {
    if (write.body) {
      for (const extra of [{ status: 'completed' }, { buyerId: NOBODY }, { $set: { status: 'open' } }]) {
        expectError(
          await nothingWritten(() => send(write, { ...write.body?.(), ...extra })),
          'VALIDATION_FAILED',
        );
      }
    }
    const path = () => `${write.path()}?admin=true`;
    const refused = await nothingWritten(() =>
      call({ ...write, path })
        .set(write.by().auth)
        .send(write.body?.() ?? {}),
    );
    expectError(refused, 'VALIDATION_FAILED');
  });

  it('refuses bodies that are no JSON, not an object, of another kind, or too large', async () => {
    if (!write.body) return;
    const raw = (text: string, type = 'application/json') =>
      call(write).set(write.by().auth).set('Content-Type', type).send(text);
    for (const text of ['{', '{"a":', "{'a':1}", '{"a":NaN}', '{"a":1e400x}']) {
      expectError(await nothingWritten(() => raw(text)), 'MALFORMED_REQUEST');
    }
    for (const text of ['null', '[]', '"text"', '1e400', 'true', '[{}]']) {
      expectError(await nothingWritten(() => raw(text)), 'VALIDATION_FAILED');
    }
    expectError(
      await nothingWritten(() => raw('a=1', 'application/x-www-form-urlencoded')),
      'UNSUPPORTED_MEDIA_TYPE',
    );
    expectError(await nothingWritten(() => raw(`{"text":"${'x'.repeat(200_000)}"}`)), 'PAYLOAD_TOO_LARGE');
  });

  it('refuses values of a wrong kind, in every field', async () => {
    if (!write.body) return;
    const body = write.body();
    // The one field that may be empty: a seller need not say more than the terms.
    const mayBe = (path: string[], value: unknown) =>
      path.at(-1) === 'message' && (value === '' || value === ' ');
    await nothingWritten(async () => {
      for (const path of pathsOf(body)) {
        for (const value of WRONG) {
          if (mayBe(path, value)) continue;
          const response = await send(write, withValue(body, path, value));
          expect({ path, value, status: response.status }).toEqual({ path, value, status: 400 });
          expectError(response, 'VALIDATION_FAILED');
        }
      }
    });
  });
});

describe('amounts', () => {
  const AMOUNTS = [
    '0',
    '-1',
    '1e400',
    'NaN',
    'Infinity',
    '1.5',
    '0.01',
    '01',
    '+1',
    '0x10',
    ' 1',
    '1 ',
    '١٢',
    '1000000001',
    '9'.repeat(400),
  ];
  const amountWrites = [
    ['submitOffer', 'price'],
    ['reviseOffer', 'terms.price'],
    ['counterOffer', 'terms.price'],
    ['createRequest', 'budgetMin'],
    ['createRequest', 'budgetMax'],
    ['updateRequest', 'budgetMax'],
  ] as const;

  it.each(amountWrites)('of %s in %s are whole cents above zero, as text', async (name, path) => {
    const write = writes.find((candidate) => candidate.name === name);
    const body = write?.body?.();
    if (!write || !body) throw new Error(name);
    await nothingWritten(async () => {
      for (const amount of [...AMOUNTS, 0, 1, -1, null, true, ['1']]) {
        const price = { amount, currency: 'USD' };
        expectError(await send(write, withValue(body, path.split('.'), price)), 'VALIDATION_FAILED');
      }
      for (const price of [
        { amount: '1', currency: 'EUR' },
        { amount: '1' },
        { amount: '1', currency: 'USD', x: 1 },
        '100',
      ]) {
        expectError(await send(write, withValue(body, path.split('.'), price)), 'VALIDATION_FAILED');
      }
      // A number that JSON can write and JavaScript cannot hold.
      const text = JSON.stringify(withValue(body, path.split('.'), { amount: 'HERE', currency: 'USD' }));
      const huge = call(write).set(write.by().auth).set('Content-Type', 'application/json');
      expectError(await huge.send(text.replace('"HERE"', '1e400')), 'VALIDATION_FAILED');
    });
  });

  it('up to ten million dollars are taken as they are', async () => {
    const { id } = await postRequest(t, buyer);
    const offer = await postOffer(t, seller, id, { price: { amount: '1000000000', currency: 'USD' } });
    expect(offer.current.terms?.price.amount).toBe('1000000000');
  });
});
