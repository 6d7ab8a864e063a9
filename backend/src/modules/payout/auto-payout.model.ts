import { model, Schema, type Types } from 'mongoose';
import { AUTO_STATUSES, type AutoStatus } from './auto-payout.process.ts';

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const id = { type: Schema.Types.ObjectId, required: true };
const text = { type: String, required: true };
const date = { type: Date, required: true };

/** What a seller wants to happen by itself with what they earn in one asset. */
export interface AutoPayoutDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  asset: string;
  addressId: Types.ObjectId;
  /** Less than that stays a balance. */
  minimumBase: Types.Decimal128;
  /** Business time; a change of credentials after it turns the setting off. */
  setAt: Date;
}

const autoPayoutSchema = new Schema<AutoPayoutDocument>(
  {
    userId: id,
    asset: text,
    addressId: id,
    minimumBase: { type: Schema.Types.Decimal128, required: true },
    setAt: date,
  },
  { collection: 'auto_payouts', ...options },
);
autoPayoutSchema.index({ userId: 1, asset: 1 }, { unique: true, name: 'oneAnAsset' });

export const AutoPayoutModel = model('AutoPayout', autoPayoutSchema);

/** One release that may lead to an automatic payout. */
export interface AutoRunDocument {
  _id: Types.ObjectId;
  /** The event that told of the release, and the asset: the payout's reference is made of it. */
  key: string;
  userId: Types.ObjectId;
  asset: string;
  status: AutoStatus;
  version: number;
  /** Business time before which it is not tried. */
  notBefore: Date;
  payoutId: Types.ObjectId | null;
  createdAt: Date;
}

const autoRunSchema = new Schema<AutoRunDocument>(
  {
    key: text,
    userId: id,
    asset: text,
    status: { type: String, enum: AUTO_STATUSES, required: true },
    version: { type: Number, required: true },
    notBefore: date,
    payoutId: { type: Schema.Types.ObjectId, default: null },
    createdAt: date,
  },
  { collection: 'auto_payout_runs', ...options },
);
autoRunSchema.index({ key: 1 }, { unique: true, name: 'once' });
autoRunSchema.index({ status: 1, notBefore: 1 });
autoRunSchema.index({ userId: 1, asset: 1, status: 1 });

export const AutoRunModel = model('AutoPayoutRun', autoRunSchema);
