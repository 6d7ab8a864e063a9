import { divideAmongMilestones, splitOnRelease } from '../../../modules/escrow/escrow.milestones.ts';
import { approveDelivery } from '../../../modules/escrow/index.ts';
import { postings } from '../../../modules/ledger/ledger.postings.ts';
import type { Attempt, Command } from '../attempt.ts';
import { contract, person, type MemoryWorld } from '../memory-world.ts';
import {
  CENT,
  dropProposal,
  escrowName,
  heldCents,
  openParts,
  type Deal,
  type Milestone,
  type Reference,
} from '../reference.ts';
import { afterStep, milestones, partVerdict } from './delivery.ts';

/** The seller gets the price without the seller's fee, Amn both fees. */
export function release(reference: Reference, deal: Deal, milestone: Milestone): void {
  const asset = deal.asset ?? '';
  const fee = BigInt(milestone.sellerFeeCents + milestone.buyerFeeCents) * CENT;
  reference.holdings.add('escrow', escrowName(deal, milestone), asset, -milestone.held);
  reference.holdings.add('earned', deal.seller, asset, milestone.held - fee);
  reference.holdings.add('fees', 'all', asset, fee);
  const before = openParts(deal);
  milestone.status = 'released';
  dropProposal(deal, before);
  deal.request.timers = deal.request.timers.filter((timer) => timer.milestone !== milestone);
  afterStep(deal);
}

/** By the product's own division of what was paid, so that both are compared to the reference. */
export function releaseInMemory(
  world: MemoryWorld,
  deal: Deal,
  milestone: Milestone,
  action: 'approve' | 'autoApprove',
): void {
  const prices = deal.milestones.map((each) => BigInt(heldCents(each)));
  const total = prices.reduce((a, b) => a + b, 0n) * CENT;
  const held = divideAmongMilestones(total, prices)[milestone.number] ?? 0n;
  const by = action === 'approve' ? 'buyer' : 'timer';
  world.part(deal.request.key, milestone.number, action, by, 'released');
  world.ledger.post(
    postings.release({
      asset: deal.asset ?? '',
      sellerId: person(deal.seller),
      ...splitOnRelease(held, {
        price: BigInt(milestone.priceCents),
        sellerFeeCents: BigInt(milestone.sellerFeeCents),
        buyerFeeCents: BigInt(milestone.buyerFeeCents),
      }),
      refs: { contractId: contract(deal.key), milestoneId: String(milestone.number) },
    }),
  );
}

function approving(reference: Reference, deal: Deal, milestone: Milestone, by: 'buyer' | 'seller'): Attempt {
  return {
    label: `deal ${deal.key}: milestone ${milestone.number} approved by the ${by}`,
    verdict:
      by === 'buyer' ? partVerdict(deal, milestone, ['delivered'], ['delivered']) : 'refused by the table',
    effect: () => {
      release(reference, deal, milestone);
    },
    memory: (world) => {
      if (by === 'buyer') releaseInMemory(world, deal, milestone, 'approve');
      else world.part(deal.request.key, milestone.number, 'approve', 'seller');
    },
    live: async (world) => {
      const { id, deliveries } = await world.milestone(deal, milestone);
      return approveDelivery(
        {
          requestId: world.id('request', deal.request.key),
          milestoneId: id,
          deliveryId: deliveries.at(-1)?._id.toHexString() ?? id,
          sellerId: world.person(deal.seller).id,
          held: { amount: String(milestone.held), asset: deal.asset ?? '' },
        },
        world.person(deal[by]),
      );
    },
  };
}

export const approve: Command = {
  name: 'approve',
  weight: 3,
  attempts: (reference) =>
    milestones(reference).flatMap(({ deal, milestone }) => [
      approving(reference, deal, milestone, 'buyer'),
      approving(reference, deal, milestone, 'seller'),
    ]),
};
