import { beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { database } from '../../platform/mongo.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import {
  createUser,
  credentialsChangedAt,
  getUserRefs,
  listAdminIds,
  recordCredentialChange,
  userRoutes,
} from './index.ts';
import * as contract from './user.contract.ts';
import { foldName } from './user.names.ts';

type ProfilePage = z.output<typeof contract.searchUsers.output>;

let t: TestApp;
let counter = 0;

async function person(name: string, verified = true): Promise<TestActor> {
  counter += 1;
  const email = `user${counter}@example.org`;
  const user = await inTransaction((tx) =>
    createUser(tx, { email, name, language: 'en', emailVerifiedAt: verified ? new Date() : null }),
  );
  return signInAs({ id: user.id, emailVerified: verified });
}

const stored = () => database().collection('users').find().sort({ _id: 1 }).toArray();

beforeAll(async () => {
  t = await startTestApp({ routes: userRoutes });
});

describe('your own account', () => {
  it('is shown to you alone', async () => {
    const sara = await person('Sara');
    expect(expectData(await t.api.get('/api/users/me').set(sara.auth), contract.getMe)).toMatchObject({
      id: sara.id,
      name: 'Sara',
    });
    expectError(await t.api.get('/api/users/me'), 'UNAUTHENTICATED');
  });

  it('changes what is given, and your other screens hear of it', async () => {
    const sara = await person('Sara');
    const change = { name: '  Sara A. ', bio: 'I make\nrugs.', language: 'fa', emailNotifications: false };
    const changed = expectData(
      await t.api.patch('/api/users/me').set(sara.auth).send(change),
      contract.updateMe,
    );
    expect(changed).toMatchObject({ ...change, name: 'Sara A.' });
    expect(
      expectData(await t.api.patch('/api/users/me').set(sara.auth).send({ bio: '' }), contract.updateMe),
    ).toMatchObject({
      name: 'Sara A.',
      bio: '',
      language: 'fa',
    });
    await t.settle();
    const told = await database().collection('user_events').countDocuments({ 'ids.userId': sara.id });
    expect(told).toBe(2);
  });

  it.each([
    ['a role', { roles: ['admin'] }],
    ['the address', { email: 'other@example.org' }],
    ['the proof of the address', { emailVerifiedAt: '2026-01-01T00:00:00Z' }],
    ['a short name', { name: 'x' }],
    ['a name that is an operator', { name: { $set: 1 } }],
    ['a long biography', { bio: 'x'.repeat(1001) }],
    ['a language of its own', { language: 'xx' }],
    ['a text where yes or no belongs', { emailNotifications: 'no' }],
    ['a prototype', JSON.parse('{"__proto__":{"roles":["admin"]}}') as object],
  ])('does not take %s', async (_what, body) => {
    const sara = await person('Sara');
    const before = await stored();
    const request = t.api.patch('/api/users/me').set(sara.auth).set('Content-Type', 'application/json');
    expectError(await request.send(JSON.stringify(body)), 'VALIDATION_FAILED');
    expect(await stored()).toEqual(before);
  });

  it('cannot be changed without a token', async () => {
    expectError(await t.api.patch('/api/users/me').send({ name: 'Nobody' }), 'UNAUTHENTICATED');
  });
});

describe('a profile', () => {
  it('shows a person to everybody, without their address', async () => {
    const sara = await person('Sara');
    const response = await t.api.get(`/api/users/${sara.id}`);
    expect(Object.keys(expectData(response, contract.getProfile)).sort()).toEqual([
      'bio',
      'emailVerified',
      'id',
      'memberSinceAt',
      'name',
    ]);
    expect(response.text).not.toContain('@');
    expect(response.get('Cache-Control')).toContain('public');
  });

  it('answers 404 for nobody and 400 for what is no id', async () => {
    expectError(await t.api.get(`/api/users/${'0'.repeat(24)}`), 'NOT_FOUND');
    expectError(await t.api.get('/api/users/not-an-id'), 'VALIDATION_FAILED');
    expectError(await t.api.get('/api/users/%24ne'), 'VALIDATION_FAILED');
  });
});

describe('finding people', () => {
  const search = async (by: TestActor, query: string) =>
    expectData(await t.api.get(`/api/users?${query}`).set(by.auth), contract.searchUsers);
  const names = (page: ProfilePage) => page.items.map(({ name }) => name);

  it('goes by the beginning of the name without case, accents and kinds of letters', async () => {
    const me = await person('Émile Zola');
    await person('Emilia');
    await person('ÉMILE Durkheim');
    await person('Hidden Emily');
    await person('emil unverified', false);
    await person('علي رضا');
    await person('Đặng Thị');
    expect(names(await search(me, 'q=emil'))).toEqual(['ÉMILE Durkheim', 'Emilia']);
    expect(names(await search(me, `q=${encodeURIComponent('علی')}`))).toEqual(['علي رضا']);
    expect(names(await search(me, 'q=dang'))).toEqual(['Đặng Thị']);
    expect(names(await search(me, `q=${encodeURIComponent('.*')}`))).toEqual([]);
    expect(names(await search(me, `q=${encodeURIComponent('\u0301\u0301')}`))).toEqual([]);
  });

  it('pages by key, each person once, also where names are equal', async () => {
    const me = await person('Pager');
    const made = [];
    for (let index = 0; index < 5; index += 1) made.push((await person('Twin')).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: ProfilePage = await search(
        me,
        `q=twin&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(made.sort());
  });

  it('uses its index', async () => {
    const plan = await database()
      .collection('users')
      .find({ emailVerifiedAt: { $type: 'date' }, nameFolded: { $gte: 'emi', $lt: 'emi\u{10FFFF}' } })
      .sort({ nameFolded: 1, _id: 1 })
      .explain('queryPlanner');
    const text = JSON.stringify(plan);
    expect(text).toContain('"indexName":"byName"');
    expect(text).not.toContain('"stage":"SORT"');
  });

  it('is for people with a proven address', async () => {
    expectError(
      await t.api.get('/api/users?q=emil').set((await person('New', false)).auth),
      'EMAIL_NOT_VERIFIED',
    );
    expectError(await t.api.get('/api/users?q=emil'), 'UNAUTHENTICATED');
  });

  it.each([
    '',
    'q=e',
    'q[$ne]=x',
    'q=ab&q=cd',
    'q=emil&limit=0',
    'q=emil&limit=1e9',
    'q=emil&cursor=x',
    'q=emil&email=a',
  ])('refuses %j', async (query) => {
    expectError(
      await t.api.get(`/api/users?${query}`).set((await person('Asker')).auth),
      'VALIDATION_FAILED',
    );
  });
});

describe('the front door', () => {
  it('names people by id and leaves out those who are not there', async () => {
    const sara = await person('Sara');
    const refs = await getUserRefs([sara.id, '0'.repeat(24), sara.id]);
    expect([...refs]).toEqual([[sara.id, { id: sara.id, name: 'Sara' }]]);
  });

  it('keeps the time of the last change of credentials', async () => {
    const sara = await person('Sara');
    const before = await credentialsChangedAt(sara.id);
    await t.advance(1000);
    await inTransaction((tx) => recordCredentialChange(tx, sara.id));
    expect((await credentialsChangedAt(sara.id)).getTime()).toBeGreaterThan(before.getTime());
  });

  it('lists admins', async () => {
    const before = await listAdminIds();
    const admin = await inTransaction((tx) =>
      createUser(tx, { email: 'root@example.org', name: 'Root', language: 'en', roles: ['user', 'admin'] }),
    );
    expect(await listAdminIds()).toEqual([...before, admin.id]);
  });

  it('folds names the same way whoever typed them', () => {
    expect(foldName('  Ａlí\u200c  Ｋ ')).toBe('ali k');
    expect(foldName('كريم')).toBe(foldName('کریم'));
    expect(foldName('Łukasz Straße')).toBe('lukasz strasse');
  });
});
