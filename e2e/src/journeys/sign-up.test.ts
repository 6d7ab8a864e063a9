import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, openContext } from '../lib/browser.ts';
import { verificationCode } from '../lib/mail.ts';

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

describe('signing up in the browser', () => {
  it('creates an account, proves the address with the code from the mail, and leads on', async () => {
    const context = await openContext(browser, { locale: 'en-GB' });
    const page = await context.newPage();
    const email = `${randomUUID()}@journey.example`;
    await page.goto('/en/sign-up');
    await page.locator('input[name="name"]').fill('Ada Journey');
    await page.locator('input[name="email"]').fill(email);
    await page.locator('input[name="password"]').fill('a long enough password');
    await page.locator('form button[type="submit"]').click();
    await page.waitForURL(/\/en\/verify/);
    const code = await verificationCode(email);
    await page.locator('input').first().fill(code);
    await page.locator('form button[type="submit"]').click();
    await page.waitForURL('**/en/deals');
    await context.close();
  });

  it('speaks the visitor’s language, in its direction', async () => {
    const context = await openContext(browser, { locale: 'fa-IR' });
    const page = await context.newPage();
    await page.goto('/');
    await page.waitForURL(/\/fa/);
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    assert.equal(await page.locator('html').getAttribute('lang'), 'fa');
    await context.close();
  });
});
