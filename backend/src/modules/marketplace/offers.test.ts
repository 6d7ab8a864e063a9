import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '../../platform/clock.ts';
import type { TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import {
  eventsOf,
  nothingWritten,
  person,
  postOffer,
  postRequest,
  readOffer,
  readRequest,
  terms,
  usd,
} from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { findAsset } from '../integration/index.ts';
import * as contract from './offer.contract.ts';

const base = '/api/marketplace';
let t: TestApp;
let buyer: TestActor;
let seller: TestActor;
let rival: TestActor;

beforeAll(async () => {
  t = await startTestApp();
  [buyer, seller, rival] = await Promise.all([person('Buyer'), person('Seller'), person('Rival')]);
});

const offerOn = (requestId: string, actor: TestActor, changes: object = {}) =>
  t.api.post(`${base}/requests/${requestId}/offers`).set(actor.auth).send(terms(changes));
const act = (actor: TestActor, offerId: string, what: string, body: object = {}) =>
  t.api.post(`${base}/offers/${offerId}/${what}`).set(actor.auth).send(body);
const revise = (actor: TestActor, offerId: string, basedOn: number, changes: object = {}) =>
  act(actor, offerId, 'revisions', { terms: terms(changes), basedOn });
const counter = (actor: TestActor, offerId: string, basedOn: number, changes: object = {}) =>
  act(actor, offerId, 'counter', { terms: terms(changes), basedOn });

describe('an offer', () => {
  it('is seen by its seller and the buyer, and by nobody else', async () => {
    const { id } = await postRequest(t, buyer);
    const made = await postOffer(t, seller, id);
    expect(made).toMatchObject({
      requestId: id,
      requestTitle: 'A logo for a tea house',
      seller: { id: seller.id, name: 'Seller' },
      status: 'submitted',
      sealed: false,
      current: { number: 1, by: 'seller', terms: { price: usd(25_000), acceptedAssets: ['ETH-USDT'] } },
      deadline: { action: 'expire' },
      abilities: ['revise', 'withdraw'],
    });
    expect(await readOffer(t, made.id, buyer)).toMatchObject({ abilities: ['counter', 'accept', 'reject'] });
    expectError(await t.api.get(`${base}/offers/${made.id}`).set(rival.auth), 'NOT_FOUND');
    const admin = await person('Admin', { role: 'admin' });
    expectError(await t.api.get(`${base}/offers/${made.id}`).set(admin.auth), 'NOT_FOUND');
    expect(await readRequest(t, id, seller)).toMatchObject({
      viewerRole: 'bidder',
      myOfferId: made.id,
      offersCount: 1,
      abilities: ['ask'],
    });
    expect(await eventsOf(id, { buyer, seller })).toContain('offer:submitted buyer seller');
    for (const what of ['reject', 'withdraw']) {
      expectError(await nothingWritten(() => act(rival, made.id, what)), 'NOT_FOUND');
    }
    expectError(await nothingWritten(() => revise(rival, made.id, 1)), 'NOT_FOUND');
    expectError(await nothingWritten(() => revise(buyer, made.id, 1)), 'FORBIDDEN');
    expectError(await nothingWritten(() => counter(seller, made.id, 1)), 'FORBIDDEN');
    expectError(await nothingWritten(() => act(seller, made.id, 'reject')), 'FORBIDDEN');
    expectError(await nothingWritten(() => act(buyer, made.id, 'withdraw')), 'FORBIDDEN');
  });

  it('cannot be made on one’s own request, nor on one that is not open', async () => {
    const { id } = await postRequest(t, buyer);
    expectError(await nothingWritten(() => offerOn(id, buyer)), 'FORBIDDEN');
    await t.api.post(`${base}/requests/${id}/cancel`).set(buyer.auth);
    expectError(await nothingWritten(() => offerOn(id, seller)), 'INVALID_TRANSITION');
    const draft = await postRequest(t, buyer, { publish: false });
    expectError(await nothingWritten(() => offerOn(draft.id, seller)), 'NOT_FOUND');
    expectError(await nothingWritten(() => offerOn('0'.repeat(24), seller)), 'NOT_FOUND');
  });

  it('stands once per seller and request, also when sent many times at once', async () => {
    const { id } = await postRequest(t, buyer);
    const answers = await Promise.all(Array.from({ length: 6 }, () => offerOn(id, seller)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409))
      expectError(answer, 'ALREADY_EXISTS');
    expect(await readRequest(t, id)).toMatchObject({ offersCount: 1 });
    const { myOfferId } = await readRequest(t, id, seller);
    expect((await act(seller, myOfferId ?? '', 'withdraw')).status).toBe(200);
    const again = await postOffer(t, seller, id);
    expect((await readRequest(t, id, seller)).myOfferId).toBe(again.id);
  });

  it('with a key that is used again is one offer', async () => {
    const { id } = await postRequest(t, buyer);
    const send = (changes: object = {}) =>
      offerOn(id, seller, changes).set('Idempotency-Key', 'offer-once-1');
    const first = expectData(await send(), contract.submitOffer);
    expect(expectData(await send(), contract.submitOffer)).toEqual(first);
    expectError(await send({ price: usd(1) }), 'IDEMPOTENCY_MISMATCH');
  });

  it('made while the request is cancelled either is closed with it or does not come to be', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await postRequest(t, buyer);
      const [made, cancelled] = await Promise.all([
        offerOn(id, seller),
        t.api.post(`${base}/requests/${id}/cancel`).set(buyer.auth),
      ]);
      expect(cancelled.status).toBe(200);
      if (made.status === 201) {
        const { id: offerId } = expectData(made, contract.submitOffer);
        expect((await readOffer(t, offerId, seller)).status).toBe('closed');
      } else {
        expectError(made, 'INVALID_TRANSITION');
      }
      expect(await readRequest(t, id, buyer)).toMatchObject({ status: 'cancelled', offersCount: 0 });
    }
  });

  it.each([
    ['an asset that Amn does not know', { acceptedAssets: ['ETH-USDT', 'ETH-FAKE'] }, 'ASSET_NOT_ACCEPTED'],
    ['an asset twice', { acceptedAssets: ['ETH-USDT', 'ETH-USDT'] }, 'VALIDATION_FAILED'],
  ] as const)('does not name %s', async (_what, changes, code) => {
    const { id } = await postRequest(t, buyer);
    const details = expectError(await nothingWritten(() => offerOn(id, seller, changes)), code);
    expect(details).toMatchObject([{ path: 'acceptedAssets' }]);
  });
});

it('does not name an asset that is switched off, in a later revision either', async () => {
  const { id } = await postRequest(t, buyer);
  const both = { acceptedAssets: ['ETH-USDT', 'ETH-USDC'] };
  const { id: offerId } = await postOffer(t, seller, id, both);
  const usdc = findAsset('ETH-USDC') ?? {};
  Object.assign(usdc, { enabled: false });
  try {
    const path = 'terms.acceptedAssets';
    expect(expectError(await revise(seller, offerId, 1, both), 'ASSET_NOT_ACCEPTED')).toMatchObject([
      { path },
    ]);
    expect(expectError(await counter(buyer, offerId, 1, both), 'ASSET_NOT_ACCEPTED')).toMatchObject([
      { path },
    ]);
    expectError(await offerOn(id, rival, { acceptedAssets: ['ETH-USDC'] }), 'ASSET_NOT_ACCEPTED');
    // What was agreed on before stays as it was written.
    expect((await readOffer(t, offerId, buyer)).current.terms).toMatchObject(both);
  } finally {
    Object.assign(usdc, { enabled: true });
  }
});

describe('haggling', () => {
  it('adds revisions that never change, and tells both sides', async () => {
    const { id } = await postRequest(t, buyer);
    const first = await postOffer(t, seller, id);
    const countered = expectData(
      await counter(buyer, first.id, 1, { price: usd(20_000) }),
      contract.counterOffer,
    );
    expect(countered).toMatchObject({
      status: 'countered',
      current: { number: 2, by: 'buyer', terms: { price: usd(20_000) } },
      abilities: ['counter', 'reject'],
    });
    expect((await readOffer(t, first.id, seller)).abilities).toEqual(['revise', 'withdraw']);
    // The seller agrees by a revision with the same terms; what the buyer can accept is always the seller's.
    const agreed = expectData(
      await revise(seller, first.id, 2, { price: usd(20_000) }),
      contract.reviseOffer,
    );
    expect(agreed).toMatchObject({ status: 'submitted', current: { number: 3, by: 'seller' } });
    expect(agreed.revisions.slice(0, 2)).toEqual(countered.revisions);
    expect(agreed.revisions[0]).toEqual(first.current);
    expect(new Set(agreed.revisions.map(({ hash }) => hash)).size).toBe(3);
    expect((await eventsOf(id, { buyer, seller })).slice(2)).toEqual([
      'offer:countered buyer seller',
      'offer:revised buyer seller',
    ]);
  });

  it('must be based on the newest revision', async () => {
    const { id } = await postRequest(t, buyer);
    const made = await postOffer(t, seller, id);
    await counter(buyer, made.id, 1);
    for (const basedOn of [1, 3]) {
      const refused = await nothingWritten(() => revise(seller, made.id, basedOn));
      expect(expectError(refused, 'OFFER_REVISION_CHANGED')).toEqual({ newest: 2 });
    }
    expectError(await nothingWritten(() => counter(buyer, made.id, 1)), 'OFFER_REVISION_CHANGED');
  });

  it('at the same moment has one winner', async () => {
    const { id } = await postRequest(t, buyer);
    const made = await postOffer(t, seller, id);
    const answers = await Promise.all([
      revise(seller, made.id, 1, { price: usd(1) }),
      revise(seller, made.id, 1, { price: usd(2) }),
      counter(buyer, made.id, 1, { price: usd(3) }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const lost of answers.filter(({ status }) => status === 409)) {
      expectError(lost, 'OFFER_REVISION_CHANGED');
    }
    const after = await readOffer(t, made.id, seller);
    expect(after.revisions).toHaveLength(2);
    expect(after.version).toBe(1);
  });

  it('ends when somebody says no', async () => {
    const { id } = await postRequest(t, buyer);
    const rejected = await postOffer(t, seller, id);
    const withdrawn = await postOffer(t, rival, id);
    expect(expectData(await act(buyer, rejected.id, 'reject'), contract.rejectOffer)).toMatchObject({
      status: 'rejected',
      deadline: null,
      abilities: [],
    });
    expect(expectData(await act(rival, withdrawn.id, 'withdraw'), contract.withdrawOffer).status).toBe(
      'withdrawn',
    );
    expect(await readRequest(t, id)).toMatchObject({ offersCount: 0 });
    for (const attempt of [
      () => act(buyer, rejected.id, 'reject'),
      () => act(seller, rejected.id, 'withdraw'),
      () => revise(seller, rejected.id, 1),
      () => counter(buyer, withdrawn.id, 1),
    ]) {
      expectError(await nothingWritten(attempt), 'INVALID_TRANSITION');
    }
    expect((await eventsOf(id, { buyer, seller, rival })).slice(3)).toEqual([
      'offer:rejected buyer seller',
      'offer:withdrawn buyer rival',
    ]);
  });

  it('ends by itself after seven days of silence, counted from the last word', async () => {
    const { id } = await postRequest(t, buyer);
    const made = await postOffer(t, seller, id);
    await t.advance(6 * DAY_MS);
    await counter(buyer, made.id, 1);
    await t.advance(6 * DAY_MS);
    expect((await readOffer(t, made.id, seller)).status).toBe('countered');
    await t.advance(DAY_MS);
    await t.advance(DAY_MS);
    expect(await readOffer(t, made.id, seller)).toMatchObject({
      status: 'expired',
      // The counter-offer, two reminders of the other side, and the end.
      version: 4,
      deadline: null,
    });
    expect((await eventsOf(id, { buyer, seller })).at(-1)).toBe('offer:expired buyer seller');
    expect(await readRequest(t, id)).toMatchObject({ offersCount: 0, status: 'open' });
    expectError(await act(seller, made.id, 'withdraw'), 'INVALID_TRANSITION');
  });
});
