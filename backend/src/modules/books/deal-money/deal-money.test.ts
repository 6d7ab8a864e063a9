import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import type { z } from 'zod';
import type { TestActor } from '../../../testing/actors.ts';
import { bookPayout, endPayout } from '../../../testing/booked-payouts.ts';
import {
  caseIn,
  deskPeople,
  partyDoes,
  proposalOf,
  setDisputeStage,
  stage,
} from '../../../testing/dispute-stage.ts';
import {
  approvalOf,
  ASSET,
  dealIn,
  does,
  FEE_BASE,
  fund,
  PRICE_BASE,
} from '../../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../../testing/expect-envelope.ts';
import { person } from '../../../testing/marketplace.ts';
import { waitingDeal, type WaitingDeal } from '../../../testing/paid-deals.ts';
import { declineDeal } from '../../escrow/index.ts';
import { getDealMoney, type dealMoneySchema } from './deal-money.contract.ts';
import { readDealMoney } from './read-deal-money.ts';

type Money = z.output<typeof dealMoneySchema>;

beforeAll(() => setDisputeStage({ relay: false }));

const ask = ({ requestId }: { requestId: string }, viewer: TestActor | null) =>
  stage()
    .api.get(`/api/escrow/deals/${requestId}/money`)
    .set(viewer?.auth ?? {});
const moneyOf = async (deal: WaitingDeal, viewer: TestActor = deal.buyer): Promise<Money> =>
  expectData(await ask(deal, viewer), getDealMoney);

const lines = ({ parts }: Pick<Money, 'parts'>): string[] =>
  parts.map(
    ({ place, holder, frozen, money }) => `${place} ${holder} ${money.amount}${frozen ? ' frozen' : ''}`,
  );

const total = (amounts: readonly { money: { amount: string } }[]): bigint =>
  amounts.reduce((sum, { money }) => sum + BigInt(money.amount), 0n);
function expectToAddUp(money: Money): void {
  expect(total(money.parts)).toBe(total(money.cameIn));
  for (const { cameIn, parts } of money.milestones) expect(total(parts)).toBe(BigInt(cameIn?.amount ?? 0));
}

describe('where the money of a deal is', () => {
  it('is nowhere before it came', async () => {
    const money = await moneyOf(await dealIn('awaiting_payment'));
    expect(money).toMatchObject({ viewerRole: 'buyer', cameIn: [], parts: [], arriving: [] });
    expect(money.milestones).toMatchObject([{ cameIn: null, parts: [] }]);
    expect(money.next).toMatchObject([{ action: 'paymentTimedOut', leadsTo: 'open', moneyGoesTo: 'buyer' }]);
    expect(money.mayAct).toMatchObject({ buyer: ['abandon'], seller: [], mediator: false });
  });

  it('is in escrow once it funded the deal, and silence gives it back', async () => {
    const money = await moneyOf(await dealIn('funded'));
    expect(lines(money)).toEqual([`escrow amn ${PRICE_BASE}`]);
    expect(money.cameIn).toEqual([
      { source: 'deposit', money: { amount: String(PRICE_BASE), asset: ASSET } },
    ]);
    expect(money.next).toMatchObject([
      { of: 'deal', action: 'decline', leadsTo: 'refunded', moneyGoesTo: 'buyer' },
    ]);
    expectToAddUp(money);
  });

  it('goes to the seller by silence once delivered, and only the buyer approves', async () => {
    const money = await moneyOf(await dealIn('delivered'));
    expect(money.next).toMatchObject([
      { action: 'autoApprove', leadsTo: 'completed', moneyGoesTo: 'seller' },
    ]);
    expect(money.mayAct.buyer).toContain('approve');
    expect(money.mayAct.seller).not.toContain('approve');
  });

  it('is with the seller and Amn after release', async () => {
    const deal = await dealIn('delivered');
    await does(deal, 'approve', deal.buyer, await approvalOf(deal));
    const money = await moneyOf(deal);
    expect(lines(money)).toEqual([
      `seller_payable seller ${PRICE_BASE - FEE_BASE}`,
      `fee_revenue amn ${FEE_BASE}`,
    ]);
    expect(money.next).toEqual([]);
    expectToAddUp(money);
  });

  it('is with the buyer after a refund', async () => {
    const deal = await dealIn('funded');
    await declineDeal(deal, deal.seller);
    const money = await moneyOf(deal, deal.seller);
    expect(lines(money)).toEqual([`refund_payable buyer ${PRICE_BASE}`]);
    expectToAddUp(money);
  });

  it('is frozen while disputed, with the dispute’s deadline; its mediator sees it, another does not', async () => {
    const at = await caseIn('mediation');
    const { mediator, second } = deskPeople();
    const money = await moneyOf(at, mediator);
    expect(money.viewerRole).toBe('mediator');
    expect(lines(money)).toEqual([`escrow amn ${PRICE_BASE} frozen`]);
    expect(money.next.map(({ of }) => of)).toContain('dispute');
    expect(money.mayAct.mediator).toBe(true);
    expectError(await ask(at, second), 'NOT_FOUND');
  });

  it('is divided after a settlement', async () => {
    const at = await caseIn('proposed');
    await partyDoes(at, 'proposal/accept', at.buyer, await proposalOf(at));
    await partyDoes(at, 'proposal/accept', at.seller, await proposalOf(at));
    const money = await moneyOf(at);
    expect(lines(money)[0]).toMatch(/^seller_payable seller \d+$/);
    expect(lines(money)[1]).toBe(`refund_payable buyer ${PRICE_BASE / 2n}`);
    expectToAddUp(money);
  });
});

describe('what became of one’s own money', () => {
  it('is followed out of the balance for its owner and admins, first in first out', async () => {
    const deal = await dealIn('delivered');
    await does(deal, 'approve', deal.buyer, await approvalOf(deal));
    const released = PRICE_BASE - FEE_BASE;
    const paid = await bookPayout(deal.seller.id, 10n);
    await bookPayout(deal.seller.id, 20n);
    const failed = await bookPayout(deal.seller.id, 7n);
    await endPayout(paid, 'confirmed');
    await endPayout(failed, 'failed');

    const { admin } = deskPeople();
    for (const viewer of [deal.seller, admin]) {
      const money = await moneyOf(deal, viewer);
      expect(lines(money)).toEqual([
        `seller_payable seller ${released - 30n}`,
        `fee_revenue amn ${FEE_BASE}`,
        'payout_inflight seller 20',
        'paid_out seller 10',
      ]);
      expectToAddUp(money);
    }
    // What the seller does with it afterwards is not the buyer's to know.
    const buyers = await moneyOf(deal, deal.buyer);
    expect(lines(buyers)).toEqual([`seller_payable seller ${released}`, `fee_revenue amn ${FEE_BASE}`]);
  });
});

describe('who may see it', () => {
  it('is nobody but the parties, admins, and mediators of the case', async () => {
    const deal = await dealIn('funded');
    const { mediator, admin } = deskPeople();
    for (const viewer of [await person('Stranger'), mediator])
      expectError(await ask(deal, viewer), 'NOT_FOUND');
    expectError(await ask(deal, null), 'UNAUTHENTICATED');
    expectError(await ask({ requestId: new Types.ObjectId().toHexString() }, admin), 'NOT_FOUND');
    expect((await moneyOf(deal, admin)).viewerRole).toBe('admin');
  });
});

describe('the snapshot', () => {
  it('adds up whenever it is read, also while payments and releases run', async () => {
    const deals = await Promise.all(Array.from({ length: 4 }, () => waitingDeal(stage())));
    const progress = { isOver: false };
    const moves = Promise.all(
      deals.map(async (deal) => {
        await fund(deal);
        await declineDeal(deal, deal.seller);
      }),
    ).finally(() => {
      progress.isOver = true;
    });
    const seen = new Set<string>();
    let reads = 0;
    while (!progress.isOver || reads < deals.length) {
      const deal = deals[reads % deals.length];
      if (!deal) throw new Error('there are deals');
      const view = await readDealMoney(deal, { id: deal.buyer.id, role: 'user' });
      const sum = view.parts.reduce((all, { amountBase }) => all + amountBase, 0n);
      expect(sum).toBe(view.cameIn.reduce((all, { amountBase }) => all + amountBase, 0n));
      // The state and the figures are of one moment: a deal that is refunded holds nothing any more.
      const held = view.parts.some(({ place }) => place === 'escrow');
      if (view.state.status === 'refunded') expect(held).toBe(false);
      if (view.state.status === 'funded') expect(held).toBe(true);
      seen.add(view.state.status);
      reads += 1;
    }
    await moves;
    expect(seen.size).toBeGreaterThan(1);
  });
});
