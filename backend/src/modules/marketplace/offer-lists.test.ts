import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { person, postOffer, postRequest, readAll, terms, usd } from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import * as contract from './offer.contract.ts';
import * as requestContract from './request.contract.ts';

const base = '/api/marketplace';
let t: TestApp;
let buyer: TestActor;
let seller: TestActor;
let rival: TestActor;

beforeAll(async () => {
  t = await startTestApp({ relay: false });
  [buyer, seller, rival] = await Promise.all([person('Buyer'), person('Seller'), person('Rival')]);
});

const act = (actor: TestActor, offerId: string, what: string, body: object = {}) =>
  t.api.post(`${base}/offers/${offerId}/${what}`).set(actor.auth).send(body);
const revise = (actor: TestActor, offerId: string, basedOn: number, changes: object = {}) =>
  act(actor, offerId, 'revisions', { terms: terms(changes), basedOn });
const counter = (actor: TestActor, offerId: string, basedOn: number, changes: object = {}) =>
  act(actor, offerId, 'counter', { terms: terms(changes), basedOn });

describe('the list of offers', () => {
  const list = async (actor: TestActor, requestId: string, query: string) =>
    expectData(
      await t.api.get(`${base}/requests/${requestId}/offers?${query}`).set(actor.auth),
      contract.listOffers,
    );

  it('pages in each order over equal keys, without a gap or a repeat', async () => {
    const { id } = await postRequest(t, buyer);
    const made: { id: string; price: number; deliveryDays: number }[] = [];
    for (const [price, deliveryDays] of [
      [300, 5],
      [100, 5],
      [200, 1],
      [100, 9],
      [100, 5],
      [200, 5],
      [300, 1],
    ] as const) {
      const offer = await postOffer(t, await person('Bidder'), id, { price: usd(price), deliveryDays });
      made.push({ id: offer.id, price, deliveryDays });
    }
    const inOrder = (key: (offer: (typeof made)[number]) => number) =>
      made.toSorted((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1)).map((offer) => offer.id);
    const expected = {
      newest: made.map((offer) => offer.id).reverse(),
      price: inOrder(({ price }) => price),
      delivery: inOrder(({ deliveryDays }) => deliveryDays),
    };
    for (const [sort, ids] of Object.entries(expected)) {
      for (const limit of [1, 2, 3, 7]) {
        const pages = await readAll((cursor) => list(buyer, id, `sort=${sort}&limit=${limit}${cursor}`));
        expect(pages.flat()).toEqual(ids);
        expect(pages).toHaveLength(Math.ceil(7 / limit));
      }
    }
    const page = await list(buyer, id, 'sort=price&limit=2');
    const mixed = await t.api
      .get(`${base}/requests/${id}/offers?sort=newest&cursor=${page.nextCursor ?? ''}`)
      .set(buyer.auth);
    expectError(mixed, 'VALIDATION_FAILED');
  });

  it('shows a seller only their own', async () => {
    const { id } = await postRequest(t, buyer);
    const own = await postOffer(t, seller, id);
    await postOffer(t, rival, id);
    for (const sort of ['newest', 'price', 'delivery']) {
      expect((await list(seller, id, `sort=${sort}`)).items.map((offer) => offer.id)).toEqual([own.id]);
    }
    expect((await list(await person('Stranger'), id, '')).items).toEqual([]);
    expectError(await t.api.get(`${base}/requests/${id}/offers`), 'UNAUTHENTICATED');
  });

  it('of a seller’s own goes by the last change and filters by status', async () => {
    const maker = await person('Maker');
    const mine = async (query = '') =>
      expectData(await t.api.get(`${base}/offers/mine?${query}`).set(maker.auth), contract.listMyOffers);
    const ids = [];
    for (let index = 0; index < 3; index += 1) {
      const { id } = await postRequest(t, buyer, { title: `Work number ${index}` });
      ids.push((await postOffer(t, maker, id)).id);
    }
    const [first = '', second = '', third = ''] = ids;
    await counter(buyer, first, 1);
    const pages = await readAll((cursor) => mine(`limit=2${cursor}`));
    expect(pages).toEqual([[first, third], [second]]);
    expect((await mine('status=countered')).items).toMatchObject([
      { id: first, requestTitle: 'Work number 0' },
    ]);
    expect((await mine('status=accepted')).items).toEqual([]);
  });
});

describe('my requests', () => {
  const mine = async (actor: TestActor, query: string) =>
    expectData(
      await t.api.get(`${base}/requests/mine?${query}`).set(actor.auth),
      requestContract.listMyRequests,
    );

  it('tell the buyer and the seller their part, the price and whose turn it is', async () => {
    const [owner, maker] = await Promise.all([person('Owner'), person('Maker')]);
    const { id } = await postRequest(t, owner);
    const card = async (actor: TestActor, role: string) => (await mine(actor, `role=${role}`)).items[0];
    expect(await card(owner, 'buyer')).toMatchObject({
      id,
      yourTurn: false,
      price: null,
      counterparty: null,
      offerStatus: null,
    });
    expect(await card(maker, 'seller')).toBeUndefined();

    const offer = await postOffer(t, maker, id);
    expect(await card(owner, 'buyer')).toMatchObject({ role: 'buyer', yourTurn: true, price: null });
    expect(await card(maker, 'seller')).toMatchObject({
      role: 'seller',
      yourTurn: false,
      offerStatus: 'submitted',
      price: usd(25_000),
      counterparty: { id: owner.id, name: 'Owner' },
    });
    await counter(owner, offer.id, 1, { price: usd(100) });
    expect(await card(owner, 'buyer')).toMatchObject({ yourTurn: false });
    expect(await card(maker, 'seller')).toMatchObject({
      yourTurn: true,
      offerStatus: 'countered',
      price: usd(100),
    });

    await revise(maker, offer.id, 2, { price: usd(150) });
    const accepted = await t.api
      .post('/api/escrow/deals')
      .set(owner.auth)
      .set('Idempotency-Key', 'accept-once-1')
      .send({ requestId: id, offerId: offer.id, revision: 3 });
    expect(accepted.status).toBe(201);
    expect(await card(owner, 'buyer')).toMatchObject({
      status: 'awaiting_payment',
      yourTurn: true,
      price: usd(150),
      counterparty: { id: maker.id, name: 'Maker' },
      deadline: { action: 'paymentTimedOut' },
    });
    expect(await card(maker, 'seller')).toMatchObject({
      status: 'awaiting_payment',
      offerStatus: 'accepted',
      yourTurn: false,
    });
  });

  it('are grouped and filtered', async () => {
    const [owner, maker] = await Promise.all([person('Owner'), person('Maker')]);
    const draft = await postRequest(t, owner, { publish: false });
    const open = await postRequest(t, owner);
    const lost = await postRequest(t, owner);
    const gone = await postRequest(t, owner);
    const offers = [];
    for (const { id } of [open, lost, gone]) offers.push(await postOffer(t, maker, id));
    await act(owner, offers[1]?.id ?? '', 'reject');
    await t.api.post(`${base}/requests/${gone.id}/cancel`).set(owner.auth);
    const ids = async (actor: TestActor, query: string) =>
      (await mine(actor, query)).items.map(({ id }) => id).sort();

    expect(await ids(owner, 'role=buyer')).toEqual([draft.id, open.id, lost.id, gone.id].sort());
    expect(await ids(owner, 'role=buyer&group=drafts')).toEqual([draft.id]);
    expect(await ids(owner, 'role=buyer&group=active')).toEqual([open.id, lost.id].sort());
    expect(await ids(owner, 'role=buyer&group=finished')).toEqual([gone.id]);
    expect(await ids(owner, 'role=buyer&group=finished&status=open')).toEqual([]);
    expect(await ids(owner, 'role=buyer&status=cancelled')).toEqual([gone.id]);
    expect(await ids(owner, 'role=seller')).toEqual([]);
    expect(await ids(maker, 'role=seller&group=active')).toEqual([open.id]);
    // A rejected offer ends it for the seller, whatever becomes of the request.
    expect(await ids(maker, 'role=seller&group=finished')).toEqual([lost.id, gone.id].sort());
    expect(await ids(maker, 'role=seller&group=drafts')).toEqual([]);
    expect(await ids(maker, 'role=seller&status=open')).toEqual([open.id, lost.id].sort());
    expect(await ids(maker, 'role=buyer')).toEqual([]);
  });

  it('page by the last change', async () => {
    const owner = await person('Owner');
    const made = [];
    for (let index = 0; index < 5; index += 1) made.push((await postRequest(t, owner)).id);
    const pages = await readAll((cursor) => mine(owner, `role=buyer&limit=2${cursor}`));
    expect(pages.flat()).toEqual(made.reverse());
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
  });
});
