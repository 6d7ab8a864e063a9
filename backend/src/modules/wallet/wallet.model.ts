import { model, Schema, type Types } from 'mongoose';

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const id = { type: Schema.Types.ObjectId, required: true };
const text = { type: String, required: true };
const whole = { type: Number, required: true };
const date = { type: Date, required: true };

export const WALLET_KINDS = ['eoa', 'contract'] as const;
export type WalletKind = (typeof WALLET_KINDS)[number];

/** A wallet that a person has proven to be theirs. Released ones stay: what they signed still stands. */
export interface WalletDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  /** With its EIP-55 checksum. */
  address: string;
  /** Of a contract: the only chain it is known to stand on. */
  chainId: number;
  kind: WalletKind;
  /** Makes two transactions that rely on this wallet wait for each other. */
  version: number;
  /** What was signed, so that the proof can be looked at again. */
  proof: { message: string; signature: string };
  provedAt: Date;
  createdAt: Date;
  releasedAt: Date | null;
}

const walletSchema = new Schema<WalletDocument>(
  {
    userId: id,
    address: text,
    chainId: whole,
    kind: { type: String, enum: WALLET_KINDS, required: true },
    version: whole,
    proof: { type: new Schema({ message: text, signature: text }, { _id: false }), required: true },
    provedAt: date,
    createdAt: date,
    releasedAt: { type: Date, default: null },
  },
  { collection: 'wallets', ...options },
);
// One owner at a time, whatever the chain: an address that two people could claim proves nothing.
walletSchema.index(
  { address: 1 },
  { unique: true, name: 'oneOwner', partialFilterExpression: { releasedAt: null } },
);
walletSchema.index({ userId: 1, _id: 1 });

export const WalletModel = model('Wallet', walletSchema);

export const CHALLENGE_PURPOSES = ['prove', 'terms', 'payout_address', 'stop_replacement'] as const;
export type ChallengePurpose = (typeof CHALLENGE_PURPOSES)[number];

/** Something that a wallet is asked to sign: good once, for a few minutes by the wall clock. */
export interface ChallengeDocument {
  /** The nonce in what is signed. */
  _id: string;
  purpose: ChallengePurpose;
  userId: Types.ObjectId;
  /** The wallet that has to sign. */
  address: string;
  chainId: number;
  /** What it is about, e.g. the id of a contract. */
  subject: string;
  /** Word for word what is signed: a text, or typed data as JSON. */
  content: string;
  expiresAt: Date;
  usedAt: Date | null;
}

const challengeSchema = new Schema<ChallengeDocument>(
  {
    _id: text,
    purpose: { type: String, enum: CHALLENGE_PURPOSES, required: true },
    userId: id,
    address: text,
    chainId: whole,
    subject: text,
    content: text,
    expiresAt: date,
    usedAt: { type: Date, default: null },
  },
  { collection: 'wallet_challenges', ...options },
);
challengeSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 24 * 3600 });

export const ChallengeModel = model('WalletChallenge', challengeSchema);
