import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { HOUR_MS, MINUTE_MS, now } from '../platform/clock.ts';
import { createHeartbeat, type DowntimeCredit } from '../platform/downtime.ts';
import { database } from '../platform/mongo.ts';
import { caseIn, openedCase, readDispute, setDisputeStage } from '../testing/dispute-stage.ts';
import { dealIn, milestoneOf, postedFor, readDeal, stage, timelineOf } from '../testing/escrow-stage.ts';
import {
  eventsOf,
  inMs,
  postOffer,
  postRequest,
  person,
  readOffer,
  readRequest,
} from '../testing/marketplace.ts';
import { downtimeCredits } from './deadlines.ts';

const LENGTH_MS = 2 * HOUR_MS;
const rows = (name: string) => database().collection(name);
const oid = (id: string) => new Types.ObjectId(id);
/** A clock's tick between two reads. */
const TICK_MS = 20_000;

beforeAll(() => setDisputeStage());

/** The last beat was so long ago: nobody was there since. */
async function silence(lengthMs = LENGTH_MS): Promise<void> {
  await rows('heartbeat').updateOne(
    { _id: 'heartbeat' as never },
    { $set: { wallAt: new Date(Date.now() - lengthMs) } },
    { upsert: true },
  );
}

/** Another server starts, and is the first to notice. */
const starts = (credits: readonly DowntimeCredit[] = downtimeCredits): Promise<void> =>
  createHeartbeat(credits).alive();

const downtimes = () => rows('downtimes').find().sort({ from: 1 }).toArray();
const close = (a: string | Date | null | undefined, b: number): void => {
  expect(Math.abs(new Date(a ?? 0).getTime() - b)).toBeLessThan(TICK_MS);
};

/** The deadlines of a request lie so far from now, as if the clock had gone on to there. */
const makeEnd = (requestId: string, inOf: number) =>
  rows('purchase_requests').updateOne(
    { _id: oid(requestId) },
    { $set: { 'deadlines.$[].at': new Date(now().getTime() + inOf), 'deadlines.$[].remindAt': [] } },
  );

beforeEach(async () => {
  await rows('downtimes').deleteMany({});
  await rows('downtime_credits').deleteMany({});
  await starts();
});

describe('a downtime', () => {
  it('is a gap between beats, stored once by however many servers start', async () => {
    await silence();
    await Promise.all([starts(), starts(), starts(), starts()]);
    const found = await downtimes();
    expect(found).toHaveLength(1);
    expect(found[0]?.['doneAt']).toBeInstanceOf(Date);
    expect(Math.abs(Number(found[0]?.['lengthMs']) - LENGTH_MS)).toBeLessThan(TICK_MS);
  });

  it('is not a short restart, not a first start, and not a clock that was moved forward', async () => {
    await silence(9 * MINUTE_MS);
    await starts();
    await rows('heartbeat').deleteMany({});
    await starts();
    await stage().advance(3 * HOUR_MS);
    await starts();
    expect(await downtimes()).toEqual([]);
  });

  it('is no business of a server that has beaten just now; the next round notices', async () => {
    const heartbeat = createHeartbeat(downtimeCredits);
    await heartbeat.alive();
    await silence();
    // Still fresh in its own eyes: it beat a moment ago.
    await heartbeat.alive();
    expect(await downtimes()).toEqual([]);
    await createHeartbeat(downtimeCredits).alive();
    expect(await downtimes()).toHaveLength(1);
  });
});

describe('what was running is put off by it,', () => {
  it('a deadline that fell due within it, before the sweep could act on it', async () => {
    const deal = await dealIn('funded');
    await makeEnd(deal.requestId, -HOUR_MS);
    await silence();
    await starts();
    await stage().deadlines.sweep();
    const after = await readDeal(deal);
    expect(after.status).toBe('funded');
    close(after.deadline?.at, now().getTime() + HOUR_MS);
    expect((await timelineOf(deal)).at(-1)).toBe('extendDeadlines timer');
    expect(await eventsOf(deal.requestId, { buyer: deal.buyer, seller: deal.seller })).toContain(
      'request:deadlines-extended buyer seller',
    );
    // An hour more, and silence means what it meant.
    await stage().advance(HOUR_MS + MINUTE_MS);
    expect((await readDeal(deal)).status).toBe('refunded');
    expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'refund']);
  });

  it('but not one that was over before it began', async () => {
    const deal = await dealIn('funded');
    await makeEnd(deal.requestId, -3 * HOUR_MS);
    await silence();
    await starts();
    await stage().deadlines.sweep();
    expect((await readDeal(deal)).status).toBe('refunded');
    expect(await timelineOf(deal)).not.toContain('extendDeadlines timer');
  });

  it('the dates of a deal with their timers, reminders included', async () => {
    const [delivered, started] = [await dealIn('delivered'), await dealIn('in_delivery')];
    const before = await Promise.all([delivered, started].map((deal) => milestoneOf(deal)));
    const stored = await rows('purchase_requests').findOne({ _id: oid(delivered.requestId) });
    await silence();
    await starts();
    const after = await Promise.all([delivered, started].map((deal) => milestoneOf(deal)));
    const later = (date: string | null | undefined) => new Date(date ?? 0).getTime() + LENGTH_MS;
    close(after[0]?.inspectionEndsAt, later(before[0]?.inspectionEndsAt));
    close(after[1]?.dueAt, later(before[1]?.dueAt));
    close((await readDeal(delivered)).deadline?.at, new Date(after[0]?.inspectionEndsAt ?? 0).getTime());
    const reminders = (request: unknown): Date[] =>
      (request as { deadlines: { remindAt: Date[] }[] }).deadlines.flatMap(({ remindAt }) => remindAt);
    const moved = reminders(await rows('purchase_requests').findOne({ _id: oid(delivered.requestId) }));
    reminders(stored).forEach((at, index) => {
      close(moved[index], at.getTime() + LENGTH_MS);
    });
    expect(moved).toHaveLength(3);
  });

  it('the time to pay, even while a payment is being confirmed', async () => {
    const deal = await dealIn('awaiting_payment');
    const before = (await readDeal(deal)).deadline?.at;
    await silence();
    await starts();
    close((await readDeal(deal)).deadline?.at, new Date(before ?? 0).getTime() + LENGTH_MS);
    const contract = await rows('contracts').findOne({ _id: oid(deal.contractId) });
    expect(Math.abs(Number(contract?.['downtimeMs']) - LENGTH_MS)).toBeLessThan(TICK_MS);
  });

  it('open requests, sealed bidding and offers', async () => {
    const [buyer, seller] = await Promise.all([person('Bita'), person('Sam')]);
    const bidding = { sealed: true, bidDeadlineAt: inMs(26 * HOUR_MS) };
    const request = await postRequest(stage(), buyer, bidding);
    const offer = await postOffer(stage(), seller, request.id);
    await silence();
    await starts();
    const after = await readRequest(stage(), request.id, buyer);
    close(after.bidDeadlineAt, new Date(bidding.bidDeadlineAt).getTime() + LENGTH_MS);
    close(after.deadline?.at, new Date(request.deadline?.at ?? 0).getTime() + LENGTH_MS);
    const moved = await readOffer(stage(), offer.id, seller);
    close(moved.deadline?.at, new Date(offer.deadline?.at ?? 0).getTime() + LENGTH_MS);
  });

  it('disputes, each party’s time and the mediator’s', async () => {
    const [waiting, mediated] = [await openedCase(), await caseIn('mediation')];
    const before = await Promise.all([waiting, mediated].map((at) => readDispute(at)));
    await silence();
    await starts();
    const after = await Promise.all([waiting, mediated].map((at) => readDispute(at)));
    after.forEach(({ status, deadline }, index) => {
      expect(status).toBe(before[index]?.status);
      close(deadline?.at, new Date(before[index]?.deadline?.at ?? 0).getTime() + LENGTH_MS);
    });
    expect((await timelineOf(waiting)).at(-1)).toBe('dispute.extendDeadlines timer');
  });
});

describe('crediting', () => {
  const endOf = async (deal: { requestId: string }): Promise<number> => {
    const request = await rows('purchase_requests').findOne({ _id: oid(deal.requestId) });
    return (request as unknown as { deadlines: { at: Date }[] }).deadlines[0]?.at.getTime() ?? 0;
  };

  it('happens once for each, however often and by how many it is tried', async () => {
    const deals = [await dealIn('funded'), await dealIn('funded')];
    const before = await Promise.all(deals.map(endOf));
    await silence();
    await Promise.all([starts(), starts(), starts()]);
    await rows('downtimes').updateMany({}, { $set: { doneAt: null } });
    await Promise.all([starts(), starts()]);
    const after = await Promise.all(deals.map(endOf));
    after.forEach((at, index) => {
      close(new Date(at), (before[index] ?? 0) + LENGTH_MS);
    });
  });

  it('goes on where it stopped, and until then nothing is acted on', async () => {
    const deals = [await dealIn('funded'), await dealIn('funded')];
    await Promise.all(deals.map(({ requestId }) => makeEnd(requestId, -HOUR_MS)));
    const doomed = deals[1]?.requestId;
    const [first, ...rest] = downtimeCredits;
    if (!first) throw new Error('there are credits');
    const dying: DowntimeCredit = {
      ...first,
      credit: async (tx, id, downtime) => {
        await first.credit(tx, id, downtime);
        if (id === doomed) throw new Error('dies here');
      },
    };
    await silence();
    await expect(starts([dying, ...rest])).rejects.toThrow('dies here');
    expect((await downtimes())[0]?.['doneAt']).toBeNull();
    expect(await endOf({ requestId: doomed ?? '' })).toBeLessThan(now().getTime());
    await starts();
    for (const deal of deals) close(new Date(await endOf(deal)), now().getTime() + HOUR_MS);
    expect(
      (await timelineOf({ requestId: doomed ?? '' })).filter((line) => line.startsWith('extend')),
    ).toEqual(['extendDeadlines timer']);
    await stage().deadlines.sweep();
    for (const deal of deals) expect((await readDeal(deal)).status).toBe('funded');
  });
});
