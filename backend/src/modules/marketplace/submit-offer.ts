import { Types } from 'mongoose';
import type { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { isBiddingOver, mayOffer } from './marketplace.policy.ts';
import { offerExpiryFor } from './marketplace.terms.ts';
import type { offerTermsSchema } from './offer.contract.ts';
import { makeRevision } from './offer-revision.ts';
import { termsOf } from './offer-terms.ts';
import { addBidder } from './request-bidders.repository.ts';
import type { RequestRecord } from './purchase-request.repository.ts';
import { insertOffer, type OfferRecord } from './seller-offer.repository.ts';
import { scheduleOffer } from './transition-offer.ts';
import { asOwnOffer, viewRequest } from './view-request.ts';

export type SubmitOfferInput = z.infer<typeof offerTermsSchema> & { readonly requestId: string };

const standsAlready = (cause?: unknown): AppError =>
  new AppError('ALREADY_EXISTS', {
    message: 'You have an offer on this request already. Revise that one.',
    cause,
  });

/** Why a seller cannot offer; the policy says whether, this says what to tell. */
function refusal(request: RequestRecord, actor: Actor, ownOffer: OfferRecord | null): AppError {
  if (request.buyerId === actor.id) {
    return new AppError('FORBIDDEN', { message: 'You cannot offer on your own request.' });
  }
  if (request.status !== 'open') return new AppError('INVALID_TRANSITION');
  if (isBiddingOver(request, now())) {
    return new AppError('INVALID_TRANSITION', {
      message: 'The bids are open, so no new ones are taken. Look for another request.',
    });
  }
  return ownOffer === null ? new AppError('INVALID_TRANSITION') : standsAlready();
}

/**
 * A seller offers. Cancelling the request at the same moment and this exclude each other, as both write the
 * request; of two offers by one seller the unique index lets one stand.
 */
export async function submitOffer(input: SubmitOfferInput, actor: Actor): Promise<OfferRecord> {
  const { requestId, ...termsInput } = input;
  const terms = termsOf(termsInput);
  try {
    return await inTransaction(async (tx) => {
      const { request, ownOffer } = await viewRequest(requestId, actor);
      if (!mayOffer(request, actor.id, asOwnOffer(ownOffer), now())) {
        throw refusal(request, actor, ownOffer);
      }
      const id = new Types.ObjectId().toHexString();
      const expiresAt = offerExpiryFor(request);
      const offer = await insertOffer(tx, {
        id,
        requestId: request.id,
        sellerId: actor.id,
        buyerId: request.buyerId,
        revision: makeRevision(id, { number: 1, by: 'seller', at: now(), terms }),
        expiresAt,
      });
      if (!(await addBidder(tx, request.id, actor.id))) throw new AppError('CONFLICT');
      scheduleOffer(tx, offer);
      await emitLater(tx, {
        name: 'offer:submitted',
        ids: { requestId: request.id, offerId: id },
        addressees: [request.buyerId, actor.id],
        causedBy: actor.id,
      });
      return offer;
    });
  } catch (error) {
    if (isDuplicateKey(error, 'oneLiveOffer')) throw standsAlready(error);
    throw error;
  }
}
