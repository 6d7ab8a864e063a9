import { onEvent, type Subscriber } from '../../platform/subscriber.ts';
import { loadRequest } from '../marketplace/index.ts';
import { noteRelease } from './auto-payout.ts';
import { takeBackAllUnsigned } from './unsigned-payouts.ts';

/** What may have released money to a seller: the whole deal, one of its milestones, or a dispute's outcome. */
const RELEASES = ['request:completed', 'request:milestone-released', 'request:settled'] as const;

export const payoutSubscribers: readonly Subscriber[] = [
  onEvent('payout.auto', RELEASES, async (event, tx) => {
    const { requestId } = event.ids;
    if (requestId === undefined) throw new Error(`${event.name} carries no requestId`);
    const { sellerId } = await loadRequest(tx, requestId);
    if (sellerId !== null) await noteRelease(tx, event.eventId, sellerId);
  }),
  onEvent('payout.signed-address', ['wallet:updated'], async (event, tx) => {
    const { userId } = event.ids;
    if (userId !== undefined) await takeBackAllUnsigned(tx, userId);
  }),
];
