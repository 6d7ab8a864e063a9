import { abandonDeal, acceptOffer } from '../../../modules/escrow/index.ts';
import { feesFor } from '../../../modules/escrow/escrow.fees.ts';
import { SCHEDULE } from '../fee-schedule.ts';
import { verdictOf, type Attempt, type Command } from '../attempt.ts';
import {
  DELIVERY_DAYS,
  isLiveOffer,
  newKey,
  offers,
  PERIODS,
  statusOf,
  suspended,
  type Deal,
  type Milestone,
  type Offer,
  type Reference,
  type Request,
} from '../reference.ts';
import { partPrices } from './offers.ts';
import { endRequest } from './requests.ts';
import { endPaymentsInMemory } from './payins.ts';

/**
 * Design costs the seller two and a half per cent. Art costs 57 cents, 5.3 per cent of the first hundred dollars
 * and 3.1 of the rest, at most half of the price, two fifths of it borne by the buyer. All is rounded down.
 */
function feesOf(priceCents: number, category: Request['category']): { buyer: number; seller: number } {
  if (category === 'design') return { buyer: 0, seller: Math.floor((priceCents * 25) / 1000) };
  const first = Math.min(priceCents, 10_000);
  const share = Math.floor((first * 53 + (priceCents - first) * 31) / 1000);
  const fee = Math.min(57 + share, Math.floor(priceCents / 2));
  const buyer = Math.floor((fee * 2) / 5);
  return { buyer, seller: fee - buyer };
}

/** Parts of a fee by price, by largest remainder. */
function divided(total: number, prices: readonly number[]): number[] {
  const sum = prices.reduce((a, b) => a + b, 0);
  const parts = prices.map((price) => Math.floor((total * price) / sum));
  const rests = prices.map((price, index) => ({ index, rest: (total * price) % sum }));
  rests.sort((a, b) => b.rest - a.rest || a.index - b.index);
  const left = total - parts.reduce((a, b) => a + b, 0);
  for (const { index } of rests.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

function milestonesOf({ priceCents, parts, request }: Offer): Milestone[] {
  const fees = feesOf(priceCents, request.category);
  const prices = partPrices(priceCents, parts);
  const [buyer, seller] = [divided(fees.buyer, prices), divided(fees.seller, prices)];
  return prices.map((cents, index) =>
    milestoneOf(index, cents, DELIVERY_DAYS[parts - 1]?.[index] ?? 0, {
      buyer: buyer[index] ?? 0,
      seller: seller[index] ?? 0,
    }),
  );
}

const milestoneOf = (
  number: number,
  priceCents: number,
  deliveryDays: number,
  fees: { readonly buyer: number; readonly seller: number },
): Milestone => ({
  number,
  priceCents,
  deliveryDays,
  buyerFeeCents: fees.buyer,
  sellerFeeCents: fees.seller,
  status: 'pending',
  held: 0n,
  dueAt: 0,
  rounds: 0,
  withdrawals: 0,
  pause: null,
  dispute: null,
});

function accepting(reference: Reference, offer: Offer): Attempt {
  const { request } = offer;
  const key = reference.keys;
  return {
    label: `request ${request.key}: offer ${offer.key} accepted (deal ${key})`,
    verdict: verdictOf(statusOf(request) === 'open' && offer.status === 'submitted'),
    effect: () => {
      newKey(reference);
      offer.status = 'accepted';
      offer.endsAt = null;
      request.unpaid = 'awaiting_payment';
      request.timers = [{ name: 'paymentTimedOut', at: reference.now + PERIODS.payment }];
      request.deal = {
        key,
        request,
        offer,
        buyer: request.buyer,
        seller: offer.seller,
        acceptedAt: reference.now,
        milestones: milestonesOf(offer),
        payments: [],
        active: true,
        asset: null,
        started: false,
        proposal: null,
      };
      reference.deals.push(request.deal);
    },
    memory: (world) => {
      world.request(request.key, 'acceptOffer', 'buyer');
      world.offer(offer.key, 'accept', 'buyer');
      const { buyerFeeCents, sellerFeeCents } = feesFor(BigInt(offer.priceCents), request.category, SCHEDULE);
      const { buyer, seller } = feesOf(offer.priceCents, request.category);
      if (buyerFeeCents !== BigInt(buyer) || sellerFeeCents !== BigInt(seller)) {
        throw new Error(
          `fees of ${buyerFeeCents} and ${sellerFeeCents}, where ${buyer} and ${seller} are due`,
        );
      }
    },
    live: (world) =>
      acceptOffer(
        {
          requestId: world.id('request', request.key),
          offerId: world.id('offer', offer.key),
          revision: offer.revision,
        },
        world.person(request.buyer),
      ).then(async () => {
        const { _id } = await world.contract(request);
        world.remember('deal', key, _id.toHexString());
      }),
  };
}

export const accept: Command = {
  name: 'accept',
  weight: 4,
  attempts: (reference) => offers(reference).map((offer) => accepting(reference, offer)),
};

/** Nobody paid it: what came in is owed back. */
export function endUnpaid(reference: Reference, deal: Deal): void {
  deal.active = false;
  for (const payment of deal.payments) {
    const due = suspended(payment);
    reference.holdings.add('suspense', 'all', payment.asset, -due);
    reference.holdings.add('refund', deal.buyer, payment.asset, due);
    for (const transfer of payment.transfers) {
      if (transfer.told && transfer.asset === payment.asset) transfer.settled = true;
    }
  }
}

export const abandon: Command = {
  name: 'abandon',
  weight: 1,
  attempts: (reference) =>
    reference.requests.flatMap((request) => {
      const { deal } = request;
      if (deal === null) return [];
      const waits = statusOf(request) === 'awaiting_payment';
      const attempt: Attempt = {
        label: `deal ${deal.key}: abandoned by the buyer`,
        verdict: verdictOf(waits),
        effect: () => {
          endRequest(request, 'cancelled');
          endUnpaid(reference, deal);
        },
        memory: (world) => {
          world.request(request.key, 'abandon', 'buyer');
          const standing = request.offers.filter(
            (offer) => isLiveOffer(offer) || offer.status === 'accepted',
          );
          for (const offer of standing) world.offer(offer.key, 'close', 'buyer');
          endPaymentsInMemory(world, deal, 'timer');
        },
        live: (world) =>
          abandonDeal({ requestId: world.id('request', request.key) }, world.person(deal.buyer)),
      };
      return [attempt];
    }),
};
