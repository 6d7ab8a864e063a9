import type { ClientSession } from 'mongoose';
import type { Downtime, DowntimeCredit } from '../../platform/downtime.ts';
import { emitLater } from '../../platform/outbox.ts';
import { AppError } from '../../shared/errors.ts';
import type { RequestDeadline } from './marketplace.types.ts';
import type { RequestRecord } from './purchase-request.repository.ts';
import { shiftRequest } from './request-deadlines.repository.ts';
import { findRunningOfferIds, shiftOffer } from './seller-offer.repository.ts';
import { insertTimelineEntry } from './timeline.repository.ts';
import { scheduleOffer } from './transition-offer.ts';
import { scheduleRequest } from './transition-request.ts';

/** A time that was still to come when the downtime began, put off by it; an earlier one stays. */
export const putOff = <T extends Date | null>(at: T, { from, lengthMs }: Downtime): T | Date =>
  at !== null && at > from ? new Date(at.getTime() + lengthMs) : at;

const putOffDeadline = (deadline: RequestDeadline, downtime: Downtime): RequestDeadline => ({
  ...deadline,
  at: putOff(deadline.at, downtime),
  ...(deadline.remindAt === undefined
    ? {}
    : { remindAt: deadline.remindAt.map((at) => putOff(at, downtime)) }),
});

/**
 * Puts off all of a request's deadlines that ran in a downtime, with their reminders; the parties see it in the
 * timeline. The request counts as unchanged in lists.
 * @throws AppError CONFLICT when it moved on since it was read
 */
export async function extendDeadlines(
  tx: ClientSession,
  request: RequestRecord,
  downtime: Downtime,
): Promise<void> {
  const deadlines = request.deadlines.map((deadline) => putOffDeadline(deadline, downtime));
  const moved = await shiftRequest(tx, request, {
    deadlines,
    bidDeadlineAt: putOff(request.bidDeadlineAt, downtime),
    expiresAt: putOff(request.expiresAt, downtime),
    endsAt: putOff(request.endsAt, downtime),
  });
  if (!moved) throw new AppError('CONFLICT');
  scheduleRequest(tx, request.id, deadlines);
  await insertTimelineEntry(tx, {
    requestId: request.id,
    action: 'extendDeadlines',
    from: request.status,
    to: request.status,
    by: 'timer',
    actorId: null,
    extendedMs: downtime.lengthMs,
  });
  await emitLater(tx, {
    name: 'request:deadlines-extended',
    ids: { requestId: request.id },
    addressees: [request.buyerId, ...(request.sellerId === null ? [] : [request.sellerId])],
  });
}

/** Offers that wait for an answer. */
export const offerCredit: DowntimeCredit = {
  name: 'marketplace.offer',
  findRunning: findRunningOfferIds,
  credit: async (tx, offerId, downtime) => {
    const shifted = await shiftOffer(tx, offerId, downtime);
    if (shifted) scheduleOffer(tx, shifted);
  },
};
