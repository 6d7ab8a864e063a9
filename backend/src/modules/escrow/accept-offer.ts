import { Types } from 'mongoose';
import { env, feeSchedule } from '../../config/env.ts';
import { after, now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import {
  areBidsSealed,
  currentRevision,
  loadOffer,
  loadRequest,
  transitionOffer,
  transitionRequest,
  type OfferRecord,
  type OfferRevision,
  type RequestRecord,
} from '../marketplace/index.ts';
import { milestonesFrom } from './contract-milestones.ts';
import { feesFor, type Fees } from './escrow.fees.ts';
import { insertContract, type NewContract } from './escrow.repository.ts';
import { hashTerms, PAYMENT_WINDOW_MS } from './escrow.terms.ts';

export interface AcceptOfferInput {
  readonly requestId: string;
  readonly offerId: string;
  readonly revision: number;
  /** The fees as they were shown, if they were. */
  readonly shownFees?: {
    readonly buyerFee: { readonly amount: string };
    readonly sellerFee: { readonly amount: string };
  };
}

/**
 * The buyer accepts an exact revision: offer and request move on, and a contract fixes the terms. Of two
 * acceptances at one moment the request's version lets one win.
 */
export async function acceptOffer(input: AcceptOfferInput, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await loadRequest(tx, input.requestId);
    if (request.buyerId !== actor.id) throw new AppError('NOT_FOUND');
    const offer = await loadOffer(tx, input.offerId);
    if (offer.requestId !== request.id) throw new AppError('NOT_FOUND');
    if (areBidsSealed(request, now())) {
      throw new AppError('INVALID_TRANSITION', {
        message: 'The bids are sealed until the deadline. You can choose one after it.',
      });
    }
    // The timer may be late; an offer binds its seller to its end and no longer.
    if (offer.expiresAt !== null && offer.expiresAt <= now()) {
      throw new AppError('INVALID_TRANSITION', { message: 'This offer has run out. Choose another one.' });
    }
    const revision = currentRevision(offer);
    if (revision.number !== input.revision) throw new AppError('OFFER_REVISION_CHANGED');

    const fees = feesFor(BigInt(revision.terms.priceCents), request.categoryId, feeSchedule());
    assertAsShown(fees, input.shownFees);

    const accepted = await transitionOffer(tx, { offer, action: 'accept', by: 'buyer', actorId: actor.id });
    const contract = await insertContract(tx, contractFrom(request, offer, revision, fees));
    await transitionRequest(tx, {
      request,
      action: 'acceptOffer',
      by: 'buyer',
      actorId: actor.id,
      set: { activeContractId: contract._id.toString(), acceptedOfferId: offer.id, sellerId: offer.sellerId },
      deadlines: [{ action: 'paymentTimedOut', at: after(PAYMENT_WINDOW_MS) }],
    });
    const addressees = [request.buyerId, offer.sellerId];
    await emitLater(
      tx,
      { name: 'offer:accepted', ids: { requestId: request.id, offerId: accepted.id }, addressees },
      { name: 'request:offer-accepted', ids: { requestId: request.id }, addressees },
    );
  });
}

/** Nobody pays another fee than the one they saw. */
function assertAsShown({ buyerFeeCents, sellerFeeCents }: Fees, shown: AcceptOfferInput['shownFees']): void {
  if (shown === undefined) return;
  if (
    shown.buyerFee.amount === buyerFeeCents.toString() &&
    shown.sellerFee.amount === sellerFeeCents.toString()
  )
    return;
  throw new AppError('CONFLICT', {
    message: 'The fees have changed since you looked. Nothing was accepted. Reload and look at them again.',
  });
}

/** The terms as agreed, with the fee as it is today; they never change afterwards. */
function contractFrom(
  request: RequestRecord,
  offer: OfferRecord,
  revision: OfferRevision,
  fees: Fees,
): NewContract {
  const { priceCents, acceptedAssets, deliveryDays, inspectionDays } = revision.terms;
  const price = {
    priceCents,
    buyerFeeCents: Number(fees.buyerFeeCents),
    sellerFeeCents: Number(fees.sellerFeeCents),
  };
  const milestones = milestonesFrom(revision.terms, price, request.title);
  const agreed = {
    ...price,
    feeTerms: fees.terms,
    acceptedAssets: [...acceptedAssets],
    deliveryDays,
    inspectionDays,
    maxChangeRounds: env().CHANGE_ROUNDS,
    offerRevision: revision.number,
  };
  const parties = {
    requestId: request.id,
    offerId: offer.id,
    buyerId: request.buyerId,
    sellerId: offer.sellerId,
  };
  return {
    ...agreed,
    requestId: new Types.ObjectId(parties.requestId),
    offerId: new Types.ObjectId(parties.offerId),
    buyerId: new Types.ObjectId(parties.buyerId),
    sellerId: new Types.ObjectId(parties.sellerId),
    termsHash: hashTerms({ ...agreed, ...parties, milestones, revisionHash: revision.hash }),
    acceptedAt: now(),
    active: true,
    asset: null,
    paymentId: null,
    fundedAt: null,
    startedAt: null,
    milestones,
    proposal: null,
    amendments: [],
    freeze: null,
    freezes: 0,
  };
}
