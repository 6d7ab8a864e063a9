import { createPayment } from '../../../modules/payment/index.ts';
import type { ActorRole } from '../../../shared/process.ts';
import { verdictOf, type Attempt, type Command } from '../attempt.ts';
import { contract, person, type MemoryWorld } from '../memory-world.ts';
import type { PaymentPort } from '../memory-payment.ts';
import {
  ASSETS,
  CENT,
  escrowName,
  heldCents,
  isLiveOffer,
  newKey,
  PERIODS,
  statusOf,
  suspended,
  totalCents,
  type Asset,
  type Deal,
  type Payment,
  type Reference,
  type Transfer,
} from '../reference.ts';

const DAY_MS = 86_400_000;
const waits = (deal: Deal): boolean => deal.active && statusOf(deal.request) === 'awaiting_payment';

/** Of every deal that ever was, those that ended unpaid as well: money may still come for them. */
const payments = (reference: Reference): Payment[] => reference.deals.flatMap((deal) => deal.payments);

function portOf(world: MemoryWorld, deal: Deal, except: Payment | null): PaymentPort {
  const others = deal.payments.filter((payment) => payment !== except).map(({ key }) => key);
  return world.port(
    {
      contractId: contract(deal.key),
      buyerId: person(deal.buyer),
      pricesCents: deal.milestones.map(heldCents),
      waits: waits(deal),
      fund: () => {
        world.request(deal.request.key, 'fund', 'gateway', (request) => {
          request.milestones = deal.milestones.map(() => 'pending');
          request.started = false;
        });
        const rivals = deal.request.offers.filter((offer) => isLiveOffer(offer));
        for (const { key } of rivals) world.offer(key, 'supersede', 'gateway');
      },
    },
    others,
  );
}

export function endPaymentsInMemory(world: MemoryWorld, deal: Deal, by: ActorRole): void {
  for (const payment of deal.payments) world.payment(payment.key).end(portOf(world, deal, payment), by);
}

function opening(reference: Reference, deal: Deal, asset: Asset): Attempt {
  const present = deal.payments.some((payment) => payment.asset === asset);
  const key = reference.keys;
  const expected = BigInt(totalCents(deal)) * CENT;
  return {
    label: `deal ${deal.key}: payment ${key} in ${asset} opened`,
    verdict: verdictOf(true, waits(deal)),
    effect: () => {
      if (present) return;
      newKey(reference);
      deal.payments.push({ key, deal, asset, expected, funded: false, transfers: [] });
    },
    memory: (world) => {
      if (!present) world.openPayment(key, { asset, expected });
    },
    live: async (world) => {
      const requestId = world.id('request', deal.request.key);
      const opened = await createPayment({ requestId, asset }, world.person(deal.buyer));
      if (present) return;
      world.remember('payment', key, opened.id);
      world.remember('external', key, opened.providerPaymentId);
    },
  };
}

export const openPayment: Command = {
  name: 'openPayment',
  weight: 4,
  attempts: (reference) =>
    reference.deals
      .filter((deal) => deal.request.deal === deal)
      .flatMap((deal) => ASSETS.map((asset) => opening(reference, deal, asset))),
};

/** Exactly what is asked for, half of it, too much of it, all but the last unit, or another coin. */
function transferFrom(key: number, { asset, expected }: Payment, n: number): Transfer {
  const other = ASSETS.find((candidate) => candidate !== asset) ?? asset;
  const kinds: { amount: bigint; asset: Asset }[] = [
    { amount: expected, asset },
    { amount: expected, asset },
    { amount: expected / 2n, asset },
    { amount: expected + 1_234_567n, asset },
    { amount: expected - 1n, asset },
    { amount: expected, asset: other },
    { amount: 1n, asset },
  ];
  const kind = kinds[n % kinds.length] ?? { amount: expected, asset };
  return { key, ...kind, announced: false, told: false, settled: false };
}

export const pay: Command = {
  name: 'pay',
  weight: 4,
  attempts: (reference, n) =>
    payments(reference)
      .filter(({ transfers }) => transfers.length < 4)
      .map((payment) => {
        const transfer = transferFrom(reference.keys, payment, n);
        return {
          label: `payment ${payment.key}: transfer ${transfer.key} of ${transfer.amount} ${transfer.asset}`,
          verdict: 'done',
          effect: () => {
            newKey(reference);
            payment.transfers.push(transfer);
          },
          memory: () => undefined,
          live: () => Promise.resolve(),
        } satisfies Attempt;
      }),
};

/** What the reference makes of money that it is told of for good. */
function count(reference: Reference, payment: Payment, fresh: readonly Transfer[]): void {
  const { deal, asset } = payment;
  const { holdings } = reference;
  for (const transfer of fresh) {
    transfer.told = true;
    holdings.add('gateway', 'all', transfer.asset, transfer.amount);
    // Another coin than the one asked for lies apart until an admin has looked at it.
    const place = transfer.asset === asset ? 'suspense' : 'quarantine';
    holdings.add(place, 'all', transfer.asset, transfer.amount);
  }
  const due = suspended(payment);
  if (due === 0n) return;
  const leave = (kind: string, owner: string | number, amount: bigint) => {
    holdings.add('suspense', 'all', asset, -amount);
    holdings.add(kind, owner, asset, amount);
  };
  const settle = () => {
    for (const transfer of payment.transfers) {
      if (transfer.told && transfer.asset === asset) transfer.settled = true;
    }
  };
  if (payment.funded) leave('credit', deal.buyer, due);
  else if (!waits(deal)) leave('refund', deal.buyer, due);
  else if (due >= payment.expected) {
    for (const milestone of deal.milestones) {
      milestone.held = BigInt(heldCents(milestone)) * CENT;
      milestone.dueAt = reference.now + milestone.deliveryDays * DAY_MS;
      leave('escrow', escrowName(deal, milestone), milestone.held);
    }
    leave('credit', deal.buyer, due - payment.expected);
    settle();
    fund(reference, payment);
    return;
  } else return;
  settle();
}

function fund(reference: Reference, payment: Payment): void {
  const { deal } = payment;
  payment.funded = true;
  deal.asset = payment.asset;
  deal.request.unpaid = null;
  deal.request.timers = [{ name: 'decline', at: reference.now + PERIODS.start }];
  for (const rival of deal.request.offers.filter(isLiveOffer)) {
    rival.status = 'superseded';
    rival.endsAt = null;
  }
  for (const other of deal.payments.filter((candidate) => candidate !== payment)) {
    const due = suspended(other);
    reference.holdings.add('suspense', 'all', other.asset, -due);
    reference.holdings.add('refund', deal.buyer, other.asset, due);
    for (const transfer of other.transfers) {
      if (transfer.told && transfer.asset === other.asset) transfer.settled = true;
    }
  }
}

function telling(
  reference: Reference,
  payment: Payment,
  how: 'again' | 'all' | 'announced' | 'one',
  transfers: readonly Transfer[],
): Attempt {
  const confirmed = how !== 'announced';
  const names = transfers.map(({ key }) => key).join(', ');
  return {
    label: `payment ${payment.key}: told of ${names} (${how})`,
    verdict: 'done',
    effect: () => {
      if (confirmed)
        count(
          reference,
          payment,
          transfers.filter(({ told }) => !told),
        );
      for (const transfer of transfers) transfer.announced = true;
    },
    memory: (world) => {
      world.payment(payment.key).tell(transfers, confirmed, portOf(world, payment.deal, payment));
    },
    live: (world) => world.tell(payment, transfers, confirmed),
  };
}

/** A callback comes: in any order, for one transfer or for all there are, late, and more than once. */
export const callback: Command = {
  name: 'callback',
  weight: 6,
  attempts: (reference) =>
    payments(reference).flatMap((payment) => {
      const untold = payment.transfers.filter(({ told }) => !told);
      const told = payment.transfers.filter((transfer) => transfer.told);
      return [
        ...untold.map((transfer) => telling(reference, payment, 'one', [transfer])),
        ...untold
          .filter(({ announced }) => !announced)
          .map((transfer) => telling(reference, payment, 'announced', [transfer])),
        ...(untold.length > 1 ? [telling(reference, payment, 'all', [...told, ...untold])] : []),
        ...(told.length > 0 ? [telling(reference, payment, 'again', told)] : []),
      ];
    }),
};

/** A transfer of the right coin was announced and is not confirmed yet. */
export const isConfirming = (deal: Deal): boolean =>
  deal.payments.some((payment) =>
    payment.transfers.some(({ asset, announced, told }) => asset === payment.asset && announced && !told),
  );
