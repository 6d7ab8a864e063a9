import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { DAY_MS, now } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { afterCursor, allOf, encodeCursor, sortOf, type Keyset } from '../../shared/keyset.ts';
import { planOf } from '../../testing/explain.ts';
import { content, privateContent } from '../../testing/marketplace.ts';
import { startPlatform } from '../../testing/platform.ts';
import {
  OFFER_ORDERS,
  offersCondition,
  OWN_OFFERS_ORDER,
  ownOffersCondition,
} from './offer-lists.repository.ts';
import { makeRevision } from './offer-revision.ts';
import { insertRequest } from './purchase-request.repository.ts';
import { QUESTION_ORDER } from './question.repository.ts';
import {
  boughtCondition,
  browseCondition,
  BROWSE_ORDERS,
  invitedCondition,
  INVITATION_ORDER,
  LAST_CHANGED,
  soldCondition,
  type BrowseSort,
} from './request-lists.repository.ts';
import { insertOffer } from './seller-offer.repository.ts';
import { queryTermsOf } from './text-search.ts';
import { TIMELINE_ORDER } from './timeline.repository.ts';

/** Every query that a list or the sweep makes, explained over a filled database. */

type Condition = Record<string, unknown>;
const person = new Types.ObjectId().toHexString();
let requestId = '';

/** Served by an index in the order asked for: nothing is scanned whole and nothing sorted in memory. */
async function expectInOrder(name: string, condition: Condition, order: Keyset): Promise<void> {
  const key = order.type === 'date' ? now() : 1000;
  for (const cursor of [undefined, encodeCursor(order, key, person)]) {
    const { stages } = await planOf(name, allOf(condition, afterCursor(order, cursor)), sortOf(order));
    expect({
      name,
      condition,
      stages: stages.filter((stage) => stage === 'COLLSCAN' || stage === 'SORT'),
    }).toEqual({
      name,
      condition,
      stages: [],
    });
    expect(stages).toContain('IXSCAN');
  }
}

beforeAll(async () => {
  await startPlatform();
  for (let index = 0; index < 60; index += 1) {
    const owner = index % 3 === 0 ? person : new Types.ObjectId().toHexString();
    const made = await inTransaction((tx) =>
      insertRequest(tx, owner, content({ title: `Piece of work ${index}` }), privateContent),
    );
    requestId = made.id;
    const later = new Date(now().getTime() + DAY_MS + index);
    await database()
      .collection('purchase_requests')
      .updateOne(
        { _id: new Types.ObjectId(made.id) },
        {
          $set: {
            status: index % 5 === 0 ? 'completed' : 'open',
            publishedAt: now(),
            endsAt: later,
            deadlines: [{ action: 'expire', at: later, milestoneId: null }],
            bidderIds: [new Types.ObjectId(person)],
            invitedSellerIds: [new Types.ObjectId(person)],
          },
        },
      );
    const offerId = new Types.ObjectId().toHexString();
    const terms = {
      priceCents: index,
      deliveryDays: 1,
      inspectionDays: 7,
      acceptedAssets: ['ETH-USDT'],
      message: '',
      milestones: [],
    };
    await inTransaction((tx) =>
      insertOffer(tx, {
        id: offerId,
        requestId: made.id,
        sellerId: person,
        buyerId: owner,
        revision: makeRevision(offerId, { number: 1, by: 'seller', at: now(), terms }),
        expiresAt: later,
      }),
    );
  }
});

const SORTS = Object.keys(BROWSE_ORDERS) as BrowseSort[];

describe('browsing', () => {
  it.each(SORTS)('by %s needs no sorting, with and without filters', async (sort) => {
    const filters = [
      {},
      { categoryId: 'design' as const },
      { language: 'en' as const },
      { categoryId: 'design' as const, language: 'en' as const, minBudgetCents: 100, maxBudgetCents: 90_000 },
    ];
    for (const filter of filters) {
      const condition = browseCondition({ ...filter, terms: [] }, sort, now());
      await expectInOrder('purchase_requests', condition, BROWSE_ORDERS[sort]);
    }
  });

  it('reads no more than a page', async () => {
    const condition = browseCondition({ terms: [] }, 'newest', now());
    const { stats } = await planOf('purchase_requests', condition, sortOf(BROWSE_ORDERS.newest), 11);
    expect(stats).toMatchObject({ nReturned: 11, totalDocsExamined: 11 });
  });

  it.each(SORTS)('for rare words by %s looks at what has them, by their index', async (sort) => {
    const condition = browseCondition({ terms: queryTermsOf('work 17') }, sort, now());
    const { stages, stats } = await planOf('purchase_requests', condition, sortOf(BROWSE_ORDERS[sort]));
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('COLLSCAN');
    expect(stats.nReturned).toBe(1);
  });
});

describe('one’s own', () => {
  it('requests as a buyer', async () => {
    for (const filter of [{}, { status: 'open' as const }]) {
      await expectInOrder('purchase_requests', boughtCondition({ userId: person, ...filter }), LAST_CHANGED);
    }
    for (const group of ['active', 'drafts', 'finished'] as const) {
      await expectInOrder('purchase_requests', boughtCondition({ userId: person, group }), LAST_CHANGED);
    }
  });

  it('requests as a seller', async () => {
    for (const filter of [
      {},
      { status: 'open' as const },
      { status: 'funded' as const },
      { group: 'active' as const },
      { group: 'finished' as const },
    ]) {
      await expectInOrder('purchase_requests', soldCondition({ userId: person, ...filter }), LAST_CHANGED);
    }
  });

  it('invitations', async () => {
    await expectInOrder('purchase_requests', invitedCondition(person), INVITATION_ORDER);
  });

  it('offers', async () => {
    await expectInOrder('seller_offers', ownOffersCondition(person, undefined), OWN_OFFERS_ORDER);
    await expectInOrder('seller_offers', ownOffersCondition(person, 'submitted'), OWN_OFFERS_ORDER);
  });
});

describe('what belongs to a request', () => {
  it('offers, in each order', async () => {
    for (const order of Object.values(OFFER_ORDERS)) {
      await expectInOrder('seller_offers', offersCondition(requestId, null), order);
    }
    await expectInOrder('seller_offers', offersCondition(requestId, person), OFFER_ORDERS.newest);
  });

  it('timeline and questions', async () => {
    const ofRequest = { requestId: new Types.ObjectId(requestId) };
    await expectInOrder('request_timeline', ofRequest, TIMELINE_ORDER);
    await expectInOrder('questions', ofRequest, QUESTION_ORDER);
  });
});

describe('the sweep', () => {
  it('finds what is overdue by its index', async () => {
    for (const [name, field] of [
      ['purchase_requests', 'deadlines.at'],
      ['seller_offers', 'expiresAt'],
    ] as const) {
      const { stages } = await planOf(name, { [field]: { $lte: now() } }, { [field]: 1 });
      expect(stages).toContain('IXSCAN');
      expect(stages).not.toContain('COLLSCAN');
    }
  });
});
