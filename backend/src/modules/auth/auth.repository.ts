import { Types, type ClientSession } from 'mongoose';
import {
  CredentialModel,
  VerificationModel,
  type CredentialDocument,
  type VerificationDocument,
} from './auth.model.ts';

export type Credential = Omit<CredentialDocument, '_id'>;
export type Verification = Omit<VerificationDocument, '_id'>;

const byId = (userId: string) => ({ _id: new Types.ObjectId(userId) });

export async function insertCredential(
  tx: ClientSession,
  userId: string,
  passwordHash: string,
): Promise<void> {
  const document = { ...byId(userId), passwordHash, passwordChangedAt: new Date(), keptSessionId: null };
  await CredentialModel.create([document], { session: tx });
}

export const findCredential = (userId: string): Promise<Credential | null> =>
  CredentialModel.findById(byId(userId)._id).lean<CredentialDocument>().exec();

/** Compare-and-set on the old hash. */
export async function replacePassword(
  tx: ClientSession,
  userId: string,
  oldHash: string,
  next: Credential,
): Promise<boolean> {
  const result = await CredentialModel.updateOne(
    { ...byId(userId), passwordHash: oldHash },
    { $set: next },
    { session: tx },
  );
  return result.matchedCount === 1;
}

/** A new code takes the place of the one before. */
export async function putVerification(
  tx: ClientSession,
  userId: string,
  verification: Verification,
): Promise<void> {
  await VerificationModel.replaceOne(byId(userId), verification, { session: tx, upsert: true });
}

export const findVerification = (userId: string): Promise<Verification | null> =>
  VerificationModel.findById(byId(userId)._id).lean<VerificationDocument>().exec();

/** Uses up one try; null when none is left, or the code has run out at `wallNow`. */
export const takeTry = (userId: string, wallNow: Date): Promise<Verification | null> =>
  VerificationModel.findOneAndUpdate(
    { ...byId(userId), triesLeft: { $gt: 0 }, expiresAt: { $gt: wallNow } },
    { $inc: { triesLeft: -1 } },
    { returnDocument: 'after' },
  )
    .lean<VerificationDocument>()
    .exec();
