import { model, Schema, type Types } from 'mongoose';

/** Network fees that were booked because a reconciliation found them. Only ever inserted. Times are wall times. */
export interface SweepFeesDocument {
  _id: Types.ObjectId;
  reconciliationId: Types.ObjectId;
  asset: string;
  /** Below zero where more had been booked than was burnt. */
  amountBase: Types.Decimal128;
  by: 'schedule' | 'admin';
  adminId: Types.ObjectId | null;
  note: string;
  at: Date;
}

const text = { type: String, required: true };

const sweepFeesSchema = new Schema<SweepFeesDocument>(
  {
    reconciliationId: { type: Schema.Types.ObjectId, required: true },
    asset: text,
    amountBase: { type: Schema.Types.Decimal128, required: true },
    by: { type: String, enum: ['schedule', 'admin'], required: true },
    adminId: { type: Schema.Types.ObjectId, default: null },
    note: { type: String, default: '' },
    at: { type: Date, required: true },
  },
  { collection: 'sweep_fees', autoIndex: false, autoCreate: false, versionKey: false },
);
// What a reconciliation found of a coin is booked once.
sweepFeesSchema.index({ reconciliationId: 1, asset: 1 }, { unique: true });
sweepFeesSchema.index({ asset: 1, at: 1 });

export const SweepFeesModel = model('SweepFees', sweepFeesSchema);
