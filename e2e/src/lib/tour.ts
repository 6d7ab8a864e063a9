import type { Browser, Page } from 'playwright-core';
import { signInAt } from '../pages/account.ts';
import { PASSWORD } from './people.ts';
import { Person, type JourneyLanguage } from './person.ts';
import { DEMO_PASSWORD, type Place } from './site.ts';

export const WIDE = { width: 1280, height: 900 } as const;
export const NARROW = { width: 360, height: 780 } as const;

/** Lets the device turn light or dark, and waits until the page has followed and is drawn. */
export async function turn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-color-scheme="${colorScheme}"]`).waitFor();
  await page.evaluate(async () => {
    // Colours fade into each other.
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(fading.map(({ finished }) => finished));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
}

/** Comes to a page, waits until it has read everything it shows, and opens the dialog that is to be seen there. */
export async function arrive({ page, language }: Person, { path, press }: Place): Promise<void> {
  await page.goto(`/${language}${path}`, { waitUntil: 'networkidle' });
  await page.locator('[class*="-skeleton"]').first().waitFor({ state: 'detached' });
  if (press === undefined) return;
  await page.getByTestId(press).click();
  await page.getByRole('dialog').waitFor();
}

/** How somebody looks at a page. */
export interface Look {
  readonly viewport: typeof WIDE | typeof NARROW;
  readonly colorScheme: 'light' | 'dark';
}

/** A place, seen in one way. */
export interface Visit {
  readonly place: Place;
  readonly look: Look;
}

/** Makes visits in one language, everybody those of their own places. */
export async function tour(
  browser: Browser,
  language: JourneyLanguage,
  visits: readonly Visit[],
  see: (person: Person, visit: Visit) => Promise<void>,
): Promise<void> {
  const context = { viewport: WIDE, isMobile: false, hasTouch: false };
  for (const [email, own] of Map.groupBy(visits, ({ place }) => place.email)) {
    const person = await Person.sitDown(browser, { language, context, ...(email === null ? {} : { email }) });
    try {
      if (email !== null) {
        await signInAt(person, '/deals', email.endsWith('@demo.amn.example') ? DEMO_PASSWORD : PASSWORD);
      }
      for (const visit of own) {
        await person.page.setViewportSize(visit.look.viewport);
        await person.page.emulateMedia({ colorScheme: visit.look.colorScheme });
        await arrive(person, visit.place);
        await see(person, visit);
      }
    } finally {
      await person.leave();
    }
  }
}
