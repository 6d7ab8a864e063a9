import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { ApiClient } from './api.ts';
import { verificationCode } from './mail.ts';

export const PASSWORD = 'a long enough password';

export const freshEmail = (): string => `${randomUUID()}@journey.example`;

/** Signs somebody up over the API and proves their address with the code from the mail. */
export async function newPerson(name: string, language: string): Promise<ApiClient> {
  const email = freshEmail();
  const fresh = await ApiClient.signUp({ email, password: PASSWORD, name, language });
  const code = await verificationCode(email);
  await fresh.post('/api/auth/verify-email', { email, code }, z.unknown());
  return ApiClient.signIn(email, PASSWORD);
}

/** Signs a person in by the page's form, in English. */
export async function signInOnPage(page: Page, person: ApiClient): Promise<void> {
  await page.goto('/en/sign-in');
  await page.locator('input[name="email"]').fill(person.email);
  await page.locator('input[name="password"]').fill(PASSWORD);
  await page.locator('form button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

/** The terms of an offer at a price in cents. */
export const offerTerms = (cents: number, message: string) => ({
  price: { amount: String(cents), currency: 'USD' },
  deliveryDays: 5,
  inspectionDays: 7,
  acceptedAssets: ['ETH-USDT'],
  message,
});
