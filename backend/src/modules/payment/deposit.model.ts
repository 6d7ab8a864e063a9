import { model, Schema, type Types } from 'mongoose';
import {
  DEPOSIT_SOURCES,
  DEPOSIT_STATUSES,
  RESOLUTION_OUTCOMES,
  type DepositSource,
  type DepositStatus,
  type ResolutionOutcome,
} from './deposit.process.ts';

export interface SourceDocument {
  source: DepositSource;
  at: Date;
}

export interface VoteDocument {
  adminId: Types.ObjectId;
  at: Date;
}

export interface ResolutionDocument {
  outcome: ResolutionOutcome;
  /** What was looked at. */
  evidence: string;
  votes: VoteDocument[];
  /** How many different admins must say so. */
  votesNeeded: number;
  decidedAt: Date | null;
}

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const id = { type: Schema.Types.ObjectId, required: true };
const text = { type: String, required: true };
const whole = { type: Number, required: true };
const date = { type: Date, required: true };
const amount = { type: Schema.Types.Decimal128, required: true };

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
  /** What of that has left suspense: funded, credited, owed back or in quarantine. */
  settledBase: Types.Decimal128;
  /** What of that lies in quarantine. */
  heldBase: Types.Decimal128;
  /** What of it was booked as lost when it left the chain after it had been used. */
  lostBase: Types.Decimal128;
  /** What of that had been released from escrow. */
  writtenOffBase: Types.Decimal128;
  /** How many postings brought it in; part of their keys. */
  postings: number;
  status: DepositStatus;
  /** Why it is, or was, in quarantine. */
  fault: string | null;
  /** Who told of it, each with the first time (business). */
  sources: SourceDocument[];
  /** What admins have decided, or are deciding, about it. */
  resolution: ResolutionDocument | null;
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

const resolutionSchema = new Schema<ResolutionDocument>(
  {
    outcome: { type: String, enum: RESOLUTION_OUTCOMES, required: true },
    evidence: text,
    votes: {
      type: [new Schema<VoteDocument>({ adminId: id, at: date }, { _id: false })],
      required: true,
    },
    votesNeeded: whole,
    decidedAt: { type: Date, default: null },
  },
  { _id: false },
);

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
    heldBase: amount,
    lostBase: amount,
    writtenOffBase: amount,
    postings: whole,
    status: { type: String, enum: DEPOSIT_STATUSES, required: true },
    fault: { type: String, default: null },
    sources: {
      type: [
        new Schema<SourceDocument>(
          { source: { type: String, enum: DEPOSIT_SOURCES, required: true }, at: date },
          { _id: false },
        ),
      ],
      default: [],
    },
    resolution: { type: resolutionSchema, default: null },
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
// The desk's list.
depositSchema.index({ status: 1, detectedAt: 1, _id: 1 });
depositSchema.index({ watched: 1, _id: 1 }, { partialFilterExpression: { watched: true } });

export const DepositModel = model('Deposit', depositSchema);
