import type { z } from 'zod';
import { toPrice } from '../../shared/money.ts';
import { areBidsSealed, offerAbilities } from './marketplace.policy.ts';
import type { offerRevisionSchema, offerSchema } from './offer.contract.ts';
import { currentRevision, type OfferRevision } from './offer-revision.ts';
import type { RequestCardRecord } from './purchase-request.repository.ts';
import { personOf, type People } from './request.presenter.ts';
import type { OfferRecord } from './seller-offer.repository.ts';

export interface OfferView {
  readonly offer: OfferRecord;
  readonly request: Pick<RequestCardRecord, 'title' | 'status' | 'sealed' | 'bidDeadlineAt'>;
  readonly people: People;
  /** Nobody else sees an offer. */
  readonly viewer: 'buyer' | 'seller';
  readonly at: Date;
}

function presentRevision(revision: OfferRevision, hidden: boolean): z.input<typeof offerRevisionSchema> {
  const { number, by, at, hash, salt, terms } = revision;
  const { priceCents, acceptedAssets, milestones, ...rest } = terms;
  return {
    number,
    by,
    at: at.toISOString(),
    hash,
    salt: hidden ? null : salt,
    terms: hidden
      ? null
      : {
          ...rest,
          price: toPrice(BigInt(priceCents)),
          acceptedAssets: [...acceptedAssets],
          milestones: milestones.map(({ title, priceCents: cents, deliveryDays }) => ({
            title,
            price: toPrice(BigInt(cents)),
            deliveryDays,
          })),
        },
  };
}

export function presentOffer({ offer, request, people, viewer, at }: OfferView): z.input<typeof offerSchema> {
  const sealed = viewer === 'buyer' && areBidsSealed(request, at);
  return {
    id: offer.id,
    requestId: offer.requestId,
    requestTitle: request.title,
    seller: personOf(people, offer.sellerId),
    status: offer.status,
    version: offer.version,
    sealed,
    current: presentRevision(currentRevision(offer), sealed),
    revisions: offer.revisions.map((revision) => presentRevision(revision, sealed)),
    deadline: offer.expiresAt === null ? null : { action: 'expire', at: offer.expiresAt.toISOString() },
    createdAt: offer.createdAt.toISOString(),
    updatedAt: offer.updatedAt.toISOString(),
    abilities: offerAbilities(offer.status, request, viewer, at),
  };
}
