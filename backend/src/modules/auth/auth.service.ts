import { emitLater } from '../../platform/outbox.ts';
import { consume, resetCounter } from '../../platform/rate-limit.ts';
import { getSession, replaceSession, type Session } from '../../platform/session-store.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { findByEmail, getUser, recordCredentialChange } from '../user/index.ts';
import { hashPassword, passwordMatches } from './auth.password.ts';
import * as repository from './auth.repository.ts';
import { newRefreshToken, sha256 } from './auth.secrets.ts';
import { endOutdatedSessions, openSession, signedIn, type SignedIn, type Visitor } from './auth.sessions.ts';

/** What a person does with their password. */

const STEP_UP_MS = 10 * 60_000;

/**
 * Wrong guesses at one account: few from one address, so that guessing is slow; more from everywhere
 * together, so that a stranger cannot lock somebody out by a handful of wrong guesses.
 */
const GUESSES_FROM_ONE_ADDRESS = { points: 10, seconds: 15 * 60 };
const GUESSES_FROM_EVERYWHERE = { points: 100, seconds: 15 * 60 };

/** @throws AppError INVALID_CREDENTIALS, the same for an unknown address; RATE_LIMITED */
export async function login(input: { email: string; password: string }, visitor: Visitor): Promise<SignedIn> {
  const account = sha256(input.email);
  await consume('login-account', account, GUESSES_FROM_EVERYWHERE);
  await consume('login-account-ip', `${account}:${visitor.ip}`, GUESSES_FROM_ONE_ADDRESS);
  const user = await findByEmail(input.email);
  const credential = await repository.findCredential(user?.id ?? NOBODY);
  const matches = await passwordMatches(input.password, credential?.passwordHash ?? null);
  if (!user || !matches) throw new AppError('INVALID_CREDENTIALS');
  await resetCounter('login-account', account);
  await resetCounter('login-account-ip', `${account}:${visitor.ip}`);
  return openSession(user, visitor);
}

/** An id that no user has: an unknown address costs the same look-ups as a known one. */
const NOBODY = '0'.repeat(24);

/**
 * Confirms the password for ten minutes. It is noted in the session, so it holds for the access token in use.
 * @throws AppError INVALID_CREDENTIALS
 */
export async function stepUp(input: { password: string }, actor: Actor): Promise<Date> {
  await confirmPassword(actor, input.password);
  const untilMs = Date.now() + STEP_UP_MS;
  await changeSession(actor.sessionId, { stepUpUntilMs: untilMs });
  return new Date(untilMs);
}

/**
 * Ends all other sessions and restarts the hold of payout addresses. This session goes on with new tokens.
 * @throws AppError INVALID_CREDENTIALS when the current password is wrong
 */
export async function changePassword(
  input: { currentPassword: string; newPassword: string },
  actor: Actor,
): Promise<SignedIn> {
  const oldHash = await confirmPassword(actor, input.currentPassword);
  const passwordHash = await hashPassword(input.newPassword);
  await inTransaction(async (tx) => {
    const next = { passwordHash, passwordChangedAt: new Date(), keptSessionId: actor.sessionId };
    if (!(await repository.replacePassword(tx, actor.id, oldHash, next))) throw new AppError('CONFLICT');
    await recordCredentialChange(tx, actor.id);
    await emitLater(tx, { name: 'auth:password-changed', ids: { userId: actor.id }, addressees: [actor.id] });
  });
  // At once when all is well; the subscriber of the event does it again should Redis be away just now.
  await endOutdatedSessions(actor.id);
  const token = newRefreshToken(actor.sessionId);
  await changeSession(actor.sessionId, {
    refreshHash: token.hash,
    previousRefreshHash: null,
    rotatedAtMs: Date.now(),
  });
  return signedIn(await getUser(actor.id), token);
}

async function confirmPassword(actor: Actor, password: string): Promise<string> {
  await consume('password-account', actor.id, GUESSES_FROM_ONE_ADDRESS);
  const credential = await repository.findCredential(actor.id);
  if (!credential || !(await passwordMatches(password, credential.passwordHash))) {
    throw new AppError('INVALID_CREDENTIALS', {
      message: 'The password is not right. Check it and try again.',
    });
  }
  await resetCounter('password-account', actor.id);
  return credential.passwordHash;
}

async function changeSession(
  sessionId: string,
  changes: Partial<Pick<Session, 'stepUpUntilMs' | 'refreshHash' | 'previousRefreshHash' | 'rotatedAtMs'>>,
): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const session = await getSession(sessionId);
    if (!session) throw new AppError('UNAUTHENTICATED');
    if (await replaceSession(session, changes)) return;
  }
  throw new AppError('CONFLICT');
}
