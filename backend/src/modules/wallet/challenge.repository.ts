import { Types, type ClientSession } from 'mongoose';
import { ChallengeModel, type ChallengeDocument, type ChallengePurpose } from './wallet.model.ts';

export type ChallengeRecord = Omit<ChallengeDocument, '_id' | 'userId' | 'usedAt'> & {
  readonly nonce: string;
  readonly userId: string;
};

const toRecord = (document: ChallengeDocument): ChallengeRecord => ({
  nonce: document._id,
  purpose: document.purpose,
  userId: document.userId.toHexString(),
  address: document.address,
  chainId: document.chainId,
  subject: document.subject,
  content: document.content,
  expiresAt: document.expiresAt,
});

export async function insertChallenge({ nonce, userId, ...rest }: ChallengeRecord): Promise<void> {
  await ChallengeModel.create({ ...rest, _id: nonce, userId: new Types.ObjectId(userId), usedAt: null });
}

const open = (nonce: string, purpose: ChallengePurpose) => ({
  _id: nonce,
  purpose,
  usedAt: null,
  expiresAt: { $gt: new Date() },
});

/** Null when it has run out, was used, or never was. */
export async function findOpenChallenge(
  nonce: string,
  purpose: ChallengePurpose,
): Promise<ChallengeRecord | null> {
  const found = await ChallengeModel.findOne(open(nonce, purpose)).lean<ChallengeDocument>();
  return found && toRecord(found);
}

/** False when it has run out or was used in the meantime: of two that use it at once, one gets it. */
export async function spendChallenge(
  tx: ClientSession,
  nonce: string,
  purpose: ChallengePurpose,
): Promise<boolean> {
  const result = await ChallengeModel.updateOne(
    open(nonce, purpose),
    { $set: { usedAt: new Date() } },
    { session: tx },
  );
  return result.matchedCount === 1;
}
