import { model, Schema, type Types } from 'mongoose';
import type { PartyRole } from '../../../shared/process.ts';
import type { WalletKind } from '../wallet.model.ts';

const id = { type: Schema.Types.ObjectId, required: true };
const text = { type: String, required: true };

/** A party's signature under the terms of a contract; never changed, never removed. */
export interface TermsSignatureDocument {
  _id: Types.ObjectId;
  contractId: Types.ObjectId;
  requestId: Types.ObjectId;
  userId: Types.ObjectId;
  role: PartyRole;
  termsHash: string;
  wallet: string;
  walletKind: WalletKind;
  chainId: number;
  /** Typed data as JSON, word for word as it was signed. */
  typedData: string;
  digest: string;
  signature: string;
  /** Of a contract wallet: the block in which it called the signature its own. */
  blockNumber: number | null;
  signedAt: Date;
}

const signatureSchema = new Schema<TermsSignatureDocument>(
  {
    contractId: id,
    requestId: id,
    userId: id,
    role: { type: String, enum: ['buyer', 'seller'], required: true },
    termsHash: text,
    wallet: text,
    walletKind: { type: String, enum: ['eoa', 'contract'], required: true },
    chainId: { type: Number, required: true },
    typedData: text,
    digest: text,
    signature: text,
    blockNumber: { type: Number, default: null },
    signedAt: { type: Date, required: true },
  },
  { collection: 'terms_signatures', autoIndex: false, autoCreate: false, versionKey: false },
);
// Each party signs the same terms once.
signatureSchema.index({ contractId: 1, userId: 1, termsHash: 1 }, { unique: true, name: 'signedOnce' });

export const TermsSignatureModel = model('TermsSignature', signatureSchema);
