import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../platform/clock.ts';
import {
  booksOf,
  changesBody,
  dealIn,
  deliveryBody,
  does,
  extensionBody,
  FEE_BASE,
  fund,
  postedFor,
  PRICE_BASE,
  readDeal,
  setEscrowStage,
  stage,
  timelineOf,
  untouched,
  type Books,
} from '../../testing/escrow-stage.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import { eventsOf, readOffer, readRequest } from '../../testing/marketplace.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { marketplaceDeadlines } from '../marketplace/index.ts';
import { actOnDeadline, ESCROW_DEADLINES, type EscrowDeadline } from './deadlines.ts';

beforeAll(() => setEscrowStage());

const HELD: Books = { escrow: PRICE_BASE, seller: 0n, buyer: 0n };
const REFUNDED: Books = { escrow: 0n, seller: 0n, buyer: PRICE_BASE };
const RELEASED: Books = { escrow: 0n, seller: PRICE_BASE - FEE_BASE, buyer: 0n };

interface Case {
  readonly action: EscrowDeadline;
  readonly from: 'funded' | 'in_delivery' | 'delivered' | 'changes_requested';
  readonly afterMs: number;
  readonly to: string;
  readonly event: string;
  readonly books: Books;
}

/** Every timer of a paid deal, from the rules: what it does, when, and where the money is then. */
const CASES: readonly Case[] = [
  {
    action: 'decline',
    from: 'funded',
    afterMs: 3 * DAY_MS,
    to: 'refunded',
    event: 'request:declined',
    books: REFUNDED,
  },
  {
    action: 'miss',
    from: 'in_delivery',
    afterMs: 13 * DAY_MS,
    to: 'refunded',
    event: 'request:missed',
    books: REFUNDED,
  },
  {
    action: 'autoApprove',
    from: 'delivered',
    afterMs: 7 * DAY_MS,
    to: 'completed',
    event: 'request:completed',
    books: RELEASED,
  },
  {
    action: 'missChanges',
    from: 'changes_requested',
    afterMs: 8 * DAY_MS,
    to: 'disputed',
    event: 'request:disputed',
    books: HELD,
  },
];

/** The queue's job, which comes when it comes. */
const job = async ({ requestId }: WaitingDeal): Promise<void> => {
  for (const { name, act } of marketplaceDeadlines) {
    if (name === 'marketplace.request') await act(requestId);
  }
};
const taken = async (deal: WaitingDeal, action: string): Promise<number> =>
  (await timelineOf(deal)).filter((line) => line === `${action} timer`).length;
const told = async (deal: WaitingDeal, event: string): Promise<number> =>
  (await eventsOf(deal.requestId)).filter((line) => line.startsWith(event)).length;

it('are all here', () => {
  // A frozen deal is given up beside the reorganisation that froze it.
  const here = [...CASES.map(({ action }) => action), 'paymentTimedOut', 'unfund'];
  expect([...ESCROW_DEADLINES].sort()).toEqual(here.sort());
});

describe.each(CASES)('$action of a deal that is $from', ({ action, from, afterMs, to, event, books }) => {
  it('comes not a minute early', async () => {
    const deal = await dealIn(from);
    expect((await readDeal(deal)).deadline?.action).toBe(action);
    await stage().advance(afterMs - MINUTE_MS);
    await untouched(async () => {
      await actOnDeadline(deal.requestId, action);
      await job(deal);
    });
    expect((await readDeal(deal)).status).toBe(from);
    expect(await booksOf(deal)).toEqual(HELD);
    await stage().advance(MINUTE_MS);
    expect((await readDeal(deal)).status).toBe(to);
  });

  it('acts once, however often and from however many sides it is called', async () => {
    const deal = await dealIn(from);
    await Promise.all([
      stage().advance(afterMs),
      ...[1, 2, 3].map(() => job(deal)),
      ...[1, 2].map(() => actOnDeadline(deal.requestId, action)),
    ]);
    await Promise.all([job(deal), actOnDeadline(deal.requestId, action)]);
    await untouched(() => job(deal));
    expect(await readDeal(deal)).toMatchObject({ status: to, deadline: null });
    expect([await taken(deal, action), await told(deal, event)]).toEqual([1, 1]);
    expect(await booksOf(deal)).toEqual(books);
  });

  it('does the same when it comes a year late', async () => {
    const deal = await dealIn(from);
    await stage().advance(365 * DAY_MS);
    expect((await readDeal(deal)).status).toBe(to);
    expect([await taken(deal, action), await told(deal, event)]).toEqual([1, 1]);
    expect(await booksOf(deal)).toEqual(books);
  });
});

describe('a deal that is not paid', () => {
  it('is open again after 24 hours, with its offer, and can be accepted anew', async () => {
    const deal = await dealIn('awaiting_payment');
    await stage().advance(24 * HOUR_MS - MINUTE_MS);
    expect((await readDeal(deal)).status).toBe('awaiting_payment');
    await Promise.all([stage().advance(2 * MINUTE_MS), job(deal), job(deal)]);
    await untouched(() => actOnDeadline(deal.requestId, 'paymentTimedOut'));
    const request = await readRequest(stage(), deal.requestId, deal.buyer);
    expect(request.status).toBe('open');
    expect((await readOffer(stage(), deal.offerId, deal.seller)).status).toBe('submitted');
    const path = `/api/escrow/deals/${deal.requestId}`;
    expectError(await stage().api.get(path).set(deal.buyer.auth), 'NOT_FOUND');
    expect([await taken(deal, 'paymentTimedOut'), await told(deal, 'request:payment-timed-out')]).toEqual([
      1, 1,
    ]);

    const body = { requestId: deal.requestId, offerId: deal.offerId, revision: 1 };
    const again = await stage().api.post('/api/escrow/deals').set(deal.buyer.auth).send(body);
    expect(again.status).toBe(201);
  });

  it('cannot be funded by the old contract any more', async () => {
    const deal = await dealIn('awaiting_payment');
    await stage().advance(25 * HOUR_MS);
    await expect(fund(deal)).rejects.toThrow();
    expect(await postedFor(deal)).toEqual([]);
  });
});

describe('a timer that was overtaken', () => {
  it('does nothing to a deal that moved on', async () => {
    const deal = await dealIn('in_delivery');
    await does(deal, 'deliver', deal.seller, await deliveryBody(deal));
    await does(deal, 'changes', deal.buyer, await changesBody(deal, { redeliveryDays: 30 }));
    // Past the first delivery date and its grace, past the inspection too.
    await stage().advance(20 * DAY_MS);
    expect((await readDeal(deal)).status).toBe('changes_requested');
    await does(deal, 'deliver', deal.seller, await deliveryBody(deal));
    await stage().advance(7 * DAY_MS);
    expect((await readDeal(deal)).status).toBe('completed');
    expect(await booksOf(deal)).toEqual(RELEASED);
  });

  it('goes by the date that was agreed on', async () => {
    const deal = await dealIn('in_delivery');
    const body = await extensionBody(deal, 10 * DAY_MS);
    await does(deal, 'extension', deal.seller, body);
    await does(deal, 'extension/confirm', deal.buyer, { newDueAt: body.newDueAt });
    await stage().advance(22 * DAY_MS);
    expect((await readDeal(deal)).status).toBe('in_delivery');
    await stage().advance(DAY_MS + MINUTE_MS);
    expect((await readDeal(deal)).status).toBe('refunded');
  });

  it('leaves no proposal open in a deal that it ends or freezes', async () => {
    const deals = [await dealIn('funded'), await dealIn('changes_requested'), await dealIn('delivered')];
    for (const deal of deals) await does(deal, 'cancellation', deal.buyer, {});
    await stage().advance(9 * DAY_MS);
    const views = await Promise.all(deals.map((deal) => readDeal(deal, deal.seller)));
    expect(views.map(({ status }) => status)).toEqual(['refunded', 'disputed', 'completed']);
    expect(views.map(({ proposal, yourTurn }) => [proposal, yourTurn])).toEqual(
      deals.map(() => [null, false]),
    );
  });
});
