import { beforeAll, describe, it } from '@jest/globals';
import { signAccessToken } from '../../platform/access-token.ts';
import type { TestActor } from '../../testing/actors.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import { person, postOffer, postRequest } from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';

const base = '/api/marketplace';
const NOBODY = '0'.repeat(24);

let t: TestApp;
let buyer: TestActor;
const ids = { open: '', offer: '' };

beforeAll(async () => {
  t = await startTestApp({ relay: false });
  buyer = await person('Buyer');
  ids.open = (await postRequest(t, buyer)).id;
  ids.offer = (await postOffer(t, await person('Seller'), ids.open)).id;
});

const reads: readonly { name: string; path: () => string; anonymous: boolean }[] = [
  { name: 'getRequest', path: () => `${base}/requests/${ids.open}`, anonymous: true },
  { name: 'listQuestions', path: () => `${base}/requests/${ids.open}/questions`, anonymous: true },
  { name: 'getTimeline', path: () => `${base}/requests/${ids.open}/timeline`, anonymous: false },
  { name: 'listOffers', path: () => `${base}/requests/${ids.open}/offers`, anonymous: false },
  { name: 'getOffer', path: () => `${base}/offers/${ids.offer}`, anonymous: false },
  { name: 'listMyOffers', path: () => `${base}/offers/mine`, anonymous: false },
  { name: 'listMyRequests', path: () => `${base}/requests/mine?role=buyer`, anonymous: false },
  { name: 'listInvitations', path: () => `${base}/invitations`, anonymous: false },
];

describe.each(reads)('$name', ({ path, anonymous }) => {
  it('refuses bad tokens, ids and queries', async () => {
    const outdated = signAccessToken({ userId: buyer.id, sessionId: buyer.sessionId }, -10);
    expectError(await t.api.get(path()).set('Authorization', 'Bearer x'), 'UNAUTHENTICATED');
    expectError(await t.api.get(path()).set('Authorization', `Bearer ${outdated}`), 'TOKEN_EXPIRED');
    if (!anonymous) expectError(await t.api.get(path()), 'UNAUTHENTICATED');
    const joint = path().includes('?') ? '&' : '?';
    for (const query of ['admin=true', '$where=1', 'cursor[$gt]=x']) {
      expectError(await t.api.get(`${path()}${joint}${query}`).set(buyer.auth), 'VALIDATION_FAILED');
    }
    const own = Object.values(ids).find((id) => path().includes(id));
    if (own === undefined) return;
    expectError(await t.api.get(path().replace(own, NOBODY)).set(buyer.auth), 'NOT_FOUND');
    expectError(await t.api.get(path().replace(own, '%24ne')).set(buyer.auth), 'VALIDATION_FAILED');
  });

  it('answers another method with 405', async () => {
    const allowed = await t.api
      .patch(path().split('?')[0] ?? '')
      .set(buyer.auth)
      .send({});
    expectError(allowed, 'METHOD_NOT_ALLOWED');
  });
});
