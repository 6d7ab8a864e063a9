import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '../../platform/clock.ts';
import {
  dealPath,
  does,
  postedFor,
  readDeal,
  setEscrowStage,
  stage,
  untouched,
} from '../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { eventsOf } from '../../testing/marketplace.ts';
import {
  actOnPart,
  bodyFor,
  cancelPart,
  dealInParts,
  doesPart,
  moneyOf,
  part,
  partOf,
  statusesOf,
  waitingInParts,
} from '../../testing/milestone-stage.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { getTimeline } from '../marketplace/request.contract.ts';

/** A deal in several parts: each goes its own way, and the whole is what its parts are. */

beforeAll(() => setEscrowStage());

const MILLION = 1_000_000n;
const dollars = (...amounts: number[]): bigint[] => amounts.map((amount) => BigInt(amount) * MILLION);

const timersOf = async (deal: WaitingDeal): Promise<string[]> =>
  (await readDeal(deal)).contract.milestones.map(({ deadline }) => deadline?.action ?? '–');

describe('a contract in parts', () => {
  it('has the milestones that were offered, and its fee divided among them', async () => {
    const deal = await waitingInParts();
    const { contract, abilities } = await readDeal(deal);
    expect(contract).toMatchObject({
      price: { amount: '10000' },
      sellerFee: { amount: '250' },
      deliveryDays: 30,
      milestones: [
        { title: 'Sketches', price: { amount: '2000' }, deliveryDays: 10, turn: 'nobody', abilities: [] },
        { title: 'The drawing', price: { amount: '5000' }, deliveryDays: 20, deadline: null },
        { title: 'Files', price: { amount: '3000' }, deliveryDays: 30, held: null },
      ],
    });
    expect(abilities).toEqual(['abandon']);
  });

  it('is funded at once, each part with what is its own', async () => {
    const deal = await dealInParts(undefined, { started: false });
    expect(await moneyOf(deal)).toEqual({ escrow: dollars(20, 50, 30), seller: 0n, buyer: 0n });
    const { contract, deadline, status } = await readDeal(deal);
    expect([status, deadline?.action]).toEqual(['funded', 'decline']);
    const from = new Date(contract.fundedAt ?? 0).getTime();
    const days = contract.milestones.map(({ dueAt }) => (new Date(dueAt ?? 0).getTime() - from) / DAY_MS);
    expect(days).toEqual([10, 20, 30]);
    expect(contract.milestones.map(({ sellerGets, fee }) => [sellerGets?.amount, fee?.amount])).toEqual([
      ['19500000', '500000'],
      ['48750000', '1250000'],
      ['29250000', '750000'],
    ]);
  });

  it('has a timer for each part from the start, also when the first delivery is the start', async () => {
    const started = await dealInParts();
    expect(await timersOf(started)).toEqual(['miss', 'miss', 'miss']);
    const delivered = await dealInParts(undefined, { started: false });
    await doesPart(delivered, 'deliver', 2, delivered.seller);
    expect(await timersOf(delivered)).toEqual(['miss', 'autoApprove', 'miss']);
  });
});

describe('one part', () => {
  it('is delivered, changed and approved while others are elsewhere', async () => {
    const deal = await dealInParts();
    const { buyer, seller } = deal;
    expect((await doesPart(deal, 'deliver', 1, seller)).status).toBe('delivered');
    // The whole shows as delivered, and the seller can still hand over the second.
    const second = await doesPart(deal, 'deliver', 2, seller);
    expect(statusesOf(second)).toBe('delivered delivered pending');
    const back = await doesPart(deal, 'changes', 2, buyer);
    expect([back.status, statusesOf(back)]).toEqual([
      'changes_requested',
      'delivered changes_requested pending',
    ]);
    expect(await timersOf(deal)).toEqual(['autoApprove', 'missChanges', 'miss']);
    const released = await doesPart(deal, 'approve', 1, buyer);
    expect([released.status, statusesOf(released)]).toEqual([
      'changes_requested',
      'released changes_requested pending',
    ]);
    expect(await moneyOf(deal)).toEqual({ escrow: dollars(0, 50, 30), seller: 19_500_000n, buyer: 0n });
    await doesPart(deal, 'deliver', 3, seller);
    await doesPart(deal, 'approve', 3, buyer);
    await doesPart(deal, 'deliver', 2, seller);
    const over = await doesPart(deal, 'approve', 2, buyer);
    expect(over).toMatchObject({ status: 'completed', deadline: null, abilities: [] });
    expect(await moneyOf(deal)).toEqual({ escrow: dollars(0, 0, 0), seller: 97_500_000n, buyer: 0n });
    const told = (await eventsOf(deal.requestId, { buyer, seller })).filter((line) =>
      /released|completed/.test(line),
    );
    expect(told).toEqual([
      'request:milestone-released buyer seller',
      'request:milestone-released buyer seller',
      'request:completed buyer seller',
    ]);
  });

  it('has rounds of changes of its own', async () => {
    const deal = await dealInParts();
    for (const left of [2, 1, 0]) {
      await doesPart(deal, 'deliver', 1, deal.seller);
      await doesPart(deal, 'changes', 1, deal.buyer);
      expect((await partOf(deal, 1)).changeRoundsLeft).toBe(left);
    }
    await doesPart(deal, 'deliver', 1, deal.seller);
    await doesPart(deal, 'deliver', 2, deal.seller);
    expectError(await actOnPart(deal, 'changes', 1, deal.buyer), 'INVALID_TRANSITION');
    expect((await partOf(deal, 1)).abilities).not.toContain('requestChanges');
    expect((await partOf(deal, 2)).abilities).toContain('requestChanges');
    expect((await doesPart(deal, 'changes', 2, deal.buyer)).status).toBe('changes_requested');
  });

  it('that is missed is refunded alone, whatever the others are', async () => {
    const deal = await dealInParts();
    await doesPart(deal, 'deliver', 2, deal.seller);
    await doesPart(deal, 'changes', 2, deal.buyer);
    await doesPart(deal, 'deliver', 2, deal.seller);
    await stage().advance(6 * DAY_MS);
    await doesPart(deal, 'changes', 2, deal.buyer);
    // The first is missed after thirteen days, while the second is with the seller once more.
    await stage().advance(7 * DAY_MS + HOUR_MS);
    const view = await readDeal(deal);
    expect(statusesOf(view)).toBe('refunded changes_requested pending');
    expect(await moneyOf(deal)).toEqual({ escrow: dollars(0, 50, 30), seller: 0n, buyer: 20n * MILLION });
    expect(await timersOf(deal)).toEqual(['–', 'missChanges', 'miss']);
    // All of it by timers: the second comes into dispute, the third is missed.
    await stage().advance(27 * DAY_MS);
    expect(statusesOf(await readDeal(deal))).toBe('refunded disputed refunded');
    expect(await moneyOf(deal)).toEqual({ escrow: dollars(0, 50, 0), seller: 0n, buyer: 50n * MILLION });
    expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'refund', 'refund']);
  });

  it('is approved by silence alone; two at one time both are', async () => {
    const deal = await dealInParts();
    await doesPart(deal, 'deliver', 1, deal.seller);
    await doesPart(deal, 'deliver', 2, deal.seller);
    await stage().advance(7 * DAY_MS + HOUR_MS);
    expect(statusesOf(await readDeal(deal))).toBe('released released pending');
    expect(await moneyOf(deal)).toEqual({ escrow: dollars(0, 0, 30), seller: 68_250_000n, buyer: 0n });
  });

  it('is reminded of by itself', async () => {
    const deal = await dealInParts();
    await doesPart(deal, 'deliver', 1, deal.seller);
    await stage().advance(2 * DAY_MS);
    await doesPart(deal, 'deliver', 2, deal.seller);
    const reminders = async (): Promise<number> =>
      (await eventsOf(deal.requestId)).filter((line) => line.startsWith('request:inspection-ending')).length;
    await stage().advance(38 * HOUR_MS);
    expect(await reminders()).toBe(1);
    await stage().advance(2 * DAY_MS);
    expect(await reminders()).toBe(2);
  });

  it('is named on the timeline; a deal with one part names none', async () => {
    const deal = await dealInParts();
    await doesPart(deal, 'deliver', 2, deal.seller);
    const path = `/api/marketplace/requests/${deal.requestId}/timeline`;
    const { items } = expectData(await stage().api.get(path).set(deal.buyer.auth), getTimeline);
    expect(items[0]).toMatchObject({ action: 'deliver', milestone: { title: 'The drawing' } });
    expect(items.slice(1).map(({ milestone }) => milestone)).toEqual(items.slice(1).map(() => null));
    const single = await dealInParts([part('Everything', 10_000, 10)]);
    await doesPart(single, 'deliver', 1, single.seller);
    const of = `/api/marketplace/requests/${single.requestId}/timeline`;
    const alone = expectData(await stage().api.get(of).set(single.buyer.auth), getTimeline).items;
    expect(alone[0]).toMatchObject({ action: 'deliver', milestone: null });
  });
});

describe('more time for one part', () => {
  it('moves its date and timer, and no other', async () => {
    const deal = await dealInParts();
    await doesPart(deal, 'deliver', 1, deal.seller);
    const before = (await readDeal(deal)).contract.milestones;
    const body = await bodyFor(deal, 'extension', 2);
    await does(deal, 'extension', deal.seller, body);
    // The delivery of another one leaves the question open.
    await doesPart(deal, 'deliver', 3, deal.seller);
    expect((await readDeal(deal)).proposal).toMatchObject({ kind: 'extension', milestoneId: before[1]?.id });
    const other = await bodyFor(deal, 'extension/confirm', 1);
    expectError(await untouched(() => actOnPart(deal, 'extension/confirm', 1, deal.buyer)), 'CONFLICT');
    expect(other).not.toEqual(body);
    const after = (await doesPart(deal, 'extension/confirm', 2, deal.buyer)).contract.milestones;
    const dayLater = (at: string | null | undefined) =>
      new Date(new Date(at ?? 0).getTime() + DAY_MS).toISOString();
    expect(after[1]).toMatchObject({
      dueAt: dayLater(before[1]?.dueAt),
      deadline: { action: 'miss', at: dayLater(before[1]?.deadline?.at) },
    });
    expect(after[0]).toMatchObject({ deadline: before[0]?.deadline });
  });
});

describe('a cancellation', () => {
  it('of one part refunds that one, and the rest goes on', async () => {
    const deal = await dealInParts();
    await doesPart(deal, 'deliver', 1, deal.seller);
    const proposed = await doesPart(deal, 'cancellation', 2, deal.buyer);
    expect(proposed.proposal).toMatchObject({
      kind: 'cancellation',
      milestoneId: (await partOf(deal, 2)).id,
    });
    await untouched(async () => {
      const own = await actOnPart(deal, 'cancellation/confirm', 2, deal.buyer);
      expectError(own, 'FORBIDDEN');
      // Agreeing to another one, or to the end of the whole, is not what was proposed.
      expectError(await actOnPart(deal, 'cancellation/confirm', 3, deal.seller), 'CONFLICT');
      const whole = stage()
        .api.post(`${dealPath(deal)}/cancellation/confirm`)
        .set(deal.seller.auth);
      expectError(await whole.send({ milestoneId: null }), 'CONFLICT');
    });
    const after = await doesPart(deal, 'cancellation/confirm', 2, deal.seller);
    expect([after.status, statusesOf(after)]).toEqual(['delivered', 'delivered refunded pending']);
    expect(await moneyOf(deal)).toEqual({ escrow: dollars(20, 0, 30), seller: 0n, buyer: 50n * MILLION });
    expect(
      (await eventsOf(deal.requestId)).some((line) => line.startsWith('request:milestone-refunded')),
    ).toBe(true);
    await doesPart(deal, 'approve', 1, deal.buyer);
    const over = await cancelPart(deal, 3);
    expect([over.status, over.deadline]).toEqual(['settled', null]);
    expect(await moneyOf(deal)).toEqual({
      escrow: dollars(0, 0, 0),
      seller: 19_500_000n,
      buyer: 80n * MILLION,
    });
  });

  it('of the whole touches only what is unreleased', async () => {
    const deal = await dealInParts();
    await doesPart(deal, 'deliver', 1, deal.seller);
    await doesPart(deal, 'approve', 1, deal.buyer);
    await does(deal, 'cancellation', deal.seller, {});
    const over = await does(deal, 'cancellation/confirm', deal.buyer);
    expect([over.status, statusesOf(over)]).toEqual(['settled', 'released refunded refunded']);
    expect(await moneyOf(deal)).toEqual({
      escrow: dollars(0, 0, 0),
      seller: 19_500_000n,
      buyer: 80n * MILLION,
    });
  });

  it('before the start leaves the rest to be started, or declined', async () => {
    const deal = await dealInParts(undefined, { started: false });
    const after = await cancelPart(deal, 1);
    expect([after.status, after.deadline?.action]).toEqual(['funded', 'decline']);
    const declined = await does(deal, 'decline', deal.seller);
    expect(declined.status).toBe('refunded');
    expect(await moneyOf(deal)).toEqual({ escrow: dollars(0, 0, 0), seller: 0n, buyer: 100n * MILLION });
  });

  it('of the whole is void once money has moved, one of a part once that part was', async () => {
    const deal = await dealInParts();
    await doesPart(deal, 'deliver', 1, deal.seller);
    await doesPart(deal, 'deliver', 2, deal.seller);
    await does(deal, 'cancellation', deal.seller, {});
    expect((await doesPart(deal, 'approve', 1, deal.buyer)).proposal).toBeNull();
    await doesPart(deal, 'cancellation', 3, deal.seller);
    // The second part has nothing to do with it.
    expect((await doesPart(deal, 'approve', 2, deal.buyer)).proposal).not.toBeNull();
    await doesPart(deal, 'proposal/decline', 3, deal.buyer);
    await doesPart(deal, 'deliver', 3, deal.seller);
    await doesPart(deal, 'cancellation', 3, deal.seller);
    const over = await doesPart(deal, 'approve', 3, deal.buyer);
    expect([over.status, over.proposal]).toEqual(['completed', null]);
  });

  it('declined by nobody’s start refunds all parts', async () => {
    const deal = await dealInParts(undefined, { started: false });
    await stage().advance(3 * DAY_MS + HOUR_MS);
    expect((await readDeal(deal)).status).toBe('refunded');
    expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'refund', 'refund', 'refund']);
  });
});
