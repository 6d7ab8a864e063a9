import type { Client } from './caller.ts';
import { RunningDeal } from './deal.ts';
import type { Asset, Deal } from './shapes.ts';

/** What two clients may do with a deal from its payment on. */
export type Plan = (deal: RunningDeal) => Promise<void>;

const either = (deal: RunningDeal): [Client, Client] =>
  deal.buyer.random.chance(0.5) ? [deal.buyer, deal.seller] : [deal.seller, deal.buyer];

/** Pays what is asked for: at once, in parts, or with something on top. */
async function pay(deal: RunningDeal): Promise<Deal> {
  const { random } = deal.buyer;
  const payment = await deal.payment();
  const expected = BigInt(payment.expected.amount);
  switch (random.between(0, 5)) {
    case 0: {
      const first = (expected * BigInt(random.between(1, 99))) / 100n;
      await deal.send(payment, first);
      await deal.send(payment, expected - first);
      break;
    }
    case 1:
      await deal.send(payment, expected + BigInt(random.between(1, 5_000_000)));
      break;
    default:
      await deal.send(payment, expected);
  }
  return deal.funded();
}

const firstOf = (deal: Deal): string => deal.contract.milestones[0]?.id ?? '';

/** Delivers and, unless told otherwise, approves one milestone after the other. */
async function deliverAll(deal: RunningDeal, isApproved: (index: number) => boolean): Promise<void> {
  const { contract } = await deal.read(deal.seller);
  for (const [index, { id }] of contract.milestones.entries()) {
    await deal.deliver(id);
    if (isApproved(index)) await deal.approve(id);
  }
}

async function disputeAndSplit(deal: RunningDeal): Promise<void> {
  const { random } = deal.buyer;
  const funded = await pay(deal);
  const milestoneId = firstOf(funded);
  if (random.chance(0.5)) await deal.deliver(milestoneId);
  const [opener] = either(deal);
  const dispute = await deal.dispute(opener, milestoneId);
  const held = BigInt(funded.contract.milestones[0]?.held?.amount ?? '0');
  const [first, second] = either(deal);
  await deal.split(dispute, first, second, (held * BigInt(random.between(0, 100))) / 100n);
  // What else there is goes its ordinary way.
  for (const { id, status } of (await deal.read(deal.seller)).contract.milestones) {
    if (status !== 'pending') continue;
    await deal.deliver(id);
    await deal.approve(id);
  }
}

async function disputeAndResume(deal: RunningDeal): Promise<void> {
  const milestoneId = firstOf(await pay(deal));
  await deal.deliver(milestoneId);
  const [opener, other] = either(deal);
  await deal.withdraw(await deal.dispute(opener, milestoneId), opener, other);
  await deal.approve(milestoneId);
}

export const plans: Readonly<Record<string, { weight: number; run: Plan }>> = {
  approved: {
    weight: 6,
    run: async (deal) => {
      await pay(deal);
      if (deal.seller.random.chance(0.5)) await deal.start();
      await deliverAll(deal, () => true);
    },
  },
  /** Nobody says anything any more: the timer releases it. */
  'approved by silence': {
    weight: 2,
    run: async (deal) => {
      await pay(deal);
      await deliverAll(deal, (index) => index > 0);
    },
  },
  declined: {
    weight: 2,
    run: async (deal) => {
      await pay(deal);
      await deal.decline();
    },
  },
  'cancelled together': {
    weight: 2,
    run: async (deal) => {
      await pay(deal);
      if (deal.seller.random.chance(0.5)) await deal.start();
      await deal.cancelTogether(...either(deal));
    },
  },
  'disputed and split': { weight: 3, run: disputeAndSplit },
  'disputed and withdrawn': { weight: 1, run: disputeAndResume },
  /** The seller never starts: the timer gives the money back. */
  'never started': {
    weight: 1,
    run: async (deal) => {
      await pay(deal);
    },
  },
  /** Too little, and never more: the timer gives it back. */
  'never fully paid': {
    weight: 1,
    run: async (deal) => {
      const payment = await deal.payment();
      await deal.send(payment, (BigInt(payment.expected.amount) * 3n) / 4n);
    },
  },
  'never paid': { weight: 1, run: () => Promise.resolve() },
  /** Given up while the money is on its way. */
  abandoned: {
    weight: 2,
    run: async (deal) => {
      const payment = await deal.payment();
      const amount = BigInt(payment.expected.amount);
      const isEarly = deal.buyer.random.chance(0.5);
      if (isEarly) await deal.send(payment, amount / 2n);
      await deal.abandon();
      await deal.send(payment, isEarly ? amount - amount / 2n : amount);
    },
  },
};

const lots = Object.entries(plans).flatMap(([name, { weight }]) => Array<string>(weight).fill(name));

/**
 * Agrees on a deal and takes it as far as its plan says.
 * @param onMade told of the deal as soon as there is one: it has to come to an end whatever happens next
 */
export async function runDeal(
  buyer: Client,
  seller: Client,
  asset: Asset,
  title: string,
  onMade: (deal: RunningDeal) => void,
): Promise<{ plan: string; deal: RunningDeal }> {
  const { random } = buyer;
  const plan = random.pick(lots);
  const parts = random.chance(0.25) ? random.between(2, 3) : 1;
  const deal = await RunningDeal.agree(buyer, seller, asset, {
    title,
    cents: Array.from({ length: parts }, () => random.between(500, 30_000)),
    categoryId: random.chance(0.3) ? 'art' : 'other',
  });
  onMade(deal);
  await plans[plan]?.run(deal);
  return { plan, deal };
}
