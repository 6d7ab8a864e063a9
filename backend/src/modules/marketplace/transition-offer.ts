import type { ClientSession } from 'mongoose';
import { env } from '../../config/env.ts';
import { after, DAY_MS } from '../../platform/clock.ts';
import { scheduleDeadline } from '../../platform/deadline.ts';
import { emitLater } from '../../platform/outbox.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransition, type ActorRole } from '../../shared/process.ts';
import { OFFER_DEADLINE, OFFER_REMINDER } from './deadline-names.ts';
import type { OfferRevision } from './offer-revision.ts';
import { touchOffers } from './request-bidders.repository.ts';
import { sellerOfferProcess, type OfferAction, type OfferStatus } from './seller-offer.process.ts';
import {
  changeOffer,
  changeOffers,
  findLiveOffers,
  findOffer,
  isLive,
  type OfferRecord,
  type OfferStep,
} from './seller-offer.repository.ts';

export interface OfferTransition {
  readonly offer: OfferRecord;
  readonly action: OfferAction;
  readonly by: ActorRole;
  readonly actorId: string | null;
  /** The terms put forward with it; becomes the newest revision. */
  readonly revision?: OfferRevision;
  /** When it ends by itself if it is open afterwards; by default counted from now. */
  readonly expiresAt?: Date;
}

/** @throws AppError NOT_FOUND */
export async function loadOffer(tx: ClientSession | null, offerId: string): Promise<OfferRecord> {
  const offer = await findOffer(tx, offerId);
  if (!offer) throw new AppError('NOT_FOUND');
  return offer;
}

function stepOf({ offer, action, by, actorId, revision, expiresAt }: OfferTransition): OfferStep {
  const row = findTransition(sellerOfferProcess, action, offer.status, by);
  if (!row) throw new AppError('INVALID_TRANSITION');
  const to: OfferStatus = row.to === 'same' ? offer.status : row.to;
  const isOpen = isLive(to) && to !== 'accepted';
  const endsAt = isOpen ? (expiresAt ?? after(env().OFFER_EXPIRY_DAYS * DAY_MS)) : null;
  return { action, to, by, actorId, revision, expiresAt: endsAt };
}

/**
 * Takes one row of the offer's table: compare-and-set on status and version. Emits nothing: the caller does.
 * @throws AppError INVALID_TRANSITION when the table has no such row, CONFLICT when somebody was faster
 */
export async function transitionOffer(tx: ClientSession, transition: OfferTransition): Promise<OfferRecord> {
  const { offer } = transition;
  const step = stepOf(transition);
  const moved = await changeOffer(tx, offer, step);
  if (!moved) throw new AppError('CONFLICT');
  await touchOffers(tx, offer.requestId, isLive(step.to) ? [] : [offer.sellerId]);
  scheduleOffer(tx, moved);
  return moved;
}

/** Jobs that make an offer's end and its reminders prompt. */
export function scheduleOffer(
  tx: ClientSession,
  { id, expiresAt, remindAt }: Pick<OfferRecord, 'id' | 'expiresAt' | 'remindAt'>,
): void {
  if (expiresAt === null) return;
  scheduleDeadline(tx, OFFER_DEADLINE, id, expiresAt);
  for (const reminder of remindAt) scheduleDeadline(tx, OFFER_REMINDER, id, reminder);
}

/** Ends several offers of a request at once and tells their sellers. */
async function endOffers(
  tx: ClientSession,
  requestId: string,
  offers: readonly OfferRecord[],
  { action, by, event }: { action: 'supersede' | 'close'; by: ActorRole; event: string },
): Promise<void> {
  if (offers.length === 0) return;
  const steps = offers.map((offer) => ({ offer, step: stepOf({ offer, action, by, actorId: null }) }));
  if ((await changeOffers(tx, steps)) !== offers.length) throw new AppError('CONFLICT');
  await touchOffers(
    tx,
    requestId,
    offers.map(({ sellerId }) => sellerId),
  );
  await emitLater(
    tx,
    ...offers.map(({ id, sellerId }) => ({
      name: event,
      ids: { requestId, offerId: id },
      addressees: [sellerId],
    })),
  );
}

/** Another offer was accepted and paid: the open ones end. */
export async function supersedeOtherOffers(
  tx: ClientSession,
  requestId: string,
  keepOfferId: string,
): Promise<void> {
  const live = await findLiveOffers(tx, requestId);
  const others = live.filter(({ id }) => id !== keepOfferId);
  await endOffers(tx, requestId, others, { action: 'supersede', by: 'gateway', event: 'offer:superseded' });
}

/** The request was cancelled, abandoned or expired: every offer that stands ends with it. */
export async function closeOffers(tx: ClientSession, requestId: string, by: ActorRole): Promise<void> {
  const live = await findLiveOffers(tx, requestId);
  await endOffers(tx, requestId, live, { action: 'close', by, event: 'offer:closed' });
}
