import { now } from '../../platform/clock.ts';
import type { Deadline } from '../../platform/deadline.ts';
import { OFFER_DEADLINE, OFFER_REMINDER, REQUEST_DEADLINE, REQUEST_REMINDER } from './deadline-names.ts';
import { expireOffer } from './end-offer.ts';
import { expireRequest } from './end-request.ts';
import { DEADLINE_ACTIONS, type DeadlineAction } from './marketplace.types.ts';
import { findOverdueRequestIds, findRequest, findRequestIdsToRemind } from './purchase-request.repository.ts';
import { remind, remindOfOffer } from './remind.ts';
import { findOfferIdsToRemind, findOverdueOfferIds } from './seller-offer.repository.ts';
import { OFFER_TIMER, REQUEST_TIMERS } from './timers.ts';

/** Does what a deadline says, in its own transaction and only if it is still due there. */
export type DeadlineHandler<A extends DeadlineAction = DeadlineAction> = (
  requestId: string,
  action: A,
) => Promise<void>;

/** Escrow brings the others. */
const handlers = new Map<DeadlineAction, DeadlineHandler>([['expire', expireRequest]]);

/** Told by the composition root who acts on which deadlines of a request. */
export function registerDeadlineHandler<A extends DeadlineAction>(
  actions: readonly A[],
  handler: DeadlineHandler<A>,
): void {
  for (const action of actions) {
    handlers.set(action, (requestId) => handler(requestId, action));
  }
}

const dueActions = async (requestId: string): Promise<DeadlineAction[]> => {
  const request = await findRequest(null, requestId);
  const at = now();
  return (request?.deadlines ?? [])
    .filter((deadline) => deadline.at <= at)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ action }) => action);
};

/** Acts on all of a request's deadlines that are over, the earliest first; each may change the others. */
async function actOnRequest(requestId: string): Promise<void> {
  for (let due = await dueActions(requestId); due.length > 0;) {
    const [action = 'expire'] = due;
    const handler = handlers.get(action);
    if (!handler) throw new Error(`nobody acts on the deadline ${action}`);
    await handler(requestId, action);
    const left = await dueActions(requestId);
    // A handler that left its deadline where it was would be called for ever.
    if (left.length >= due.length) throw new Error(`the deadline ${action} of ${requestId} stays overdue`);
    due = left;
  }
}

export const marketplaceDeadlines: readonly Deadline[] = [
  {
    name: REQUEST_DEADLINE,
    findOverdue: findOverdueRequestIds,
    act: actOnRequest,
    timers: [REQUEST_TIMERS.expire, ...DEADLINE_ACTIONS.slice(1).map((action) => REQUEST_TIMERS[action])],
  },
  // After the deadlines themselves: nobody is reminded of what has just happened.
  { name: REQUEST_REMINDER, findOverdue: findRequestIdsToRemind, act: remind, timers: 'reminds' },
  { name: OFFER_DEADLINE, findOverdue: findOverdueOfferIds, act: expireOffer, timers: [OFFER_TIMER] },
  { name: OFFER_REMINDER, findOverdue: findOfferIdsToRemind, act: remindOfOffer, timers: 'reminds' },
];
