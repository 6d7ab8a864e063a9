import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { does, readDeal, setEscrowStage, stage } from '../../testing/escrow-stage.ts';
import {
  cancelPart,
  dealInParts,
  disputePart,
  doesPart,
  moneyOf,
  partOf,
  statusesOf,
  withdrawDispute,
} from '../../testing/milestone-stage.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { settle } from './outcome.ts';
import { findDispute } from './dispute.repository.ts';

/** A dispute about one part: it freezes that one, and no money of another waits for it. */

beforeAll(() => setEscrowStage());

const daysUntil = (from: string | null | undefined, to: string | null | undefined): number =>
  Math.round((new Date(to ?? 0).getTime() - new Date(from ?? 0).getTime()) / DAY_MS);

const fundedAt = async (deal: WaitingDeal) => (await readDeal(deal)).contract.fundedAt;

/** The parties agree on what the buyer gets back. */
const agree = (deal: WaitingDeal, disputeId: string, buyerGetsBase: bigint) =>
  inTransaction(async (tx) => {
    const dispute = await findDispute(tx, disputeId);
    if (!dispute) throw new Error('no such dispute');
    const { id: actorId } = deal.seller;
    await settle(tx, dispute, { by: 'seller', actorId, how: 'split', buyerGetsBase });
  });

describe('a dispute about one part', () => {
  it('leaves the timers of the others running', async () => {
    const deal = await dealInParts();
    await doesPart(deal, 'deliver', 2, deal.seller);
    await disputePart(deal, 1);
    const view = await readDeal(deal);
    expect(view.contract.milestones.map(({ deadline }) => deadline?.action ?? '–')).toEqual([
      '–',
      'autoApprove',
      'miss',
    ]);
    expect([view.status, view.turn, view.yourTurn]).toEqual(['disputed', 'mediator', true]);
    await stage().advance(40 * DAY_MS);
    expect(statusesOf(await readDeal(deal))).toBe('disputed released refunded');
    expect(await moneyOf(deal)).toEqual({
      escrow: [20_000_000n, 0n, 0n],
      seller: 48_750_000n,
      buyer: 30_000_000n,
    });
  });

  it('ends with money of that part alone, and the deal is what the others make it', async () => {
    const deal = await dealInParts();
    const disputeId = await disputePart(deal, 2);
    await doesPart(deal, 'deliver', 1, deal.seller);
    await agree(deal, disputeId, 25_000_000n);
    const view = await readDeal(deal);
    expect([view.status, statusesOf(view)]).toEqual(['delivered', 'delivered settled pending']);
    expect(await moneyOf(deal)).toEqual({
      escrow: [20_000_000n, 0n, 30_000_000n],
      seller: 24_375_000n,
      buyer: 25_000_000n,
    });
    await doesPart(deal, 'approve', 1, deal.buyer);
    expect((await cancelPart(deal, 3)).status).toBe('settled');
  });

  it('drops a proposal about that part, and one about the whole, but none about another', async () => {
    const deal = await dealInParts();
    await does(deal, 'cancellation', deal.seller, {});
    await disputePart(deal, 1);
    expect((await readDeal(deal)).proposal).toBeNull();
    await doesPart(deal, 'cancellation', 2, deal.seller);
    await disputePart(deal, 3);
    expect((await readDeal(deal)).proposal).toMatchObject({ milestoneId: (await partOf(deal, 2)).id });
    await disputePart(deal, 2);
    expect((await readDeal(deal)).proposal).toBeNull();
  });

  it('that is withdrawn moves the timer of that part only', async () => {
    const deal = await dealInParts();
    const disputeId = await disputePart(deal, 1);
    await stage().advance(4 * DAY_MS);
    await withdrawDispute(deal, disputeId);
    const { contract, status } = await readDeal(deal);
    expect(status).toBe('in_delivery');
    const funded = await fundedAt(deal);
    expect(contract.milestones.map(({ dueAt }) => daysUntil(funded, dueAt))).toEqual([14, 20, 30]);
    expect(contract.milestones.map(({ deadline }) => daysUntil(funded, deadline?.at))).toEqual([17, 23, 33]);
  });
});

describe('a dispute before the start', () => {
  it('holds the start up, and gives all parts the time back', async () => {
    const deal = await dealInParts(undefined, { started: false });
    const disputeId = await disputePart(deal, 1);
    await stage().advance(6 * DAY_MS);
    expect((await readDeal(deal)).deadline).toBeNull();
    await withdrawDispute(deal, disputeId);
    const { contract, status, deadline } = await readDeal(deal);
    expect([status, deadline?.action]).toEqual(['funded', 'decline']);
    const funded = await fundedAt(deal);
    expect(contract.milestones.map(({ dueAt }) => daysUntil(funded, dueAt))).toEqual([16, 26, 36]);
    expect((await does(deal, 'start', deal.seller)).status).toBe('in_delivery');
  });

  it('hands the wait for the start on to the next dispute, and then to the deal', async () => {
    const deal = await dealInParts(undefined, { started: false });
    const first = await disputePart(deal, 1);
    await stage().advance(DAY_MS);
    const second = await disputePart(deal, 2);
    await stage().advance(DAY_MS);
    await agree(deal, first, 20_000_000n);
    expect(await readDeal(deal)).toMatchObject({ status: 'disputed', deadline: null });
    await stage().advance(2 * DAY_MS);
    await withdrawDispute(deal, second);
    const { contract, status, deadline } = await readDeal(deal);
    expect([status, deadline?.action]).toEqual(['funded', 'decline']);
    const funded = await fundedAt(deal);
    expect(contract.milestones.slice(1).map(({ dueAt }) => daysUntil(funded, dueAt))).toEqual([24, 34]);
    await stage().advance(3 * DAY_MS + HOUR_MS);
    expect(statusesOf(await readDeal(deal))).toBe('refunded refunded refunded');
  });

  it('does not keep the seller from delivering another part, which starts the deal', async () => {
    const deal = await dealInParts(undefined, { started: false });
    const disputeId = await disputePart(deal, 1);
    await stage().advance(30 * DAY_MS);
    const view = await doesPart(deal, 'deliver', 2, deal.seller);
    expect(view.status).toBe('disputed');
    const funded = await fundedAt(deal);
    // Thirty days were lost: the third part is not overdue the moment it has a timer.
    expect(daysUntil(funded, view.contract.milestones[2]?.dueAt)).toBe(60);
    expect(view.contract.milestones[2]?.deadline?.action).toBe('miss');
    await stage().advance(2 * DAY_MS);
    await withdrawDispute(deal, disputeId);
    const after = await readDeal(deal);
    expect([after.status, statusesOf(after)]).toEqual(['delivered', 'pending delivered pending']);
    const [first] = after.contract.milestones;
    expect([daysUntil(funded, first?.dueAt), first?.deadline?.action]).toEqual([42, 'miss']);
  });
});
