import type { Offer, OfferTerms } from '@/actions/offers';

export interface Best {
  readonly price: boolean;
  readonly delivery: boolean;
}

const LIVE: ReadonlySet<Offer['status']> = new Set(['submitted', 'countered']);

/** What the seller stands for: the newest terms of their own, not those the buyer put forward; null while sealed. */
export function sellerTerms(offer: Pick<Offer, 'revisions'>): OfferTerms | null {
  return (
    offer.revisions.reduce<Offer['current'] | null>(
      (newest, revision) =>
        revision.by === 'seller' && (newest === null || revision.number > newest.number) ? revision : newest,
      null,
    )?.terms ?? null
  );
}

/** Which running offers have the lowest price and the fastest delivery; none where all are alike or only one is left. */
export function bestOf(
  offers: readonly Pick<Offer, 'id' | 'status' | 'revisions'>[],
): ReadonlyMap<string, Best> {
  const running = offers.flatMap((offer) => {
    const terms = LIVE.has(offer.status) ? sellerTerms(offer) : null;
    return terms ? [{ id: offer.id, cents: BigInt(terms.price.amount), days: terms.deliveryDays }] : [];
  });
  const lowest = leastOf(running.map(({ cents }) => cents));
  const fastest = leastOf(running.map(({ days }) => days));
  return new Map(
    running.map(({ id, cents, days }) => [id, { price: cents === lowest, delivery: days === fastest }]),
  );
}

/** The least of values that differ. */
function leastOf<T extends bigint | number>(values: readonly T[]): T | undefined {
  const [first, ...rest] = values;
  if (first === undefined || rest.every((value) => value === first)) return undefined;
  return rest.reduce((least, value) => (value < least ? value : least), first);
}

/** The price of the revision before the newest, where it was another one. */
export function priceBefore({
  current,
  revisions,
}: Pick<Offer, 'current' | 'revisions'>): OfferTerms['price'] | null {
  const before = revisions.find(({ number }) => number === current.number - 1)?.terms?.price;
  return before && current.terms && before.amount !== current.terms.price.amount ? before : null;
}
