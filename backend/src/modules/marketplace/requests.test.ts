import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '../../platform/clock.ts';
import { FEED_ROOM } from '../../platform/socket.ts';
import type { TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import {
  eventsOf,
  inMs,
  nothingWritten,
  person,
  postOffer,
  postRequest,
  readOffer,
  readRequest,
  requestBody,
  usd,
} from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import * as contract from './request.contract.ts';

const base = '/api/marketplace/requests';
let t: TestApp;
let buyer: TestActor;
let seller: TestActor;
let other: TestActor;

beforeAll(async () => {
  t = await startTestApp();
  [buyer, seller, other] = await Promise.all([person('Buyer'), person('Seller'), person('Other')]);
});

const draft = (changes: object = {}) => postRequest(t, buyer, { publish: false, ...changes });
const act = (actor: TestActor, path: string, body?: object) =>
  t.api.post(`${base}/${path}`).set(actor.auth).send(body);
const timelineOf = async (requestId: string, viewer: TestActor) => {
  const response = await t.api.get(`${base}/${requestId}/timeline`).set(viewer.auth);
  return expectData(response, contract.getTimeline).items;
};

describe('posting a request', () => {
  it('opens it at once, for everybody to see, and says so to the buyer and the feed', async () => {
    const posted = await postRequest(t, buyer);
    expect(posted).toMatchObject({
      status: 'open',
      viewerRole: 'buyer',
      version: 1,
      budget: { min: usd(10_000), max: usd(30_000) },
      offersCount: 0,
      invitedSellers: [],
      buyer: { id: buyer.id, name: 'Buyer' },
      hasContract: false,
      abilities: ['cancel', 'answer', 'invite'],
      deadline: { action: 'expire' },
    });
    const left = Date.parse(posted.deadline?.at ?? '') - Date.parse(posted.publishedAt ?? '');
    expect(Math.abs(left - 30 * DAY_MS)).toBeLessThan(10_000);
    expect(await eventsOf(posted.id, { buyer })).toEqual([`request:created buyer ${FEED_ROOM}`]);
    const seen = await readRequest(t, posted.id);
    expect(seen).toMatchObject({
      viewerRole: 'visitor',
      privatePart: null,
      invitedSellers: null,
      abilities: [],
    });
    expect((await readRequest(t, posted.id, seller)).abilities).toEqual(['submitOffer', 'ask']);
    expect((await readRequest(t, posted.id, await person('New', { verified: false }))).abilities).toEqual([]);
  });

  it('keeps a draft to the buyer', async () => {
    const made = await draft();
    expect(made).toMatchObject({
      status: 'draft',
      version: 0,
      abilities: ['edit', 'publish', 'cancel', 'invite'],
    });
    expect(await eventsOf(made.id)).toEqual([]);
    expectError(await t.api.get(`${base}/${made.id}`), 'NOT_FOUND');
    expectError(await t.api.get(`${base}/${made.id}`).set(seller.auth), 'NOT_FOUND');
    const admin = await person('Admin', { role: 'admin' });
    expectError(await t.api.get(`${base}/${made.id}`).set(admin.auth), 'NOT_FOUND');
    expectError(await act(seller, `${made.id}/publish`), 'NOT_FOUND');
  });

  it('with a key that is used again is one request', async () => {
    const send = (body: object) =>
      t.api.post(base).set(buyer.auth).set('Idempotency-Key', 'one-request-1').send(body);
    const [first, second] = await Promise.all([send(requestBody()), send(requestBody())]);
    const { id } = expectData(first, contract.createRequest);
    expect(expectData(second, contract.createRequest).id).toBe(id);
    expect(await eventsOf(id)).toHaveLength(1);
    expectError(await send(requestBody({ title: 'Something else' })), 'IDEMPOTENCY_MISMATCH');
  });

  it('summarises the description without cutting a letter in two', async () => {
    const description = `${'🫖'.repeat(150)}\n\n${'é'.repeat(100)}`;
    const { summary } = await postRequest(t, buyer, { description });
    expect(Array.from(summary)).toHaveLength(200);
    expect(summary).toBe(`${'🫖'.repeat(150)} ${'é'.repeat(49)}`);
  });

  it.each([
    ['a budget upside down', { budgetMin: usd(200), budgetMax: usd(100) }, 'budgetMax'],
    ['sealed bids without a deadline', { sealed: true }, 'bidDeadlineAt'],
    ['a bid deadline without sealed bids', { bidDeadlineAt: '2999-01-01T00:00:00Z' }, 'bidDeadlineAt'],
    ['a bid deadline in the past', { sealed: true, bidDeadlineAt: '2020-01-01T00:00:00Z' }, 'bidDeadlineAt'],
    [
      'a bid deadline after the expiry',
      { sealed: true, bidDeadlineAt: '2999-01-01T00:00:00Z' },
      'bidDeadlineAt',
    ],
    ['a file that nobody has', { attachmentIds: ['0'.repeat(24)] }, 'attachmentIds'],
    [
      'a file both public and private',
      { attachmentIds: ['0'.repeat(24)], privatePart: { attachmentIds: ['0'.repeat(24)] } },
      'privatePart.attachmentIds',
    ],
  ])('refuses %s, with the field in the details', async (_what, changes, path) => {
    const response = await nothingWritten(() => t.api.post(base).set(buyer.auth).send(requestBody(changes)));
    expect(expectError(response, 'VALIDATION_FAILED')).toMatchObject([{ path }]);
  });
});

describe('a draft', () => {
  const edit = (id: string, version: number, changes: object = {}, actor = buyer) =>
    t.api
      .put(`${base}/${id}`)
      .set(actor.auth)
      .send(requestBody({ version, ...changes }));

  it('is rewritten as a whole, by its version', async () => {
    const made = await draft({ privatePart: { contact: 'old' } });
    const edited = expectData(
      await edit(made.id, 0, { title: 'Another title', privatePart: { deliveryAddress: 'Street 1' } }),
      contract.updateRequest,
    );
    expect(edited).toMatchObject({
      title: 'Another title',
      version: 1,
      privatePart: { deliveryAddress: 'Street 1', contact: '' },
    });
    expectError(await nothingWritten(() => edit(made.id, 0, { title: 'Too late' })), 'CONFLICT');
    expectError(await nothingWritten(() => edit(made.id, 2, { title: 'Too early' })), 'CONFLICT');
    expectError(await edit(made.id, 1, {}, other), 'NOT_FOUND');
    expect(await eventsOf(made.id, { buyer })).toEqual(['request:updated buyer']);
  });

  it('is found by its new words once it is published, and cannot be rewritten then', async () => {
    const made = await draft();
    await edit(made.id, 0, { title: 'Zanzibarian lettering' });
    const opened = expectData(await act(buyer, `${made.id}/publish`), contract.publishRequest);
    expect(opened).toMatchObject({ status: 'open', version: 2 });
    const found = expectData(await t.api.get(`${base}?q=zanzibar`), contract.browseRequests);
    expect(found.items.map(({ id }) => id)).toEqual([made.id]);
    expectError(await edit(made.id, 2), 'INVALID_TRANSITION');
    expectError(await act(buyer, `${made.id}/publish`), 'INVALID_TRANSITION');
    expect((await timelineOf(made.id, buyer)).map(({ action }) => action)).toEqual([
      'publish',
      'edit',
      'create',
    ]);
  });

  it('of two rewritings at once lets one win', async () => {
    const made = await draft();
    const answers = await Promise.all([
      edit(made.id, 0, { title: 'One title' }),
      edit(made.id, 0, { title: 'Other title' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await readRequest(t, made.id, buyer)).toMatchObject({ version: 1 });
  });

  it('published and cancelled at once ends in one state that its timeline tells', async () => {
    for (let round = 0; round < 5; round += 1) {
      const made = await draft();
      const [published, cancelled] = await Promise.all([
        act(buyer, `${made.id}/publish`),
        act(buyer, `${made.id}/cancel`),
      ]);
      const after = await readRequest(t, made.id, buyer);
      const actions = (await timelineOf(made.id, buyer)).map(({ action }) => action).reverse();
      const wins = [published, cancelled].filter(({ status }) => status === 200).length;
      expect(actions).toHaveLength(1 + wins);
      expect(after.version).toBe(wins);
      // Cancelling comes last whichever was first: an open request can be cancelled, a cancelled one not opened.
      expect(after.status).toBe(cancelled.status === 200 ? 'cancelled' : 'open');
      expect(actions.at(-1)).toBe(after.status === 'open' ? 'publish' : 'cancel');
    }
  });

  it('cannot be published after its bid deadline', async () => {
    const made = await draft({ sealed: true, bidDeadlineAt: inMs(DAY_MS) });
    await t.advance(2 * DAY_MS);
    const refused = await nothingWritten(() => act(buyer, `${made.id}/publish`));
    expect(expectError(refused, 'VALIDATION_FAILED')).toMatchObject([{ path: 'bidDeadlineAt' }]);
  });
});

describe('the end of a request', () => {
  it('comes by the buyer, with its offers, and tells them', async () => {
    const { id } = await postRequest(t, buyer);
    const offer = await postOffer(t, seller, id);
    expectError(await nothingWritten(() => act(seller, `${id}/cancel`)), 'FORBIDDEN');
    const cancelled = expectData(await act(buyer, `${id}/cancel`), contract.cancelRequest);
    expect(cancelled).toMatchObject({ status: 'cancelled', offersCount: 0, deadline: null, abilities: [] });
    expect((await readOffer(t, offer.id, seller)).status).toBe('closed');
    expect(await eventsOf(id, { buyer, seller })).toEqual([
      `request:created buyer ${FEED_ROOM}`,
      'offer:submitted buyer seller',
      'offer:closed seller',
      `request:cancelled buyer ${FEED_ROOM}`,
    ]);
    expectError(await act(buyer, `${id}/cancel`), 'INVALID_TRANSITION');
  });

  it('comes by itself after 30 days, exactly once', async () => {
    const { id } = await postRequest(t, buyer);
    await t.advance(25 * DAY_MS);
    const offer = await postOffer(t, seller, id);
    expect((await readRequest(t, id)).status).toBe('open');
    await t.advance(5 * DAY_MS);
    await t.advance(DAY_MS);
    expect(await readRequest(t, id, buyer)).toMatchObject({ status: 'expired', version: 2, deadline: null });
    expect((await readOffer(t, offer.id, seller)).status).toBe('closed');
    expect((await timelineOf(id, buyer))[0]).toMatchObject({ action: 'expire', by: 'timer', actor: null });
    expect((await eventsOf(id, { buyer, seller })).slice(2)).toEqual([
      'offer:closed seller',
      `request:expired buyer ${FEED_ROOM}`,
    ]);
  });

  it('of a draft is nobody else’s business, before and after', async () => {
    const made = await draft();
    await act(buyer, `${made.id}/cancel`);
    expect(await eventsOf(made.id, { buyer })).toEqual(['request:cancelled buyer']);
    expectError(await t.api.get(`${base}/${made.id}`).set(seller.auth), 'NOT_FOUND');
    await t.advance(40 * DAY_MS);
    expect((await readRequest(t, made.id, buyer)).status).toBe('cancelled');
  });
});

describe('the timeline', () => {
  it('is for the parties, newest first, in pages', async () => {
    const { id } = await postRequest(t, buyer);
    await postOffer(t, seller, id);
    expectError(await t.api.get(`${base}/${id}/timeline`), 'UNAUTHENTICATED');
    for (const stranger of [seller, other]) {
      expectError(await t.api.get(`${base}/${id}/timeline`).set(stranger.auth), 'FORBIDDEN');
    }
    const read = async (query: string) =>
      expectData(
        await t.api.get(`${base}/${id}/timeline?limit=1${query}`).set(buyer.auth),
        contract.getTimeline,
      );
    const first = await read('');
    expect(first.items).toMatchObject([
      { action: 'publish', from: 'draft', to: 'open', by: 'buyer', actor: { id: buyer.id, name: 'Buyer' } },
    ]);
    const second = await read(`&cursor=${first.nextCursor ?? ''}`);
    expect(second).toMatchObject({
      items: [{ action: 'create', from: null, to: 'draft' }],
      nextCursor: null,
    });
  });
});

describe('reading', () => {
  it('is revalidated by ETag, and never cached for another viewer', async () => {
    const { id } = await postRequest(t, buyer);
    const first = await t.api.get(`${base}/${id}`).set(buyer.auth);
    expect(first.get('Cache-Control')).toBe('private, no-cache');
    expect(first.get('Vary')).toContain('Authorization');
    const again = await t.api
      .get(`${base}/${id}`)
      .set(buyer.auth)
      .set('If-None-Match', first.get('ETag') ?? '');
    expect(again.status).toBe(304);
    await postOffer(t, seller, id);
    const changed = await t.api
      .get(`${base}/${id}`)
      .set(buyer.auth)
      .set('If-None-Match', first.get('ETag') ?? '');
    expect(expectData(changed, contract.getRequest)).toMatchObject({ offersCount: 1 });
    expect(changed.body).toMatchObject({
      data: { abilities: ['cancel', 'acceptOffer', 'answer', 'invite'] },
    });
  });

  it('shares what is the same for all', async () => {
    const browsed = await t.api.get(base).set(buyer.auth);
    expect(browsed.get('Cache-Control')).toBe('public, max-age=5, stale-while-revalidate=60');
    const categories = await t.api.get('/api/marketplace/categories');
    expect(categories.get('Cache-Control')).toBe('public, max-age=60, stale-while-revalidate=300');
  });
});
