import { model, Schema, type Types } from 'mongoose';
import {
  APPROVAL_REASONS,
  PAYOUT_NOTES,
  PAYOUT_SOURCES,
  PAYOUT_STATUSES,
  type ApprovalReason,
  type PayoutSource,
  type PayoutStatus,
} from './payout.process.ts';

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const id = { type: Schema.Types.ObjectId, required: true };
const text = { type: String, required: true };
const whole = { type: Number, required: true };
const date = { type: Date, required: true };
const amount = { type: Schema.Types.Decimal128, required: true };

/** An address that a person's money, or Amn's own, may go to. Removed ones stay, since payouts tell of them. */
export interface PayoutAddressDocument {
  _id: Types.ObjectId;
  /** Whose it is; the platform's own have `PLATFORM_ID`. */
  userId: Types.ObjectId;
  chainId: number;
  /** With its EIP-55 checksum. */
  address: string;
  label: string;
  /** Offered first on its chain. */
  isDefault: boolean;
  createdAt: Date;
  removedAt: Date | null;
}

const addressSchema = new Schema<PayoutAddressDocument>(
  {
    userId: id,
    chainId: whole,
    address: text,
    label: text,
    isDefault: { type: Boolean, default: false },
    createdAt: date,
    removedAt: { type: Date, default: null },
  },
  { collection: 'payout_addresses', ...options },
);
addressSchema.index(
  { userId: 1, chainId: 1, address: 1 },
  { unique: true, name: 'ownAddress', partialFilterExpression: { removedAt: null } },
);
addressSchema.index({ userId: 1, _id: 1 });

// One default a chain.
addressSchema.index(
  { userId: 1, chainId: 1 },
  { unique: true, name: 'oneDefault', partialFilterExpression: { isDefault: true, removedAt: null } },
);

export const PayoutAddressModel = model('PayoutAddress', addressSchema);

interface Vote {
  adminId: Types.ObjectId;
  note: string;
  at: Date;
}

/** One thing that was tried or learnt about a payout; for the people who have to judge it. */
interface Note {
  kind: (typeof PAYOUT_NOTES)[number];
  text: string;
  /** Whoever asked for it, when it was a person. */
  adminId: Types.ObjectId | null;
  /** Wall time. */
  at: Date;
}

/** Money on its way out. Its id is the `external_id` that the gateway knows. */
export interface PayoutDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  /** The client's; unique per user for ever. */
  reference: string;
  source: PayoutSource;
  asset: string;
  /** What leaves the balance. */
  amountBase: Types.Decimal128;
  /** What of it is kept for the network's fee; the rest is sent. */
  feeBase: Types.Decimal128;
  /** What the transfer burnt in the chain's own coin, once its receipt was read. */
  networkFee: { asset: string; base: Types.Decimal128 } | null;
  /** Worth when it was asked for, US cents; null when nobody could tell. */
  valueCents: number | null;
  addressId: Types.ObjectId;
  chainId: number;
  /** The payout's own copy: removing the address changes nothing about it. */
  destination: string;
  status: PayoutStatus;
  version: number;
  /** How many different admins have to approve. */
  approvalsNeeded: number;
  approvalReason: ApprovalReason | null;
  approvals: Vote[];
  /** Admins who say, with evidence, that an unknown payout was not made. */
  failVotes: Vote[];
  /** Worker that took it to the gateway. */
  workerId: string | null;
  /** Newest block before it was taken to the gateway; where a search on the chain begins. */
  startBlock: number | null;
  taskId: string | null;
  txid: string | null;
  /** Sender of the transfer as the chain shows it, lowercase: a wallet that the gateway pays from. */
  paidFrom: string | null;
  /** Last thing that was unclear, for admins. */
  reason: string | null;
  /** What was tried and learnt, the newest last. */
  notes: Note[];
  /** The failed payout that this one takes the place of. */
  replacesId: Types.ObjectId | null;
  /** Business time from which on it has stood too long in its status; null when it has ended. */
  stuckAt: Date | null;
  /** When admins were told so. */
  alarmedAt: Date | null;
  /** Wall time. */
  nextLookAt: Date;
  history: { status: PayoutStatus; at: Date }[];
  createdAt: Date;
  updatedAt: Date;
}

const voteSchema = new Schema<Vote>(
  { adminId: id, note: { type: String, default: '' }, at: date },
  { _id: false },
);
const noteSchema = new Schema<Note>(
  {
    kind: { type: String, enum: PAYOUT_NOTES, required: true },
    text,
    adminId: { type: Schema.Types.ObjectId, default: null },
    at: date,
  },
  { _id: false },
);
const status = { type: String, enum: PAYOUT_STATUSES, required: true } as const;

const payoutSchema = new Schema<PayoutDocument>(
  {
    userId: id,
    reference: text,
    source: { type: String, enum: PAYOUT_SOURCES, required: true },
    asset: text,
    amountBase: amount,
    feeBase: amount,
    networkFee: { type: new Schema({ asset: text, base: amount }, { _id: false }), default: null },
    valueCents: { type: Number, default: null },
    addressId: id,
    chainId: whole,
    destination: text,
    status,
    version: whole,
    approvalsNeeded: whole,
    approvalReason: { type: String, enum: [...APPROVAL_REASONS, null], default: null },
    approvals: [voteSchema],
    failVotes: [voteSchema],
    workerId: { type: String, default: null },
    startBlock: { type: Number, default: null },
    taskId: { type: String, default: null },
    txid: { type: String, default: null },
    paidFrom: { type: String, default: null },
    reason: { type: String, default: null },
    notes: [noteSchema],
    replacesId: { type: Schema.Types.ObjectId, default: null },
    stuckAt: { type: Date, default: null },
    alarmedAt: { type: Date, default: null },
    nextLookAt: date,
    history: [new Schema({ status, at: date }, { _id: false })],
    createdAt: date,
    updatedAt: date,
  },
  { collection: 'payouts', ...options },
);
payoutSchema.index({ userId: 1, reference: 1 }, { unique: true, name: 'reference' });
payoutSchema.index({ userId: 1, _id: -1 });
payoutSchema.index({ status: 1, nextLookAt: 1 });
// One transfer on the chain pays one payout.
payoutSchema.index(
  { chainId: 1, txid: 1 },
  { unique: true, name: 'txid', partialFilterExpression: { txid: { $type: 'string' } } },
);
payoutSchema.index({ chainId: 1, paidFrom: 1 });
// A failed payout is taken the place of once.
payoutSchema.index(
  { replacesId: 1 },
  { unique: true, name: 'replaces', partialFilterExpression: { replacesId: { $type: 'objectId' } } },
);
// What went out within a day, by person and altogether.
payoutSchema.index({ userId: 1, createdAt: 1 });
payoutSchema.index({ createdAt: 1 });
payoutSchema.index(
  { stuckAt: 1 },
  { name: 'stuck', partialFilterExpression: { stuckAt: { $type: 'date' } } },
);
payoutSchema.index({ status: 1, _id: 1 });

export const PayoutModel = model('Payout', payoutSchema);

/** Coins of a chain that an admin has booked as put into the gateway, with who and why. */
export interface GasTopUpDocument {
  _id: Types.ObjectId;
  reference: string;
  asset: string;
  amountBase: Types.Decimal128;
  note: string;
  adminId: Types.ObjectId;
  at: Date;
}

const gasTopUpSchema = new Schema<GasTopUpDocument>(
  { reference: text, asset: text, amountBase: amount, note: text, adminId: id, at: date },
  { collection: 'payout_gas_top_ups', ...options },
);
gasTopUpSchema.index({ reference: 1 }, { unique: true });

export const GasTopUpModel = model('PayoutGasTopUp', gasTopUpSchema);

/** Touched by transactions that read a sum, so that two of them cannot both go by the same one. */
export interface GuardDocument {
  _id: string;
  uses: number;
}

export const PayoutGuardModel = model(
  'PayoutGuard',
  new Schema<GuardDocument>({ _id: text, uses: whole }, { collection: 'payout_guards', ...options }),
);

/** Who may take payouts to the gateway now: one process, by a lease in the database. */
export interface WorkerLeaseDocument {
  _id: string;
  holder: string;
  /** Wall time. */
  until: Date;
}

export const WorkerLeaseModel = model(
  'PayoutWorkerLease',
  new Schema<WorkerLeaseDocument>(
    { _id: text, holder: text, until: date },
    { collection: 'payout_worker_lease', ...options },
  ),
);
