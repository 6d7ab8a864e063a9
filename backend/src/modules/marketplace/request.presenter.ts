import type { z } from 'zod';
import { toPrice } from '../../shared/money.ts';
import type { FileRef, UserRef } from '../../shared/refs.ts';
import { statusFor, type RequestAbility, type ViewerRole } from './marketplace.policy.ts';
import type { PrivatePart } from './private-part.ts';
import type { RequestCardRecord, RequestRecord } from './purchase-request.repository.ts';
import type {
  myRequestCardSchema,
  requestCardSchema,
  requestDetailSchema,
  timelineItemSchema,
} from './request.contract.ts';
import type { OfferStatus } from './seller-offer.process.ts';
import type { TimelineRecord } from './timeline.repository.ts';

export type People = ReadonlyMap<string, UserRef>;

/** An account that was closed keeps its id and has no name. */
export const personOf = (people: People, id: string): UserRef => people.get(id) ?? { id, name: '' };

const priceOrNull = (cents: number | null) => (cents === null ? null : toPrice(BigInt(cents)));
const isoOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

/** What happens next by itself; outsiders see of it only until when a request is open. */
function deadlineFor(request: RequestCardRecord, insider: boolean) {
  const [next] = request.deadlines
    .filter(({ action }) => insider || action === 'expire')
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return next ? { action: next.action, at: next.at.toISOString() } : null;
}

/** @param insider whether the viewer is a party of the deal or an admin */
export function presentCard(
  request: RequestCardRecord,
  people: People,
  insider: boolean,
): z.input<typeof requestCardSchema> {
  return {
    id: request.id,
    title: request.title,
    summary: request.summary,
    categoryId: request.categoryId,
    budget: { min: priceOrNull(request.budgetMinCents), max: priceOrNull(request.budgetMaxCents) },
    deliveryDays: request.deliveryDays,
    language: request.language,
    status: statusFor(request.status, insider),
    visibility: request.visibility,
    sealed: request.sealed,
    bidDeadlineAt: isoOrNull(request.bidDeadlineAt),
    offersCount: request.offersCount,
    publishedAt: isoOrNull(request.publishedAt),
    updatedAt: request.updatedAt.toISOString(),
    deadline: deadlineFor(request, insider),
    buyer: personOf(people, request.buyerId),
  };
}

export interface MyCardView {
  readonly request: RequestCardRecord;
  readonly people: People;
  readonly role: 'buyer' | 'seller';
  readonly insider: boolean;
  readonly counterpartyId: string | null;
  readonly priceCents: number | null;
  readonly offerStatus: OfferStatus | null;
  readonly yourTurn: boolean;
}

export function presentMyCard(view: MyCardView): z.input<typeof myRequestCardSchema> {
  const { request, people, role, counterpartyId } = view;
  return {
    ...presentCard(request, people, view.insider),
    role,
    counterparty: counterpartyId === null ? null : personOf(people, counterpartyId),
    price: priceOrNull(view.priceCents),
    offerStatus: view.offerStatus,
    yourTurn: view.yourTurn,
  };
}

export interface DetailView {
  readonly request: RequestRecord;
  readonly people: People;
  readonly files: ReadonlyMap<string, FileRef>;
  readonly viewerRole: ViewerRole;
  readonly insider: boolean;
  readonly privatePart: PrivatePart | null;
  readonly myOfferId: string | null;
  readonly abilities: readonly RequestAbility[];
}

export function presentDetail(view: DetailView): z.input<typeof requestDetailSchema> {
  const { request, people, viewerRole } = view;
  return {
    ...presentCard(request, people, view.insider),
    description: request.description,
    attachments: request.attachmentIds.flatMap((id) => view.files.get(id) ?? []),
    version: request.version,
    createdAt: request.createdAt.toISOString(),
    viewerRole,
    privatePart: view.privatePart,
    invitedSellers:
      viewerRole === 'buyer' ? request.invitedSellerIds.map((id) => personOf(people, id)) : null,
    myOfferId: view.myOfferId,
    hasContract: view.insider && request.activeContractId !== null,
    abilities: [...view.abilities],
  };
}

export function presentTimelineItem(
  { id, action, from, to, by, actorId, milestone = null, at, extendedMs }: TimelineRecord,
  people: People,
): z.input<typeof timelineItemSchema> {
  const actor = actorId === null ? null : personOf(people, actorId);
  return { id, action, from, to, by, actor, milestone, at: at.toISOString(), extendedMs };
}
