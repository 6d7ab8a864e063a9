import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import { FEED_ROOM } from '../../platform/socket.ts';
import type { TestActor } from '../../testing/actors.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import {
  eventsOf,
  inMs,
  nothingWritten,
  person,
  postOffer,
  postRequest,
  readOffer,
  readRequest,
} from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';

const base = '/api/marketplace/requests';
let t: TestApp;
let buyer: TestActor;
let seller: TestActor;
let loser: TestActor;

beforeAll(async () => {
  t = await startTestApp();
  [buyer, seller, loser] = await Promise.all([person('Buyer'), person('Seller'), person('Loser')]);
});

describe('sealed bids', () => {
  const offersOf = async (id: string, query = '') => {
    const response = await t.api.get(`${base}/${id}/offers?${query}`).set(buyer.auth);
    return (response.body as { data: { items: { id: string }[]; nextCursor: string | null } }).data;
  };

  it('show nobody but their seller a price before the deadline', async () => {
    const { id } = await postRequest(t, buyer, { sealed: true, bidDeadlineAt: inMs(2 * DAY_MS) });
    const mine = await postOffer(t, seller, id, { price: { amount: '98765', currency: 'USD' } });
    expect(mine).toMatchObject({ sealed: false, current: { terms: { price: { amount: '98765' } } } });
    const seen = await t.api.get(`/api/marketplace/offers/${mine.id}`).set(buyer.auth);
    expect(seen.body).toMatchObject({
      data: {
        sealed: true,
        current: { terms: null, salt: null },
        revisions: [{ terms: null }],
        abilities: ['reject'],
      },
    });
    for (const path of [`${base}/${id}/offers`, `${base}/${id}`, `${base}/mine?role=buyer`]) {
      const answer = await t.api.get(path).set(buyer.auth);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('98765');
    }
    expectError(await t.api.get(`/api/marketplace/offers/${mine.id}`).set(loser.auth), 'NOT_FOUND');
    expect((await readRequest(t, id, buyer)).abilities).not.toContain('acceptOffer');

    await t.advance(2 * DAY_MS);
    expect(await readOffer(t, mine.id, buyer)).toMatchObject({
      sealed: false,
      current: { terms: { price: { amount: '98765' } } },
      abilities: ['counter', 'accept', 'reject'],
    });
    expect((await readRequest(t, id, buyer)).abilities).toContain('acceptOffer');
  });

  it('give nothing away by the order of the list, nor by a forged cursor', async () => {
    const { id } = await postRequest(t, buyer, { sealed: true, bidDeadlineAt: inMs(2 * DAY_MS) });
    const bids = [];
    for (const cents of ['300', '100', '200']) {
      const bidder = await person('Bidder');
      bids.push(
        await postOffer(t, bidder, id, { price: { amount: cents, currency: 'USD' }, deliveryDays: 9 }),
      );
    }
    const newestFirst = bids.map((bid) => bid.id).reverse();
    for (const sort of ['newest', 'price', 'delivery']) {
      expect((await offersOf(id, `sort=${sort}`)).items.map((offer) => offer.id)).toEqual(newestFirst);
    }
    const page = await offersOf(id, 'sort=price&limit=2');
    expect((await offersOf(id, `sort=price&limit=2&cursor=${page.nextCursor ?? ''}`)).items).toHaveLength(1);
    const oracle = Buffer.from(JSON.stringify(['price', 150, '0'.repeat(24)])).toString('base64url');
    const probe = await t.api.get(`${base}/${id}/offers?sort=price&cursor=${oracle}`).set(buyer.auth);
    expectError(probe, 'VALIDATION_FAILED');

    await t.advance(2 * DAY_MS);
    expect((await offersOf(id, 'sort=price')).items.map((offer) => offer.id)).toEqual([
      bids[1]?.id,
      bids[2]?.id,
      bids[0]?.id,
    ]);
  });

  it('can be revised but not answered before the deadline, and no new one comes after it', async () => {
    const { id } = await postRequest(t, buyer, { sealed: true, bidDeadlineAt: inMs(10 * DAY_MS) });
    const offer = await postOffer(t, seller, id);
    const terms = offer.current.terms;
    const counter = () =>
      t.api.post(`/api/marketplace/offers/${offer.id}/counter`).set(buyer.auth).send({ terms, basedOn: 1 });
    expectError(await nothingWritten(counter), 'INVALID_TRANSITION');
    const accept = () =>
      t.api.post('/api/escrow/deals').set(buyer.auth).send({ requestId: id, offerId: offer.id, revision: 1 });
    expectError(await nothingWritten(accept), 'INVALID_TRANSITION');
    // Its seven days count from the deadline: nobody could have answered it before.
    await t.advance(9 * DAY_MS);
    expect((await readOffer(t, offer.id, seller)).status).toBe('submitted');
    const revised = await t.api
      .post(`/api/marketplace/offers/${offer.id}/revisions`)
      .set(seller.auth)
      .send({ terms, basedOn: 1 });
    expect(revised.status).toBe(200);
    await t.advance(2 * DAY_MS);
    expect((await readRequest(t, id, loser)).abilities).toEqual(['ask']);
    const late = () =>
      t.api
        .post(`${base}/${id}/offers`)
        .set(loser.auth)
        .send(terms ?? {});
    expectError(await nothingWritten(late), 'INVALID_TRANSITION');
    expect(
      (
        await t.api
          .post(`/api/marketplace/offers/${offer.id}/counter`)
          .set(buyer.auth)
          .send({ terms, basedOn: 2 })
      ).status,
    ).toBe(200);
    await t.advance(8 * DAY_MS);
    expect((await readOffer(t, offer.id, seller)).status).toBe('expired');
  });

  it('are not in the feed of others beyond the request itself', async () => {
    const { id } = await postRequest(t, buyer, { sealed: true, bidDeadlineAt: inMs(DAY_MS) });
    await postOffer(t, seller, id);
    expect(await eventsOf(id, { buyer, seller })).toEqual([
      `request:created buyer ${FEED_ROOM}`,
      'offer:submitted buyer seller',
    ]);
    const rows = await database().collection('outbox').find({ 'ids.requestId': id }).toArray();
    expect(JSON.stringify(rows)).not.toContain('25000');
  });
});
