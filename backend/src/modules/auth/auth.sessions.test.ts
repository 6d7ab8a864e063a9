import { beforeAll, describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { env } from '../../config/env.ts';
import { signAccessToken } from '../../platform/access-token.ts';
import { redis } from '../../platform/redis.ts';
import { getSession, listSessions, replaceSession } from '../../platform/session-store.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { PASSWORD, cookieOf, jarOf, newPerson, readMe, refresh, signUp } from '../../testing/sessions.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { getMe } from '../user/user.contract.ts';
import { userRoutes } from '../user/index.ts';
import * as contract from './auth.contract.ts';
import { authRoutes } from './index.ts';

let t: TestApp;

beforeAll(async () => {
  t = await startTestApp({ routes: [...authRoutes, ...userRoutes] });
});

describe('login', () => {
  const login = (email: string, password: string) => t.api.post('/api/auth/login').send({ email, password });

  it('opens a session of its own', async () => {
    const person = await signUp(t);
    const response = await login(person.email.toUpperCase(), PASSWORD);
    const session = expectData(response, contract.login);
    expect(session.user.id).toBe(person.user.id);
    expect(await listSessions(person.user.id)).toHaveLength(2);
    expectData(await readMe(t, session.accessToken), getMe);
  });

  it('says the same for a wrong password and an unknown address', async () => {
    const person = await signUp(t);
    const known = await login(person.email, 'wrong password');
    const unknown = await login('nobody@example.org', 'wrong password');
    expectError(known, 'INVALID_CREDENTIALS');
    expect(unknown.body).toEqual(known.body);
  });

  it('takes nothing behind 72 bytes for granted', async () => {
    const password = 'x'.repeat(72);
    const person = { ...newPerson(), password };
    expectData(await t.api.post('/api/auth/register').send(person), contract.register);
    expectData(await login(person.email, password), contract.login);
    expectError(await login(person.email, `${password}y`), 'INVALID_CREDENTIALS');
  });

  it('knows a password however its accents were composed', async () => {
    const person = { ...newPerson(), password: 'Tiếng Việt số 1'.normalize('NFD') };
    expectData(await t.api.post('/api/auth/register').send(person), contract.register);
    expectData(await login(person.email, person.password.normalize('NFC')), contract.login);
  });

  it.each([
    ['an operator as the password', { email: 'a@example.org', password: { $ne: '' } }],
    ['an operator as the address', { email: { $gt: '' }, password: PASSWORD }],
    ['an unknown field', { email: 'a@example.org', password: PASSWORD, remember: true }],
    ['nothing', {}],
  ])('refuses %s', async (_what, body) => {
    expectError(await t.api.post('/api/auth/login').send(body), 'VALIDATION_FAILED');
  });
});

describe('refresh', () => {
  const rewind = async (userId: string, byMs: number) => {
    for (const session of await listSessions(userId)) {
      await replaceSession(session, { rotatedAtMs: session.rotatedAtMs - byMs });
    }
  };

  it('swaps the cookie and gives a new access token', async () => {
    const person = await signUp(t);
    const response = await refresh(t, person.jar);
    const session = expectData(response, contract.refresh);
    expect(jarOf(response)).not.toBe(person.jar);
    expectData(await readMe(t, session.accessToken), getMe);
    expectData(await refresh(t, jarOf(response)), contract.refresh);
  });

  it('gives two tabs that refresh at once the same new cookie', async () => {
    const person = await signUp(t);
    const answers = await Promise.all([
      refresh(t, person.jar),
      refresh(t, person.jar),
      refresh(t, person.jar),
    ]);
    for (const answer of answers) expectData(answer, contract.refresh);
    expect(new Set(answers.map(jarOf)).size).toBe(1);
    expectData(await refresh(t, jarOf(answers[0])), contract.refresh);
  });

  it('gives a client whose answer was lost the same cookie again within ten seconds', async () => {
    const person = await signUp(t);
    const first = jarOf(await refresh(t, person.jar));
    const again = await refresh(t, person.jar);
    expectData(again, contract.refresh);
    expect(jarOf(again)).toBe(first);
  });

  it('ends the session when an old token comes back after the grace', async () => {
    const person = await signUp(t);
    const rotated = await refresh(t, person.jar);
    await rewind(person.user.id, 11_000);
    const refused = await refresh(t, person.jar);
    expectError(refused, 'UNAUTHENTICATED');
    expect(cookieOf(refused)).toMatch(/^amn_refresh=;/);
    expect(await listSessions(person.user.id)).toEqual([]);
    // The thief's copy and the person's own are both worth nothing now, and so is the access token.
    expectError(await refresh(t, jarOf(rotated)), 'UNAUTHENTICATED');
    expectError(await readMe(t, expectData(rotated, contract.refresh).accessToken), 'UNAUTHENTICATED');
  });

  it('ends it for a token two steps old even within the grace', async () => {
    const person = await signUp(t);
    const second = jarOf(await refresh(t, person.jar));
    expectData(await refresh(t, second), contract.refresh);
    expectError(await refresh(t, person.jar), 'UNAUTHENTICATED');
    expect(await listSessions(person.user.id)).toEqual([]);
  });

  it('does not let an invented token end a session', async () => {
    const person = await signUp(t);
    const sessionId = (await listSessions(person.user.id))[0]?.id ?? '';
    const invented = `amn_refresh=${sessionId}.${'A'.repeat(43)}.${'A'.repeat(22)}`;
    for (const cookie of [invented, 'amn_refresh=', 'amn_refresh=x', 'other=1', `${person.jar}x`]) {
      expectError(await refresh(t, cookie), 'UNAUTHENTICATED');
    }
    expectError(await t.api.post('/api/auth/refresh'), 'UNAUTHENTICATED');
    expect(await getSession(sessionId)).not.toBeNull();
    expectData(await refresh(t, person.jar), contract.refresh);
  });

  it('asks people to sign in again when Redis has lost the session', async () => {
    const person = await signUp(t);
    const keys = await redis().keys(`*:session:${(await listSessions(person.user.id))[0]?.id ?? ''}`);
    await redis().del(...keys);
    expectError(await readMe(t, person.accessToken), 'UNAUTHENTICATED');
    expectError(await refresh(t, person.jar), 'UNAUTHENTICATED');
    expectData(
      await t.api.post('/api/auth/login').send({ email: person.email, password: PASSWORD }),
      contract.login,
    );
  });
});

describe('logout', () => {
  it('ends this session only, and again is no failure', async () => {
    const person = await signUp(t);
    const login = await t.api.post('/api/auth/login').send({ email: person.email, password: PASSWORD });
    const other = expectData(login, contract.login);
    const response = await t.api.post('/api/auth/logout').set('Cookie', person.jar);
    expectData(response, contract.logout);
    expect(cookieOf(response)).toMatch(/^amn_refresh=;.*Expires=Thu, 01 Jan 1970/);
    expectError(await readMe(t, person.accessToken), 'UNAUTHENTICATED');
    expectError(await refresh(t, person.jar), 'UNAUTHENTICATED');
    expectData(await readMe(t, other.accessToken), getMe);
    expectData(await t.api.post('/api/auth/logout').set('Cookie', person.jar), contract.logout);
    expectData(await t.api.post('/api/auth/logout'), contract.logout);
  });
});

describe('access tokens', () => {
  it('are refused when expired, forged, unsigned or of another kind', async () => {
    const person = await signUp(t);
    const sessionId = (await listSessions(person.user.id))[0]?.id ?? '';
    expectError(await readMe(t, signAccessToken({ userId: person.user.id, sessionId }, -1)), 'TOKEN_EXPIRED');
    const forged = [
      jwt.sign({ sid: sessionId }, 'another secret of another server', { subject: person.user.id }),
      jwt.sign({ sid: sessionId }, '', { algorithm: 'none', subject: person.user.id }),
      // Ours, but made for something else.
      jwt.sign({ sid: sessionId }, env().JWT_SECRET, {
        subject: person.user.id,
        issuer: 'amn',
        audience: 'other',
      }),
      `${person.accessToken}x`,
      'x',
      // Somebody else's session.
      signAccessToken({ userId: '0'.repeat(24), sessionId }),
    ];
    for (const token of forged) expectError(await readMe(t, token), 'UNAUTHENTICATED');
    expectError(await t.api.get('/api/users/me'), 'UNAUTHENTICATED');
    expectError(await t.api.get('/api/users/me').set('Authorization', 'Basic YTpi'), 'UNAUTHENTICATED');
  });
});
