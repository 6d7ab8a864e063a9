import { model, Schema, type Types } from 'mongoose';
import { REFUND_STATUSES, type RefundStatus } from './refund.process.ts';

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const id = { type: Schema.Types.ObjectId, required: true };
const orNull = { type: Schema.Types.ObjectId, default: null };
const amount = { type: Schema.Types.Decimal128, required: true };
const date = { type: Date, required: true };

export const CLAIM_STATES = ['live', 'settled', 'given_back', 'reversed'] as const;

/** What a payout (or, without one, something else) took of a refund; `reversed` is what its deposit took along. */
export interface ClaimDocument {
  payoutId: Types.ObjectId | null;
  amountBase: Types.Decimal128;
  state: (typeof CLAIM_STATES)[number];
}

/** One amount owed back to a buyer: a part of `refund_payable`, kept in step with it posting by posting. */
export interface RefundDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  asset: string;
  amountBase: Types.Decimal128;
  /** What nobody has claimed yet. */
  openBase: Types.Decimal128;
  status: RefundStatus;
  version: number;
  /** The buyer gave up by themselves: the network fee is theirs. */
  isBuyersDoing: boolean;
  requestId: Types.ObjectId | null;
  /** The payment that is owed back, where it funded nothing. */
  paymentId: Types.ObjectId | null;
  claims: ClaimDocument[];
  /** Business time of the next reminder; null when there is none to come. */
  remindAt: Date | null;
  reminders: number;
  createdAt: Date;
}

const refundSchema = new Schema<RefundDocument>(
  {
    userId: id,
    asset: { type: String, required: true },
    amountBase: amount,
    openBase: amount,
    status: { type: String, enum: REFUND_STATUSES, required: true },
    version: { type: Number, required: true },
    isBuyersDoing: { type: Boolean, required: true },
    requestId: orNull,
    paymentId: orNull,
    claims: [
      new Schema<ClaimDocument>(
        {
          payoutId: orNull,
          amountBase: amount,
          state: { type: String, enum: CLAIM_STATES, required: true },
        },
        { _id: false },
      ),
    ],
    remindAt: { type: Date, default: null },
    reminders: { type: Number, required: true },
    createdAt: date,
  },
  { collection: 'refunds', ...options },
);
refundSchema.index({ userId: 1, status: 1, _id: 1 });
refundSchema.index({ 'claims.payoutId': 1 });
refundSchema.index({ paymentId: 1 }, { partialFilterExpression: { paymentId: { $type: 'objectId' } } });
refundSchema.index({ remindAt: 1 }, { partialFilterExpression: { remindAt: { $type: 'date' } } });

export const RefundModel = model('Refund', refundSchema);
