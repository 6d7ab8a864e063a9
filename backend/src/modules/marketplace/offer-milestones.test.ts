import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import {
  inMs,
  nothingWritten,
  person,
  postOffer,
  postRequest,
  readOffer,
  usd,
} from '../../testing/marketplace.ts';
import { part, termsIn, THREE } from '../../testing/milestone-stage.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { listOffers, reviseOffer } from './offer.contract.ts';
import { hashRevision } from './offer-revision.ts';

/** Offers in several milestones: what may be offered, and that a revision commits to all of it. */

let t: TestApp;
let buyer: TestActor;
let seller: TestActor;

beforeAll(async () => {
  t = await startTestApp();
  [buyer, seller] = await Promise.all([person('Bita'), person('Sam')]);
});

const send = (requestId: string, body: object) =>
  t.api.post(`/api/marketplace/requests/${requestId}/offers`).set(seller.auth).send(body);

/** As `part`, for what must be refused. */
const broken = (change: object) =>
  termsIn(THREE.map((each, at) => (at === 1 ? { ...each, ...change } : each)));

describe('an offer', () => {
  it('carries its milestones, and both sides read them', async () => {
    const request = await postRequest(t, buyer);
    const offer = await postOffer(t, seller, request.id, termsIn(THREE));
    for (const viewer of [buyer, seller]) {
      const { terms } = (await readOffer(t, offer.id, viewer)).current;
      expect(terms).toMatchObject({ price: usd(10_000), deliveryDays: 30, milestones: THREE });
    }
  });

  it('without milestones has none', async () => {
    const request = await postRequest(t, buyer);
    expect((await postOffer(t, seller, request.id)).current.terms?.milestones).toEqual([]);
  });

  it('has twenty milestones at most, whose sum and dates are those of the whole', async () => {
    const request = await postRequest(t, buyer);
    const many = (count: number) =>
      termsIn(Array.from({ length: count }, (_each, at) => part(`Part ${at + 1}`, 100, at + 1)));
    const refused: readonly (readonly [body: object, path: string])[] = [
      [many(21), 'milestones'],
      [termsIn(THREE, { price: usd(9_999) }), 'price'],
      [termsIn(THREE, { price: usd(10_001) }), 'price'],
      [termsIn(THREE, { deliveryDays: 31 }), 'deliveryDays'],
      [termsIn(THREE, { deliveryDays: 20 }), 'deliveryDays'],
      [broken({ deliveryDays: 10 }), 'milestones.1.deliveryDays'],
      [broken({ deliveryDays: 9 }), 'milestones.1.deliveryDays'],
      [broken({ deliveryDays: 30 }), 'milestones.2.deliveryDays'],
      [broken({ deliveryDays: 0 }), 'milestones.1.deliveryDays'],
      [broken({ deliveryDays: 10.5 }), 'milestones.1.deliveryDays'],
      [broken({ title: '' }), 'milestones.1.title'],
      [broken({ title: 'x'.repeat(121) }), 'milestones.1.title'],
      [broken({ title: 'Two\nlines' }), 'milestones.1.title'],
      [broken({ price: { amount: '0', currency: 'USD' } }), 'milestones.1.price.amount'],
      [broken({ price: { amount: '-1', currency: 'USD' } }), 'milestones.1.price.amount'],
      [broken({ status: 'released' }), 'milestones.1'],
    ];
    await nothingWritten(async () => {
      for (const [body, path] of refused) {
        const details = expectError(await send(request.id, body), 'VALIDATION_FAILED');
        expect((details as { path: string }[]).map((each) => each.path)).toContain(path);
      }
    });
    expect((await send(request.id, many(20))).status).toBe(201);
  });

  it('is revised and countered in other milestones, each revision with its own', async () => {
    const request = await postRequest(t, buyer);
    const offer = await postOffer(t, seller, request.id, termsIn(THREE));
    const two = [part('Half of it', 4_000, 12), part('The rest', 4_500, 25)];
    const counter = { terms: termsIn(two), basedOn: 1 };
    const countered = expectData(
      await t.api.post(`/api/marketplace/offers/${offer.id}/counter`).set(buyer.auth).send(counter),
      reviseOffer,
    );
    expect(countered.current.terms).toMatchObject({ price: usd(8_500), milestones: two });
    const whole = { terms: termsIn([], { price: usd(9_000), deliveryDays: 20 }), basedOn: 2 };
    const revised = expectData(
      await t.api.post(`/api/marketplace/offers/${offer.id}/revisions`).set(seller.auth).send(whole),
      reviseOffer,
    );
    expect(revised.revisions.map(({ terms }) => terms?.milestones.length)).toEqual([3, 2, 0]);
    const wrong = { terms: termsIn(two, { price: usd(1) }), basedOn: 3 };
    const path = `/api/marketplace/offers/${offer.id}/counter`;
    const details = expectError(await t.api.post(path).set(buyer.auth).send(wrong), 'VALIDATION_FAILED');
    expect(details).toMatchObject([{ path: 'terms.price' }]);
  });

  it('has a hash that anybody can check against the milestones', async () => {
    const request = await postRequest(t, buyer);
    const { id, current } = await postOffer(t, seller, request.id, termsIn(THREE));
    const { terms, salt, ...revision } = current;
    if (!terms || salt === null) throw new Error('the seller sees their own terms');
    const milestones = terms.milestones.map(({ price, ...rest }) => ({
      ...rest,
      priceCents: Number(price.amount),
    }));
    const { price, ...others } = terms;
    const kept = { ...others, priceCents: Number(price.amount), milestones };
    const hashOf = (changed: Partial<typeof kept>) =>
      hashRevision(id, { ...revision, salt, at: new Date(revision.at), terms: { ...kept, ...changed } });
    expect(hashOf({})).toBe(revision.hash);
    const [first, second, third] = milestones;
    if (!first || !second || !third) throw new Error('there are three');
    const changes = [
      [second, first, third],
      [{ ...first, title: 'Other' }, second, third],
      [{ ...first, priceCents: first.priceCents + 1 }, second, third],
      [{ ...first, deliveryDays: 9 }, second, third],
    ];
    for (const changed of changes) expect(hashOf({ milestones: changed })).not.toBe(revision.hash);
  });
});

it('milestones of a sealed bid are its seller’s alone until the deadline', async () => {
  const request = await postRequest(t, buyer, { sealed: true, bidDeadlineAt: inMs(86_400_000) });
  const offer = await postOffer(t, seller, request.id, termsIn(THREE));
  const shown = await t.api.get(`/api/marketplace/offers/${offer.id}`).set(buyer.auth);
  const list = await t.api.get(`/api/marketplace/requests/${request.id}/offers`).set(buyer.auth);
  for (const { text } of [shown, list]) expect(text).not.toMatch(/Sketches|milestones|2000/);
  expect((await readOffer(t, offer.id, seller)).current.terms?.milestones).toEqual(THREE);
  await t.advance(2 * 86_400_000);
  const opened = expectData(
    await t.api.get(`/api/marketplace/requests/${request.id}/offers`).set(buyer.auth),
    listOffers,
  );
  expect(opened.items[0]?.current.terms?.milestones).toEqual(THREE);
});
