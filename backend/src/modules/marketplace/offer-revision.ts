import { createHash, randomBytes } from 'node:crypto';

export interface OfferMilestone {
  readonly title: string;
  readonly priceCents: number;
  /** From funding, as that of the whole. */
  readonly deliveryDays: number;
}

export interface OfferTerms {
  /** The sum of the milestones, where there are any. */
  readonly priceCents: number;
  /** Days from funding to the last delivery. */
  readonly deliveryDays: number;
  readonly inspectionDays: number;
  readonly acceptedAssets: readonly string[];
  readonly message: string;
  /** In the order of their dates; none when everything is delivered at once. */
  readonly milestones: readonly OfferMilestone[];
}

/** One set of terms, put forward by one side; never changed afterwards. */
export interface OfferRevision {
  /** From 1. */
  readonly number: number;
  readonly by: 'buyer' | 'seller';
  readonly at: Date;
  /** SHA-256, hex; see `hashRevision`. */
  readonly hash: string;
  readonly salt: string;
  readonly terms: OfferTerms;
}

/**
 * Commits a side to its terms: SHA-256 over JSON with the keys in this order, `milestones` where there are any.
 * The salt keeps a sealed price
 * from being found by trying all prices against the hash, which the buyer may see.
 */
export function hashRevision(offerId: string, revision: Omit<OfferRevision, 'hash'>): string {
  const { number, by, at, salt, terms } = revision;
  const { priceCents, deliveryDays, inspectionDays, acceptedAssets, message, milestones } = terms;
  const text = JSON.stringify({
    offerId,
    number,
    by,
    at: at.toISOString(),
    salt,
    priceCents,
    deliveryDays,
    inspectionDays,
    acceptedAssets,
    message,
    ...(milestones.length === 0
      ? {}
      : {
          milestones: milestones.map((milestone) => ({
            title: milestone.title,
            priceCents: milestone.priceCents,
            deliveryDays: milestone.deliveryDays,
          })),
        }),
  });
  return createHash('sha256').update(text).digest('hex');
}

export function makeRevision(
  offerId: string,
  content: Pick<OfferRevision, 'number' | 'by' | 'at' | 'terms'>,
): OfferRevision {
  const revision = { ...content, salt: randomBytes(32).toString('hex') };
  return { ...revision, hash: hashRevision(offerId, revision) };
}

/** The terms that count now. */
export function currentRevision({
  revisions,
}: {
  readonly revisions: readonly OfferRevision[];
}): OfferRevision {
  const newest = revisions.at(-1);
  if (!newest) throw new Error('an offer has no revision');
  return newest;
}
