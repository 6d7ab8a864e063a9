import { Types, type ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { sessionOption } from '../../platform/transaction.ts';
import type { ActorRole } from '../../shared/process.ts';
import type { OfferRevision, OfferTerms } from './offer-revision.ts';
import { SellerOfferModel, type RevisionDocument, type SellerOfferDocument } from './seller-offer.model.ts';
import { sellerOfferProcess, type OfferAction, type OfferStatus } from './seller-offer.process.ts';
import { offerReminders } from './timers.ts';

export interface OfferRecord {
  readonly id: string;
  readonly requestId: string;
  readonly sellerId: string;
  readonly buyerId: string;
  readonly status: OfferStatus;
  readonly version: number;
  /** Oldest first, at least one. */
  readonly revisions: readonly OfferRevision[];
  readonly expiresAt: Date | null;
  readonly remindAt: readonly Date[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const hex = (id: Types.ObjectId): string => id.toHexString();

const toRevision = (revision: RevisionDocument): OfferRevision => {
  const { number, by, at, hash, salt, milestones = [], ...terms } = revision;
  return { number, by, at, hash, salt, terms: { ...terms, milestones } };
};

const fromRevision = ({ terms, ...revision }: OfferRevision): RevisionDocument => ({
  ...revision,
  ...terms,
  acceptedAssets: [...terms.acceptedAssets],
  milestones: terms.milestones.map((milestone) => ({ ...milestone })),
});

const sortFields = ({ priceCents, deliveryDays }: OfferTerms) => ({ priceCents, deliveryDays });

type Shown = Omit<SellerOfferDocument, 'history'>;
export const WITHOUT_HISTORY = { history: 0 } as const;

export const toOfferRecord = (document: Shown): OfferRecord => ({
  id: hex(document._id),
  requestId: hex(document.requestId),
  sellerId: hex(document.sellerId),
  buyerId: hex(document.buyerId),
  status: document.status,
  version: document.version,
  revisions: document.revisions.map(toRevision),
  expiresAt: document.expiresAt,
  remindAt: document.remindAt ?? [],
  createdAt: document.createdAt,
  updatedAt: document.updatedAt,
});

export const isLive = (status: OfferStatus): boolean => !sellerOfferProcess.final.includes(status);

export interface NewOffer {
  readonly id: string;
  readonly requestId: string;
  readonly sellerId: string;
  readonly buyerId: string;
  readonly revision: OfferRevision;
  readonly expiresAt: Date;
}

/** @throws a duplicate-key error of the index `oneLiveOffer` when the seller has an offer that stands */
export async function insertOffer(tx: ClientSession, offer: NewOffer): Promise<OfferRecord> {
  const at = now();
  const document: SellerOfferDocument = {
    _id: new Types.ObjectId(offer.id),
    requestId: new Types.ObjectId(offer.requestId),
    sellerId: new Types.ObjectId(offer.sellerId),
    buyerId: new Types.ObjectId(offer.buyerId),
    status: sellerOfferProcess.initial,
    version: 0,
    live: true,
    revisions: [fromRevision(offer.revision)],
    ...sortFields(offer.revision.terms),
    expiresAt: offer.expiresAt,
    remindAt: offerReminders(offer.expiresAt),
    history: [],
    createdAt: at,
    updatedAt: at,
  };
  await SellerOfferModel.create([document], { session: tx });
  return toOfferRecord(document);
}

export async function findOffer(tx: ClientSession | null, offerId: string): Promise<OfferRecord | null> {
  const found = await SellerOfferModel.findById(
    new Types.ObjectId(offerId),
    WITHOUT_HISTORY,
    sessionOption(tx),
  ).lean<Shown | null>();
  return found ? toOfferRecord(found) : null;
}

/** The offers of a request that stand, oldest first. */
export async function findLiveOffers(tx: ClientSession, requestId: string): Promise<OfferRecord[]> {
  const found = await SellerOfferModel.find(
    { requestId: new Types.ObjectId(requestId), live: true },
    WITHOUT_HISTORY,
    { session: tx },
  )
    .sort({ _id: 1 })
    .lean<Shown[]>();
  return found.map(toOfferRecord);
}

export interface OfferStep {
  readonly action: OfferAction;
  readonly to: OfferStatus;
  readonly by: ActorRole;
  readonly actorId: string | null;
  readonly expiresAt: Date | null;
  readonly revision?: OfferRevision | undefined;
}

const filterOf = (offer: OfferRecord) => ({
  _id: new Types.ObjectId(offer.id),
  status: offer.status,
  version: offer.version,
});

function updateOf(offer: OfferRecord, step: OfferStep) {
  const at = now();
  return {
    $set: {
      status: step.to,
      live: isLive(step.to),
      expiresAt: step.expiresAt,
      remindAt: offerReminders(step.expiresAt),
      updatedAt: at,
      ...(step.revision ? sortFields(step.revision.terms) : {}),
    },
    $inc: { version: 1 },
    $push: {
      history: {
        action: step.action,
        from: offer.status,
        to: step.to,
        by: step.by,
        actorId: step.actorId === null ? null : new Types.ObjectId(step.actorId),
        at,
      },
      ...(step.revision ? { revisions: fromRevision(step.revision) } : {}),
    },
  };
}

/** Compare-and-set on id, status and version. @returns null when the offer moved on since it was read */
export async function changeOffer(
  tx: ClientSession,
  offer: OfferRecord,
  step: OfferStep,
): Promise<OfferRecord | null> {
  const written = await SellerOfferModel.findOneAndUpdate(filterOf(offer), updateOf(offer, step), {
    session: tx,
    returnDocument: 'after',
    projection: WITHOUT_HISTORY,
  }).lean<Shown | null>();
  return written ? toOfferRecord(written) : null;
}

/** The same for many in one go. @returns how many were as they had been read */
export async function changeOffers(
  tx: ClientSession,
  steps: readonly { readonly offer: OfferRecord; readonly step: OfferStep }[],
): Promise<number> {
  if (steps.length === 0) return 0;
  const result = await SellerOfferModel.bulkWrite(
    steps.map(({ offer, step }) => ({
      updateOne: { filter: filterOf(offer), update: updateOf(offer, step) },
    })),
    { session: tx, ordered: true },
  );
  return result.matchedCount;
}

/** Offers whose time is over, most overdue first. */
export async function findOverdueOfferIds(at: Date, limit: number): Promise<string[]> {
  const found = await SellerOfferModel.find({ expiresAt: { $lte: at } }, { _id: 1 })
    .sort({ expiresAt: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => hex(_id));
}

/** Offers of whose end somebody is to be reminded, the most overdue first. */
export async function findOfferIdsToRemind(at: Date, limit: number): Promise<string[]> {
  const found = await SellerOfferModel.find({ remindAt: { $lte: at } }, { _id: 1 })
    .sort({ remindAt: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => hex(_id));
}

/** Takes out the reminders that are due. @returns false when the offer moved on since it was read */
export async function dropOfferReminders(tx: ClientSession, offer: OfferRecord, at: Date): Promise<boolean> {
  const written = await SellerOfferModel.updateOne(
    filterOf(offer),
    { $pull: { remindAt: { $lte: at } }, $inc: { version: 1 } },
    { session: tx },
  );
  return written.matchedCount === 1;
}

/** Ids above `afterId` of offers whose time ends later than `from`, ascending. */
export async function findRunningOfferIds(
  from: Date,
  afterId: string | null,
  limit: number,
): Promise<string[]> {
  const found = await SellerOfferModel.find(
    { expiresAt: { $gt: from }, ...(afterId === null ? {} : { _id: { $gt: new Types.ObjectId(afterId) } }) },
    { _id: 1 },
  )
    .sort({ _id: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => hex(_id));
}

/** Puts off an offer's end where it was still to come at `from`, with its reminders. @returns them, if there is one */
export async function shiftOffer(
  tx: ClientSession,
  offerId: string,
  { from, lengthMs }: { readonly from: Date; readonly lengthMs: number },
): Promise<Pick<OfferRecord, 'id' | 'expiresAt' | 'remindAt'> | null> {
  const id = new Types.ObjectId(offerId);
  const offer = await SellerOfferModel.findOne({ _id: id, expiresAt: { $gt: from } }, WITHOUT_HISTORY, {
    session: tx,
  }).lean<Shown | null>();
  if (!offer?.expiresAt) return null;
  const expiresAt = new Date(offer.expiresAt.getTime() + lengthMs);
  const remindAt = (offer.remindAt ?? []).map((at) => (at > from ? new Date(at.getTime() + lengthMs) : at));
  await SellerOfferModel.updateOne(
    { _id: id },
    { $set: { expiresAt, remindAt }, $inc: { version: 1 } },
    { session: tx },
  );
  return { id: offerId, expiresAt, remindAt };
}
