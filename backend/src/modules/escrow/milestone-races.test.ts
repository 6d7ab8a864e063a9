import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '../../platform/clock.ts';
import { act, postedFor, readDeal, setEscrowStage, stage } from '../../testing/escrow-stage.ts';
import { bodyFor, dealInParts, doesPart, moneyOf, part, statusesOf } from '../../testing/milestone-stage.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { actOnDeadline } from './deadlines.ts';

/** Two acts at one moment on parts of one deal: neither may undo the other or pay twice. */

beforeAll(() => setEscrowStage({ relay: false }));

const TWO = [part('First', 4_000, 10), part('Second', 6_000, 20)];

const together = async (
  deal: WaitingDeal,
  ...acts: readonly (readonly [action: string, number: number, by: 'buyer' | 'seller'])[]
): Promise<number[]> => {
  const bodies = await Promise.all(acts.map(([action, number]) => bodyFor(deal, action, number)));
  const answers = await Promise.all(
    acts.map(([action, , by], index) => act(deal, action, deal[by], bodies[index])),
  );
  return answers.map(({ status }) => status);
};

describe('at one moment', () => {
  it('one part is approved and the other delivered, and both hold', async () => {
    const deal = await dealInParts(TWO);
    await doesPart(deal, 'deliver', 1, deal.seller);
    expect(await together(deal, ['approve', 1, 'buyer'], ['deliver', 2, 'seller'])).toEqual([200, 200]);
    const view = await readDeal(deal);
    expect([view.status, statusesOf(view)]).toEqual(['delivered', 'released delivered']);
    expect(view.contract.milestones[1]?.deliveries).toHaveLength(1);
    expect(await moneyOf(deal)).toEqual({ escrow: [0n, 60_000_000n], seller: 39_000_000n, buyer: 0n });
  });

  it('both parts are approved, each once, and the deal is completed', async () => {
    const deal = await dealInParts(TWO);
    await doesPart(deal, 'deliver', 1, deal.seller);
    await doesPart(deal, 'deliver', 2, deal.seller);
    const answers = await together(
      deal,
      ['approve', 1, 'buyer'],
      ['approve', 2, 'buyer'],
      ['approve', 1, 'buyer'],
      ['approve', 2, 'buyer'],
    );
    expect(answers.sort()).toEqual([200, 200, 409, 409]);
    expect((await readDeal(deal)).status).toBe('completed');
    expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'release', 'release']);
    expect(await moneyOf(deal)).toEqual({ escrow: [0n, 0n], seller: 97_500_000n, buyer: 0n });
  });

  it('one part is approved and its cancellation agreed to: the money goes one way', async () => {
    const deal = await dealInParts(TWO);
    await doesPart(deal, 'deliver', 1, deal.seller);
    await doesPart(deal, 'cancellation', 1, deal.buyer);
    const answers = await together(deal, ['approve', 1, 'buyer'], ['cancellation/confirm', 1, 'seller']);
    expect(answers.sort()).toEqual([200, 409]);
    const { escrow, seller, buyer } = await moneyOf(deal);
    expect(escrow).toEqual([0n, 60_000_000n]);
    expect([seller, buyer]).toEqual(seller > 0n ? [39_000_000n, 0n] : [0n, 40_000_000n]);
  });

  it('a cancellation of the whole is agreed to and a part approved: nothing is paid twice', async () => {
    const deal = await dealInParts(TWO);
    await doesPart(deal, 'deliver', 1, deal.seller);
    await act(deal, 'cancellation', deal.buyer, {});
    const approval = await bodyFor(deal, 'approve', 1);
    const answers = await Promise.all([
      act(deal, 'approve', deal.buyer, approval),
      act(deal, 'cancellation/confirm', deal.seller),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { escrow, seller, buyer } = await moneyOf(deal);
    const isReleased = seller > 0n;
    expect(escrow).toEqual(isReleased ? [0n, 60_000_000n] : [0n, 0n]);
    expect([seller, buyer]).toEqual(isReleased ? [39_000_000n, 0n] : [0n, 100_000_000n]);
  });

  it('the timer of one part runs out as the other is approved', async () => {
    const deal = await dealInParts(TWO);
    await stage().advance(12 * DAY_MS);
    await doesPart(deal, 'deliver', 2, deal.seller);
    const approval = await bodyFor(deal, 'approve', 2);
    const [answer] = await Promise.all([
      act(deal, 'approve', deal.buyer, approval),
      stage().advance(27 * HOUR_MS),
      actOnDeadline(deal.requestId, 'miss'),
      actOnDeadline(deal.requestId, 'miss'),
    ]);
    expect(answer.status).toBe(200);
    const view = await readDeal(deal);
    expect([view.status, statusesOf(view)]).toEqual(['settled', 'refunded released']);
    expect(await moneyOf(deal)).toEqual({ escrow: [0n, 0n], seller: 58_500_000n, buyer: 40_000_000n });
  });
});
