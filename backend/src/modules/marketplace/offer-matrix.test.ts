import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { after, DAY_MS, now } from '../../platform/clock.ts';
import { registerEventTypes } from '../../platform/outbox.ts';
import { database } from '../../platform/mongo.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActorRole } from '../../shared/process.ts';
import { content, privateContent } from '../../testing/marketplace.ts';
import { startPlatform } from '../../testing/platform.ts';
import { marketplaceEvents } from './marketplace.events.ts';
import { currentRevision, hashRevision, makeRevision } from './offer-revision.ts';
import { insertRequest } from './purchase-request.repository.ts';
import { addBidder } from './request-bidders.repository.ts';
import { OFFER_ACTIONS, OFFER_STATUSES, type OfferAction, type OfferStatus } from './seller-offer.process.ts';
import { insertOffer, isLive, type OfferRecord } from './seller-offer.repository.ts';
import { closeOffers, loadOffer, supersedeOtherOffers, transitionOffer } from './transition-offer.ts';
import { loadRequest } from './transition-request.ts';

const ACTORS: readonly ActorRole[] = ['buyer', 'seller', 'mediator', 'admin', 'timer', 'gateway'];

/** Every legal step, written out a second time. */
const LEGAL = `
  submitted revise seller submitted
  countered revise seller submitted
  submitted counter buyer countered
  countered counter buyer countered
  submitted accept buyer accepted
  submitted reject buyer rejected
  countered reject buyer rejected
  submitted withdraw seller withdrawn
  countered withdraw seller withdrawn
  submitted expire timer expired
  countered expire timer expired
  submitted supersede gateway superseded
  countered supersede gateway superseded
  submitted close buyer closed
  countered close buyer closed
  accepted close buyer closed
  submitted close timer closed
  countered close timer closed
  accepted close timer closed
  accepted reopen timer submitted`;

const target = new Map(
  LEGAL.trim()
    .split('\n')
    .map((line) => {
      const [from, action, by, to] = line.trim().split(' ');
      return [`${from} ${action} ${by}`, to as OfferStatus] as const;
    }),
);

const newId = () => new Types.ObjectId().toHexString();
const terms = {
  priceCents: 25_000,
  deliveryDays: 10,
  inspectionDays: 7,
  acceptedAssets: ['ETH-USDT'],
  message: '',
  milestones: [],
};
const offers = () => database().collection('seller_offers');
const stored = (offerId: string) => offers().findOne({ _id: new Types.ObjectId(offerId) });
const storedRequest = (requestId: string) =>
  database()
    .collection('purchase_requests')
    .findOne({ _id: new Types.ObjectId(requestId) });

const openRequest = async (): Promise<string> => {
  const { id } = await inTransaction((tx) => insertRequest(tx, newId(), content(), privateContent));
  await database()
    .collection('purchase_requests')
    .updateOne({ _id: new Types.ObjectId(id) }, { $set: { status: 'open' } });
  return id;
};

const offerOn = (requestId: string, sellerId = newId()): Promise<OfferRecord> =>
  inTransaction(async (tx) => {
    const id = newId();
    await addBidder(tx, requestId, sellerId);
    return insertOffer(tx, {
      id,
      requestId,
      sellerId,
      buyerId: newId(),
      revision: makeRevision(id, { number: 1, by: 'seller', at: now(), terms }),
      expiresAt: after(DAY_MS),
    });
  });

async function offerIn(status: OfferStatus): Promise<OfferRecord> {
  const { id } = await offerOn(await openRequest());
  await offers().updateOne(
    { _id: new Types.ObjectId(id) },
    { $set: { status, live: isLive(status), version: 7 } },
  );
  return loadOffer(null, id);
}

const take = (offer: OfferRecord, action: OfferAction, by: ActorRole) =>
  inTransaction((tx) => transitionOffer(tx, { offer, action, by, actorId: null }));

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

beforeAll(async () => {
  registerEventTypes(marketplaceEvents);
  await startPlatform();
});

describe.each(OFFER_STATUSES)('an offer that is %s', (status) => {
  const combinations = OFFER_ACTIONS.flatMap((action) => ACTORS.map((by) => ({ action, by })));
  const to = ({ action, by }: { action: OfferAction; by: ActorRole }) =>
    target.get(`${status} ${action} ${by}`);

  it('refuses every step that the table does not have, and nothing is written', async () => {
    const offer = await offerIn(status);
    const before = [await stored(offer.id), await storedRequest(offer.requestId)];
    for (const { action, by } of combinations.filter((step) => to(step) === undefined)) {
      const code = await codeOf(take(offer, action, by));
      expect({ action, by, code }).toEqual({ action, by, code: 'INVALID_TRANSITION' });
    }
    expect([await stored(offer.id), await storedRequest(offer.requestId)]).toEqual(before);
    expect(combinations).toHaveLength(54);
  });

  it('takes every step that the table has', async () => {
    for (const { action, by } of combinations.filter((step) => to(step) !== undefined)) {
      const offer = await offerIn(status);
      const moved = await take(offer, action, by);
      const expected = to({ action, by }) as OfferStatus;
      expect({ action, by, status: moved.status, version: moved.version }).toEqual({
        action,
        by,
        status: expected,
        version: 8,
      });
      const isOpen = expected === 'submitted' || expected === 'countered';
      expect(moved.expiresAt === null).toBe(!isOpen);
      expect(await stored(offer.id)).toMatchObject({
        live: isLive(expected),
        history: [{ action, by, from: status, to: expected }],
      });
      expect(await storedRequest(offer.requestId)).toMatchObject({
        version: 0,
        offersCount: isLive(expected) ? 1 : 0,
        liveBidderIds: isLive(expected) ? [new Types.ObjectId(offer.sellerId)] : [],
        bidderIds: [new Types.ObjectId(offer.sellerId)],
      });
    }
  });
});

describe('a transition of an offer', () => {
  it('is refused as a conflict when the offer moved on since it was read', async () => {
    const offer = await offerIn('submitted');
    await take(offer, 'counter', 'buyer');
    const before = await stored(offer.id);
    expect(await codeOf(take(offer, 'accept', 'buyer'))).toBe('CONFLICT');
    expect(await stored(offer.id)).toEqual(before);
  });

  it('lets one of several at the same moment win', async () => {
    const offer = await offerIn('submitted');
    const codes = await Promise.all([
      codeOf(take(offer, 'accept', 'buyer')),
      codeOf(take(offer, 'withdraw', 'seller')),
      codeOf(take(offer, 'expire', 'timer')),
      codeOf(take(offer, 'supersede', 'gateway')),
    ]);
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'done']);
    expect((await stored(offer.id))?.['history']).toHaveLength(1);
  });

  it('appends a revision and leaves the earlier ones as they are', async () => {
    const offer = await offerIn('submitted');
    const revision = makeRevision(offer.id, {
      number: 2,
      by: 'buyer',
      at: now(),
      terms: { ...terms, priceCents: 20_000, deliveryDays: 3 },
    });
    const step = { offer, action: 'counter', by: 'buyer', actorId: null, revision } as const;
    const moved = await inTransaction((tx) => transitionOffer(tx, step));
    expect(moved.revisions).toEqual([...offer.revisions, revision]);
    expect(currentRevision(moved)).toEqual(revision);
    expect(await stored(offer.id)).toMatchObject({ priceCents: 20_000, deliveryDays: 3 });
  });
});

describe('a revision', () => {
  it('has a hash over all of it that anybody with the salt can check', () => {
    const id = newId();
    const revision = makeRevision(id, { number: 1, by: 'seller', at: now(), terms });
    expect(revision.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashRevision(id, revision)).toBe(revision.hash);
    const others = [
      hashRevision(newId(), revision),
      hashRevision(id, { ...revision, number: 2 }),
      hashRevision(id, { ...revision, by: 'buyer' }),
      hashRevision(id, { ...revision, salt: 'other' }),
      ...Object.entries({
        priceCents: 25_001,
        deliveryDays: 11,
        inspectionDays: 8,
        acceptedAssets: ['ETH-USDC'],
        message: 'x',
        milestones: [{ title: 'All of it', priceCents: 25_000, deliveryDays: 10 }],
      }).map(([field, value]) => hashRevision(id, { ...revision, terms: { ...terms, [field]: value } })),
    ];
    expect(new Set([...others, revision.hash]).size).toBe(others.length + 1);
  });

  it('has a hash that does not tell its price', () => {
    const id = newId();
    const same = { number: 1, by: 'seller' as const, at: now(), terms };
    expect(makeRevision(id, same).hash).not.toBe(makeRevision(id, same).hash);
  });
});

describe('when a request goes on without them, offers end together', () => {
  const eventsOf = (requestId: string) =>
    database()
      .collection('outbox')
      .find({ 'ids.requestId': requestId })
      .project<{ name: string; addressees: string[] }>({ name: 1, addressees: 1, _id: 0 })
      .sort({ _id: 1 })
      .toArray();

  it('the open ones are superseded when another was paid', async () => {
    const requestId = await openRequest();
    const kept = await take(await offerOn(requestId), 'accept', 'buyer');
    const first = await offerOn(requestId);
    const second = await take(await offerOn(requestId), 'counter', 'buyer');
    const gone = await take(await offerOn(requestId), 'withdraw', 'seller');
    await inTransaction((tx) => supersedeOtherOffers(tx, requestId, kept.id));
    const statuses = await Promise.all(
      [kept, first, second, gone].map(async ({ id }) => (await loadOffer(null, id)).status),
    );
    expect(statuses).toEqual(['accepted', 'superseded', 'superseded', 'withdrawn']);
    expect(await loadRequest(null, requestId)).toMatchObject({ offersCount: 1 });
    expect(await eventsOf(requestId)).toEqual([
      { name: 'offer:superseded', addressees: [first.sellerId] },
      { name: 'offer:superseded', addressees: [second.sellerId] },
    ]);
  });

  it('all that stand are closed with the request, the accepted one too', async () => {
    const requestId = await openRequest();
    const accepted = await take(await offerOn(requestId), 'accept', 'buyer');
    const open = await offerOn(requestId);
    await inTransaction((tx) => closeOffers(tx, requestId, 'buyer'));
    expect([(await loadOffer(null, accepted.id)).status, (await loadOffer(null, open.id)).status]).toEqual([
      'closed',
      'closed',
    ]);
    expect(await storedRequest(requestId)).toMatchObject({ offersCount: 0, liveBidderIds: [] });
    expect((await eventsOf(requestId)).map(({ name }) => name)).toEqual(['offer:closed', 'offer:closed']);
    await inTransaction((tx) => closeOffers(tx, requestId, 'buyer'));
    expect(await eventsOf(requestId)).toHaveLength(2);
  });

  it('one live offer a seller and request is the index’s own rule', async () => {
    const requestId = await openRequest();
    const sellerId = newId();
    const first = await offerOn(requestId, sellerId);
    await expect(offerOn(requestId, sellerId)).rejects.toThrow(/oneLiveOffer/);
    await take(first, 'withdraw', 'seller');
    expect((await offerOn(requestId, sellerId)).status).toBe('submitted');
    expect(await offerOn(await openRequest(), sellerId)).toMatchObject({ sellerId });
  });
});
