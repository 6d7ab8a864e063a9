import type { RequestCard } from '@/actions/marketplace';

type Bidding = Pick<RequestCard, 'status' | 'sealed' | 'bidDeadlineAt' | 'deadline'>;

/** Sealed bids that are open now: nobody can offer any more. */
export const isBiddingOver = ({ sealed, bidDeadlineAt }: Bidding, now: number): boolean =>
  sealed && bidDeadlineAt !== null && new Date(bidDeadlineAt).getTime() <= now;

/** Until when offers can be made; null where none can, or where nothing limits it. */
export function offersUntil(request: Bidding, now: number): string | null {
  if (request.status !== 'open' || isBiddingOver(request, now)) return null;
  return (request.sealed ? request.bidDeadlineAt : null) ?? request.deadline?.at ?? null;
}
