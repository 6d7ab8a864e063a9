import { randomUUID } from 'node:crypto';
import { ACCESS_TOKEN_SECONDS, signAccessToken } from '../../platform/access-token.ts';
import { logger } from '../../platform/logger.ts';
import {
  createSession,
  endSession,
  getSession,
  listSessions,
  replaceSession,
  type Session,
} from '../../platform/session-store.ts';
import { AppError } from '../../shared/errors.ts';
import { getUser, type UserRecord } from '../user/index.ts';
import * as repository from './auth.repository.ts';
import { newRefreshToken, nextRefreshToken, readRefreshToken, type RefreshToken } from './auth.secrets.ts';

/** Where a request comes from; kept with the session. */
export interface Visitor {
  readonly ip: string;
  readonly userAgent: string;
}

/** A signed-in person: what goes into the body and, as a cookie, the refresh token. */
export interface SignedIn {
  readonly user: UserRecord;
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly refreshToken: string;
}

/** Two tabs may refresh with the same token, or an answer may be lost: so long the old one still works. */
const GRACE_MS = 10_000;

export const roleOf = (user: UserRecord): Session['role'] =>
  user.roles.includes('admin') ? 'admin' : user.roles.includes('mediator') ? 'mediator' : 'user';

export function signedIn(user: UserRecord, refreshToken: RefreshToken): SignedIn {
  return {
    user,
    accessToken: signAccessToken({ userId: user.id, sessionId: refreshToken.sessionId }),
    expiresAt: new Date(Date.now() + ACCESS_TOKEN_SECONDS * 1000),
    refreshToken: refreshToken.text,
  };
}

export async function openSession(user: UserRecord, visitor: Visitor): Promise<SignedIn> {
  const token = newRefreshToken(randomUUID());
  await createSession(
    {
      userId: user.id,
      role: roleOf(user),
      emailVerified: user.emailVerifiedAt !== null,
      refreshHash: token.hash,
      stepUpUntilMs: 0,
      userAgent: visitor.userAgent.slice(0, 300),
      ip: visitor.ip,
    },
    token.sessionId,
  );
  return signedIn(user, token);
}

/**
 * Swaps a refresh token for its successor. An old one after the grace means that two parties hold the
 * session, one of whom stole it: it ends for both.
 * @throws AppError UNAUTHENTICATED
 */
export async function refreshSession(cookie: string | null): Promise<SignedIn> {
  const token = readRefreshToken(cookie ?? '');
  const session = token ? await getSession(token.sessionId) : null;
  if (!token || !session) throw new AppError('UNAUTHENTICATED');
  const user = await getUser(session.userId);
  if (await endedByPasswordChange(session)) throw new AppError('UNAUTHENTICATED');
  const next = nextRefreshToken(token);
  if (session.refreshHash === token.hash && (await rotate(session, token, next, user))) {
    return signedIn(user, next);
  }
  // Either this is the former token, or another tab was faster since the session was read.
  const present = await getSession(session.id);
  if (present?.refreshHash === next.hash && Date.now() - present.rotatedAtMs <= GRACE_MS) {
    return signedIn(user, next);
  }
  if (present && present.refreshHash !== token.hash) {
    logger().warn({ sessionId: session.id, userId: user.id }, 'refresh token used again: session ended');
    await endSession(session);
  }
  throw new AppError('UNAUTHENTICATED');
}

/** Also brings what the session says of its user up to date. */
async function rotate(
  session: Session,
  token: RefreshToken,
  next: RefreshToken,
  user: UserRecord,
): Promise<boolean> {
  const changes = {
    refreshHash: next.hash,
    previousRefreshHash: token.hash,
    rotatedAtMs: Date.now(),
    role: roleOf(user),
    emailVerified: user.emailVerifiedAt !== null,
  };
  let read: Session | null = session;
  // Something else of the session (a confirmed password, say) may change at the same time.
  for (let attempt = 0; attempt < 5 && read?.refreshHash === token.hash; attempt += 1) {
    if (await replaceSession(read, changes, { renew: true })) return true;
    read = await getSession(session.id);
  }
  return false;
}

/** Signing out twice, or with a token that is no longer good, is no failure. */
export async function logout(cookie: string | null): Promise<void> {
  const token = readRefreshToken(cookie ?? '');
  const session = token ? await getSession(token.sessionId) : null;
  if (session) await endSession(session);
}

async function endedByPasswordChange(session: Session): Promise<boolean> {
  const credential = await repository.findCredential(session.userId);
  if (!credential || session.id === credential.keptSessionId) return false;
  return session.createdAtMs < credential.passwordChangedAt.getTime();
}

/** Ends every session older than the last change of the password, but for the one that made the change. */
export async function endOutdatedSessions(userId: string): Promise<void> {
  for (const session of await listSessions(userId)) {
    if (await endedByPasswordChange(session)) await endSession(session);
  }
}
