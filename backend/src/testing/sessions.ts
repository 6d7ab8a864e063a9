import type { Response } from 'supertest';
import * as auth from '../modules/auth/auth.contract.ts';
import { expectData } from './expect-envelope.ts';
import type { TestApp } from './test-app.ts';

/** Accounts and sessions as a browser has them: opened by the API, kept by a cookie. */

export const PASSWORD = 'correct horse 1';

let counter = 0;

export const newPerson = () => {
  counter += 1;
  return { email: `new${counter}@example.org`, password: PASSWORD, name: 'Sara Ahmadi', language: 'fa' };
};

export const cookieOf = (response: Response): string => {
  const [header] = response.get('Set-Cookie') ?? [];
  if (header === undefined) throw new Error('no cookie was set');
  return header;
};

/** What a browser sends back. */
export const jarOf = (response: Response): string => cookieOf(response).split(';')[0] ?? '';

export async function signUp(t: TestApp) {
  const person = newPerson();
  const response = await t.api.post('/api/auth/register').send(person);
  const data = expectData(response, auth.register);
  return {
    ...person,
    ...data,
    jar: jarOf(response),
    bearer: { Authorization: `Bearer ${data.accessToken}` },
  };
}

export const refresh = (t: TestApp, jar: string) => t.api.post('/api/auth/refresh').set('Cookie', jar);

export const readMe = (t: TestApp, accessToken: string) =>
  t.api.get('/api/users/me').set('Authorization', `Bearer ${accessToken}`);
