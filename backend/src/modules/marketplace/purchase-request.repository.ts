import { Types, type ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { sessionOption } from '../../platform/transaction.ts';
import type { PartyRole } from '../../shared/process.ts';
import type { Language } from '../../shared/refs.ts';
import type { CategoryId, RequestDeadline, Visibility } from './marketplace.types.ts';
import {
  PurchaseRequestModel,
  type DeadlineDocument,
  type PurchaseRequestDocument,
} from './purchase-request.model.ts';
import type { RequestStatus } from './purchase-request.process.ts';
import { searchTermsOf } from './text-search.ts';

/** What the buyer writes; a draft can be rewritten. */
export interface RequestContent {
  readonly title: string;
  readonly description: string;
  readonly categoryId: CategoryId;
  readonly budgetMinCents: number | null;
  readonly budgetMaxCents: number | null;
  readonly deliveryDays: number;
  readonly language: Language;
  readonly visibility: Visibility;
  readonly sealed: boolean;
  readonly bidDeadlineAt: Date | null;
  readonly attachmentIds: readonly string[];
}

export interface PrivateContent {
  readonly deliveryAddress: string;
  readonly contact: string;
  readonly note: string;
  readonly attachmentIds: readonly string[];
}

/** What lists show. */
export interface RequestCardRecord extends Omit<RequestContent, 'description'> {
  readonly id: string;
  readonly buyerId: string;
  readonly summary: string;
  readonly status: RequestStatus;
  readonly version: number;
  readonly offersCount: number;
  readonly invitedSellerIds: readonly string[];
  /** The accepted seller. */
  readonly sellerId: string | null;
  readonly acceptedOfferId: string | null;
  readonly activeContractId: string | null;
  readonly publishedAt: Date | null;
  readonly expiresAt: Date | null;
  /** When offering ends: the bid deadline, or else the expiry. */
  readonly endsAt: Date | null;
  readonly deadlines: readonly RequestDeadline[];
  /** The party that has a proposal of the other to answer. */
  readonly answerFrom: PartyRole | null;
  /** The parties that milestones of a paid deal wait for. */
  readonly waitsFor: readonly PartyRole[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A request without its private part, which is read apart by whoever may show it. */
export type RequestRecord = RequestCardRecord & Pick<RequestContent, 'description'>;

/** Fields that a transition may write beside the status; what is left out stays. */
export interface RequestSet {
  readonly sellerId?: string | null;
  readonly acceptedOfferId?: string | null;
  readonly activeContractId?: string | null;
  readonly answerFrom?: PartyRole | null;
  readonly waitsFor?: readonly PartyRole[];
  readonly publishedAt?: Date;
  readonly content?: RequestContent;
  readonly privateContent?: PrivateContent;
}

const SUMMARY_LENGTH = 200;
const HIDDEN = { privatePart: 0, searchTerms: 0, bidderIds: 0, liveBidderIds: 0 } as const;
export const HIDDEN_IN_LISTS = { ...HIDDEN, description: 0 } as const;
type Shown = Omit<PurchaseRequestDocument, keyof typeof HIDDEN>;
export type Listed = Omit<PurchaseRequestDocument, keyof typeof HIDDEN_IN_LISTS>;

export const toObjectId = (id: string): Types.ObjectId => new Types.ObjectId(id);
const idOrNull = (id: Types.ObjectId | null): string | null => id?.toHexString() ?? null;
const hex = (id: Types.ObjectId): string => id.toHexString();

export const toDeadline = ({
  action,
  at,
  milestoneId,
  remindAt = [],
}: DeadlineDocument): RequestDeadline => ({
  action,
  at,
  ...(milestoneId === null ? {} : { milestoneId: hex(milestoneId) }),
  ...(remindAt.length === 0 ? {} : { remindAt }),
});

const toRequestRecord = (document: Shown): RequestRecord => ({
  ...toCardRecord(document),
  description: document.description,
});

export function toCardRecord(document: Listed): RequestCardRecord {
  return {
    id: hex(document._id),
    buyerId: hex(document.buyerId),
    title: document.title,
    summary: document.summary,
    categoryId: document.categoryId,
    budgetMinCents: document.budgetMinCents,
    budgetMaxCents: document.budgetMaxCents,
    deliveryDays: document.deliveryDays,
    language: document.language,
    visibility: document.visibility,
    sealed: document.sealed,
    bidDeadlineAt: document.bidDeadlineAt,
    attachmentIds: document.attachmentIds.map(hex),
    status: document.status,
    version: document.version,
    offersCount: document.offersCount,
    invitedSellerIds: document.invitedSellerIds.map(hex),
    sellerId: idOrNull(document.sellerId),
    acceptedOfferId: idOrNull(document.acceptedOfferId),
    activeContractId: idOrNull(document.activeContractId),
    publishedAt: document.publishedAt,
    expiresAt: document.expiresAt,
    endsAt: document.endsAt,
    deadlines: document.deadlines.map(toDeadline),
    answerFrom: document.answerFrom ?? null,
    waitsFor: document.waitsFor ?? [],
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
  };
}

/** By code points, so that no letter is cut in two. */
const beginningOf = (text: string): string =>
  Array.from(text.replace(/\s+/g, ' ')).slice(0, SUMMARY_LENGTH).join('');

const contentFields = (content: RequestContent) => ({
  ...content,
  attachmentIds: content.attachmentIds.map(toObjectId),
  summary: beginningOf(content.description),
  budgetLowCents: content.budgetMinCents ?? content.budgetMaxCents ?? 0,
  budgetHighCents: content.budgetMaxCents ?? content.budgetMinCents ?? 0,
  searchTerms: searchTermsOf(content.title, content.description),
});

const privateFields = (part: PrivateContent) => ({
  ...part,
  attachmentIds: part.attachmentIds.map(toObjectId),
});

export const deadlineFields = (deadlines: readonly RequestDeadline[]) =>
  deadlines.map(({ action, at, milestoneId, remindAt = [] }) => ({
    action,
    at,
    milestoneId: milestoneId === undefined ? null : toObjectId(milestoneId),
    remindAt: [...remindAt],
  }));

/** A new draft. */
export async function insertRequest(
  tx: ClientSession,
  buyerId: string,
  content: RequestContent,
  privateContent: PrivateContent,
): Promise<RequestRecord> {
  const document: PurchaseRequestDocument = {
    _id: new Types.ObjectId(),
    buyerId: toObjectId(buyerId),
    ...contentFields(content),
    privatePart: privateFields(privateContent),
    status: 'draft',
    version: 0,
    offersCount: 0,
    bidderIds: [],
    liveBidderIds: [],
    invitedSellerIds: [],
    sellerId: null,
    acceptedOfferId: null,
    activeContractId: null,
    publishedAt: null,
    expiresAt: null,
    endsAt: null,
    deadlines: [],
    answerFrom: null,
    waitsFor: [],
    createdAt: now(),
    updatedAt: now(),
  };
  await PurchaseRequestModel.create([document], { session: tx });
  return toRequestRecord(document);
}

export async function findRequest(
  tx: ClientSession | null,
  requestId: string,
): Promise<RequestRecord | null> {
  const found = await PurchaseRequestModel.findById(
    toObjectId(requestId),
    HIDDEN,
    sessionOption(tx),
  ).lean<Shown | null>();
  return found ? toRequestRecord(found) : null;
}

export async function findPrivateContent(
  tx: ClientSession | null,
  requestId: string,
): Promise<PrivateContent | null> {
  const found = await PurchaseRequestModel.findById(
    toObjectId(requestId),
    { privatePart: 1 },
    sessionOption(tx),
  ).lean<Pick<PurchaseRequestDocument, 'privatePart'> | null>();
  if (!found) return null;
  const { deliveryAddress, contact, note, attachmentIds } = found.privatePart;
  return { deliveryAddress, contact, note, attachmentIds: attachmentIds.map(hex) };
}

export interface RequestChange {
  readonly to: RequestStatus;
  readonly set: RequestSet;
  /** The whole new list, or undefined to leave it. */
  readonly deadlines: readonly RequestDeadline[] | undefined;
}

function changedFields(request: RequestRecord, { to, set, deadlines }: RequestChange): object {
  const { content, privateContent, ...rest } = set;
  const { publishedAt, answerFrom, waitsFor, ...ids } = rest;
  const expiresAt = deadlines?.find(({ action }) => action === 'expire')?.at;
  const bidding = content ?? request;
  return {
    status: to,
    updatedAt: now(),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(answerFrom === undefined ? {} : { answerFrom }),
    ...(waitsFor === undefined ? {} : { waitsFor: [...waitsFor] }),
    ...Object.fromEntries(
      Object.entries(ids).map(([field, id]) => [field, id === null ? null : toObjectId(id)]),
    ),
    ...(content === undefined ? {} : contentFields(content)),
    ...(privateContent === undefined ? {} : { privatePart: privateFields(privateContent) }),
    ...(deadlines === undefined ? {} : { deadlines: deadlineFields(deadlines) }),
    ...(expiresAt === undefined
      ? {}
      : { expiresAt, endsAt: (bidding.sealed ? bidding.bidDeadlineAt : null) ?? expiresAt }),
  };
}

/** Compare-and-set on id, status and version. @returns null when the request moved on since it was read */
export async function changeRequest(
  tx: ClientSession,
  request: RequestRecord,
  change: RequestChange,
): Promise<RequestRecord | null> {
  const written = await PurchaseRequestModel.findOneAndUpdate(
    { _id: toObjectId(request.id), status: request.status, version: request.version },
    { $set: changedFields(request, change), $inc: { version: 1 } },
    { session: tx, returnDocument: 'after', projection: HIDDEN },
  ).lean<Shown | null>();
  return written ? toRequestRecord(written) : null;
}

/** Adds sellers to those invited. */
export async function addInvitations(
  tx: ClientSession,
  request: RequestRecord,
  sellerIds: readonly string[],
): Promise<RequestRecord | null> {
  const written = await PurchaseRequestModel.findOneAndUpdate(
    { _id: toObjectId(request.id), status: request.status, version: request.version },
    {
      $addToSet: { invitedSellerIds: { $each: sellerIds.map(toObjectId) } },
      $set: { updatedAt: now() },
      $inc: { version: 1 },
    },
    { session: tx, returnDocument: 'after', projection: HIDDEN },
  ).lean<Shown | null>();
  return written ? toRequestRecord(written) : null;
}

/** Requests with a deadline that is over, most overdue first. */
export async function findOverdueRequestIds(at: Date, limit: number): Promise<string[]> {
  const found = await PurchaseRequestModel.find({ 'deadlines.at': { $lte: at } }, { _id: 1 })
    .sort({ 'deadlines.at': 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => hex(_id));
}

/** Requests of whose deadlines somebody is to be reminded, the most overdue first. */
export async function findRequestIdsToRemind(at: Date, limit: number): Promise<string[]> {
  const found = await PurchaseRequestModel.find({ 'deadlines.remindAt': { $lte: at } }, { _id: 1 })
    .sort({ 'deadlines.remindAt': 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => hex(_id));
}

/**
 * Takes out the reminders that are due; the deadlines stay, and the request counts as unchanged in lists.
 * @returns false when the request moved on since it was read
 */
export async function dropReminders(tx: ClientSession, request: RequestRecord, at: Date): Promise<boolean> {
  const written = await PurchaseRequestModel.updateOne(
    { _id: toObjectId(request.id), status: request.status, version: request.version },
    { $pull: { 'deadlines.$[].remindAt': { $lte: at } }, $inc: { version: 1 } },
    { session: tx },
  );
  return written.matchedCount === 1;
}
