import { model, Schema, type Types } from 'mongoose';

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const id = { type: Schema.Types.ObjectId, required: true };
const text = { type: String, required: true };
const date = { type: Date, required: true };

/** A receipt as it was issued. Only ever inserted: `body` is what was signed, byte by byte. */
export interface ReceiptDocument {
  _id: Types.ObjectId;
  requestId: Types.ObjectId;
  contractId: Types.ObjectId;
  /** Canonical JSON. */
  body: string;
  head: string;
  /** Postings that it tells of; what is posted for the contract later is an appendix's. */
  postingKeys: string[];
  issuedAt: Date;
}

const receiptSchema = new Schema<ReceiptDocument>(
  {
    requestId: id,
    contractId: id,
    body: text,
    head: text,
    postingKeys: { type: [String], required: true },
    issuedAt: date,
  },
  { collection: 'receipts', ...options },
);
receiptSchema.index({ contractId: 1 }, { unique: true, name: 'oneReceipt' });

export const ReceiptModel = model('Receipt', receiptSchema);

/** What happened to one person's money of the deal afterwards. Only ever inserted. */
export interface AppendixDocument {
  _id: Types.ObjectId;
  receiptId: Types.ObjectId;
  ownerId: Types.ObjectId;
  sequence: number;
  body: string;
  head: string;
  /** Payouts and postings that it tells of. */
  tells: string[];
  issuedAt: Date;
}

const appendixSchema = new Schema<AppendixDocument>(
  {
    receiptId: id,
    ownerId: id,
    sequence: { type: Number, required: true },
    body: text,
    head: text,
    tells: { type: [String], required: true },
    issuedAt: date,
  },
  { collection: 'receipt_appendices', ...options },
);
appendixSchema.index({ receiptId: 1, ownerId: 1, sequence: 1 }, { unique: true, name: 'inTurn' });

export const AppendixModel = model('ReceiptAppendix', appendixSchema);
