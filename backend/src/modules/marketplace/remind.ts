import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { emitLater, type OutboxEvent } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import type { PartyRole } from '../../shared/process.ts';
import type { DeadlineAction, RequestDeadline } from './marketplace.types.ts';
import { dropReminders, type RequestRecord } from './purchase-request.repository.ts';
import { dropOfferReminders, type OfferRecord } from './seller-offer.repository.ts';
import { OFFER_TIMER, REQUEST_TIMERS } from './timers.ts';
import { loadOffer } from './transition-offer.ts';
import { loadRequest } from './transition-request.ts';

/** Whether a party still has to do something about a deadline that is running. */
export type TurnCheck = (tx: ClientSession, requestId: string) => Promise<boolean>;
const turnChecks = new Map<DeadlineAction, TurnCheck>();

/** Told by the composition root who knows whether a deadline's reminder still has somebody to act. */
export function registerTurnCheck(action: DeadlineAction, check: TurnCheck): void {
  turnChecks.set(action, check);
}

const idOf = ({ buyerId, sellerId }: RequestRecord, role: PartyRole): string | null =>
  role === 'buyer' ? buyerId : sellerId;

/** To whoever has to act; and to the party that keeps the other waiting for the answer to a proposal. */
function remindersOf(request: RequestRecord, { action, milestoneId }: RequestDeadline): OutboxEvent[] {
  const { reminder } = REQUEST_TIMERS[action];
  if ('none' in reminder) return [];
  const { event, to } = reminder;
  const ids = { requestId: request.id, ...(milestoneId === undefined ? {} : { milestoneId }) };
  const tell = (name: string, role: PartyRole): OutboxEvent[] => {
    const userId = idOf(request, role);
    return userId === null ? [] : [{ name, ids, addressees: [userId] }];
  };
  const { answerFrom } = request;
  return [
    ...tell(event, to),
    ...(answerFrom === null || answerFrom === to ? [] : tell('request:answer-awaited', answerFrom)),
  ];
}

/**
 * Says that a deadline comes near, once for each, however many of its reminders are due: after a pause several may be. Comes
 * twice or early without harm, and of a deadline that is over it says nothing.
 */
export async function remind(requestId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await loadRequest(tx, requestId);
    const at = now();
    const due = request.deadlines.filter(({ remindAt = [] }) => remindAt.some((reminder) => reminder <= at));
    if (due.length === 0) return;
    if (!(await dropReminders(tx, request, at))) throw new AppError('CONFLICT');
    for (const deadline of due) {
      if (deadline.at <= at) continue;
      const isTheirTurn = (await turnChecks.get(deadline.action)?.(tx, requestId)) ?? true;
      if (isTheirTurn) await emitLater(tx, ...remindersOf(request, deadline));
    }
  });
}

/** Whose answer an offer waits for: its newest terms are the other side's. */
export const answererOf = ({ status, buyerId, sellerId }: OfferRecord): string | null => {
  if (status === 'submitted') return buyerId;
  return status === 'countered' ? sellerId : null;
};

/** The same for an offer. While another one is being paid, nobody can answer it, and nobody is reminded. */
export async function remindOfOffer(offerId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const offer = await loadOffer(tx, offerId);
    const at = now();
    if (!offer.remindAt.some((reminder) => reminder <= at)) return;
    if (!(await dropOfferReminders(tx, offer, at))) throw new AppError('CONFLICT');
    const answerer = answererOf(offer);
    if (answerer === null || offer.expiresAt === null || offer.expiresAt <= at) return;
    const request = await loadRequest(tx, offer.requestId);
    if (request.status !== 'open') return;
    const ids = { requestId: request.id, offerId };
    await emitLater(tx, { name: OFFER_TIMER.reminder.event, ids, addressees: [answerer] });
  });
}
