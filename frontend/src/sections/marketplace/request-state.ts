import type { RequestDetail } from '@/actions/marketplace';
import type { SessionStatus } from '@/actions/session';
import { isBiddingOver } from './bidding';

/** What a request is to the person who looks at it: each has its own words and its own way on. */
export type RequestState =
  /** Who looks is not known yet. */
  | 'unknown'
  // Its buyer's.
  | 'draft'
  | 'choosing'
  | 'closedOwn'
  // A party's.
  | 'deal'
  // Everybody else's.
  | 'signIn'
  | 'verify'
  | 'offer'
  | 'offerAgain'
  | 'offered'
  | 'biddingOver'
  | 'taken'
  | 'closed';

type Looked = Pick<
  RequestDetail,
  | 'status'
  | 'viewerRole'
  | 'hasContract'
  | 'myOfferId'
  | 'abilities'
  | 'sealed'
  | 'bidDeadlineAt'
  | 'deadline'
>;

interface Looker {
  readonly session: SessionStatus;
  readonly emailVerified: boolean;
}

/** @param now the product's time in ms */
export function requestState(request: Looked, { session, emailVerified }: Looker, now: number): RequestState {
  const { status, viewerRole } = request;
  if (session === 'restoring') return 'unknown';
  if (request.hasContract && (viewerRole === 'buyer' || viewerRole === 'seller')) return 'deal';
  if (viewerRole === 'buyer') {
    if (status === 'draft') return 'draft';
    return status === 'open' ? 'choosing' : 'closedOwn';
  }
  if (request.abilities.includes('submitOffer')) return request.myOfferId === null ? 'offer' : 'offerAgain';
  if (request.myOfferId !== null) return 'offered';
  if (status === 'cancelled' || status === 'expired') return 'closed';
  if (status !== 'open') return 'taken';
  if (isBiddingOver(request, now)) return 'biddingOver';
  if (session !== 'signed-in') return 'signIn';
  return emailVerified ? 'closed' : 'verify';
}
