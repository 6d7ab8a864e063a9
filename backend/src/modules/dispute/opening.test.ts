import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DAY_MS, HOUR_MS, now } from '../../platform/clock.ts';
import {
  ask,
  caseIn,
  deskPeople,
  openedCase,
  openingBody,
  party,
  partyDoes,
  readDispute,
  setDisputeStage,
  stage,
  STATEMENT,
} from '../../testing/dispute-stage.ts';
import {
  act,
  approvalOf,
  booksOf,
  dealIn,
  milestoneOf,
  postedFor,
  PRICE_BASE,
  readDeal,
  timelineOf,
} from '../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { eventsOf, person } from '../../testing/marketplace.ts';
import * as contract from './dispute.contract.ts';

/** A clock that is moved moves every case of this file. */
jest.setTimeout(60_000);
beforeAll(() => setDisputeStage({ relay: false }));

const HELD = { escrow: PRICE_BASE, seller: 0n, buyer: 0n };

/** The only dispute of a deal. */
async function disputeOf(deal: Parameters<typeof readDeal>[0]) {
  const response = await ask(`/api/disputes?requestId=${deal.requestId}`, deal.seller, undefined, {
    method: 'get',
  });
  const { items } = expectData(response, contract.listDisputes);
  expect(items).toHaveLength(1);
  return { ...deal, disputeId: items[0]?.id ?? '' };
}

describe('changes that were not delivered in time', () => {
  it('open a dispute by themselves, as the buyer’s, which goes its way', async () => {
    const deal = await dealIn('changes_requested');
    await stage().advance(8 * DAY_MS);
    const at = await disputeOf(deal);
    const view = await readDispute(at);
    expect(view).toMatchObject({
      status: 'awaiting_response',
      openedBy: 'timer',
      opener: 'buyer',
      reason: 'late',
      wish: null,
      evidenceCount: 0,
      evidenceHead: '',
    });
    expect(new Date(view.openedAt) <= now()).toBe(true);
    expectError(await party(at, 'response', at.buyer, STATEMENT), 'FORBIDDEN');
    expect((await partyDoes(at, 'response', at.seller, STATEMENT)).status).toBe('negotiation');
  });
});

describe.each(['funded', 'in_delivery', 'delivered', 'changes_requested'] as const)(
  'a dispute about a deal that is %s',
  (from) => {
    it.each(['buyer', 'seller'] as const)('opened by the %s freezes it', async (by) => {
      const at = await openedCase(from, by);
      const view = await readDispute(at);
      expect(view).toMatchObject({
        status: 'awaiting_response',
        opener: by,
        openedBy: by,
        mediator: null,
        held: { amount: String(PRICE_BASE) },
        deadline: {
          action: 'noResponse',
          at: new Date(new Date(view.statusSince).getTime() + 72 * HOUR_MS).toISOString(),
        },
        evidenceCount: 1,
      });
      const deal = await readDeal(at);
      expect(deal).toMatchObject({ status: 'disputed', turn: 'mediator', deadline: null, abilities: [] });
      expect(deal.contract.milestones[0]).toMatchObject({ status: 'disputed', inspectionEndsAt: null });
      expect(await booksOf(at)).toEqual(HELD);
    });

    it('stands still: nothing leaves escrow by an act or by time', async () => {
      const at = await openedCase(from);
      const milestoneId = (await milestoneOf(at)).id;
      const bodies: Record<string, object | undefined> = {
        start: undefined,
        decline: undefined,
        deliver: { milestoneId, note: 'Here.' },
        changes: { milestoneId, note: 'Not yet.', redeliveryDays: 3 },
        cancellation: { note: '' },
        'cancellation/confirm': { milestoneId: null },
      };
      for (const [action, body] of Object.entries(bodies)) {
        for (const actor of [at.buyer, at.seller])
          expectError(await act(at, action, actor, body), 'INVALID_TRANSITION');
      }
      if (from === 'delivered') {
        const approval = {
          ...(await approvalOf(at)),
          held: { amount: String(PRICE_BASE), asset: 'ETH-USDT' },
        };
        expectError(await act(at, 'approve', at.buyer, approval), 'INVALID_TRANSITION');
      }
      await stage().advance(60 * DAY_MS);
      expect((await readDeal(at)).status).toBe('disputed');
      expect(await booksOf(at)).toEqual(HELD);
      expect(await postedFor(at)).toEqual(['deposit', 'fund']);
    });
  },
);

describe('opening', () => {
  it('is refused before the deal is paid, when it is over, twice, and to everybody else', async () => {
    const stranger = await person('Stranger');
    const waiting = await dealIn('awaiting_payment');
    expectError(await ask('/api/disputes', waiting.buyer, await openingBody(waiting)), 'INVALID_TRANSITION');
    const at = await openedCase();
    const body = await openingBody(at);
    expectError(await ask('/api/disputes', at.seller, body), 'INVALID_TRANSITION');
    expectError(await ask('/api/disputes', stranger, body), 'NOT_FOUND');
    expectError(await ask('/api/disputes', deskPeople().admin, body), 'NOT_FOUND');
    const done = await dealIn('delivered');
    await act(done, 'approve', done.buyer, await approvalOf(done));
    expectError(await ask('/api/disputes', done.buyer, await openingBody(done)), 'INVALID_TRANSITION');
  });

  it('refuses a statement that says nothing, somebody else’s file, and an unknown milestone', async () => {
    const deal = await dealIn('delivered');
    const send = async (changes: object) =>
      ask('/api/disputes', deal.buyer, await openingBody(deal, changes));
    expectError(await send({ statement: 'Bad.' }), 'VALIDATION_FAILED');
    expectError(await send({ reason: 'because' }), 'VALIDATION_FAILED');
    expectError(await send({ attachmentIds: ['0123456789abcdef01234567'] }), 'VALIDATION_FAILED');
    expectError(await send({ milestoneId: '0123456789abcdef01234567' }), 'NOT_FOUND');
    expect((await readDeal(deal)).status).toBe('delivered');
  });

  it('with one Idempotency-Key happens once', async () => {
    const deal = await dealIn('delivered');
    const body = await openingBody(deal);
    const send = () => ask('/api/disputes', deal.buyer, body, { key: 'open-it-once' });
    const [first, second] = [await send(), await send()];
    expect(expectData(second, contract.openDispute)).toEqual(expectData(first, contract.openDispute));
    expect(second.headers['idempotent-replayed']).toBe('true');
    await disputeOf(deal);
  });

  it('closes an open proposal: nobody could answer it', async () => {
    const deal = await dealIn('in_delivery');
    await act(deal, 'cancellation', deal.seller, { note: 'I am ill.' });
    await ask('/api/disputes', deal.buyer, await openingBody(deal));
    expect((await readDeal(deal)).proposal).toBeNull();
  });

  it('tells both parties, with ids and nothing else', async () => {
    const at = await openedCase();
    const people = { buyer: at.buyer, seller: at.seller };
    const events = await eventsOf(at.requestId, people);
    expect(events).toContain('request:disputed buyer seller');
    expect(events).toContain('dispute:opened buyer seller');
    expect((await timelineOf(at)).at(-1)).toBe('dispute buyer');
  });
});

describe('the answer', () => {
  it('starts seven days of negotiation', async () => {
    const at = await caseIn('negotiation');
    const view = await readDispute(at, at.seller);
    expect(view).toMatchObject({
      status: 'negotiation',
      viewerRole: 'seller',
      deadline: { action: 'negotiationEnded' },
      evidenceCount: 2,
    });
    expect(new Date(view.deadline?.at ?? 0).getTime() - new Date(view.statusSince).getTime()).toBe(
      7 * DAY_MS,
    );
    expect(view.history.map(({ action, by }) => `${action} ${by}`)).toEqual([
      'notify buyer',
      'respond seller',
    ]);
  });
});
