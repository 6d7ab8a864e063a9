import type { ClientSession } from 'mongoose';
import { emitLater } from '../../platform/outbox.ts';
import { consume } from '../../platform/rate-limit.ts';
import { updateUserSessions } from '../../platform/session-store.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import { createUser, findByEmail, markEmailVerified, type NewUser, type UserRecord } from '../user/index.ts';
import { hashPassword } from './auth.password.ts';
import * as repository from './auth.repository.ts';
import { codeFromNonce, codeMatches, hashCode, newNonce, sha256 } from './auth.secrets.ts';

/** Opening an account and proving its e-mail address. */

const CODE_MS = 30 * 60_000;
const CODE_TRIES = 5;
const RESENDS = { points: 5, seconds: 3600 };

/**
 * Opens an account with its password and sends the code, unless the address counts as proven already.
 * @throws AppError EMAIL_TAKEN
 */
export async function createAccount(input: NewUser & { readonly password: string }): Promise<UserRecord> {
  const { password, ...person } = input;
  // Also saves the hashing where the answer is known; the unique index is what decides.
  if (await findByEmail(input.email)) throw new AppError('EMAIL_TAKEN');
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    const user = await createUser(tx, person);
    await repository.insertCredential(tx, user.id, passwordHash);
    if (!user.emailVerifiedAt) await sendCode(tx, user.id);
    return user;
  });
}

async function sendCode(tx: ClientSession, userId: string): Promise<void> {
  const nonce = newNonce();
  await repository.putVerification(tx, userId, {
    nonce,
    codeHash: hashCode(userId, codeFromNonce(userId, nonce)),
    triesLeft: CODE_TRIES,
    expiresAt: new Date(Date.now() + CODE_MS),
  });
  await emitLater(tx, { name: 'auth:verification-sent', ids: { userId }, addressees: [userId] });
}

/** The code that the newest mail to a user carries; null when it has run out meanwhile. */
export async function currentCode(userId: string): Promise<string | null> {
  const verification = await repository.findVerification(userId);
  if (!verification || verification.expiresAt <= new Date()) return null;
  return codeFromNonce(userId, verification.nonce);
}

/** Same answer and same limit whether the address is known or not. */
export async function resendVerification({ email }: { email: string }): Promise<void> {
  await consume('verification-resend', sha256(email), RESENDS);
  const user = await findByEmail(email);
  if (!user || user.emailVerifiedAt) return;
  await inTransaction((tx) => sendCode(tx, user.id));
}

/**
 * Every attempt uses up one of five tries. The right code may be given again while it is good: the link in
 * the mail is often opened twice.
 * @throws AppError INVALID_CODE
 */
export async function verifyEmail({ email, code }: { email: string; code: string }): Promise<Date> {
  const user = await findByEmail(email);
  const verification = user ? await repository.takeTry(user.id, new Date()) : null;
  if (!user || !verification || !codeMatches(user.id, code, verification.codeHash)) {
    throw new AppError('INVALID_CODE');
  }
  const verifiedAt = await inTransaction((tx) => markEmailVerified(tx, user.id));
  await updateUserSessions(user.id, { emailVerified: true });
  return verifiedAt;
}
