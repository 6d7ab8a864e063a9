import { model, Schema, type Types } from 'mongoose';

/** One per user; `_id` is the user's. Apart from the profile, so that no read of a person can carry a hash. */
export interface CredentialDocument {
  _id: Types.ObjectId;
  /** bcrypt. */
  passwordHash: string;
  /** Wall time: sessions that are older end, but for `keptSessionId`. */
  passwordChangedAt: Date;
  /** The session in which the password was changed. */
  keptSessionId: string | null;
}

const credentialSchema = new Schema<CredentialDocument>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    passwordHash: { type: String, required: true },
    passwordChangedAt: { type: Date, required: true },
    keptSessionId: { type: String, default: null },
  },
  { collection: 'credentials', autoIndex: false, autoCreate: false, versionKey: false },
);

export const CredentialModel = model('Credential', credentialSchema);

/** The newest code of a user; `_id` is the user's. Times are wall time. */
export interface VerificationDocument {
  _id: Types.ObjectId;
  /** The code is derived from this and a key of the server; the database alone does not give it away. */
  nonce: string;
  /** Keyed hash of the code. */
  codeHash: string;
  triesLeft: number;
  expiresAt: Date;
}

const verificationSchema = new Schema<VerificationDocument>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    nonce: { type: String, required: true },
    codeHash: { type: String, required: true },
    triesLeft: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'email_verifications', autoIndex: false, autoCreate: false, versionKey: false },
);
verificationSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 24 * 3600 });

export const VerificationModel = model('EmailVerification', verificationSchema);
