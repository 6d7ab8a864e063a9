import { model, Schema, type Types } from 'mongoose';
import { DEADLINE_ACTIONS, type DeadlineAction } from '../marketplace/index.ts';
import { MILESTONE_STATUSES, type MilestoneStatus } from './milestone.process.ts';
import type { FeeTerms } from './escrow.fees.ts';

export interface DeliveryDocument {
  _id: Types.ObjectId;
  note: string;
  link: string | null;
  trackingNumber: string | null;
  fileIds: Types.ObjectId[];
  deliveredAt: Date;
}

export interface ChangeRequestDocument {
  note: string;
  requestedAt: Date;
  redeliveryDueAt: Date;
}

/** What stood still when a milestone came into dispute, so that it can go on from there. */
export interface PauseDocument {
  status: MilestoneStatus;
  at: Date;
  /** Deadlines with the time (ms) that was left; those without a milestone are the whole deal's. */
  timers: {
    action: DeadlineAction;
    leftMs: number;
    milestoneId: Types.ObjectId | null;
  }[];
}

export interface MilestoneDocument {
  _id: Types.ObjectId;
  title: string;
  priceCents: number;
  buyerFeeCents: number;
  sellerFeeCents: number;
  /** From funding; left out in contracts made before they could have several, where it is the contract's. */
  deliveryDays?: number;
  status: MilestoneStatus;
  /** Base units of the contract's asset, fixed at funding; null before. */
  fundedBase: Types.Decimal128 | null;
  dueAt: Date | null;
  inspectionEndsAt: Date | null;
  deliveries: DeliveryDocument[];
  changeRequests: ChangeRequestDocument[];
  /** Set while it is disputed. */
  pause: PauseDocument | null;
  /** How many disputes about it were withdrawn. */
  withdrawals: number;
}

export interface ProposalDocument {
  kind: 'extension' | 'cancellation';
  by: 'buyer' | 'seller';
  milestoneId: Types.ObjectId | null;
  newDueAt: Date | null;
  note: string;
  proposedAt: Date;
}

/** Terms that were left behind when both agreed to do the deal for less than its price. */
export interface AmendmentDocument {
  at: Date;
  proposedBy: 'buyer' | 'seller';
  /** Terms before. */
  priceCents: number;
  buyerFeeCents: number;
  sellerFeeCents: number;
  termsHash: string;
}

/** Money that was taken back out of escrow because the chain lost it; the deal stands still until it is back. */
export interface FreezeDocument {
  at: Date;
  short: { milestoneId: Types.ObjectId; amountBase: Types.Decimal128 }[];
  /** Deadlines with the time (ms) that was left. */
  timers: PauseDocument['timers'];
}

/**
 * Made when an offer is accepted; the terms never change afterwards but by an amendment that both agreed to,
 * only milestones and proposal do.
 */
export interface ContractDocument {
  _id: Types.ObjectId;
  requestId: Types.ObjectId;
  buyerId: Types.ObjectId;
  sellerId: Types.ObjectId;
  offerId: Types.ObjectId;
  offerRevision: number;
  priceCents: number;
  buyerFeeCents: number;
  sellerFeeCents: number;
  /** How the fees were reckoned; null in contracts from before there were tiers. */
  feeTerms: FeeTerms | null;
  acceptedAssets: string[];
  deliveryDays: number;
  inspectionDays: number;
  maxChangeRounds: number;
  termsHash: string;
  acceptedAt: Date;
  /** How long (ms) Amn could not be reached since; periods counted from a date get it on top. */
  downtimeMs?: number;
  /** False once it was abandoned or not paid in time: money that comes for it later is refunded. */
  active: boolean;
  asset: string | null;
  paymentId: Types.ObjectId | null;
  fundedAt: Date | null;
  startedAt: Date | null;
  milestones: MilestoneDocument[];
  proposal: ProposalDocument | null;
  /** Oldest first. */
  amendments: AmendmentDocument[];
  freeze: FreezeDocument | null;
  /** How often it was frozen; part of the postings' keys. */
  freezes: number;
}

const deliverySchema = new Schema<DeliveryDocument>({
  note: { type: String, required: true },
  link: { type: String, default: null },
  trackingNumber: { type: String, default: null },
  fileIds: { type: [Schema.Types.ObjectId], default: [] },
  deliveredAt: { type: Date, required: true },
});

const changeRequestSchema = new Schema<ChangeRequestDocument>(
  {
    note: { type: String, required: true },
    requestedAt: { type: Date, required: true },
    redeliveryDueAt: { type: Date, required: true },
  },
  { _id: false },
);

const timers = {
  type: [
    new Schema<PauseDocument['timers'][number]>(
      {
        action: { type: String, enum: DEADLINE_ACTIONS, required: true },
        leftMs: { type: Number, required: true },
        milestoneId: { type: Schema.Types.ObjectId, default: null },
      },
      { _id: false },
    ),
  ],
  default: [],
};

const pauseSchema = new Schema<PauseDocument>(
  {
    status: { type: String, enum: MILESTONE_STATUSES, required: true },
    at: { type: Date, required: true },
    timers,
  },
  { _id: false },
);

const milestoneSchema = new Schema<MilestoneDocument>({
  title: { type: String, default: '' },
  priceCents: { type: Number, required: true },
  buyerFeeCents: { type: Number, required: true },
  sellerFeeCents: { type: Number, required: true },
  deliveryDays: { type: Number },
  status: { type: String, enum: MILESTONE_STATUSES, required: true },
  fundedBase: { type: Schema.Types.Decimal128, default: null },
  dueAt: { type: Date, default: null },
  inspectionEndsAt: { type: Date, default: null },
  deliveries: { type: [deliverySchema], default: [] },
  changeRequests: { type: [changeRequestSchema], default: [] },
  pause: { type: pauseSchema, default: null },
  withdrawals: { type: Number, default: 0 },
});

const proposalSchema = new Schema<ProposalDocument>(
  {
    kind: { type: String, enum: ['extension', 'cancellation'], required: true },
    by: { type: String, enum: ['buyer', 'seller'], required: true },
    milestoneId: { type: Schema.Types.ObjectId, default: null },
    newDueAt: { type: Date, default: null },
    note: { type: String, default: '' },
    proposedAt: { type: Date, required: true },
  },
  { _id: false },
);

const feeTermsSchema = new Schema<FeeTerms>(
  {
    bearer: { type: String, enum: ['buyer', 'seller', 'shared'], required: true },
    buyerShareBps: { type: Number, required: true },
    fixedCents: { type: Number, required: true },
    tiers: {
      type: [
        new Schema<FeeTerms['tiers'][number]>(
          { fromCents: { type: Number, required: true }, percentBps: { type: Number, required: true } },
          { _id: false },
        ),
      ],
      required: true,
    },
  },
  { _id: false },
);

const amendmentSchema = new Schema<AmendmentDocument>(
  {
    at: { type: Date, required: true },
    proposedBy: { type: String, enum: ['buyer', 'seller'], required: true },
    priceCents: { type: Number, required: true },
    buyerFeeCents: { type: Number, required: true },
    sellerFeeCents: { type: Number, required: true },
    termsHash: { type: String, required: true },
  },
  { _id: false },
);

const freezeSchema = new Schema<FreezeDocument>(
  {
    at: { type: Date, required: true },
    short: {
      type: [
        new Schema<FreezeDocument['short'][number]>(
          {
            milestoneId: { type: Schema.Types.ObjectId, required: true },
            amountBase: { type: Schema.Types.Decimal128, required: true },
          },
          { _id: false },
        ),
      ],
      required: true,
    },
    timers,
  },
  { _id: false },
);

const contractSchema = new Schema<ContractDocument>(
  {
    requestId: { type: Schema.Types.ObjectId, required: true },
    buyerId: { type: Schema.Types.ObjectId, required: true },
    sellerId: { type: Schema.Types.ObjectId, required: true },
    offerId: { type: Schema.Types.ObjectId, required: true },
    offerRevision: { type: Number, required: true },
    priceCents: { type: Number, required: true },
    buyerFeeCents: { type: Number, required: true },
    sellerFeeCents: { type: Number, required: true },
    feeTerms: { type: feeTermsSchema, default: null },
    acceptedAssets: { type: [String], required: true },
    deliveryDays: { type: Number, required: true },
    inspectionDays: { type: Number, required: true },
    maxChangeRounds: { type: Number, required: true },
    termsHash: { type: String, required: true },
    acceptedAt: { type: Date, required: true },
    downtimeMs: { type: Number, default: 0 },
    active: { type: Boolean, required: true },
    asset: { type: String, default: null },
    paymentId: { type: Schema.Types.ObjectId, default: null },
    fundedAt: { type: Date, default: null },
    startedAt: { type: Date, default: null },
    milestones: { type: [milestoneSchema], required: true },
    proposal: { type: proposalSchema, default: null },
    amendments: { type: [amendmentSchema], default: [] },
    freeze: { type: freezeSchema, default: null },
    freezes: { type: Number, default: 0 },
  },
  { collection: 'contracts', autoIndex: false, autoCreate: false, versionKey: false },
);
// One contract of a request waits or holds money at a time.
contractSchema.index({ requestId: 1 }, { unique: true, partialFilterExpression: { active: true } });
contractSchema.index({ requestId: 1, acceptedAt: -1 });
contractSchema.index({ buyerId: 1, active: 1 });
contractSchema.index({ sellerId: 1, active: 1 });

export const ContractModel = model('Contract', contractSchema);
