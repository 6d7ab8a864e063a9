import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './lib/browser.ts';
import type { Person } from './lib/person.ts';
import { placesOfDemo, placesOfNewcomers, type Place } from './lib/site.ts';
import { NARROW, tour, turn, WIDE } from './lib/tour.ts';

/**
 * Takes a picture of each page of a running demo, in English and Persian, wide and narrow, light and dark, and of
 * pages that are empty, offline, or cannot be read: `npm run screenshots -- [FOLDER [PART OF A NAME]]`, with the
 * addresses of the stack in the environment as for the journeys. `index.html` in the folder shows them all.
 */

const LANGUAGES = ['en', 'fa'] as const;
const SIZES = { wide: WIDE, narrow: NARROW } as const;
const SCHEMES = ['light', 'dark'] as const;

/** Of these also how they look without a network, and when the API fails. */
const TROUBLED = ['deals', 'wallet', 'withdraw', 'pay', 'deal-seller-in_delivery', 'dispute-negotiation'];

const folder = process.argv[2] ?? 'screenshots';
const wanted = process.argv[3] ?? '';
const taken: string[] = [];

async function shoot(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of SCHEMES) {
      await turn(page, colorScheme);
      const file = `${name}-${size}-${colorScheme}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: true });
      taken.push(file);
    }
  }
  process.stdout.write(`${name}\n`);
}

/** Pages as they are when the API fails, and when the network is gone. */
async function shootTrouble(person: Person, name: string): Promise<void> {
  const { page, language } = person;
  await person.setOffline(true);
  await shoot(page, `${name}-offline-${language}`);
  await person.setOffline(false);
  const failing = /\/api\/(marketplace|escrow|ledger|payment|payout|notifications|disputes)\//;
  await page.route(failing, (route) => route.fulfill({ status: 503, body: 'out of order' }));
  await page.reload();
  await page.getByRole('main').getByRole('alert').first().waitFor({ timeout: 40_000 });
  await shoot(page, `${name}-error-${language}`);
  await page.unroute(failing);
}

async function shootAll(browser: Browser, places: readonly Place[]): Promise<void> {
  for (const language of LANGUAGES) {
    const visits = places.map((place) => ({
      place,
      look: { viewport: WIDE, colorScheme: 'light' } as const,
    }));
    await tour(browser, language, visits, async (person, { place: { name } }) => {
      await shoot(person.page, `${name}-${language}`);
      if (TROUBLED.includes(name)) await shootTrouble(person, name);
    });
  }
}

const index = (files: readonly string[]): string => `<!doctype html>
<meta charset="utf-8">
<title>Every page of Amn</title>
<style>
  body { font: 14px system-ui; margin: 24px; display: grid; gap: 24px; grid-template-columns: repeat(auto-fill, 320px) }
  figure { margin: 0 } img { width: 320px; height: 320px; object-fit: cover; object-position: top; border: 1px solid #ccc }
</style>
${files
  .map(
    (file) =>
      `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${file}</figcaption></figure>`,
  )
  .join('\n')}
`;

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
try {
  const places = [...(await placesOfDemo()), ...(await placesOfNewcomers())];
  await shootAll(
    browser,
    places.filter(({ name }) => name.includes(wanted)),
  );
} finally {
  await writeFile(join(folder, 'index.html'), index(taken));
  await browser.close();
}
