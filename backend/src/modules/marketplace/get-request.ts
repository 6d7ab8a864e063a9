import type { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { getFileRefs } from '../file/index.ts';
import { getUserRefs } from '../user/index.ts';
import { isInsider, maySeePrivatePart, requestAbilities, type Viewer } from './marketplace.policy.ts';
import { readPrivatePart } from './private-part.ts';
import type { requestDetailSchema } from './request.contract.ts';
import { presentDetail } from './request.presenter.ts';
import { asOwnOffer, viewRequest } from './view-request.ts';

/** A request's page: two reads to know who looks, then one of each collection that the page needs. */
export async function getRequest(
  input: { readonly requestId: string },
  viewer: Viewer,
): Promise<z.input<typeof requestDetailSchema>> {
  const { request, role, ownOffer } = await viewRequest(input.requestId, viewer);
  const named = role === 'buyer' ? [request.buyerId, ...request.invitedSellerIds] : [request.buyerId];
  const [people, files, privatePart] = await Promise.all([
    getUserRefs(named),
    getFileRefs(request.attachmentIds),
    maySeePrivatePart(role) ? readPrivatePart(request.id) : null,
  ]);
  return presentDetail({
    request,
    people,
    files,
    viewerRole: role,
    insider: isInsider(role),
    privatePart,
    myOfferId: ownOffer?.id ?? null,
    abilities: requestAbilities(request, viewer, asOwnOffer(ownOffer), now()),
  });
}
