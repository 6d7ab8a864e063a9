import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../shared/actor.ts';
import { AppError } from '../shared/errors.ts';
import { verifyAccessToken } from './access-token.ts';
import { redis, redisKey } from './redis.ts';

/**
 * Sessions in Redis. A bearer token is good while its session is here, so signing out or a changed password
 * ends it at once; what a session says of its user is kept current by the auth module.
 */

const sessionSchema = z.object({
  id: z.string(),
  userId: z.string(),
  role: z.enum(['user', 'mediator', 'admin']),
  emailVerified: z.boolean(),
  /** Hash of the refresh token that is good now. */
  refreshHash: z.string(),
  /** Hash of the one before, good for a short grace: two tabs may refresh at once. */
  previousRefreshHash: z.string().nullable(),
  rotatedAtMs: z.number(),
  /** Wall time in ms until which the password counts as confirmed. */
  stepUpUntilMs: z.number(),
  createdAtMs: z.number(),
  userAgent: z.string(),
  ip: z.string(),
  /** Counts changes, for compare-and-set. */
  version: z.number().int(),
});
export type Session = z.infer<typeof sessionSchema>;
export type NewSession = Omit<
  Session,
  'id' | 'version' | 'createdAtMs' | 'rotatedAtMs' | 'previousRefreshHash'
>;

export const SESSION_SECONDS = 30 * 24 * 3600;

const sessionKey = (id: string): string => redisKey('session', id);
const userKey = (userId: string): string => redisKey('user-sessions', userId);

const endedListeners = new Set<(sessionId: string) => void>();

/** Told when a session ends, so that its sockets can be closed. Returns the way to stop it. */
export function onSessionEnded(listener: (sessionId: string) => void): () => void {
  endedListeners.add(listener);
  return () => {
    endedListeners.delete(listener);
  };
}

async function reachRedis<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new AppError('UPSTREAM_UNAVAILABLE', { cause: error });
  }
}

export async function createSession(input: NewSession, id: string = randomUUID()): Promise<Session> {
  const nowMs = Date.now();
  const session: Session = {
    ...input,
    id,
    previousRefreshHash: null,
    rotatedAtMs: nowMs,
    createdAtMs: nowMs,
    version: 1,
  };
  await reachRedis(() =>
    redis()
      .multi()
      .set(sessionKey(session.id), JSON.stringify(session), 'EX', SESSION_SECONDS)
      .sadd(userKey(session.userId), session.id)
      .expire(userKey(session.userId), SESSION_SECONDS)
      .exec(),
  );
  return session;
}

export async function getSession(id: string): Promise<Session | null> {
  const stored = await reachRedis(() => redis().get(sessionKey(id)));
  return stored === null ? null : sessionSchema.parse(JSON.parse(stored));
}

/** Writes only over the version that was read; keeps the time to live when `KEEP` is given. */
const COMPARE_AND_SET = `
local stored = redis.call('GET', KEYS[1])
if not stored then return 0 end
if cjson.decode(stored).version ~= tonumber(ARGV[1]) then return 0 end
if ARGV[3] == 'KEEP' then redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
else redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3]) end
return 1`;

/**
 * Compare-and-set. `renew` starts the 30 days anew (a refresh does).
 * @returns the session as written, or null when somebody changed or ended it since `session` was read.
 */
export async function replaceSession(
  session: Session,
  changes: Partial<Omit<Session, 'id' | 'userId' | 'version'>>,
  options: { renew?: boolean } = {},
): Promise<Session | null> {
  const next: Session = { ...session, ...changes, version: session.version + 1 };
  const ttl = options.renew === true ? String(SESSION_SECONDS) : 'KEEP';
  const written = await reachRedis(async () => {
    if (options.renew === true) await redis().expire(userKey(session.userId), SESSION_SECONDS);
    return redis().eval(
      COMPARE_AND_SET,
      1,
      sessionKey(session.id),
      session.version,
      JSON.stringify(next),
      ttl,
    );
  });
  return written === 1 ? next : null;
}

export async function listSessions(userId: string): Promise<Session[]> {
  const ids = await reachRedis(() => redis().smembers(userKey(userId)));
  const sessions = await Promise.all(ids.map((id) => getSession(id)));
  return sessions.filter((session) => session !== null);
}

/** Changes every session of a user, e.g. after the address was verified or a role given. */
export async function updateUserSessions(
  userId: string,
  changes: Partial<Pick<Session, 'role' | 'emailVerified' | 'stepUpUntilMs'>>,
): Promise<void> {
  for (const { id } of await listSessions(userId)) {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const session = await getSession(id);
      if (!session || (await replaceSession(session, changes))) break;
    }
  }
}

export async function endSession(session: Pick<Session, 'id' | 'userId'>): Promise<void> {
  await reachRedis(() =>
    redis().multi().del(sessionKey(session.id)).srem(userKey(session.userId), session.id).exec(),
  );
  for (const listener of endedListeners) listener(session.id);
}

/** Ends all of a user's sessions, but for one that may stay. */
export async function endUserSessions(userId: string, exceptId?: string): Promise<void> {
  for (const session of await listSessions(userId)) {
    if (session.id !== exceptId) await endSession(session);
  }
}

/**
 * Who a bearer token speaks for; HTTP and Socket.IO both ask here.
 * @throws AppError TOKEN_EXPIRED, UNAUTHENTICATED, or UPSTREAM_UNAVAILABLE while Redis is away
 */
export async function authenticateToken(token: string): Promise<Actor> {
  const claims = verifyAccessToken(token);
  const session = await getSession(claims.sessionId);
  if (session?.userId !== claims.userId) throw new AppError('UNAUTHENTICATED');
  return {
    id: session.userId,
    role: session.role,
    emailVerified: session.emailVerified,
    sessionId: session.id,
    stepUpUntil: session.stepUpUntilMs,
  };
}
