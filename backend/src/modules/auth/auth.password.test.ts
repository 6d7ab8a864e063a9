import { beforeAll, describe, expect, it } from '@jest/globals';
import { database } from '../../platform/mongo.ts';
import { listSessions, replaceSession } from '../../platform/session-store.ts';
import { route } from '../../shared/define-route.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { jarOf, PASSWORD, readMe, refresh, signUp } from '../../testing/sessions.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { addPayoutAddress } from '../payout/payout.contract.ts';
import { getMe } from '../user/user.contract.ts';
import { userRoutes } from '../user/index.ts';
import { currentCode } from './auth.account.ts';
import * as contract from './auth.contract.ts';
import { authRoutes } from './index.ts';

let t: TestApp;
let openedByStepUp = 0;

/** Stands for any route that wants a confirmed password. */
const stepUpRoute = route(addPayoutAddress, () => {
  openedByStepUp += 1;
  return {
    id: '0'.repeat(24),
    network: '',
    chainId: 1,
    address: '',
    isDefault: true,
    label: '',
    usableFromAt: new Date().toISOString(),
    createdAt: new Date().toISOString(),
  };
});

beforeAll(async () => {
  t = await startTestApp({ routes: [...authRoutes, ...userRoutes, stepUpRoute] });
});

describe('step-up', () => {
  const address = { chainId: 1, address: '0x0000000000', label: 'Wallet' };

  it('opens sensitive routes to the token in use for ten minutes', async () => {
    const person = await signUp(t);
    expectData(
      await t.api
        .post('/api/auth/verify-email')
        .send({ email: person.email, code: await currentCode(person.user.id) }),
      contract.verifyEmail,
    );
    const add = () => t.api.post('/api/payout/addresses').set(person.bearer).send(address);
    expectError(await add(), 'STEP_UP_REQUIRED');
    expect(openedByStepUp).toBe(0);
    const confirm = (password: unknown) =>
      t.api.post('/api/auth/step-up').set(person.bearer).send({ password });
    expectError(await confirm('wrong password'), 'INVALID_CREDENTIALS');
    expectError(await confirm({ $ne: '' }), 'VALIDATION_FAILED');
    expectError(await add(), 'STEP_UP_REQUIRED');
    const { elevatedUntilAt } = expectData(await confirm(PASSWORD), contract.stepUp);
    const leftMs = Date.parse(elevatedUntilAt) - Date.now();
    expect(leftMs).toBeGreaterThan(9.9 * 60_000);
    expect(leftMs).toBeLessThanOrEqual(10 * 60_000);
    expectData(await add(), addPayoutAddress);
    expect(openedByStepUp).toBe(1);
    for (const session of await listSessions(person.user.id)) {
      await replaceSession(session, { stepUpUntilMs: Date.now() - 1 });
    }
    expectError(await add(), 'STEP_UP_REQUIRED');
  });

  it('wants a signed-in person', async () => {
    expectError(await t.api.post('/api/auth/step-up').send({ password: PASSWORD }), 'UNAUTHENTICATED');
  });
});

describe('change of password', () => {
  const change = (bearer: Record<string, string>, currentPassword: unknown, newPassword: unknown) =>
    t.api.post('/api/auth/password').set(bearer).send({ currentPassword, newPassword });

  it('ends the other sessions, keeps this one and notes the time for the hold of payout addresses', async () => {
    const person = await signUp(t);
    const other = await t.api.post('/api/auth/login').send({ email: person.email, password: PASSWORD });
    const before = await database().collection('users').findOne({ email: person.email });
    const response = await change(person.bearer, PASSWORD, 'another horse 2');
    const session = expectData(response, contract.changePassword);
    expectData(await readMe(t, session.accessToken), getMe);
    expectData(await refresh(t, jarOf(response)), contract.refresh);
    expectError(await readMe(t, expectData(other, contract.login).accessToken), 'UNAUTHENTICATED');
    expectError(await refresh(t, jarOf(other)), 'UNAUTHENTICATED');
    const after = await database().collection('users').findOne({ email: person.email });
    expect((after?.['credentialsChangedAt'] as Date).getTime()).toBeGreaterThan(
      (before?.['credentialsChangedAt'] as Date).getTime(),
    );
    const login = (password: string) => t.api.post('/api/auth/login').send({ email: person.email, password });
    expectError(await login(PASSWORD), 'INVALID_CREDENTIALS');
    expectData(await login('another horse 2'), contract.login);
    await t.settle();
    // The reaction to the event ends what is older than the change, not the session that came after it.
    expect(await listSessions(person.user.id)).toHaveLength(2);
  });

  it('changes nothing for a wrong password or a bad new one', async () => {
    const person = await signUp(t);
    const hash = async () => JSON.stringify(await database().collection('credentials').find().toArray());
    const before = await hash();
    expectError(await change(person.bearer, 'wrong password', 'another horse 2'), 'INVALID_CREDENTIALS');
    expectError(await change(person.bearer, PASSWORD, 'short'), 'VALIDATION_FAILED');
    expectError(await change(person.bearer, { $ne: '' }, 'another horse 2'), 'VALIDATION_FAILED');
    expectError(await change({}, PASSWORD, 'another horse 2'), 'UNAUTHENTICATED');
    expect(await hash()).toBe(before);
  });

  it('lets one of two changes at the same moment win', async () => {
    const person = await signUp(t);
    const answers = await Promise.all([
      change(person.bearer, PASSWORD, 'winner number 1'),
      change(person.bearer, PASSWORD, 'winner number 2'),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.every((status) => [200, 401, 409].includes(status))).toBe(true);
  });
});
