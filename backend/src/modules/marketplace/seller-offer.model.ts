import { model, Schema, type Types } from 'mongoose';
import { OFFER_ACTIONS, OFFER_STATUSES, type OfferAction, type OfferStatus } from './seller-offer.process.ts';

/** Never changed once written: what was offered, by whom, sealed with a hash. */
export interface RevisionDocument {
  number: number;
  by: 'buyer' | 'seller';
  at: Date;
  /** SHA-256, hex, over the terms and the salt. */
  hash: string;
  /** 32 random bytes, hex: without them the hash of a hidden price could be guessed at. */
  salt: string;
  priceCents: number;
  deliveryDays: number;
  inspectionDays: number;
  acceptedAssets: string[];
  message: string;
  milestones?: OfferMilestoneDocument[];
}

export interface OfferMilestoneDocument {
  title: string;
  priceCents: number;
  deliveryDays: number;
}

export interface OfferStepDocument {
  action: OfferAction;
  from: OfferStatus;
  to: OfferStatus;
  by: string;
  actorId: Types.ObjectId | null;
  at: Date;
}

export interface SellerOfferDocument {
  _id: Types.ObjectId;
  requestId: Types.ObjectId;
  sellerId: Types.ObjectId;
  buyerId: Types.ObjectId;
  status: OfferStatus;
  version: number;
  /** Submitted, countered or accepted: a seller has one such offer a request. */
  live: boolean;
  /** Oldest first. */
  revisions: RevisionDocument[];
  /** Of the newest revision, for sorting. */
  priceCents: number;
  deliveryDays: number;
  /** Null while nothing happens by itself. */
  expiresAt: Date | null;
  /** When to remind of it; what was said is taken out. */
  remindAt?: Date[];
  history: OfferStepDocument[];
  createdAt: Date;
  updatedAt: Date;
}

const offerMilestoneSchema = new Schema<OfferMilestoneDocument>(
  {
    title: { type: String, required: true },
    priceCents: { type: Number, required: true },
    deliveryDays: { type: Number, required: true },
  },
  { _id: false },
);

const revisionSchema = new Schema<RevisionDocument>(
  {
    number: { type: Number, required: true },
    by: { type: String, enum: ['buyer', 'seller'], required: true },
    at: { type: Date, required: true },
    hash: { type: String, required: true },
    salt: { type: String, required: true },
    priceCents: { type: Number, required: true },
    deliveryDays: { type: Number, required: true },
    inspectionDays: { type: Number, required: true },
    acceptedAssets: { type: [String], required: true },
    message: { type: String, default: '' },
    milestones: { type: [offerMilestoneSchema], default: [] },
  },
  { _id: false },
);

const stepSchema = new Schema<OfferStepDocument>(
  {
    action: { type: String, enum: OFFER_ACTIONS, required: true },
    from: { type: String, enum: OFFER_STATUSES, required: true },
    to: { type: String, enum: OFFER_STATUSES, required: true },
    by: { type: String, required: true },
    actorId: { type: Schema.Types.ObjectId, default: null },
    at: { type: Date, required: true },
  },
  { _id: false },
);

const offerSchema = new Schema<SellerOfferDocument>(
  {
    requestId: { type: Schema.Types.ObjectId, required: true },
    sellerId: { type: Schema.Types.ObjectId, required: true },
    buyerId: { type: Schema.Types.ObjectId, required: true },
    status: { type: String, enum: OFFER_STATUSES, required: true },
    version: { type: Number, required: true },
    live: { type: Boolean, required: true },
    revisions: { type: [revisionSchema], required: true },
    priceCents: { type: Number, required: true },
    deliveryDays: { type: Number, required: true },
    expiresAt: { type: Date, default: null },
    remindAt: { type: [Date], default: [] },
    history: { type: [stepSchema], default: [] },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'seller_offers', autoIndex: false, autoCreate: false, versionKey: false },
);

offerSchema.index(
  { requestId: 1, sellerId: 1 },
  { unique: true, partialFilterExpression: { live: true }, name: 'oneLiveOffer' },
);
offerSchema.index({ requestId: 1, sellerId: 1, createdAt: -1, _id: -1 });
// The buyer's list in its three orders.
offerSchema.index({ requestId: 1, createdAt: -1, _id: -1 });
offerSchema.index({ requestId: 1, priceCents: 1, _id: 1 });
offerSchema.index({ requestId: 1, deliveryDays: 1, _id: 1 });
// The seller's own.
offerSchema.index({ sellerId: 1, updatedAt: -1, _id: -1 });
offerSchema.index({ sellerId: 1, status: 1, updatedAt: -1, _id: -1 });
// The sweep's.
offerSchema.index({ expiresAt: 1 });
offerSchema.index({ remindAt: 1 }, { sparse: true });

export const SellerOfferModel = model('SellerOffer', offerSchema);
