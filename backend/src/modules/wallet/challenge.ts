import type { ClientSession } from 'mongoose';
import { generateSiweNonce } from 'viem/siwe';
import { AppError } from '../../shared/errors.ts';
import {
  findOpenChallenge,
  insertChallenge,
  spendChallenge,
  type ChallengeRecord,
} from './challenge.repository.ts';
import type { ChallengePurpose } from './wallet.model.ts';

/** Long enough to find the phone that signs, by the wall clock. */
export const CHALLENGE_MS = 10 * 60_000;

export interface Stamp {
  readonly nonce: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/**
 * Writes down what a wallet is to sign, word for word; only a signature of exactly that is accepted, once.
 * @param compose builds the content around the nonce and its times
 */
export async function issueChallenge(
  about: Pick<ChallengeRecord, 'purpose' | 'userId' | 'address' | 'chainId' | 'subject'>,
  compose: (stamp: Stamp) => string,
): Promise<ChallengeRecord> {
  const issuedAt = new Date();
  const stamp = {
    nonce: generateSiweNonce(),
    issuedAt,
    expiresAt: new Date(issuedAt.getTime() + CHALLENGE_MS),
  };
  const challenge = {
    ...about,
    nonce: stamp.nonce,
    content: compose(stamp),
    expiresAt: stamp.expiresAt,
  };
  await insertChallenge(challenge);
  return challenge;
}

/**
 * The challenge while it can be used. Somebody else's does not exist.
 * @param userId null where the signature alone says who acts
 * @throws AppError SIGNATURE_EXPIRED
 */
export async function openChallenge(
  nonce: string,
  purpose: ChallengePurpose,
  userId: string | null,
): Promise<ChallengeRecord> {
  const challenge = await findOpenChallenge(nonce, purpose);
  if (challenge === null || (userId !== null && challenge.userId !== userId)) {
    throw new AppError('SIGNATURE_EXPIRED');
  }
  return challenge;
}

/** In the transaction of the effect. @throws AppError SIGNATURE_EXPIRED when it was used meanwhile */
export async function spend(tx: ClientSession, challenge: ChallengeRecord): Promise<void> {
  if (!(await spendChallenge(tx, challenge.nonce, challenge.purpose))) {
    throw new AppError('SIGNATURE_EXPIRED');
  }
}
