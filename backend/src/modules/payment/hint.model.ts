import { model, Schema, type Types } from 'mongoose';

export const HINT_STATES = ['waiting', 'found', 'nothing'] as const;
export type HintState = (typeof HINT_STATES)[number];

/** A buyer's page says: this transaction is my payment. It is where to look, and proves nothing. */
export interface HintDocument {
  _id: Types.ObjectId;
  paymentId: Types.ObjectId;
  txid: string;
  state: HintState;
  /** Wall time, both. */
  reportedAt: Date;
  nextLookAt: Date;
}

const hintSchema = new Schema<HintDocument>(
  {
    paymentId: { type: Schema.Types.ObjectId, required: true },
    txid: { type: String, required: true },
    state: { type: String, enum: HINT_STATES, required: true },
    reportedAt: { type: Date, required: true },
    nextLookAt: { type: Date, required: true },
  },
  { collection: 'payment_hints', autoIndex: false, autoCreate: false, versionKey: false },
);
hintSchema.index({ paymentId: 1, txid: 1 }, { unique: true, name: 'toldOnce' });
hintSchema.index({ nextLookAt: 1 }, { partialFilterExpression: { state: 'waiting' } });

export const HintModel = model('PaymentHint', hintSchema);
