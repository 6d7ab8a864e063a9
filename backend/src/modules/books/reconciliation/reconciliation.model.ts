import { model, Schema, type Types } from 'mongoose';
import { FEES_STATES, type FeesState } from './reconciliation.policy.ts';

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const text = { type: String, required: true };
const date = { type: Date, required: true };
const amount = { type: Schema.Types.Decimal128, required: true };
const maybeAmount = { type: Schema.Types.Decimal128, default: null };

const KEPT_SECONDS = 400 * 24 * 3600;

export const ALARMS = ['none', 'waiting', 'raised', 'standing', 'cleared'] as const;
export type Alarm = (typeof ALARMS)[number];

export const RUN_STATUSES = ['running', 'done', 'abandoned'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export interface StoredReading {
  source: 'gateway' | 'chain';
  held: Types.Decimal128 | null;
  difference: Types.Decimal128 | null;
  unexplained: Types.Decimal128 | null;
  note: string | null;
  alarm: Alarm;
}

export interface StoredAsset {
  asset: string;
  ledger: Types.Decimal128;
  coming: Types.Decimal128;
  quarantined: Types.Decimal128;
  leaving: Types.Decimal128;
  /** Null where the chain could not be read; missing in runs before it was asked for. */
  unswept?: Types.Decimal128 | null;
  /** Only of a chain's own coin. */
  coin?: { owed: Types.Decimal128; payouts: number; gas: Types.Decimal128 } | null;
  fees?: { state: FeesState; amount: Types.Decimal128 } | null;
  readings: StoredReading[];
}

/** One comparison of the books with what is outside. All times are wall times. */
export interface RunDocument {
  _id: Types.ObjectId;
  /** What it was made for: an interval, or somebody's wish; made once. */
  slot: string;
  trigger: 'schedule' | 'admin';
  status: RunStatus;
  startedAt: Date;
  finishedAt: Date | null;
  assets: StoredAsset[];
}

const readingSchema = new Schema<StoredReading>(
  {
    source: text,
    held: maybeAmount,
    difference: maybeAmount,
    unexplained: maybeAmount,
    note: { type: String, default: null },
    alarm: { type: String, enum: ALARMS, required: true },
  },
  { _id: false },
);

const runSchema = new Schema<RunDocument>(
  {
    slot: text,
    trigger: { type: String, enum: ['schedule', 'admin'], required: true },
    status: { type: String, enum: RUN_STATUSES, required: true },
    startedAt: date,
    finishedAt: { type: Date, default: null },
    assets: [
      new Schema<StoredAsset>(
        {
          asset: text,
          ledger: amount,
          coming: amount,
          quarantined: amount,
          leaving: amount,
          unswept: maybeAmount,
          coin: {
            type: new Schema(
              { owed: amount, payouts: { type: Number, required: true }, gas: amount },
              { _id: false },
            ),
            default: null,
          },
          fees: {
            type: new Schema(
              { state: { type: String, enum: FEES_STATES, required: true }, amount },
              { _id: false },
            ),
            default: null,
          },
          readings: [readingSchema],
        },
        { _id: false },
      ),
    ],
  },
  { collection: 'reconciliations', ...options },
);
runSchema.index({ slot: 1 }, { unique: true, name: 'slot' });
// One at a time, whichever process it runs in.
runSchema.index(
  { status: 1 },
  { unique: true, name: 'oneRuns', partialFilterExpression: { status: 'running' } },
);
runSchema.index({ startedAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });

export const RunModel = model('Reconciliation', runSchema);

/** A difference that stands, by asset and source. */
export interface StandingDocument {
  _id: string;
  asset: string;
  source: 'gateway' | 'chain';
  unexplained: Types.Decimal128;
  since: Date;
  count: number;
  raisedAt: Date | null;
}

export const StandingModel = model(
  'StandingDifference',
  new Schema<StandingDocument>(
    {
      _id: text,
      asset: text,
      source: text,
      unexplained: amount,
      since: date,
      count: { type: Number, required: true },
      raisedAt: { type: Date, default: null },
    },
    { collection: 'standing_differences', ...options },
  ),
);
