import { model, Schema, type Types } from 'mongoose';
import { POSTING_EVENTS, type PostingEvent } from './ledger.postings.ts';

/** Amounts are Decimal128: 34 exact digits, where a Long ends at nine whole ETH in wei. */
export interface EntryDocument {
  account: string;
  asset: string;
  side: 'debit' | 'credit';
  amount: Types.Decimal128;
}

export interface PostingDocument {
  _id: Types.ObjectId;
  key: string;
  event: PostingEvent;
  entries: EntryDocument[];
  refs: {
    requestId?: Types.ObjectId;
    contractId?: Types.ObjectId;
    milestoneId?: Types.ObjectId;
    paymentId?: Types.ObjectId;
    depositId?: Types.ObjectId;
    payoutId?: Types.ObjectId;
  };
  /** Business clock. */
  at: Date;
}

const entrySchema = new Schema<EntryDocument>(
  {
    account: { type: String, required: true },
    asset: { type: String, required: true },
    side: { type: String, enum: ['debit', 'credit'], required: true },
    amount: { type: Schema.Types.Decimal128, required: true },
  },
  { _id: false },
);

const postingSchema = new Schema<PostingDocument>(
  {
    key: { type: String, required: true },
    event: { type: String, enum: POSTING_EVENTS, required: true },
    entries: { type: [entrySchema], required: true },
    refs: {
      requestId: Schema.Types.ObjectId,
      contractId: Schema.Types.ObjectId,
      milestoneId: Schema.Types.ObjectId,
      paymentId: Schema.Types.ObjectId,
      depositId: Schema.Types.ObjectId,
      payoutId: Schema.Types.ObjectId,
    },
    at: { type: Date, required: true },
  },
  // A posting that belongs to nothing has empty refs, not none.
  { collection: 'ledger_postings', autoIndex: false, autoCreate: false, versionKey: false, minimize: false },
);
postingSchema.index({ key: 1 }, { unique: true });
// Lists go by time; each way to narrow one down has its index, in that order.
postingSchema.index({ at: -1, _id: -1 });
postingSchema.index({ event: 1, at: -1, _id: -1 });
postingSchema.index({ 'entries.account': 1, at: -1, _id: -1 });
postingSchema.index({ 'entries.asset': 1, at: -1, _id: -1 });
postingSchema.index({ 'refs.contractId': 1, at: -1, _id: -1 });
postingSchema.index({ 'refs.requestId': 1, at: -1, _id: -1 });
postingSchema.index({ 'refs.payoutId': 1, at: -1, _id: -1 });

export const PostingModel = model('LedgerPosting', postingSchema);

/** Stored only for the guarded kinds; moved in the same transaction as the posting. */
export interface BalanceDocument {
  _id: string;
  account: string;
  asset: string;
  balance: Types.Decimal128;
}

const balanceSchema = new Schema<BalanceDocument>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    asset: { type: String, required: true },
    balance: { type: Schema.Types.Decimal128, required: true },
  },
  { collection: 'ledger_balances', autoIndex: false, autoCreate: false, versionKey: false },
);
balanceSchema.index({ account: 1, asset: 1 }, { unique: true });
balanceSchema.index({ asset: 1 });

export const BalanceModel = model('LedgerBalance', balanceSchema);
