import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, openContext } from './lib/browser.ts';

/**
 * Takes a picture of each page of a running demo, in English and Persian, wide and narrow, light and dark:
 * `npm run screenshots -- FOLDER`, with the addresses of the stack in the environment as for the journeys.
 */

const LANGUAGES = ['en', 'fa'] as const;
const SIZES = { wide: { width: 1440, height: 960 }, narrow: { width: 390, height: 844 } } as const;
const SCHEMES = ['light', 'dark'] as const;

interface Shot {
  readonly name: string;
  /** Path after the language. */
  readonly path: string;
}

const OPEN: readonly Shot[] = [
  { name: 'landing', path: '' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-up', path: '/sign-up' },
];
const SIGNED_IN: readonly Shot[] = [
  { name: 'deals', path: '/deals' },
  { name: 'wallet', path: '/wallet' },
  { name: 'withdraw', path: '/wallet/withdraw' },
];
/** Somebody of the demo who has earned and withdrawn. */
const PERSON = { email: 'navid@demo.amn.example', password: 'amn-demo-vault' };

async function signIn(context: BrowserContext, language: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/${language}/sign-in`);
  await page.locator('input[name="email"]').fill(PERSON.email);
  await page.locator('input[name="password"]').fill(PERSON.password);
  await page.locator('form button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  return page;
}

async function shoot(page: Page, file: string, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.screenshot({ path: file, fullPage: true });
  process.stdout.write(`${file}\n`);
}

async function shootAll(browser: Browser, folder: string): Promise<void> {
  for (const language of LANGUAGES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const colorScheme of SCHEMES) {
        const context = await openContext(browser, { viewport, colorScheme });
        const fileOf = (name: string) => join(folder, `${name}-${language}-${size}-${colorScheme}.png`);
        const visitor = await context.newPage();
        for (const { name, path } of OPEN) await shoot(visitor, fileOf(name), `/${language}${path}`);
        const person = await signIn(context, language);
        for (const { name, path } of SIGNED_IN) await shoot(person, fileOf(name), `/${language}${path}`);
        await context.close();
      }
    }
  }
}

const folder = process.argv[2] ?? 'screenshots';
await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
try {
  await shootAll(browser, folder);
} finally {
  await browser.close();
}
