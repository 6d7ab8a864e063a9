import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { loadOfferAs } from './negotiate-offer.ts';
import type { OfferRecord } from './seller-offer.repository.ts';
import { loadOffer, transitionOffer, type OfferTransition } from './transition-offer.ts';

async function end(
  tx: ClientSession,
  offer: OfferRecord,
  step: Pick<OfferTransition, 'action' | 'by' | 'actorId'>,
  event: string,
): Promise<void> {
  await transitionOffer(tx, { offer, ...step });
  await emitLater(tx, {
    name: event,
    ids: { requestId: offer.requestId, offerId: offer.id },
    addressees: [offer.buyerId, offer.sellerId],
    causedBy: step.actorId,
  });
}

export async function rejectOffer(input: { readonly offerId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const offer = await loadOfferAs(tx, input.offerId, 'buyer', actor);
    await end(tx, offer, { action: 'reject', by: 'buyer', actorId: actor.id }, 'offer:rejected');
  });
}

export async function withdrawOffer(input: { readonly offerId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const offer = await loadOfferAs(tx, input.offerId, 'seller', actor);
    await end(tx, offer, { action: 'withdraw', by: 'seller', actorId: actor.id }, 'offer:withdrawn');
  });
}

/** The timer: nobody answered in time. Comes twice or early without harm. */
export async function expireOffer(offerId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const offer = await loadOffer(tx, offerId);
    if (offer.expiresAt === null || offer.expiresAt > now()) return;
    await end(tx, offer, { action: 'expire', by: 'timer', actorId: null }, 'offer:expired');
  });
}
