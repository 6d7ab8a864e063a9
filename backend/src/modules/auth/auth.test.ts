import { beforeAll, describe, expect, it } from '@jest/globals';
import { database } from '../../platform/mongo.ts';
import { redis } from '../../platform/redis.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { cookieOf, jarOf, newPerson, PASSWORD, readMe, signUp } from '../../testing/sessions.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { getMe, searchUsers } from '../user/user.contract.ts';
import { userRoutes } from '../user/index.ts';
import { currentCode } from './auth.account.ts';
import * as contract from './auth.contract.ts';
import { authRoutes } from './index.ts';

let t: TestApp;

const countOf = (name: string) => database().collection(name).countDocuments();

beforeAll(async () => {
  t = await startTestApp({ routes: [...authRoutes, ...userRoutes] });
});

describe('register', () => {
  it('opens an account, signs in and sends a code', async () => {
    const person = newPerson();
    const response = await t.api
      .post('/api/auth/register')
      .send({ ...person, email: ` ${person.email.toUpperCase()} ` });
    const session = expectData(response, contract.register);
    expect(session.user).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      email: person.email,
      name: 'Sara Ahmadi',
      bio: '',
      language: 'fa',
      roles: ['user'],
      emailVerifiedAt: null,
      emailNotifications: true,
      createdAt: expect.any(String),
    });
    expect(Date.parse(session.expiresAt) - Date.now()).toBeLessThanOrEqual(15 * 60_000);
    expectData(await readMe(t, session.accessToken), getMe);
    expect(await currentCode(session.user.id)).toMatch(/^\d{6}$/);
  });

  it('keeps neither password, code nor token in a readable form', async () => {
    const person = await signUp(t);
    const code = (await currentCode(person.user.id)) ?? '';
    const collections = await database().collections();
    const everything = JSON.stringify(
      await Promise.all(collections.map((collection) => collection.find().toArray())),
    );
    const keys = await redis().keys('*');
    const cached = JSON.stringify(
      await Promise.all(keys.filter((key) => key.includes(':session:')).map((key) => redis().get(key))),
    );
    const secret = person.jar.split('=')[1]?.split('.')[1] ?? '';
    expect(secret.length).toBeGreaterThan(30);
    for (const hidden of [PASSWORD, `"${code}"`, secret]) {
      expect(everything).not.toContain(hidden);
      expect(cached).not.toContain(hidden);
    }
  });

  it('sets a cookie that scripts and other sites do not get', async () => {
    const response = await t.api.post('/api/auth/register').send(newPerson());
    const cookie = cookieOf(response);
    expect(cookie).toMatch(/^amn_refresh=/);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/api/auth', 'Max-Age=2592000']) {
      expect(cookie).toContain(attribute);
    }
    expect(response.text).not.toContain(jarOf(response).split('=')[1]);
  });

  it('refuses a second account with the same address, also when both come at once', async () => {
    const person = newPerson();
    const answers = await Promise.all([1, 2, 3, 4].map(() => t.api.post('/api/auth/register').send(person)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expectError(await t.api.post('/api/auth/register').send(person), 'EMAIL_TAKEN');
    expect(await database().collection('users').countDocuments({ email: person.email })).toBe(1);
  });

  it.each([
    ['an unknown field', { roles: ['admin'] }],
    ['a short password', { password: 'short' }],
    ['37 Persian letters, which bcrypt would cut', { password: 'ا'.repeat(37) }],
    ['an operator as the address', { email: { $ne: null } }],
    ['a list as the address', { email: ['a@example.org'] }],
    ['a name over two lines', { name: 'Sara\nBcc: x@example.org' }],
    ['an unknown language', { language: 'de' }],
    ['no password', { password: undefined }],
    ['an address that is none', { email: 'nobody' }],
  ])('writes nothing for %s', async (_what, wrong) => {
    const before = await countOf('users');
    expectError(
      await t.api.post('/api/auth/register').send({ ...newPerson(), ...wrong }),
      'VALIDATION_FAILED',
    );
    expect(await countOf('users')).toBe(before);
  });

  it('refuses bodies that are too large or no JSON', async () => {
    const tooLarge = { ...newPerson(), name: 'x'.repeat(200_000) };
    expectError(await t.api.post('/api/auth/register').send(tooLarge), 'PAYLOAD_TOO_LARGE');
    const broken = t.api.post('/api/auth/register').set('Content-Type', 'application/json').send('{"email":');
    expectError(await broken, 'MALFORMED_REQUEST');
    expectError(
      await t.api.post('/api/auth/register').type('form').send({ email: 'a' }),
      'UNSUPPORTED_MEDIA_TYPE',
    );
  });
});

describe('e-mail verification', () => {
  const verify = (email: string, code: string) => t.api.post('/api/auth/verify-email').send({ email, code });
  const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
  const codeOf = async (userId: string) => (await currentCode(userId)) ?? '';

  it('opens what wants a verified address to the token in use, and tells the other screens', async () => {
    const person = await signUp(t);
    const search = () => t.api.get('/api/users?q=no').set(person.bearer);
    expectError(await search(), 'EMAIL_NOT_VERIFIED');
    const code = await codeOf(person.user.id);
    const { emailVerifiedAt } = expectData(
      await verify(person.email.toUpperCase(), code),
      contract.verifyEmail,
    );
    expect(Date.parse(emailVerifiedAt)).not.toBeNaN();
    expectData(await search(), searchUsers);
    expect(expectData(await readMe(t, person.accessToken), getMe).emailVerifiedAt).toBe(emailVerifiedAt);
    await t.settle();
    const told = await database().collection('user_events').find({ name: 'user:updated' }).toArray();
    expect(told.some((row) => (row['ids'] as { userId: string }).userId === person.user.id)).toBe(true);
    // The link of the mail opened again.
    expect(expectData(await verify(person.email, code), contract.verifyEmail).emailVerifiedAt).toBe(
      emailVerifiedAt,
    );
  });

  it('gives five tries, then not even the right code counts', async () => {
    const person = await signUp(t);
    const code = await codeOf(person.user.id);
    for (let guess = 0; guess < 5; guess += 1) {
      expectError(await verify(person.email, wrong(code)), 'INVALID_CODE');
    }
    expectError(await verify(person.email, code), 'INVALID_CODE');
    expect(expectData(await readMe(t, person.accessToken), getMe).emailVerifiedAt).toBeNull();
  });

  it('counts tries that come at the same moment', async () => {
    const person = await signUp(t);
    const code = await codeOf(person.user.id);
    const guesses = Array.from({ length: 12 }, () => verify(person.email, wrong(code)));
    for (const answer of await Promise.all(guesses)) expectError(answer, 'INVALID_CODE');
    expectError(await verify(person.email, code), 'INVALID_CODE');
  });

  it('takes no code after thirty minutes', async () => {
    const person = await signUp(t);
    const code = await codeOf(person.user.id);
    const past = new Date(Date.now() - 1);
    await database()
      .collection('email_verifications')
      .updateMany({}, { $set: { expiresAt: past } });
    expectError(await verify(person.email, code), 'INVALID_CODE');
    expect(await currentCode(person.user.id)).toBeNull();
  });

  it('sends a new code on request, which replaces the old one', async () => {
    const person = await signUp(t);
    const first = await codeOf(person.user.id);
    expect(
      expectData(
        await t.api.post('/api/auth/verify-email/resend').send({ email: person.email }),
        contract.resendVerification,
      ),
    ).toEqual({});
    const second = await codeOf(person.user.id);
    if (first !== second) expectError(await verify(person.email, first), 'INVALID_CODE');
    expectData(await verify(person.email, second), contract.verifyEmail);
  });

  it('answers the same for an address that nobody has', async () => {
    expect(
      expectData(
        await t.api.post('/api/auth/verify-email/resend').send({ email: 'nobody@example.org' }),
        contract.resendVerification,
      ),
    ).toEqual({});
    expectError(await verify('nobody@example.org', '123456'), 'INVALID_CODE');
  });

  it.each([
    ['five digits', { code: '12345' }],
    ['a number', { code: 123456 }],
    ['an operator', { code: { $gt: '' } }],
    ['Persian digits', { code: '۱۲۳۴۵۶' }],
  ])('refuses %s as the code', async (_what, body) => {
    const sent = { email: 'nobody@example.org', ...body };
    expectError(await t.api.post('/api/auth/verify-email').send(sent), 'VALIDATION_FAILED');
  });
});
