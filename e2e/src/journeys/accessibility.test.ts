import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../lib/browser.ts';
import { placesOfDemo, placesOfNewcomers, type Place } from '../lib/site.ts';
import { NARROW, tour, WIDE, type View } from '../lib/tour.ts';

/** Left to right, wide and light; right to left, narrow and dark: between them everything is seen once. */
const VIEWS: readonly View[] = [
  { language: 'en', viewport: WIDE, colorScheme: 'light' },
  { language: 'fa', viewport: NARROW, colorScheme: 'dark' },
];

/** The same parts as on others, in another state. */
const SEEN_ELSEWHERE =
  /^(deal-seller-(?!in_delivery|awaiting)|deal-buyer-(cancelled|refunded|settled|changes)|dispute-mediation|offer-(closed|expired|superseded)|request-(draft|expired)|receipt-(refunded|settled)|liabilities-own|case-settled|desks|desk-disputes($|-none)|books-(reconciliation|check)|empty-(requests|wallet-withdraw))/;

let browser: Browser;
let places: Place[];
before(async () => {
  browser = await launchBrowser();
  const all = [...(await placesOfDemo()), ...(await placesOfNewcomers())];
  places = all.filter(({ name }) => !SEEN_ELSEWHERE.test(name));
});
after(() => browser.close());

/** What somebody who does not see, or cannot use a mouse, would stumble over, a line each. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id} at ${target.join(' ')}: ${html.slice(0, 160)}`),
    );
}

/** Content wider than the screen makes people scroll in two directions. */
async function sideways(page: Page): Promise<string[]> {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return beyond > 0 ? [`${beyond} px wider than the screen`] : [];
}

describe('every page, for everybody', () => {
  for (const view of VIEWS) {
    it(`has no serious barrier in ${view.language}, ${view.colorScheme}, ${view.viewport.width} px wide`, async () => {
      const found: string[] = [];
      await tour(browser, view, places, async ({ page }, { name }) => {
        const all = [...(await barriers(page)), ...(await sideways(page))];
        found.push(...all.map((one) => `${name}: ${one}`));
      });
      assert.deepEqual(found, []);
    });
  }
});
