import { model, Schema, type Types } from 'mongoose';
import { PAYMENT_STATUSES, type PaymentStatus } from './payment.process.ts';

/** One attempt to pay a contract with one asset. Its id is the `external_id` that the gateway knows. */
export interface PaymentDocument {
  _id: Types.ObjectId;
  requestId: Types.ObjectId;
  contractId: Types.ObjectId;
  buyerId: Types.ObjectId;
  sellerId: Types.ObjectId;
  /** Counts the attempts with one asset for one contract, from 1. */
  attempt: number;
  asset: string;
  providerPaymentId: string;
  /** Price plus the buyer's fee, US cents. */
  totalCents: number;
  /** US dollars for one coin, decimal string. */
  rate: string;
  rateLockedUntil: Date;
  /** Ours, without the gateway's markup, rounded up to what the gateway can express. */
  expectedBase: Types.Decimal128;
  status: PaymentStatus;
  version: number;
  address: string | null;
  /** Newest block when the attempt was made: a transfer in an older one is not a payment of it. */
  startBlock: number | null;
  /** Block up to which the chain was searched for transfers to the address. */
  scannedTo?: number | null;
  /** Who asks the gateway for the address now, and (wall time) until when nobody else does. */
  invoiceLease: { holder: string; until: Date } | null;
  fundedAt: Date | null;
  /** Wall time of the next look at the gateway's record, in case a callback was lost. */
  nextLookAt: Date;
  createdAt: Date;
  updatedAt: Date;
}

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const id = { type: Schema.Types.ObjectId, required: true };
const text = { type: String, required: true };
const whole = { type: Number, required: true };
const date = { type: Date, required: true };
const amount = { type: Schema.Types.Decimal128, required: true };

const paymentSchema = new Schema<PaymentDocument>(
  {
    requestId: id,
    contractId: id,
    buyerId: id,
    sellerId: id,
    attempt: whole,
    asset: text,
    providerPaymentId: text,
    totalCents: whole,
    rate: text,
    rateLockedUntil: date,
    expectedBase: amount,
    status: { type: String, enum: PAYMENT_STATUSES, required: true },
    version: whole,
    address: { type: String, default: null },
    startBlock: { type: Number, default: null },
    scannedTo: { type: Number, default: null },
    invoiceLease: {
      type: new Schema({ holder: text, until: date }, { _id: false }),
      default: null,
    },
    fundedAt: { type: Date, default: null },
    nextLookAt: date,
    createdAt: date,
    updatedAt: date,
  },
  { collection: 'payments', ...options },
);
paymentSchema.index({ contractId: 1, asset: 1, attempt: 1 }, { unique: true, name: 'attempt' });
paymentSchema.index({ providerPaymentId: 1 }, { unique: true });
paymentSchema.index({ requestId: 1, _id: -1 });
paymentSchema.index({ status: 1, nextLookAt: 1 });
paymentSchema.index({ status: 1, rateLockedUntil: 1 });
// A gateway that gave one address twice would make deposits ambiguous: the second attempt fails instead.
paymentSchema.index(
  { address: 1 },
  { unique: true, name: 'address', partialFilterExpression: { address: { $type: 'string' } } },
);

export const PaymentModel = model('Payment', paymentSchema);

export const DEPOSIT_STATUSES = ['detected', 'confirmed', 'quarantined', 'reorged'] as const;
export type DepositStatus = (typeof DEPOSIT_STATUSES)[number];

/** One transaction that brought money to an invoice address. */
export interface DepositDocument {
  _id: Types.ObjectId;
  paymentId: Types.ObjectId;
  chainId: number;
  asset: string;
  txid: string;
  destination: string;
  /** All transfers to the address in this transaction, as the best source tells. */
  amountBase: Types.Decimal128;
  /** What of it is in the ledger. */
  postedBase: Types.Decimal128;
  /** What of that has left suspense: funded, credited or owed back. */
  settledBase: Types.Decimal128;
  /** How many postings brought it in; part of their keys. */
  postings: number;
  status: DepositStatus;
  /** Why it is in quarantine. */
  fault: string | null;
  confirmations: number;
  blockNumber: number | null;
  blockHash: string | null;
  /** Wall time since when the chain does not show it any more. */
  missingSince: Date | null;
  /** False once it is so deep that nobody looks at it again. */
  watched: boolean;
  detectedAt: Date;
  confirmedAt: Date | null;
}

const depositSchema = new Schema<DepositDocument>(
  {
    paymentId: id,
    chainId: whole,
    asset: text,
    txid: text,
    destination: text,
    amountBase: amount,
    postedBase: amount,
    settledBase: amount,
    postings: whole,
    status: { type: String, enum: DEPOSIT_STATUSES, required: true },
    fault: { type: String, default: null },
    confirmations: whole,
    blockNumber: { type: Number, default: null },
    blockHash: { type: String, default: null },
    missingSince: { type: Date, default: null },
    watched: { type: Boolean, required: true },
    detectedAt: date,
    confirmedAt: { type: Date, default: null },
  },
  { collection: 'deposits', ...options },
);
depositSchema.index({ chainId: 1, asset: 1, txid: 1, destination: 1 }, { unique: true, name: 'once' });
depositSchema.index({ paymentId: 1, _id: 1 });
// Few at a time: what is on its way in, and what waits for an admin.
depositSchema.index(
  { status: 1 },
  { partialFilterExpression: { status: { $in: ['detected', 'quarantined'] } } },
);
depositSchema.index({ watched: 1, _id: 1 }, { partialFilterExpression: { watched: true } });

export const DepositModel = model('Deposit', depositSchema);
