import { model, Schema, type Types } from 'mongoose';
import type { WalletKind } from '../wallet.model.ts';
import { REPLACEMENT_STATUSES, type ReplacementStatus } from './replacement.process.ts';

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const id = { type: Schema.Types.ObjectId, required: true };
const text = { type: String, required: true };
const whole = { type: Number, required: true };
const date = { type: Date, required: true };

/** What was signed and by whom, word for word. */
export interface AddressProof {
  signer: string;
  signerKind: WalletKind;
  typedData: string;
  digest: string;
  signature: string;
  /** Of a contract wallet: the block in which it called the signature its own. */
  blockNumber: number | null;
}

const proofSchema = new Schema<AddressProof>(
  {
    signer: text,
    signerKind: { type: String, enum: ['eoa', 'contract'], required: true },
    typedData: text,
    digest: text,
    signature: text,
    blockNumber: { type: Number, default: null },
  },
  { _id: false },
);

/** The only address that a person's money goes to on a chain. Replaced ones stay. */
export interface SignedAddressDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  chainId: number;
  /** A proven wallet of the person. */
  address: string;
  proof: AddressProof;
  signedAt: Date;
  replacedAt: Date | null;
}

const signedAddressSchema = new Schema<SignedAddressDocument>(
  {
    userId: id,
    chainId: whole,
    address: text,
    proof: { type: proofSchema, required: true },
    signedAt: date,
    replacedAt: { type: Date, default: null },
  },
  { collection: 'signed_payout_addresses', ...options },
);
signedAddressSchema.index(
  { userId: 1, chainId: 1 },
  { unique: true, name: 'oneSigned', partialFilterExpression: { replacedAt: null } },
);

export const SignedAddressModel = model('SignedPayoutAddress', signedAddressSchema);

export interface ReplacementDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  chainId: number;
  oldAddress: string;
  newAddress: string;
  /** By the new wallet. */
  proof: AddressProof;
  /** The person's words for whoever decides. */
  reason: string;
  status: ReplacementStatus;
  version: number;
  /** Business time. */
  holdEndsAt: Date;
  decidedBy: Types.ObjectId | null;
  decidedAt: Date | null;
  /** The admin's words. */
  note: string;
  history: { status: ReplacementStatus; at: Date }[];
  createdAt: Date;
  updatedAt: Date;
}

const status = { type: String, enum: REPLACEMENT_STATUSES, required: true } as const;

const replacementSchema = new Schema<ReplacementDocument>(
  {
    userId: id,
    chainId: whole,
    oldAddress: text,
    newAddress: text,
    proof: { type: proofSchema, required: true },
    reason: text,
    status,
    version: whole,
    holdEndsAt: date,
    decidedBy: { type: Schema.Types.ObjectId, default: null },
    decidedAt: { type: Date, default: null },
    note: { type: String, default: '' },
    history: [new Schema({ status, at: date }, { _id: false })],
    createdAt: date,
    updatedAt: date,
  },
  { collection: 'payout_address_replacements', ...options },
);
replacementSchema.index(
  { userId: 1, chainId: 1 },
  {
    unique: true,
    name: 'oneOpen',
    partialFilterExpression: { status: { $in: ['held', 'approved'] } },
  },
);
replacementSchema.index({ userId: 1, _id: -1 });
replacementSchema.index({ status: 1, holdEndsAt: 1 });

export const ReplacementModel = model('PayoutAddressReplacement', replacementSchema);
