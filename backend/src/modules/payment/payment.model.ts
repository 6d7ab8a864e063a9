import { model, Schema, type Types } from 'mongoose';
import { PAYMENT_STATUSES, type PaymentStatus } from './payment.process.ts';

export interface LessDocument {
  by: 'buyer' | 'seller';
  /** What would go into escrow, credit included; anything else there makes the proposal void. */
  amountBase: Types.Decimal128;
  note: string;
  proposedAt: Date;
}

export interface RevaluationDocument {
  /** The price that does not count any more. */
  rate: string;
  expectedBase: Types.Decimal128;
  at: Date;
}

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
  /** What it put into escrow, credit included; null before. */
  fundedBase: Types.Decimal128 | null;
  /** The buyer's credit that is set aside for it, or went into escrow with it. */
  creditBase: Types.Decimal128;
  /** How often credit was set aside or given back; part of the postings' keys. */
  creditSteps: number;
  /** An open proposal to do the deal for what has arrived. */
  less: LessDocument | null;
  /** Prices that were left behind because money came after their lock, oldest first. */
  revaluations: RevaluationDocument[];
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

const lessSchema = new Schema<LessDocument>(
  {
    by: { type: String, enum: ['buyer', 'seller'], required: true },
    amountBase: amount,
    note: { type: String, default: '' },
    proposedAt: date,
  },
  { _id: false },
);

const revaluationSchema = new Schema<RevaluationDocument>(
  { rate: text, expectedBase: amount, at: date },
  { _id: false },
);

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
    fundedBase: { type: Schema.Types.Decimal128, default: null },
    creditBase: amount,
    creditSteps: whole,
    less: { type: lessSchema, default: null },
    revaluations: { type: [revaluationSchema], default: [] },
    nextLookAt: date,
    createdAt: date,
    updatedAt: date,
  },
  { collection: 'payments', ...options },
);
paymentSchema.index({ contractId: 1, asset: 1, attempt: 1 }, { unique: true, name: 'attempt' });
paymentSchema.index({ providerPaymentId: 1 }, { unique: true });
paymentSchema.index({ requestId: 1, _id: -1 });
// The desk's lists: all of them, and those of one status, by age.
paymentSchema.index({ createdAt: 1, _id: 1 });
paymentSchema.index({ status: 1, createdAt: 1, _id: 1 });
paymentSchema.index(
  { buyerId: 1, fundedAt: 1, creditBase: 1 },
  { partialFilterExpression: { creditBase: { $gt: 0 } } },
);
paymentSchema.index({ status: 1, nextLookAt: 1 });
paymentSchema.index({ status: 1, rateLockedUntil: 1 });
// A gateway that gave one address twice would make deposits ambiguous: the second attempt fails instead.
paymentSchema.index(
  { address: 1 },
  { unique: true, name: 'address', partialFilterExpression: { address: { $type: 'string' } } },
);

export const PaymentModel = model('Payment', paymentSchema);
