import { beforeAll, describe, expect, it } from '@jest/globals';
import { signInAs } from '../testing/actors.ts';
import { startPlatform } from '../testing/platform.ts';
import {
  authenticateToken,
  endSession,
  endUserSessions,
  getSession,
  listSessions,
  replaceSession,
  SESSION_SECONDS,
  updateUserSessions,
} from './session-store.ts';
import { redis, redisKey } from './redis.ts';

beforeAll(startPlatform);

const sessionOf = async (id: string) => {
  const session = await getSession(id);
  if (!session) throw new Error('no session');
  return session;
};

describe('sessions', () => {
  it('let one of ten replace what all have read', async () => {
    const { sessionId } = await signInAs();
    const read = await sessionOf(sessionId);
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, i) => replaceSession(read, { refreshHash: `next-${i}` })),
    );
    const winners = results.filter((result) => result !== null);
    expect(winners).toHaveLength(1);
    expect(await sessionOf(sessionId)).toEqual(winners[0]);
  });

  it('run their thirty days on, unless they are renewed', async () => {
    const { sessionId } = await signInAs();
    const key = redisKey('session', sessionId);
    await redis().expire(key, 100);
    const kept = await replaceSession(await sessionOf(sessionId), { stepUpUntilMs: 5 });
    expect(await redis().ttl(key)).toBeLessThanOrEqual(100);
    if (!kept) throw new Error('not replaced');
    await replaceSession(kept, { refreshHash: 'x' }, { renew: true });
    expect(await redis().ttl(key)).toBeGreaterThan(SESSION_SECONDS - 10);
  });

  it('do not come back once they ended', async () => {
    const actor = await signInAs();
    const read = await sessionOf(actor.sessionId);
    await endSession(read);
    expect(await replaceSession(read, { refreshHash: 'zombie' })).toBeNull();
    await expect(authenticateToken(actor.token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('follow their user, all of them', async () => {
    const first = await signInAs({ emailVerified: false });
    const second = await signInAs({ id: first.id, emailVerified: false });
    await updateUserSessions(first.id, { emailVerified: true, role: 'admin' });
    for (const { token } of [first, second]) {
      expect(await authenticateToken(token)).toMatchObject({ emailVerified: true, role: 'admin' });
    }
  });

  it('end together, but for the one that may stay', async () => {
    const first = await signInAs();
    const second = await signInAs({ id: first.id });
    await endUserSessions(first.id, second.sessionId);
    expect((await listSessions(first.id)).map(({ id }) => id)).toEqual([second.sessionId]);
  });

  it('belong to the user of the token', async () => {
    const [actor, other] = [await signInAs(), await signInAs()];
    const { signAccessToken } = await import('./access-token.ts');
    const mixed = signAccessToken({ userId: other.id, sessionId: actor.sessionId });
    await expect(authenticateToken(mixed)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
