import {
  counterOffer,
  rejectOffer,
  reviseOffer,
  submitOffer,
  withdrawOffer,
} from '../../../modules/marketplace/index.ts';
import type { OfferAction } from '../../../modules/marketplace/seller-offer.process.ts';
import { verdictOf, type Attempt, type Command } from '../attempt.ts';
import type { LiveWorld } from '../live-world.ts';
import {
  ASSETS,
  DELIVERY_DAYS,
  INSPECTION_DAYS,
  isLiveOffer,
  newKey,
  offers,
  PERIODS,
  statusOf,
  type Offer,
  type Reference,
  type Request,
} from '../reference.ts';

/** Prices whose fee and parts do not come out even are the interesting ones. */
export const priceFrom = (n: number): number => [101, 999, 3_333, 10_001, 25_000, 104_739][n % 6] ?? 101;

/** Parts that do not come out even; the last one takes what is left. */
export const partPrices = (priceCents: number, parts: number): number[] => {
  const each = Math.floor(priceCents / parts);
  return Array.from({ length: parts }, (_, index) =>
    index < parts - 1 ? each : priceCents - each * (parts - 1),
  );
};

const priceOf = (cents: number) => ({ amount: String(cents), currency: 'USD' as const });

const termsFor = (priceCents: number, parts: number) => ({
  price: priceOf(priceCents),
  deliveryDays: 10,
  inspectionDays: INSPECTION_DAYS,
  acceptedAssets: [...ASSETS],
  message: '',
  milestones:
    parts === 1
      ? []
      : partPrices(priceCents, parts).map((cents, index) => ({
          title: `Part ${index + 1}`,
          price: priceOf(cents),
          deliveryDays: DELIVERY_DAYS[parts - 1]?.[index] ?? 10,
        })),
});

function submitting(
  reference: Reference,
  request: Request,
  seller: number,
  priceCents: number,
  parts: number,
): Attempt {
  const key = reference.keys;
  const own = request.offers.findLast((offer) => offer.seller === seller);
  const stands = own !== undefined && (isLiveOffer(own) || own.status === 'accepted');
  const allowed = statusOf(request) === 'open' && seller !== request.buyer && !stands;
  return {
    label: `request ${request.key}: person ${seller} offers for ${priceCents} cents in ${parts} (offer ${key})`,
    verdict: verdictOf(true, allowed),
    effect: () => {
      newKey(reference);
      const endsAt = reference.now + PERIODS.offer;
      request.offers.push({
        key,
        request,
        seller,
        revision: 1,
        status: 'submitted',
        priceCents,
        parts,
        endsAt,
      });
    },
    memory: (world) => {
      world.submitOffer(key);
    },
    live: async (world) => {
      const requestId = world.id('request', request.key);
      const { id } = await submitOffer({ requestId, ...termsFor(priceCents, parts) }, world.person(seller));
      world.remember('offer', key, id);
    },
  };
}

export const offer: Command = {
  name: 'offer',
  weight: 3,
  attempts: (reference, n) =>
    reference.requests.flatMap((request) =>
      reference.people.map((seller) =>
        submitting(reference, request, seller, priceFrom(n), 1 + (Math.floor(n / 6) % 3)),
      ),
    ),
};

function puttingForward(
  reference: Reference,
  about: Offer,
  by: 'buyer' | 'seller',
  priceCents: number,
): Attempt {
  const action = by === 'seller' ? 'revise' : 'counter';
  return {
    label: `offer ${about.key}: ${by} wants ${priceCents} cents`,
    verdict: verdictOf(isLiveOffer(about), statusOf(about.request) === 'open'),
    effect: () => {
      about.status = by === 'seller' ? 'submitted' : 'countered';
      about.revision += 1;
      about.priceCents = priceCents;
      about.endsAt = reference.now + PERIODS.offer;
    },
    memory: (world) => {
      world.offer(about.key, action, by);
    },
    live: (world) => {
      const input = {
        offerId: world.id('offer', about.key),
        terms: termsFor(priceCents, about.parts),
        basedOn: about.revision,
      };
      return by === 'seller'
        ? reviseOffer(input, world.person(about.seller))
        : counterOffer(input, world.person(about.request.buyer));
    },
  };
}

export const negotiate: Command = {
  name: 'negotiate',
  weight: 1,
  attempts: (reference, n) =>
    offers(reference).flatMap((about) =>
      (['buyer', 'seller'] as const).map((by) => puttingForward(reference, about, by, priceFrom(n + 1))),
    ),
};

function ending(
  about: Offer,
  action: Extract<OfferAction, 'reject' | 'withdraw'>,
  run: (world: LiveWorld, input: { offerId: string }) => Promise<unknown>,
): Attempt {
  return {
    label: `offer ${about.key}: ${action}`,
    verdict: verdictOf(isLiveOffer(about)),
    effect: () => {
      about.status = action === 'reject' ? 'rejected' : 'withdrawn';
      about.endsAt = null;
    },
    memory: (world) => {
      world.offer(about.key, action, action === 'reject' ? 'buyer' : 'seller');
    },
    live: (world) => run(world, { offerId: world.id('offer', about.key) }),
  };
}

export const endOffer: Command = {
  name: 'endOffer',
  weight: 1,
  attempts: (reference) =>
    offers(reference).flatMap((about) => [
      ending(about, 'reject', (world, input) => rejectOffer(input, world.person(about.request.buyer))),
      ending(about, 'withdraw', (world, input) => withdrawOffer(input, world.person(about.seller))),
    ]),
};
