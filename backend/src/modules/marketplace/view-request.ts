import type { ClientSession } from 'mongoose';
import { AppError } from '../../shared/errors.ts';
import {
  maySeeRequest,
  viewerRoleOf,
  type OwnOffer,
  type Viewer,
  type ViewerRole,
} from './marketplace.policy.ts';
import { findNewestOffer } from './offer-lists.repository.ts';
import type { RequestRecord } from './purchase-request.repository.ts';
import { isLive, type OfferRecord } from './seller-offer.repository.ts';
import { loadRequest } from './transition-request.ts';

export interface ViewedRequest {
  readonly request: RequestRecord;
  readonly role: ViewerRole;
  readonly ownOffer: OfferRecord | null;
}

export const asOwnOffer = (offer: OfferRecord | null): OwnOffer | null =>
  offer === null ? null : { live: isLive(offer.status) };

/**
 * A request as somebody comes upon it.
 * @throws AppError NOT_FOUND also when they may not see it
 */
export async function viewRequest(requestId: string, viewer: Viewer): Promise<ViewedRequest> {
  // One after the other: within a transaction MongoDB takes one operation at a time.
  const request = await loadRequest(null, requestId);
  const mayBeBidder = viewer !== null && viewer.id !== request.buyerId;
  const ownOffer = mayBeBidder ? await findNewestOffer(requestId, viewer.id) : null;
  const role = viewerRoleOf(request, viewer, asOwnOffer(ownOffer));
  if (!maySeeRequest(request, viewer, role)) throw new AppError('NOT_FOUND');
  return { request, role, ownOffer };
}

/**
 * The request for its buyer to act on.
 * @throws AppError FORBIDDEN for those who see it, NOT_FOUND for those who do not
 */
export async function loadOwnRequest(
  tx: ClientSession,
  requestId: string,
  actor: NonNullable<Viewer>,
): Promise<RequestRecord> {
  const request = await loadRequest(tx, requestId);
  if (request.buyerId === actor.id) return request;
  const role = viewerRoleOf(request, actor, null);
  throw new AppError(maySeeRequest(request, actor, role) ? 'FORBIDDEN' : 'NOT_FOUND');
}
