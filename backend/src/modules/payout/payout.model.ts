import { model, Schema, type Types } from 'mongoose';
import { PAYOUT_STATUSES, type PayoutStatus } from './payout.process.ts';

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const id = { type: Schema.Types.ObjectId, required: true };
const text = { type: String, required: true };
const whole = { type: Number, required: true };
const date = { type: Date, required: true };

/** An address that a person's money may go to. Removed ones stay, since payouts tell of them. */
export interface PayoutAddressDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  chainId: number;
  /** With its EIP-55 checksum. */
  address: string;
  label: string;
  createdAt: Date;
  removedAt: Date | null;
}

const addressSchema = new Schema<PayoutAddressDocument>(
  {
    userId: id,
    chainId: whole,
    address: text,
    label: text,
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

export const PayoutAddressModel = model('PayoutAddress', addressSchema);

interface Vote {
  adminId: Types.ObjectId;
  note: string;
  at: Date;
}

/** Money on its way out. Its id is the `external_id` that the gateway knows. */
export interface PayoutDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  /** The client's; unique per user for ever. */
  reference: string;
  source: 'seller_payable' | 'refund_payable' | 'buyer_credit';
  asset: string;
  amountBase: Types.Decimal128;
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
const status = { type: String, enum: PAYOUT_STATUSES, required: true } as const;

const payoutSchema = new Schema<PayoutDocument>(
  {
    userId: id,
    reference: text,
    source: { type: String, enum: ['seller_payable', 'refund_payable', 'buyer_credit'], required: true },
    asset: text,
    amountBase: { type: Schema.Types.Decimal128, required: true },
    valueCents: { type: Number, default: null },
    addressId: id,
    chainId: whole,
    destination: text,
    status,
    version: whole,
    approvalsNeeded: whole,
    approvals: [voteSchema],
    failVotes: [voteSchema],
    workerId: { type: String, default: null },
    startBlock: { type: Number, default: null },
    taskId: { type: String, default: null },
    txid: { type: String, default: null },
    paidFrom: { type: String, default: null },
    reason: { type: String, default: null },
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

export const PayoutModel = model('Payout', payoutSchema);

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
