import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../lib/browser.ts';
import { placesOfDemo, placesOfNewcomers, type Place } from '../lib/site.ts';
import { NARROW, tour, WIDE, type Look, type Visit } from '../lib/tour.ts';

const LANGUAGES = ['en', 'fa'] as const;
const IS_LONG = process.env.TEST_LONG === '1';

/** What a page is seen in, beside the language. */
const LOOKS: readonly Look[] = [
  { viewport: WIDE, colorScheme: 'light' },
  { viewport: NARROW, colorScheme: 'dark' },
  { viewport: WIDE, colorScheme: 'dark' },
  { viewport: NARROW, colorScheme: 'light' },
];

/**
 * Every page is looked at once, and what it is looked at in goes round among the pages: neighbours change language,
 * and each language goes round the four looks. The long version looks at all pages, in every combination.
 */
function visitsIn(language: (typeof LANGUAGES)[number]): Visit[] {
  return places.flatMap((place, index) => {
    const isTurn = LANGUAGES[index % LANGUAGES.length] === language;
    const turn = Math.floor(index / LANGUAGES.length) % LOOKS.length;
    return LOOKS.filter((_, at) => IS_LONG || (isTurn && at === turn)).map((look) => ({ place, look }));
  });
}

/** The same parts as on others, in another state. */
const SEEN_ELSEWHERE =
  /^(deal-seller-(?!in_delivery|awaiting)|deal-buyer-(cancelled|refunded|settled|changes)|dispute-mediation|offer-(closed|expired|superseded)|request-(draft|expired)|receipt-(refunded|settled)|liabilities-(own|desk)|case-settled|desks|desk-disputes($|-none)|books-(reconciliation|check)|empty-(requests|wallet-withdraw))/;

let browser: Browser;
let places: Place[];
before(async () => {
  browser = await launchBrowser();
  const all = [...(await placesOfDemo()), ...(await placesOfNewcomers())];
  places = all.filter(({ name }) => IS_LONG || !SEEN_ELSEWHERE.test(name));
});
after(() => browser.close());

/** What somebody who does not see, or cannot use a mouse, would stumble over, a line each. */
async function barriers(page: Page): Promise<string[]> {
  // Only what is wrong is wanted, and no page has frames whose results would have to be put together.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await axe.analyze();
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

// Side by side: most of a visit is waiting for the page to be quiet.
describe('every page, for everybody', { concurrency: true }, () => {
  for (const language of LANGUAGES) {
    it(`has no serious barrier in ${language}, light or dark, wide or narrow`, async () => {
      const found: string[] = [];
      await tour(browser, language, visitsIn(language), async ({ page }, { place, look }) => {
        const all = [...(await barriers(page)), ...(await sideways(page))];
        const where = `${place.name}, ${look.colorScheme}, ${look.viewport.width} px wide`;
        found.push(...all.map((one) => `${where}: ${one}`));
      });
      assert.deepEqual(found, []);
    });
  }
});
