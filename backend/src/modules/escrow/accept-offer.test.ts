import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import type { Response } from 'supertest';
import { database } from '../../platform/mongo.ts';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { rivalOffer, setEscrowStage, stage, timelineOf, untouched } from '../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import {
  eventsOf,
  inMs,
  person,
  postOffer,
  postRequest,
  readOffer,
  readRequest,
  terms,
  usd,
} from '../../testing/marketplace.ts';
import { moneyOfRequest } from '../ledger/index.ts';
import * as contract from './escrow.contract.ts';

const HOUR_MS = 3600_000;
let admin: TestActor;
let stranger: TestActor;

beforeAll(async () => {
  await setEscrowStage({ relay: false });
  [admin, stranger] = await Promise.all([person('Ada', { role: 'admin' }), person('Stranger')]);
});

interface Scene {
  readonly buyer: TestActor;
  readonly seller: TestActor;
  readonly requestId: string;
  readonly offerId: string;
}

/** An open request with one offer. */
async function offered(changes: object = {}): Promise<Scene> {
  const [buyer, seller] = await Promise.all([person('Bita'), person('Sam')]);
  const request = await postRequest(stage(), buyer, changes);
  const offer = await postOffer(stage(), seller, request.id, { price: usd(10_000) });
  return { buyer, seller, requestId: request.id, offerId: offer.id };
}

const accept = (
  by: TestActor | null,
  { requestId, offerId }: Pick<Scene, 'requestId' | 'offerId'>,
  changes: object = {},
  key?: string,
): Promise<Response> =>
  Promise.resolve(
    stage()
      .api.post('/api/escrow/deals')
      .set(by?.auth ?? {})
      .set(key === undefined ? {} : { 'Idempotency-Key': key })
      .send({ requestId, offerId, revision: 1, ...changes }),
  );

const contractsOf = (requestId: string) =>
  database()
    .collection('contracts')
    .countDocuments({ requestId: new Types.ObjectId(requestId) });

describe('accepting an offer', () => {
  it('makes the contract of exactly that revision, and the deal awaits payment for 24 hours', async () => {
    const s = await offered();
    const { offerId: rivalId } = await rivalOffer(s.requestId);
    const deal = expectData(await accept(s.buyer, s), contract.acceptOffer);
    expect(deal).toMatchObject({
      status: 'awaiting_payment',
      viewerRole: 'buyer',
      buyer: { id: s.buyer.id },
      seller: { id: s.seller.id },
      turn: 'buyer',
      yourTurn: true,
      deadline: { action: 'paymentTimedOut' },
      money: [],
      proposal: null,
      paymentId: null,
      abilities: ['abandon'],
      contract: {
        offerId: s.offerId,
        offerRevision: 1,
        price: usd(10_000),
        buyerFee: usd(0),
        sellerFee: usd(250),
        asset: null,
        fundedAt: null,
        milestones: [{ status: 'pending', held: null, dueAt: null, changeRoundsLeft: 3 }],
      },
    });
    expect(deal.contract.termsHash).toMatch(/^[0-9a-f]{64}$/);
    const left = new Date(deal.deadline?.at ?? 0).getTime() - new Date(deal.contract.acceptedAt).getTime();
    expect(Math.abs(left - 24 * HOUR_MS)).toBeLessThan(2_000);
    expect((await readOffer(stage(), s.offerId, s.seller)).status).toBe('accepted');
    // Others wait: until the money is there the deal may still come to nothing.
    expect((await readOffer(stage(), rivalId, s.buyer)).status).toBe('submitted');
    expect((await eventsOf(s.requestId, { buyer: s.buyer, seller: s.seller })).slice(-2)).toEqual([
      'offer:accepted buyer seller',
      'request:offer-accepted buyer seller',
    ]);
    expect((await timelineOf(s)).slice(-1)).toEqual(['acceptOffer buyer']);
    expect(await moneyOfRequest(s.requestId)).toEqual([]);
  });

  it('of two at the same moment lets one win, on the same offer and on two', async () => {
    for (const two of [false, true]) {
      const s = await offered();
      const other = two ? { ...s, offerId: (await rivalOffer(s.requestId)).offerId } : s;
      const answers = await Promise.all([accept(s.buyer, s), accept(s.buyer, other)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(await contractsOf(s.requestId)).toBe(1);
      expect((await timelineOf(s)).filter((line) => line === 'acceptOffer buyer')).toHaveLength(1);
      const events = await eventsOf(s.requestId);
      expect(events.filter((event) => event.startsWith('offer:accepted'))).toHaveLength(1);
      const won = expectData(answers.find(({ status }) => status === 201) as Response, contract.acceptOffer);
      const request = await readRequest(stage(), s.requestId, s.buyer);
      expect(request).toMatchObject({ status: 'awaiting_payment', version: won.version });
      for (const id of new Set([s.offerId, other.offerId])) {
        const { status } = await readOffer(stage(), id, s.buyer);
        expect(status).toBe(id === won.contract.offerId ? 'accepted' : 'submitted');
      }
      expect(await moneyOfRequest(s.requestId)).toEqual([]);
    }
  });

  it('answers the same again under the same key, and refuses another body under it', async () => {
    const s = await offered();
    const key = `accept-${s.offerId}`;
    const answers = await Promise.all([1, 2, 3].map(() => accept(s.buyer, s, {}, key)));
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await contractsOf(s.requestId)).toBe(1);
    expectError(await accept(s.buyer, s, { revision: 2 }, key), 'IDEMPOTENCY_MISMATCH');
    expectError(await untouched(() => accept(s.buyer, s)), 'INVALID_TRANSITION');
  });
});

describe('an acceptance is refused, and nothing written,', () => {
  it('by whoever is not the buyer', async () => {
    const s = await offered();
    const { rival } = await rivalOffer(s.requestId);
    const unverified = await signInAs({ id: s.buyer.id, emailVerified: false });
    await untouched(async () => {
      for (const other of [s.seller, rival, stranger, admin]) {
        expectError(await accept(other, s), 'NOT_FOUND');
      }
      expectError(await accept(null, s), 'UNAUTHENTICATED');
      expectError(await accept(unverified, s), 'EMAIL_NOT_VERIFIED');
    });
  });

  it('when the offer was revised since it was read', async () => {
    const s = await offered();
    const revision = { terms: terms({ price: usd(12_000) }), basedOn: 1 };
    const path = `/api/marketplace/offers/${s.offerId}/revisions`;
    expect((await stage().api.post(path).set(s.seller.auth).send(revision)).status).toBe(200);
    expectError(await untouched(() => accept(s.buyer, s)), 'OFFER_REVISION_CHANGED');
    expectError(await untouched(() => accept(s.buyer, s, { revision: 3 })), 'OFFER_REVISION_CHANGED');
    const deal = expectData(await accept(s.buyer, s, { revision: 2 }), contract.acceptOffer);
    expect(deal.contract).toMatchObject({ offerRevision: 2, price: usd(12_000) });
  });

  it('when an offer is on another request, or either does not exist', async () => {
    const [s, other] = [await offered(), await offered()];
    const nothing = new Types.ObjectId().toHexString();
    await untouched(async () => {
      for (const changes of [{ offerId: other.offerId }, { offerId: nothing }, { requestId: nothing }]) {
        expectError(await accept(s.buyer, s, changes), 'NOT_FOUND');
      }
    });
  });

  it('when the seller withdrew, or the buyer declined it', async () => {
    for (const [end, who] of [
      ['withdraw', 'seller'],
      ['reject', 'buyer'],
    ] as const) {
      const s = await offered();
      const ended = await stage().api.post(`/api/marketplace/offers/${s.offerId}/${end}`).set(s[who].auth);
      expect(ended.status).toBe(200);
      expectError(await untouched(() => accept(s.buyer, s)), 'INVALID_TRANSITION');
    }
  });

  it('when the offer has run out, also while the timer is late', async () => {
    const s = await offered();
    const run = { $set: { expiresAt: new Date(Date.now() - HOUR_MS) } };
    await database()
      .collection('seller_offers')
      .updateOne({ _id: new Types.ObjectId(s.offerId) }, run);
    expectError(await untouched(() => accept(s.buyer, s)), 'INVALID_TRANSITION');
    await stage().advance(0);
    expect((await readOffer(stage(), s.offerId, s.seller)).status).toBe('expired');
    expectError(await untouched(() => accept(s.buyer, s)), 'INVALID_TRANSITION');
  });

  it('while the bids are sealed', async () => {
    const s = await offered({ sealed: true, bidDeadlineAt: inMs(3 * 24 * HOUR_MS) });
    expectError(await untouched(() => accept(s.buyer, s)), 'INVALID_TRANSITION');
  });

  it('when the request was cancelled', async () => {
    const s = await offered();
    await stage().api.post(`/api/marketplace/requests/${s.requestId}/cancel`).set(s.buyer.auth);
    expectError(await untouched(() => accept(s.buyer, s)), 'INVALID_TRANSITION');
  });

  it('when the body is not what is asked for', async () => {
    const s = await offered();
    await untouched(async () => {
      for (const changes of [{ revision: 0 }, { revision: '1' }, { offerId: { $ne: null } }, { price: 1 }]) {
        expectError(await accept(s.buyer, s, changes), 'VALIDATION_FAILED');
      }
      expectError(await accept(s.buyer, s, {}, 'short'), 'VALIDATION_FAILED');
    });
  });
});
