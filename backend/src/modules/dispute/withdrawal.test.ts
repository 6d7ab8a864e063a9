import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS, now } from '../../platform/clock.ts';
import {
  ask,
  openedCase,
  openingBody,
  party,
  partyDoes,
  readDispute,
  setDisputeStage,
  stage,
  type Case,
} from '../../testing/dispute-stage.ts';
import {
  act,
  approvalOf,
  booksOf,
  dealIn,
  deliveryBody,
  does,
  PRICE_BASE,
  readDeal,
  timelineOf,
} from '../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { eventsOf } from '../../testing/marketplace.ts';
import * as contract from './dispute.contract.ts';

/** A clock that is moved moves every case of this file. */
jest.setTimeout(60_000);
beforeAll(() => setDisputeStage());

const HELD = { escrow: PRICE_BASE, seller: 0n, buyer: 0n };

async function withdraw(at: Case, by: 'buyer' | 'seller' = 'buyer'): Promise<void> {
  await partyDoes(at, 'withdrawal', at[by]);
  await partyDoes(at, 'withdrawal/confirm', at[by === 'buyer' ? 'seller' : 'buyer']);
}

/** How long the deal's next deadline is away. */
async function leftMs(at: Case): Promise<number> {
  const { deadline } = await readDeal(at);
  return new Date(deadline?.at ?? 0).getTime() - now().getTime();
}

const TIMERS = [
  ['funded', 'decline', 3 * DAY_MS, 'refunded'],
  ['in_delivery', 'miss', 13 * DAY_MS, 'refunded'],
  ['delivered', 'autoApprove', 7 * DAY_MS, 'completed'],
  ['changes_requested', 'missChanges', 8 * DAY_MS, 'disputed'],
] as const;

describe.each(TIMERS)('a withdrawn dispute about a deal that was %s', (from, action, periodMs, end) => {
  it('leaves it as it was, with the time that was left', async () => {
    const deal = await dealIn(from);
    await stage().advance(DAY_MS);
    const opened = await ask('/api/disputes', deal.buyer, await openingBody(deal));
    const at = { ...deal, disputeId: expectData(opened, contract.openDispute).id };
    const before = (await readDeal(deal)).contract.milestones[0];
    await stage().advance(2 * DAY_MS);
    await withdraw(at);
    const view = await readDeal(at);
    expect(view).toMatchObject({ status: from, deadline: { action } });
    expect(Math.abs((await leftMs(at)) - (periodMs - DAY_MS))).toBeLessThan(5 * MINUTE_MS);
    expect(await booksOf(at)).toEqual(HELD);
    expect((await timelineOf(at)).at(-1)).toBe('resume seller');
    expect(await eventsOf(at.requestId)).toContainEqual(expect.stringContaining('request:resumed'));
    expect(await readDispute(at)).toMatchObject({
      status: 'withdrawn',
      deadline: null,
      outcome: null,
      abilities: [],
    });
    const milestone = view.contract.milestones[0];
    if (action === 'autoApprove') expect(milestone?.inspectionEndsAt).toBe(view.deadline?.at);
    else expect(milestone?.inspectionEndsAt).toBeNull();
    // The delivery date has moved by the time that was lost.
    if (before?.dueAt && milestone?.dueAt) {
      const moved = new Date(milestone.dueAt).getTime() - new Date(before.dueAt).getTime();
      expect(Math.abs(moved - 2 * DAY_MS)).toBeLessThan(5 * MINUTE_MS);
    }
  });

  it('leaves at least a day, and then the timer goes off', async () => {
    const deal = await dealIn(from);
    await stage().advance(periodMs - HOUR_MS);
    const opened = await ask('/api/disputes', deal.seller, await openingBody(deal));
    const at = { ...deal, disputeId: expectData(opened, contract.openDispute).id };
    await stage().advance(DAY_MS);
    await withdraw(at, 'seller');
    expect(Math.abs((await leftMs(at)) - DAY_MS)).toBeLessThan(5 * MINUTE_MS);
    await stage().advance(DAY_MS);
    expect((await readDeal(at)).status).toBe(end);
  });
});

describe('reminders of the end of an inspection', () => {
  it('wait with it, and come in the time that is left', async () => {
    const at = await openedCase('delivered');
    const reminders = async (): Promise<number> =>
      (await eventsOf(at.requestId)).filter((line) => line.startsWith('request:inspection-ending')).length;
    await stage().advance(6 * DAY_MS);
    expect(await reminders()).toBe(0);
    await withdraw(at);
    await stage().advance(4 * DAY_MS);
    expect(await reminders()).toBe(1);
    await stage().advance(2 * DAY_MS + HOUR_MS);
    expect(await reminders()).toBe(2);
  });
});

describe('a withdrawal', () => {
  it('is the opener’s to offer and the other party’s to accept', async () => {
    const at = await openedCase();
    expectError(await party(at, 'withdrawal', at.seller), 'FORBIDDEN');
    expectError(await party(at, 'withdrawal/confirm', at.seller), 'INVALID_TRANSITION');
    await partyDoes(at, 'withdrawal', at.buyer);
    expectError(await party(at, 'withdrawal', at.buyer), 'INVALID_TRANSITION');
    expectError(await party(at, 'withdrawal/confirm', at.buyer), 'FORBIDDEN');
    expect((await partyDoes(at, 'withdrawal/decline', at.seller)).withdrawalOfferedBy).toBeNull();
    await partyDoes(at, 'withdrawal', at.buyer);
    await partyDoes(at, 'withdrawal/decline', at.buyer);
    expectError(await party(at, 'withdrawal/confirm', at.seller), 'INVALID_TRANSITION');
    expect((await readDeal(at)).status).toBe('disputed');
  });

  it('happens once a milestone: the next dispute needs an outcome', async () => {
    const first = await openedCase('delivered');
    await withdraw(first);
    const opened = await ask('/api/disputes', first.seller, await openingBody(first));
    const second = { ...first, disputeId: expectData(opened, contract.openDispute).id };
    expect((await readDispute(second, second.seller)).abilities).not.toContain('offerWithdrawal');
    expectError(await party(second, 'withdrawal', second.seller), 'INVALID_TRANSITION');
    expect((await readDeal(second)).status).toBe('disputed');
  });

  it('lets the deal end as any other', async () => {
    const at = await openedCase('in_delivery');
    await withdraw(at);
    await does(at, 'deliver', at.seller, await deliveryBody(at));
    expect((await act(at, 'approve', at.buyer, await approvalOf(at))).status).toBe(200);
    expect((await booksOf(at)).escrow).toBe(0n);
  });
});
