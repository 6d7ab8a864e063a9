import { createHash } from 'node:crypto';
import { DAY_MS, HOUR_MS } from '../../platform/clock.ts';
import type { FeeTerms } from './escrow.fees.ts';

/** Periods of a deal. What happens when one ends is in the table of the request. */
export const PAYMENT_WINDOW_MS = 24 * HOUR_MS;
/** As long as a payment is on its way and not yet deep enough in the chain. */
export const CONFIRMING_WINDOW_MS = 48 * HOUR_MS;
export const START_WINDOW_MS = 3 * DAY_MS;
/** After the delivery or redelivery date. */
export const GRACE_MS = 72 * HOUR_MS;
/** How long a deal whose money has left the chain waits for it. */
export const FREEZE_WINDOW_MS = 14 * DAY_MS;

export interface Terms {
  readonly requestId: string;
  readonly offerId: string;
  readonly offerRevision: number;
  readonly revisionHash: string;
  readonly buyerId: string;
  readonly sellerId: string;
  readonly priceCents: number;
  readonly buyerFeeCents: number;
  readonly sellerFeeCents: number;
  readonly feeTerms: FeeTerms;
  readonly acceptedAssets: readonly string[];
  readonly deliveryDays: number;
  readonly inspectionDays: number;
  readonly maxChangeRounds: number;
  readonly milestones: readonly {
    readonly title: string;
    readonly priceCents: number;
    readonly buyerFeeCents: number;
    readonly sellerFeeCents: number;
    readonly deliveryDays?: number;
  }[];
}

/** SHA-256 (hex) over the terms with sorted keys: what both sides agreed to, in one number. */
export function hashTerms(terms: Terms): string {
  const milestones = terms.milestones.map(
    ({ buyerFeeCents, deliveryDays, priceCents, sellerFeeCents, title }) => ({
      buyerFeeCents,
      deliveryDays,
      priceCents,
      sellerFeeCents,
      title,
    }),
  );
  const fields = Object.entries({ ...terms, milestones });
  const sorted = Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

/** The hash of amended terms holds on to the one of the terms before: the chain cannot be cut. */
export const hashAmendment = (
  termsHash: string,
  cents: { readonly priceCents: number; readonly buyerFeeCents: number; readonly sellerFeeCents: number },
): string =>
  createHash('sha256')
    .update(JSON.stringify([termsHash, cents.priceCents, cents.buyerFeeCents, cents.sellerFeeCents]))
    .digest('hex');
