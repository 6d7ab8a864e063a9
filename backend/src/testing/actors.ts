import { randomBytes } from 'node:crypto';
import { Types } from 'mongoose';
import { signAccessToken } from '../platform/access-token.ts';
import { createSession } from '../platform/session-store.ts';
import type { Actor } from '../shared/actor.ts';

export interface TestActor extends Actor {
  readonly token: string;
  /** For supertest: `.set(actor.auth)`. */
  readonly auth: { readonly Authorization: string };
}

/** As long as the longest suite: whoever signed in at its beginning is there at its end. */
const TOKEN_SECONDS = 6 * 3600;

/**
 * A signed-in person with a real session and token, but without an account: enough wherever nobody looks the
 * user up. Accounts are made through the auth module's front door.
 */
export async function signInAs(overrides: Partial<Omit<Actor, 'sessionId'>> = {}): Promise<TestActor> {
  const session = await createSession({
    userId: overrides.id ?? new Types.ObjectId().toHexString(),
    role: overrides.role ?? 'user',
    emailVerified: overrides.emailVerified ?? true,
    refreshHash: randomBytes(16).toString('hex'),
    stepUpUntilMs: overrides.stepUpUntil ?? 0,
    userAgent: 'test',
    ip: '127.0.0.1',
  });
  const token = signAccessToken({ userId: session.userId, sessionId: session.id }, TOKEN_SECONDS);
  return {
    id: session.userId,
    role: session.role,
    emailVerified: session.emailVerified,
    sessionId: session.id,
    stepUpUntil: session.stepUpUntilMs,
    token,
    auth: { Authorization: `Bearer ${token}` },
  };
}
