import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { feedOf } from './feed.ts';
import { closeOffers } from './transition-offer.ts';
import { loadRequest, transitionRequest } from './transition-request.ts';
import { loadOwnRequest } from './view-request.ts';

/** The buyer gives up a draft or an open request; its offers are closed. */
export async function cancelRequest(input: { requestId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await loadOwnRequest(tx, input.requestId, actor);
    await transitionRequest(tx, { request, action: 'cancel', by: 'buyer', actorId: actor.id });
    await closeOffers(tx, request.id, 'buyer');
    await emitLater(tx, {
      name: 'request:cancelled',
      ids: { requestId: request.id },
      addressees: [request.buyerId],
      causedBy: actor.id,
      // Of a draft nobody ever heard.
      rooms: request.publishedAt === null ? [] : feedOf(request),
    });
  });
}

/** The timer: nobody was chosen in time. Comes twice or early without harm. */
export async function expireRequest(requestId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await loadRequest(tx, requestId);
    const due = request.deadlines.some(({ action, at }) => action === 'expire' && at <= now());
    if (!due) return;
    await transitionRequest(tx, { request, action: 'expire', by: 'timer', actorId: null });
    await closeOffers(tx, request.id, 'timer');
    await emitLater(tx, {
      name: 'request:expired',
      ids: { requestId: request.id },
      addressees: [request.buyerId],
      rooms: feedOf(request),
    });
  });
}
