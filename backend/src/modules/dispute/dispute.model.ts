import { model, Schema, type Types } from 'mongoose';
import type { ActorRole, PartyRole } from '../../shared/process.ts';
import { DISPUTE_REASONS, type DisputeReason, type DisputeWish } from './dispute-shapes.contract.ts';
import { DISPUTE_STATUSES, type DisputeAction, type DisputeStatus } from './dispute.process.ts';
import type { DisputeDeadline } from './dispute.timers.ts';

export interface SplitDocument {
  _id: Types.ObjectId;
  by: PartyRole;
  /** Base units that the buyer would get back. */
  buyerGetsBase: Types.Decimal128;
  note: string;
  status: 'open' | 'accepted' | 'declined' | 'replaced';
  at: Date;
}

/** A split by a mediator: proposal, ruling, or decision on the appeal. */
export interface DecisionDocument {
  _id: Types.ObjectId;
  buyerGetsBase: Types.Decimal128;
  /** Read by both parties. */
  reasons: string;
  byId: Types.ObjectId;
  at: Date;
}

export interface OutcomeDocument {
  how: 'split' | 'sealed' | 'proposal' | 'ruling' | 'appeal';
  buyerGetsBase: Types.Decimal128;
  at: Date;
}

export interface StepDocument {
  action: DisputeAction;
  status: DisputeStatus;
  by: ActorRole;
  at: Date;
}

/** One milestone's dispute. What nobody but its owner may read (sealed splits, notes) is not in here. */
export interface DisputeDocument {
  _id: Types.ObjectId;
  requestId: Types.ObjectId;
  contractId: Types.ObjectId;
  milestoneId: Types.ObjectId;
  title: string;
  buyerId: Types.ObjectId;
  sellerId: Types.ObjectId;
  partyIds: Types.ObjectId[];
  asset: string;
  heldBase: Types.Decimal128;
  /** Whose dispute it is; of one that came by itself, the party that was kept waiting. */
  opener: PartyRole;
  openedBy: PartyRole | 'timer';
  reason: DisputeReason;
  wish: DisputeWish | null;
  status: DisputeStatus;
  version: number;
  live: boolean;
  mediatorId: Types.ObjectId | null;
  escalatedAt: Date | null;
  splits: SplitDocument[];
  proposal: DecisionDocument | null;
  proposalAccepted: PartyRole[];
  proposalDeclined: PartyRole[];
  ruling: DecisionDocument | null;
  appeal: { by: PartyRole; reasons: string; at: Date } | null;
  appealWaived: PartyRole[];
  decision: DecisionDocument | null;
  withdrawalBy: PartyRole | null;
  outcome: OutcomeDocument | null;
  /** Length and last hash of the chain of evidence. */
  evidenceCount: number;
  evidenceHead: string;
  deadlines: DisputeDeadline[];
  history: StepDocument[];
  openedAt: Date;
  statusSince: Date;
}

const id = { type: Schema.Types.ObjectId, required: true };
const idOrNull = { type: Schema.Types.ObjectId, default: null };
const date = { type: Date, required: true };
const dateOrNull = { type: Date, default: null };
const text = { type: String, required: true };
const whole = { type: Number, required: true };
const base = { type: Schema.Types.Decimal128, required: true };
const party = { type: String, enum: ['buyer', 'seller'], required: true };
const parties = { type: [{ type: String, enum: ['buyer', 'seller'] }], default: [] };

const splitSchema = new Schema<SplitDocument>({
  by: party,
  buyerGetsBase: base,
  note: { type: String, default: '' },
  status: { type: String, enum: ['open', 'accepted', 'declined', 'replaced'], required: true },
  at: date,
});
const decisionSchema = new Schema<DecisionDocument>({
  buyerGetsBase: base,
  reasons: text,
  byId: id,
  at: date,
});
const outcomeSchema = new Schema<OutcomeDocument>(
  { how: text, buyerGetsBase: base, at: date },
  { _id: false },
);
const stepSchema = new Schema<StepDocument>(
  { action: text, status: text, by: text, at: date },
  { _id: false },
);
const deadlineSchema = new Schema<DisputeDocument['deadlines'][number]>(
  { action: text, at: date, remindAt: { type: [Date], default: [] } },
  { _id: false },
);
const appealSchema = new Schema<NonNullable<DisputeDocument['appeal']>>(
  { by: party, reasons: text, at: date },
  { _id: false },
);
const decision = { type: decisionSchema, default: null };

const disputeSchema = new Schema<DisputeDocument>(
  {
    requestId: id,
    contractId: id,
    milestoneId: id,
    title: text,
    buyerId: id,
    sellerId: id,
    partyIds: { type: [Schema.Types.ObjectId], required: true },
    asset: text,
    heldBase: base,
    opener: party,
    openedBy: { type: String, enum: ['buyer', 'seller', 'timer'], required: true },
    reason: { type: String, enum: DISPUTE_REASONS, required: true },
    wish: { type: String, default: null },
    status: { type: String, enum: DISPUTE_STATUSES, required: true },
    version: whole,
    live: { type: Boolean, required: true },
    mediatorId: idOrNull,
    escalatedAt: dateOrNull,
    splits: { type: [splitSchema], default: [] },
    proposal: decision,
    proposalAccepted: parties,
    proposalDeclined: parties,
    ruling: decision,
    appeal: { type: appealSchema, default: null },
    appealWaived: parties,
    decision,
    withdrawalBy: { type: String, enum: ['buyer', 'seller', null], default: null },
    outcome: { type: outcomeSchema, default: null },
    evidenceCount: whole,
    evidenceHead: { type: String, default: '' },
    deadlines: { type: [deadlineSchema], default: [] },
    history: { type: [stepSchema], default: [] },
    openedAt: date,
    statusSince: date,
  },
  { collection: 'disputes', autoIndex: false, autoCreate: false, versionKey: false },
);

// A milestone is in one dispute at a time.
disputeSchema.index(
  { milestoneId: 1 },
  { unique: true, name: 'oneLive', partialFilterExpression: { live: true } },
);
disputeSchema.index({ partyIds: 1, openedAt: -1, _id: -1 });
disputeSchema.index({ requestId: 1, openedAt: -1, _id: -1 });
// The desk's lists, the oldest first.
const live = { partialFilterExpression: { live: true } };
disputeSchema.index({ openedAt: 1, _id: 1 }, { ...live, name: 'desk' });
disputeSchema.index({ mediatorId: 1, openedAt: 1, _id: 1 }, { ...live, name: 'deskOfMediator' });
disputeSchema.index({ status: 1, openedAt: 1, _id: 1 });
disputeSchema.index({ status: 1, mediatorId: 1, openedAt: 1, _id: 1 });
// The sweep's.
disputeSchema.index({ 'deadlines.at': 1 }, { sparse: true });
disputeSchema.index({ 'deadlines.remindAt': 1 }, { sparse: true });

export const DisputeModel = model('Dispute', disputeSchema);
