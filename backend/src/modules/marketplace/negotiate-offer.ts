import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { areBidsSealed } from './marketplace.policy.ts';
import { MAX_REVISIONS, offerExpiryFor } from './marketplace.terms.ts';
import type { offerTermsSchema } from './offer.contract.ts';
import { currentRevision, makeRevision } from './offer-revision.ts';
import { termsOf } from './offer-terms.ts';
import type { OfferRecord } from './seller-offer.repository.ts';
import { loadOffer, transitionOffer } from './transition-offer.ts';
import { loadRequest } from './transition-request.ts';

export interface NegotiateInput {
  readonly offerId: string;
  readonly terms: z.infer<typeof offerTermsSchema>;
  /** Number of the revision that the sender has read: it must be the newest still. */
  readonly basedOn: number;
}

/**
 * An offer for one of its sides to act on.
 * @throws AppError FORBIDDEN for the other side, NOT_FOUND for everybody else
 */
export async function loadOfferAs(
  tx: ClientSession,
  offerId: string,
  side: 'buyer' | 'seller',
  actor: Pick<Actor, 'id'>,
): Promise<OfferRecord> {
  const offer = await loadOffer(tx, offerId);
  const actorSide = offer.buyerId === actor.id ? 'buyer' : offer.sellerId === actor.id ? 'seller' : null;
  if (actorSide === null) throw new AppError('NOT_FOUND');
  if (actorSide !== side) throw new AppError('FORBIDDEN');
  return offer;
}

const STEPS = {
  seller: { action: 'revise', event: 'offer:revised' },
  buyer: { action: 'counter', event: 'offer:countered' },
} as const;

/** One side puts new terms forward. Of two at the same moment one wins; the other has not read its terms. */
async function putForward(input: NegotiateInput, side: 'buyer' | 'seller', actor: Actor): Promise<void> {
  const terms = termsOf(input.terms, 'terms.');
  await inTransaction(async (tx) => {
    const offer = await loadOfferAs(tx, input.offerId, side, actor);
    const request = await loadRequest(tx, offer.requestId);
    const newest = currentRevision(offer).number;
    if (input.basedOn !== newest) {
      throw new AppError('OFFER_REVISION_CHANGED', { details: { newest } });
    }
    if (request.status !== 'open') throw new AppError('INVALID_TRANSITION');
    if (side === 'buyer' && areBidsSealed(request, now())) {
      throw new AppError('INVALID_TRANSITION', {
        message: 'The bids are sealed until the deadline. You can answer them after it.',
      });
    }
    if (newest >= MAX_REVISIONS) {
      throw new AppError('INVALID_TRANSITION', {
        message: `After ${MAX_REVISIONS} revisions somebody has to decide. Accept, decline or withdraw.`,
      });
    }
    const { action, event } = STEPS[side];
    await transitionOffer(tx, {
      offer,
      action,
      by: side,
      actorId: actor.id,
      revision: makeRevision(offer.id, { number: newest + 1, by: side, at: now(), terms }),
      expiresAt: offerExpiryFor(request),
    });
    await emitLater(tx, {
      name: event,
      ids: { requestId: offer.requestId, offerId: offer.id },
      addressees: [offer.buyerId, offer.sellerId],
      causedBy: actor.id,
    });
  });
}

/** The seller's new terms; also how a counter-offer is agreed to. */
export const reviseOffer = (input: NegotiateInput, actor: Actor): Promise<void> =>
  putForward(input, 'seller', actor);

/** The buyer's answer with other terms. */
export const counterOffer = (input: NegotiateInput, actor: Actor): Promise<void> =>
  putForward(input, 'buyer', actor);
