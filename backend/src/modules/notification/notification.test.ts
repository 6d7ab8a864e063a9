import { beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { database } from '../../platform/mongo.ts';
import { emitLater, type OutboxEvent } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { inMs, person, postOffer, postRequest, usd } from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { acceptOffer } from '../escrow/escrow.contract.ts';
import * as contract from './notification.contract.ts';
import { REQUEST_RULES } from './notification.rules.ts';

type Page = z.output<typeof contract.listNotifications.output>;
type Item = Page['items'][number];

const NOBODY = '0'.repeat(24);
const TITLE = 'A logo for a tea house';

let t: TestApp;

const list = async (by: TestActor, query = ''): Promise<Page> =>
  expectData(await t.api.get(`/api/notifications${query}`).set(by.auth), contract.listNotifications);

const unread = async (by: TestActor): Promise<number> =>
  expectData(await t.api.get('/api/notifications/unread-count').set(by.auth), contract.countUnread).count;

const told = async (by: TestActor, kind: string): Promise<Item[]> =>
  (await list(by, '?limit=100')).items.filter((item) => item.kind === kind);

const kindsOf = async (by: TestActor): Promise<string[]> =>
  (await list(by, '?limit=100')).items.map(({ kind }) => kind);

const emit = (...events: OutboxEvent[]) => inTransaction((tx) => emitLater(tx, ...events));

/** A buyer and a seller with an accepted offer of 250 USD. */
async function deal() {
  const [buyer, seller] = [await person('Bahar'), await person('Omid')];
  const request = await postRequest(t, buyer);
  const offer = await postOffer(t, seller, request.id);
  const body = { requestId: request.id, offerId: offer.id, revision: 1 };
  expectData(await t.api.post('/api/escrow/deals').set(buyer.auth).send(body), acceptOffer);
  await t.settle();
  return { buyer, seller, requestId: request.id, offerId: offer.id };
}

beforeAll(async () => {
  t = await startTestApp();
});

describe('who is told what', () => {
  it('follows a deal from the invitation to acceptance', async () => {
    const [buyer, seller] = [await person('Bahar'), await person('Omid')];
    const request = await postRequest(t, buyer, { visibility: 'invited' });
    const invite = t.api.post(`/api/marketplace/requests/${request.id}/invitations`).set(buyer.auth);
    expect((await invite.send({ sellerIds: [seller.id] })).status).toBe(200);
    await t.settle();
    expect(await told(seller, 'request:invited')).toMatchObject([
      {
        requestId: request.id,
        readAt: null,
        params: { title: TITLE, counterparty: 'Bahar', role: 'seller' },
      },
    ]);

    const offer = await postOffer(t, seller, request.id);
    await t.settle();
    expect((await told(buyer, 'offer:submitted'))[0]?.params).toEqual({
      title: TITLE,
      counterparty: 'Omid',
      amount: '250.00',
      asset: 'USD',
      role: 'buyer',
    });

    const counter = { terms: { ...offer.current.terms, price: usd(20_000) }, basedOn: 1 };
    const path = `/api/marketplace/offers/${offer.id}/counter`;
    expect((await t.api.post(path).set(buyer.auth).send(counter)).status).toBe(200);
    await t.settle();
    expect((await told(seller, 'offer:countered'))[0]?.params).toMatchObject({
      amount: '200.00',
      role: 'seller',
    });

    const revised = await t.api
      .post(`/api/marketplace/offers/${offer.id}/revisions`)
      .set(seller.auth)
      .send({ ...counter, basedOn: 2 });
    expect(revised.status).toBe(200);
    const body = { requestId: request.id, offerId: offer.id, revision: 3 };
    expectData(await t.api.post('/api/escrow/deals').set(buyer.auth).send(body), acceptOffer);
    await t.settle();
    expect((await told(seller, 'offer:accepted'))[0]?.params.amount).toBe('200.00');

    // Nobody was told of what they did themselves.
    expect(await kindsOf(buyer)).toEqual(['offer:revised', 'offer:submitted']);
    expect(await kindsOf(seller)).toEqual(['offer:accepted', 'offer:countered', 'request:invited']);
  });

  it.each(['nobody', 'buyer', 'seller'] as const)(
    'is as the table says, for every row: caused by %s',
    async (by) => {
      const { requestId, offerId, ...people } = await deal();
      const addressees = [people.buyer.id, people.seller.id];
      const causedBy = by === 'nobody' ? null : people[by].id;
      // Reminders are told while their deadline runs only; they have tests of their own. What led to the deal was told.
      const before = { buyer: await kindsOf(people.buyer), seller: await kindsOf(people.seller) };
      const rules = REQUEST_RULES.filter(({ until }) => until === undefined);
      for (const { event: name } of rules) {
        const ids: Record<string, string> = { requestId };
        if (name.startsWith('offer:')) ids['offerId'] = offerId;
        if (name.startsWith('request:milestone-')) ids['milestoneId'] = NOBODY;
        if (name.startsWith('question:')) ids['questionId'] = NOBODY;
        await emit({ name, ids, addressees, causedBy });
      }
      await t.settle();
      const expected = (role: 'buyer' | 'seller') => [
        ...before[role],
        ...rules
          .filter(({ to, ownToo }) => to.includes(role) && (by !== role || ownToo === true))
          .map(({ event }) => event),
      ];
      expect((await kindsOf(people.buyer)).sort()).toEqual(expected('buyer').sort());
      expect((await kindsOf(people.seller)).sort()).toEqual(expected('seller').sort());
    },
  );

  it('names the sum that concerns each party', async () => {
    const { buyer, seller, requestId } = await deal();
    const addressees = [buyer.id, seller.id];
    await emit(
      { name: 'request:completed', ids: { requestId }, addressees },
      { name: 'request:refunded', ids: { requestId }, addressees },
    );
    await t.settle();
    const [price, fee] = [25_000, Math.ceil((25_000 * 250) / 10_000)];
    const amountOf = async (by: TestActor, kind: string) =>
      Number((await told(by, kind))[0]?.params.amount) * 100;
    expect(await amountOf(buyer, 'request:completed')).toBe(price);
    // Whoever bears the fee: what the seller gets and what the buyer gets back differ by exactly that.
    const sellerGets = await amountOf(seller, 'request:completed');
    const buyerGetsBack = await amountOf(buyer, 'request:refunded');
    expect(Math.round(buyerGetsBack - sellerGets)).toBe(fee);
  }, 60_000);

  it('gives no sealed price away', async () => {
    const [buyer, seller] = [await person('Bahar'), await person('Omid')];
    const sealed = { sealed: true, bidDeadlineAt: inMs(3 * 24 * 3600_000) };
    const request = await postRequest(t, buyer, sealed);
    await postOffer(t, seller, request.id);
    await t.settle();
    expect((await told(buyer, 'offer:submitted'))[0]?.params).toEqual({
      title: TITLE,
      counterparty: 'Omid',
      role: 'buyer',
    });
  });

  it('is told once, however often the event is delivered', async () => {
    const { buyer, requestId } = await deal();
    await emit({ name: 'request:delivered', ids: { requestId }, addressees: [buyer.id] });
    await t.settle();
    await database().collection('outbox_deliveries').deleteMany({});
    await database()
      .collection('outbox')
      .updateMany({ name: 'request:delivered' }, { $set: { state: 'new', notBefore: new Date(0) } });
    await t.settle();
    expect(await told(buyer, 'request:delivered')).toHaveLength(1);
  });

  it('reaches the screens as an event with the id of the row', async () => {
    const { seller } = await deal();
    const [row] = await told(seller, 'offer:accepted');
    const response = await t.api.get('/api/notifications/events?afterSeq=0').set(seller.auth);
    const { items } = expectData(response, contract.listEvents);
    expect(items.filter(({ name }) => name === 'notification:received').map(({ ids }) => ids)).toContainEqual(
      {
        notificationId: row?.id,
      },
    );
  });
});

describe('the list', () => {
  it('is newest first, pages by key, and shows the unread on request', async () => {
    const { buyer, requestId } = await deal();
    for (let index = 0; index < 4; index += 1) {
      await emit({ name: 'request:delivered', ids: { requestId }, addressees: [buyer.id] });
      await t.settle();
    }
    const all = (await list(buyer)).items.map(({ id }) => id);
    expect(all).toHaveLength(5);
    expect([...all].sort().reverse()).toEqual(all);
    const first = await list(buyer, '?limit=2');
    const second = await list(buyer, `?limit=2&cursor=${first.nextCursor ?? ''}`);
    const third = await list(buyer, `?limit=2&cursor=${second.nextCursor ?? ''}`);
    expect([...first.items, ...second.items, ...third.items].map(({ id }) => id)).toEqual(all);
    expect(third.nextCursor).toBeNull();
    await t.api.post(`/api/notifications/${all[1] ?? ''}/read`).set(buyer.auth);
    expect((await list(buyer, '?unread=true')).items.map(({ id }) => id)).toEqual(
      all.filter((_, i) => i !== 1),
    );
    expect((await list(buyer, '?unread=false')).items.map(({ id }) => id)).toEqual([all[1]]);
  });

  it('counts the unread from its index alone', async () => {
    const plan = await database()
      .collection('notifications')
      .find({ userId: NOBODY, unread: true })
      .project({ _id: 1, userId: 1, unread: 1 })
      .explain('queryPlanner');
    const { winningPlan } = (plan as { queryPlanner: { winningPlan: object } }).queryPlanner;
    expect(winningPlan).toMatchObject({ stage: 'PROJECTION_COVERED', inputStage: { stage: 'IXSCAN' } });
  });

  it.each([
    '?limit=0',
    '?limit=101',
    '?cursor=x',
    '?unread=yes',
    '?unread[$ne]=x',
    '?userId=1',
    '?limit=2&limit=3',
  ])('refuses %j', async (query) => {
    expectError(
      await t.api.get(`/api/notifications${query}`).set((await person('Bahar')).auth),
      'VALIDATION_FAILED',
    );
  });
});

describe('read marks', () => {
  const read = (by: TestActor, id: string) => t.api.post(`/api/notifications/${id}/read`).set(by.auth);
  const readEvents = (by: TestActor) =>
    database().collection('outbox').countDocuments({ name: 'notification:read', addressees: by.id });

  it('are set once and tell the person’s own screens', async () => {
    const { seller } = await deal();
    const [row] = (await list(seller)).items;
    const first = expectData(await read(seller, row?.id ?? ''), contract.markRead);
    expect(first.readAt).not.toBeNull();
    expect(expectData(await read(seller, row?.id ?? ''), contract.markRead)).toEqual(first);
    expect(await unread(seller)).toBe(0);
    expect(await readEvents(seller)).toBe(1);
  });

  it('are set on all at once, and on nobody else’s', async () => {
    const { buyer, seller, requestId } = await deal();
    await emit({ name: 'request:funded', ids: { requestId }, addressees: [buyer.id, seller.id] });
    await t.settle();
    const before = await unread(buyer);
    expectData(await t.api.post('/api/notifications/read-all').set(seller.auth), contract.markAllRead);
    expect(await unread(seller)).toBe(0);
    expect(await unread(buyer)).toBe(before);
    expectData(await t.api.post('/api/notifications/read-all').set(seller.auth), contract.markAllRead);
    expect(await readEvents(seller)).toBe(1);
  });

  it('cannot be set on somebody else’s row', async () => {
    const { buyer, seller } = await deal();
    const [row] = (await list(seller)).items;
    expectError(await read(buyer, row?.id ?? ''), 'NOT_FOUND');
    expectError(await read(buyer, NOBODY), 'NOT_FOUND');
    expectError(await read(buyer, 'not-an-id'), 'VALIDATION_FAILED');
    expect(await unread(seller)).toBe(1);
  });
});

describe('catching up', () => {
  const events = async (by: TestActor, query: string) =>
    expectData(await t.api.get(`/api/notifications/events?${query}`).set(by.auth), contract.listEvents);

  it('gives what came after a number, in order and without gaps', async () => {
    const { buyer } = await deal();
    const all = await events(buyer, 'afterSeq=0');
    expect(all.items.map(({ seq }) => seq)).toEqual(all.items.map((_, index) => index + 1));
    expect(all.lastSeq).toBe(all.items.length);
    const rest = await events(buyer, 'afterSeq=1&limit=2');
    expect(rest.items).toEqual(all.items.slice(1, 3));
    expect(rest.lastSeq).toBe(all.lastSeq);
    expect((await events(buyer, `afterSeq=${all.lastSeq}`)).items).toEqual([]);
  });

  it.each(['', 'afterSeq=-1', 'afterSeq=1e400', 'afterSeq=x', 'afterSeq=0&limit=201', 'afterSeq[$gt]=0'])(
    'refuses %j',
    async (query) => {
      const request = t.api.get(`/api/notifications/events?${query}`);
      expectError(await request.set((await person('Bahar')).auth), 'VALIDATION_FAILED');
    },
  );
});

it('wants a signed-in person everywhere', async () => {
  const expired = { Authorization: 'Bearer x.y.z' };
  for (const path of ['', '/unread-count', '/events?afterSeq=0']) {
    expectError(await t.api.get(`/api/notifications${path}`), 'UNAUTHENTICATED');
    expectError(await t.api.get(`/api/notifications${path}`).set(expired), 'UNAUTHENTICATED');
  }
  for (const path of ['/read-all', `/${NOBODY}/read`]) {
    expectError(await t.api.post(`/api/notifications${path}`), 'UNAUTHENTICATED');
  }
});
