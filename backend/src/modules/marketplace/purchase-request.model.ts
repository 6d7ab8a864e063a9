import { model, Schema, type Types } from 'mongoose';
import type { PartyRole } from '../../shared/process.ts';
import { LANGUAGES, type Language } from '../../shared/refs.ts';
import { REQUEST_STATUSES, type RequestStatus } from './purchase-request.process.ts';
import { CATEGORY_IDS } from './request.contract.ts';
import {
  DEADLINE_ACTIONS,
  type CategoryId,
  type DeadlineAction,
  type Visibility,
} from './marketplace.types.ts';

export interface DeadlineDocument {
  action: DeadlineAction;
  at: Date;
  milestoneId: Types.ObjectId | null;
  /** When to remind of it; goes with the deadline, so that nobody is reminded of what is over. */
  remindAt?: Date[];
}

export interface PrivatePartDocument {
  deliveryAddress: string;
  contact: string;
  note: string;
  attachmentIds: Types.ObjectId[];
}

export interface PurchaseRequestDocument {
  _id: Types.ObjectId;
  buyerId: Types.ObjectId;
  title: string;
  /** Beginning of the description, so that a list need not load the whole of it. */
  summary: string;
  description: string;
  categoryId: CategoryId;
  budgetMinCents: number | null;
  budgetMaxCents: number | null;
  /** What filters and sorting go by: the lower and the upper end that is named, 0 when none is. */
  budgetLowCents: number;
  budgetHighCents: number;
  deliveryDays: number;
  language: Language;
  visibility: Visibility;
  sealed: boolean;
  bidDeadlineAt: Date | null;
  attachmentIds: Types.ObjectId[];
  privatePart: PrivatePartDocument;
  status: RequestStatus;
  version: number;
  /** Offers that stand: submitted, countered or accepted. */
  offersCount: number;
  /** Every seller who ever offered, and those whose offer stands. */
  bidderIds: Types.ObjectId[];
  liveBidderIds: Types.ObjectId[];
  invitedSellerIds: Types.ObjectId[];
  /** Set from acceptance on. */
  sellerId: Types.ObjectId | null;
  acceptedOfferId: Types.ObjectId | null;
  activeContractId: Types.ObjectId | null;
  /** Folded words of title and description; see `request.search.ts`. */
  searchTerms: string[];
  publishedAt: Date | null;
  expiresAt: Date | null;
  /** When offering ends: the bid deadline, or else the expiry. */
  endsAt: Date | null;
  deadlines: DeadlineDocument[];
  /** The party that has a proposal of the other to answer. */
  answerFrom: PartyRole | null;
  /** The parties that milestones of a paid deal wait for; with several it may be both. */
  waitsFor?: PartyRole[];
  createdAt: Date;
  updatedAt: Date;
}

const ids = { type: [Schema.Types.ObjectId], default: [] };
const id = { type: Schema.Types.ObjectId, default: null };
const date = { type: Date, default: null };

const deadlineSchema = new Schema<DeadlineDocument>(
  {
    action: { type: String, enum: DEADLINE_ACTIONS, required: true },
    at: { type: Date, required: true },
    milestoneId: id,
    remindAt: { type: [Date], default: [] },
  },
  { _id: false },
);

const privatePartSchema = new Schema<PrivatePartDocument>(
  {
    deliveryAddress: { type: String, default: '' },
    contact: { type: String, default: '' },
    note: { type: String, default: '' },
    attachmentIds: ids,
  },
  { _id: false },
);

const requestSchema = new Schema<PurchaseRequestDocument>(
  {
    buyerId: { type: Schema.Types.ObjectId, required: true },
    title: { type: String, required: true },
    summary: { type: String, required: true },
    description: { type: String, required: true },
    categoryId: { type: String, enum: CATEGORY_IDS, required: true },
    budgetMinCents: { type: Number, default: null },
    budgetMaxCents: { type: Number, default: null },
    budgetLowCents: { type: Number, required: true },
    budgetHighCents: { type: Number, required: true },
    deliveryDays: { type: Number, required: true },
    language: { type: String, enum: LANGUAGES, required: true },
    visibility: { type: String, enum: ['public', 'invited'], required: true },
    sealed: { type: Boolean, required: true },
    bidDeadlineAt: date,
    attachmentIds: ids,
    privatePart: { type: privatePartSchema, required: true },
    status: { type: String, enum: REQUEST_STATUSES, required: true },
    version: { type: Number, required: true },
    offersCount: { type: Number, required: true },
    bidderIds: ids,
    liveBidderIds: ids,
    invitedSellerIds: ids,
    sellerId: id,
    acceptedOfferId: id,
    activeContractId: id,
    searchTerms: { type: [String], default: [] },
    publishedAt: date,
    expiresAt: date,
    endsAt: date,
    deadlines: { type: [deadlineSchema], default: [] },
    answerFrom: { type: String, enum: ['buyer', 'seller', null], default: null },
    waitsFor: { type: [{ type: String, enum: ['buyer', 'seller'] }], default: [] },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'purchase_requests', autoIndex: false, autoCreate: false, versionKey: false },
);

// "My requests", as a buyer and as a seller; `_id` makes the order total, so that paging skips nothing. Status
// and group are filters on the way: somebody’s own requests are few.
requestSchema.index({ buyerId: 1, updatedAt: -1, _id: -1 });
requestSchema.index({ bidderIds: 1, updatedAt: -1, _id: -1 });
requestSchema.index({ invitedSellerIds: 1, status: 1, publishedAt: -1, _id: -1 });

// Browsing: one index for each sort, with and without a category. They hold what everybody may see only.
const browsable = { partialFilterExpression: { status: 'open', visibility: 'public' } };
requestSchema.index({ publishedAt: -1, _id: -1 }, browsable);
requestSchema.index({ categoryId: 1, publishedAt: -1, _id: -1 }, browsable);
requestSchema.index({ endsAt: 1, _id: 1 }, browsable);
requestSchema.index({ categoryId: 1, endsAt: 1, _id: 1 }, browsable);
requestSchema.index({ budgetHighCents: -1, _id: -1 }, browsable);
requestSchema.index({ categoryId: 1, budgetHighCents: -1, _id: -1 }, browsable);
requestSchema.index({ searchTerms: 1 }, browsable);

// The sweep's.
requestSchema.index({ 'deadlines.at': 1 }, { sparse: true });
requestSchema.index({ 'deadlines.remindAt': 1 }, { sparse: true });

export const PurchaseRequestModel = model('PurchaseRequest', requestSchema);
