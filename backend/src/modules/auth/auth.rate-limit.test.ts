import { beforeAll, expect, it } from '@jest/globals';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import * as contract from './auth.contract.ts';
import { authRoutes } from './index.ts';

// The limits as they are in production: this file's own process reads its environment after this line.
process.env['RATE_LIMIT_FACTOR'] = '1';
// So that each guess can come from another address.
process.env['TRUST_PROXY'] = 'true';

let t: TestApp;

const from = (path: string, ip: string) => t.api.post(`/api/auth/${path}`).set('X-Forwarded-For', ip);
const login = (email: string, password: string, ip: string) => from('login', ip).send({ email, password });

async function account(email: string): Promise<void> {
  const person = { email, password: 'correct horse 1', name: 'Sara', language: 'en' };
  expectData(await from('register', '10.9.9.9').send(person), contract.register);
}

beforeAll(async () => {
  t = await startTestApp({ routes: authRoutes });
});

it('slows guessing at one account from one address, and leaves its owner elsewhere alone', async () => {
  await account('guessed@example.org');
  for (let guess = 0; guess < 10; guess += 1) {
    expectError(await login('guessed@example.org', `wrong ${guess}`, '10.0.0.1'), 'INVALID_CREDENTIALS');
  }
  const refused = await login('guessed@example.org', 'correct horse 1', '10.0.0.1');
  expect(expectError(refused, 'RATE_LIMITED')).toEqual({ retryAfterSeconds: expect.any(Number) });
  expect(Number(refused.get('Retry-After'))).toBeGreaterThan(60);
  expectData(await login('guessed@example.org', 'correct horse 1', '10.0.0.2'), contract.login);
});

it('counts wrong guesses only: the right password starts anew', async () => {
  await account('clumsy@example.org');
  for (let round = 0; round < 3; round += 1) {
    for (let guess = 0; guess < 7; guess += 1) {
      expectError(
        await login('clumsy@example.org', `wrong ${guess}`, `10.1.0.${round}`),
        'INVALID_CREDENTIALS',
      );
    }
    expectData(await login('clumsy@example.org', 'correct horse 1', `10.1.0.${round}`), contract.login);
  }
});

it('slows guessing at one account from many addresses', async () => {
  await account('popular@example.org');
  const answers = [];
  for (let guess = 0; guess < 101; guess += 1) {
    answers.push((await login('popular@example.org', `wrong ${guess}`, `10.2.0.${guess}`)).status);
  }
  expect(answers.slice(0, 100).every((status) => status === 401)).toBe(true);
  expect(answers[100]).toBe(429);
});

it('slows one address that goes through many accounts', async () => {
  const answers = [];
  for (let guess = 0; guess < 31; guess += 1) {
    answers.push((await login(`person${guess}@example.org`, 'wrong', '10.3.0.1')).status);
  }
  expect(answers.slice(0, 30).every((status) => status === 401)).toBe(true);
  expect(answers[30]).toBe(429);
});

it('sends no more than five codes an hour, to known and unknown addresses alike', async () => {
  await account('impatient@example.org');
  for (const email of ['impatient@example.org', 'nobody@example.org']) {
    const answers = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      answers.push((await from('verify-email/resend', `10.4.0.${attempt}`).send({ email })).status);
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
  }
});
