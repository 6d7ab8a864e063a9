import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { DAY_MS, HOUR_MS, MINUTE_MS, now } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import {
  act,
  approvalOf,
  changesBody,
  dealIn,
  deliveryBody,
  does,
  fund,
  milestoneOf,
  setEscrowStage,
  stage,
  untouched,
} from '../../testing/escrow-stage.ts';
import { eventsOf, person, postOffer, postRequest, usd } from '../../testing/marketplace.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { mayLose } from '../../testing/races.ts';
import { reminderTimes } from '../../platform/reminder.ts';
import { marketplaceDeadlines, REQUEST_TIMERS } from '../marketplace/index.ts';

const KIND = 'request:inspection-ending';

beforeAll(() => setEscrowStage());
beforeEach(() => stage().settle());

/** How often the buyer was told so far: by the bell, by mail, on the socket; the seller never is. */
async function told({ requestId, buyer, seller }: WaitingDeal): Promise<number> {
  await stage().settle();
  const id = new Types.ObjectId(requestId);
  const rows = await database().collection('notifications').find({ requestId: id, kind: KIND }).toArray();
  expect(rows.filter(({ userId }) => String(userId) !== buyer.id)).toEqual([]);
  const mails = await database()
    .collection('mails')
    .countDocuments({ notificationId: { $in: rows.map(({ _id }) => _id) } });
  const events = (await eventsOf(requestId, { buyer, seller })).filter((line) => line.startsWith(KIND));
  expect(events).toEqual(rows.map(() => `${KIND} buyer`));
  expect(mails).toBe(rows.length);
  return rows.length;
}

/** The queue's job, which comes when it comes. */
const job = async ({ requestId }: WaitingDeal): Promise<void> => {
  for (const { name, act: take } of marketplaceDeadlines) {
    if (name === 'marketplace.reminder') await take(requestId);
  }
};

async function deliveredIn(inspectionDays: number): Promise<WaitingDeal> {
  const [buyer, seller] = await Promise.all([person('Bita'), person('Sam')]);
  const { id: requestId } = await postRequest(stage(), buyer);
  const offer = await postOffer(stage(), seller, requestId, { price: usd(10_000), inspectionDays });
  const body = { requestId, offerId: offer.id, revision: 1 };
  const accepted = await stage().api.post('/api/escrow/deals').set(buyer.auth).send(body);
  const { id: contractId } = (accepted.body as { data: { contract: { id: string } } }).data.contract;
  const deal = { buyer, seller, requestId, offerId: offer.id, contractId };
  await fund(deal);
  await does(deal, 'deliver', seller, await deliveryBody(deal));
  return deal;
}

describe('the times', () => {
  const hours = (inspectionDays: number): number[] => {
    const from = new Date('2026-01-01T00:00:00Z');
    const endsAt = new Date(from.getTime() + inspectionDays * DAY_MS);
    return reminderTimes(REQUEST_TIMERS.autoApprove, from, endsAt).map(
      (at) => (endsAt.getTime() - at.getTime()) / HOUR_MS,
    );
  };

  it.each([
    [7, [84, 24, 2]],
    [30, [360, 24, 2]],
    [2, [24, 2]],
    [1, [12, 2]],
  ])('of %d days of inspection are half-way, a day and two hours before', (days, expected) => {
    expect(hours(days)).toEqual(expected);
  });
});

describe('the end of an inspection', () => {
  it('is announced to the buyer three times, each once', async () => {
    const deal = await dealIn('delivered');
    await stage().advance(3.5 * DAY_MS - MINUTE_MS);
    await untouched(() => job(deal));
    expect(await told(deal)).toBe(0);
    for (const [wait, times] of [
      [2 * MINUTE_MS, 1],
      [2.5 * DAY_MS - 3 * MINUTE_MS, 1],
      [2 * MINUTE_MS, 2],
      [22 * HOUR_MS - 2 * MINUTE_MS, 2],
      [2 * MINUTE_MS, 3],
    ] as const) {
      await Promise.all([stage().advance(wait), job(deal), job(deal)].map(mayLose));
      await untouched(() => job(deal));
      expect([wait, await told(deal)]).toEqual([wait, times]);
    }
    await stage().advance(2 * HOUR_MS);
    expect(await told(deal)).toBe(3);
  });

  it('is named in the notification, and the deal does not move for it', async () => {
    const deal = await dealIn('delivered');
    const { inspectionEndsAt } = await milestoneOf(deal);
    const requests = database().collection('purchase_requests');
    const before = await requests.findOne({ _id: new Types.ObjectId(deal.requestId) });
    await stage().advance(4 * DAY_MS);
    expect(await told(deal)).toBe(1);
    const row = await database()
      .collection('notifications')
      .findOne({ kind: KIND, 'params.until': inspectionEndsAt });
    expect(row).toMatchObject({
      params: { role: 'buyer', counterparty: 'Sam', amount: '100.00', asset: 'USD' },
    });
    const after = await requests.findOne({ _id: new Types.ObjectId(deal.requestId) });
    expect(after).toMatchObject({ status: 'delivered', updatedAt: before?.['updatedAt'] as Date });
  });

  it('of one day is announced twice, of two days twice', async () => {
    for (const days of [1, 2]) {
      const deal = await deliveredIn(days);
      for (let hour = 0; hour < days * 24 - 1; hour += 6) await stage().advance(6 * HOUR_MS - 10 * MINUTE_MS);
      await stage().advance(HOUR_MS);
      const { inspectionEndsAt } = await milestoneOf(deal);
      if (new Date(inspectionEndsAt ?? 0) > now()) {
        await stage().advance(new Date(inspectionEndsAt ?? 0).getTime() - now().getTime() - MINUTE_MS);
      }
      expect([days, await told(deal)]).toEqual([days, 2]);
    }
  });

  it('is announced once for several reminders that a pause has swallowed, and not when it is over', async () => {
    const [paused, over] = [await dealIn('delivered'), await dealIn('delivered')];
    await stage().advance(7 * DAY_MS - HOUR_MS);
    expect(await told(paused)).toBe(1);
    const late = await dealIn('delivered');
    await stage().advance(30 * DAY_MS);
    expect([await told(late), await told(over)]).toEqual([0, 1]);
  });
});

describe('nobody is reminded', () => {
  it('of what was approved, sent back or cancelled', async () => {
    const deals = [await dealIn('delivered'), await dealIn('delivered'), await dealIn('delivered')] as const;
    const [approved, sentBack, cancelled] = deals;
    await does(approved, 'approve', approved.buyer, await approvalOf(approved));
    await does(sentBack, 'changes', sentBack.buyer, await changesBody(sentBack, { redeliveryDays: 60 }));
    await does(cancelled, 'cancellation', cancelled.buyer, {});
    await does(cancelled, 'cancellation/confirm', cancelled.seller);
    await stage().advance(7 * DAY_MS);
    for (const deal of deals) {
      await untouched(() => job(deal));
      expect(await told(deal)).toBe(0);
    }
  });

  it('by the first delivery’s times once there is a second', async () => {
    const deal = await dealIn('delivered');
    await does(deal, 'changes', deal.buyer, await changesBody(deal));
    await stage().advance(3 * DAY_MS);
    await does(deal, 'deliver', deal.seller, await deliveryBody(deal));
    await stage().advance(3 * DAY_MS);
    expect(await told(deal)).toBe(0);
    await stage().advance(DAY_MS);
    expect(await told(deal)).toBe(1);
  });

  it('twice when the buyer acts at the same moment', async () => {
    const deal = await dealIn('delivered');
    const seen = await approvalOf(deal);
    await Promise.all([stage().advance(4 * DAY_MS), act(deal, 'approve', deal.buyer, seen)]);
    expect(await told(deal)).toBeLessThanOrEqual(1);
    expect((await milestoneOf(deal)).status).toBe('released');
  });
});
