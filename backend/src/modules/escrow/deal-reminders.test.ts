import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Types } from 'mongoose';
import { DAY_MS, HOUR_MS, MINUTE_MS, now } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import type { TestActor } from '../../testing/actors.ts';
import {
  dealIn,
  deliveryBody,
  does,
  extensionBody,
  fund,
  milestoneOf,
  setEscrowStage,
  stage,
  untouched,
  type StagedStatus,
} from '../../testing/escrow-stage.ts';
import { person, postOffer, postRequest } from '../../testing/marketplace.ts';
import { dealInParts, doesPart } from '../../testing/milestone-stage.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { mayLose } from '../../testing/races.ts';
import { marketplaceDeadlines, REQUEST_TIMERS, type DeadlineAction } from '../marketplace/index.ts';
import { receiptsPort, setReceiptsPort } from './abandon.ts';

/** Whoever has to act hears of it before silence decides: by the bell, on the socket and by mail, each once. */

/** A clock that is moved moves every deal of this file. */
jest.setTimeout(60_000);
beforeAll(() => setEscrowStage());

interface Told {
  readonly kind: string;
  readonly to: string;
  readonly until: string;
  readonly amount: string | undefined;
}

/** What reminded people of a request, oldest first; every row has its mail and its event. */
async function toldOf(requestId: string, people: Record<string, TestActor>): Promise<Told[]> {
  await stage().settle();
  const rows = await database()
    .collection<{ kind: string; userId: Types.ObjectId; params: { until?: string; amount?: string } }>(
      'notifications',
    )
    .find({ requestId: new Types.ObjectId(requestId), 'params.until': { $exists: true } })
    .sort({ _id: 1 })
    .toArray();
  const mails = await database()
    .collection('mails')
    .countDocuments({ notificationId: { $in: rows.map(({ _id }) => _id) } });
  const sent = await database()
    .collection('outbox')
    .countDocuments({
      name: 'notification:received',
      'ids.notificationId': { $in: rows.map(({ _id }) => _id.toHexString()) },
    });
  expect([mails, sent]).toEqual([rows.length, rows.length]);
  const nameOf = (id: string) => Object.entries(people).find(([, actor]) => actor.id === id)?.[0] ?? id;
  return rows.map(({ kind, userId, params }) => ({
    kind,
    to: nameOf(userId.toHexString()),
    until: params.until ?? '',
    amount: params.amount,
  }));
}

const told = ({ requestId, buyer, seller }: WaitingDeal): Promise<Told[]> =>
  toldOf(requestId, { buyer, seller });

/** The queue's job, which comes when it comes. */
const job = async (requestId: string): Promise<void> => {
  for (const { name, act: take } of marketplaceDeadlines) {
    if (name === 'marketplace.reminder') await take(requestId);
  }
};

/** When a deadline of a request is over. */
async function endOf(requestId: string, action: DeadlineAction): Promise<Date> {
  const request = await database()
    .collection<{ deadlines: { action: string; at: Date }[] }>('purchase_requests')
    .findOne({ _id: new Types.ObjectId(requestId) });
  const found = request?.deadlines.find((deadline) => deadline.action === action);
  if (!found) throw new Error(`the request has no ${action}`);
  return found.at;
}

const until = (at: Date, beforeMs: number): Promise<void> =>
  stage().advance(at.getTime() - beforeMs - now().getTime());

interface Case {
  readonly action: Exclude<DeadlineAction, 'expire' | 'autoApprove' | 'unfund'>;
  readonly from: StagedStatus;
  readonly to: 'buyer' | 'seller';
  /** The buyer's with the fee, the seller's without it. */
  readonly amount: string;
}

const CASES: readonly Case[] = [
  { action: 'paymentTimedOut', from: 'awaiting_payment', to: 'buyer', amount: '100.00' },
  { action: 'decline', from: 'funded', to: 'seller', amount: '97.50' },
  { action: 'miss', from: 'in_delivery', to: 'seller', amount: '97.50' },
  { action: 'missChanges', from: 'changes_requested', to: 'seller', amount: '97.50' },
];

describe.each(CASES)('before $action of a deal that is $from', ({ action, from, to, amount }) => {
  it('whoever has to act is told, at each time once, and not when it is over', async () => {
    const deal = await dealIn(from);
    const at = await endOf(deal.requestId, action);
    const { event: kind, beforeMs } = REQUEST_TIMERS[action].reminder;
    const one = { kind, to, until: at.toISOString(), amount };
    for (const [index, ms] of beforeMs.entries()) {
      await until(at, ms + MINUTE_MS);
      await untouched(() => job(deal.requestId));
      expect(await told(deal)).toEqual(beforeMs.slice(0, index).map(() => one));
      // Two servers at once: one of them finds that the other was faster.
      await Promise.all([until(at, ms), job(deal.requestId), job(deal.requestId)].map(mayLose));
      await untouched(() => job(deal.requestId));
      expect(await told(deal)).toEqual(beforeMs.slice(0, index + 1).map(() => one));
    }
    await stage().advance(90 * DAY_MS);
    expect((await told(deal)).filter((row) => row.kind === kind)).toHaveLength(beforeMs.length);
  });
});

describe('nobody is told', () => {
  it('of a step that was taken, nor of what a pause has swallowed', async () => {
    const [paid, started, delivered, late] = await Promise.all([
      dealIn('awaiting_payment'),
      dealIn('funded'),
      dealIn('in_delivery'),
      dealIn('funded'),
    ]);
    await fund(paid);
    await does(started, 'start', started.seller);
    await does(delivered, 'deliver', delivered.seller, await deliveryBody(delivered));
    await stage().advance(2 * DAY_MS + HOUR_MS);
    const kindsOf = async (deal: WaitingDeal) => (await told(deal)).map(({ kind }) => kind);
    expect(await kindsOf(started)).toEqual([]);
    expect(await kindsOf(paid)).toEqual(['request:start-ending']);
    expect(await kindsOf(late)).toEqual(['request:start-ending']);
    await stage().advance(20 * DAY_MS);
    expect(await kindsOf(late)).toEqual(['request:start-ending']);
    expect(await kindsOf(delivered)).toEqual([]);
  });

  it('of a time to pay while their payment is on its way', async () => {
    const deal = await dealIn('awaiting_payment');
    const port = receiptsPort();
    setReceiptsPort({ ...port, isConfirming: () => Promise.resolve(true) });
    try {
      await stage().advance(24 * HOUR_MS - MINUTE_MS);
      expect(await told(deal)).toEqual([]);
      await stage().advance(2 * MINUTE_MS);
    } finally {
      setReceiptsPort(port);
    }
    // The time is longer now, and the payment came to nothing: then there is something to do.
    const at = await endOf(deal.requestId, 'paymentTimedOut');
    await until(at, 6 * HOUR_MS);
    expect(await told(deal)).toMatchObject([{ kind: 'request:payment-ending', until: at.toISOString() }]);
  });
});

describe('a date that is put off', () => {
  it('is told of anew, and the party that has a proposal to answer hears of the old one too', async () => {
    const deal = await dealIn('in_delivery');
    const first = await endOf(deal.requestId, 'miss');
    const body = await extensionBody(deal, 30 * DAY_MS);
    await does(deal, 'extension', deal.seller, body);
    await until(first, 4 * DAY_MS);
    expect((await told(deal)).map(({ kind, to }) => `${kind} ${to}`)).toEqual([
      'request:delivery-ending seller',
      'request:answer-awaited buyer',
    ]);
    await does(deal, 'extension/confirm', deal.buyer, { newDueAt: body.newDueAt });
    const second = await endOf(deal.requestId, 'miss');
    await until(second, 4 * DAY_MS + MINUTE_MS);
    expect(await told(deal)).toHaveLength(2);
    await until(second, 4 * DAY_MS);
    expect((await told(deal)).at(-1)).toMatchObject({ until: second.toISOString(), to: 'seller' });
  });

  it('is each milestone’s own', async () => {
    const deal = await dealInParts();
    await doesPart(deal, 'deliver', 1, deal.seller);
    const { requestId, buyer, seller } = deal;
    await stage().advance(20 * DAY_MS - HOUR_MS);
    const rows = await toldOf(requestId, { buyer, seller });
    const dates = rows.filter(({ kind }) => kind === 'request:delivery-ending');
    // The second one’s date comes; the third’s is ten days away.
    expect(dates.map(({ to, amount }) => [to, amount])).toEqual([['seller', '48.75']]);
  });
});

describe('an offer and its request', () => {
  it('are told of a day, and three days and one, before they run out', async () => {
    const [buyer, seller, other] = [await person('Bita'), await person('Sam'), await person('Olga')];
    const { id: requestId } = await postRequest(stage(), buyer);
    const people = { buyer, seller, other };
    await postOffer(stage(), seller, requestId);
    const countered = await postOffer(stage(), other, requestId);
    const counter = { terms: { ...countered.current.terms }, basedOn: 1 };
    const path = `/api/marketplace/offers/${countered.id}/counter`;
    expect((await stage().api.post(path).set(buyer.auth).send(counter)).status).toBe(200);
    await stage().advance(6 * DAY_MS - HOUR_MS);
    expect(await toldOf(requestId, people)).toEqual([]);
    await stage().advance(2 * HOUR_MS);
    const rows = await toldOf(requestId, people);
    expect(rows.map(({ kind, to, amount }) => [kind, to, amount]).sort()).toEqual([
      ['offer:ending', 'buyer', '250.00'],
      ['offer:ending', 'other', '250.00'],
    ]);
    await stage().advance(DAY_MS);
    const expiry = await endOf(requestId, 'expire');
    await until(expiry, 3 * DAY_MS);
    await until(expiry, DAY_MS);
    await until(expiry, -DAY_MS);
    expect((await toldOf(requestId, people)).slice(2).map(({ kind, to }) => [kind, to])).toEqual([
      ['request:expiring', 'buyer'],
      ['request:expiring', 'buyer'],
    ]);
  });

  it('leave the buyer alone while another offer is being paid', async () => {
    const deal = await dealIn('awaiting_payment');
    const seller = await person('Rival');
    const offers = database().collection('seller_offers');
    const rival = {
      ...(await offers.findOne({ requestId: new Types.ObjectId(deal.requestId) })),
      _id: new Types.ObjectId(),
      sellerId: new Types.ObjectId(seller.id),
      status: 'submitted',
      expiresAt: new Date(now().getTime() + 12 * HOUR_MS),
      remindAt: [new Date(now().getTime() + HOUR_MS)],
    };
    await offers.insertOne(rival);
    await stage().advance(2 * HOUR_MS);
    expect(await told(deal)).toEqual([]);
    expect(await offers.findOne({ _id: rival._id })).toMatchObject({ remindAt: [] });
    expect((await milestoneOf(deal)).status).toBe('pending');
  });
});
