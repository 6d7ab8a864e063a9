import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openContext } from './browser.ts';
import { freshEmail } from './people.ts';
import { stack } from './stack.ts';

export type JourneyLanguage = 'en' | 'fa';

/** Where the contexts of people who read English stand, and of people who read Persian. */
const ways: Readonly<Record<JourneyLanguage, BrowserContextOptions>> = {
  en: { locale: 'en-GB', viewport: { width: 1280, height: 900 } },
  fa: { locale: 'fa-IR', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

interface PersonOptions {
  readonly language: JourneyLanguage;
  readonly email?: string;
  /** On top of the language's own way of looking at the screen. */
  readonly context?: BrowserContextOptions;
}

/**
 * Somebody in front of a browser of their own. It notes everything that a careful developer would see go wrong
 * beside the page (errors in the console, uncaught errors, violations of the content security policy, answers of
 * 5xx) and how often a document was loaded: a page that changes by itself loads none.
 */
export class Person {
  readonly page: Page;
  readonly language: JourneyLanguage;
  readonly email: string;
  readonly #context: BrowserContext;
  readonly #faults: string[] = [];
  #tolerated: readonly RegExp[] = [];
  #loads = 0;

  private constructor(context: BrowserContext, page: Page, { language, email }: PersonOptions) {
    this.#context = context;
    this.page = page;
    this.language = language;
    this.email = email ?? freshEmail();
    page.on('pageerror', (error) => {
      this.#note(`uncaught: ${error.message}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') this.#note(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('response', (response) => {
      if (response.status() >= 500) this.#note(`answer: ${response.status()} ${response.url()}`);
    });
    page.on('domcontentloaded', () => {
      this.#loads += 1;
    });
  }

  static async sitDown(browser: Browser, options: PersonOptions): Promise<Person> {
    const context = await openContext(browser, { ...ways[options.language], ...options.context });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        console.error(`content security policy: ${violatedDirective} ${blockedURI}`);
      });
    });
    return new Person(context, await context.newPage(), options);
  }

  /** How many documents this person's browser has loaded. */
  get loads(): number {
    return this.#loads;
  }

  /** From now on such faults are part of the story: an answer of 409 that the journey provokes, say. */
  expectFaults(...patterns: RegExp[]): void {
    this.#tolerated = [...this.#tolerated, ...patterns];
  }

  /** @throws AssertionError with everything that went wrong beside the page */
  assertNoFaults(): void {
    assert.deepEqual(this.#faults, [], `${this.email} saw faults`);
  }

  /** Loads a page, as somebody does who follows a link in a mail. */
  async visit(path: string): Promise<void> {
    await this.page.goto(`/${this.language}${path}`);
  }

  /** Goes to a page by the link on the screen that leads there. */
  async follow(path: string): Promise<void> {
    await this.page.locator(`a[href="/${this.language}${path}"]:visible`).first().click();
    await this.isAt(path);
  }

  /** Waits until the browser is at a page; what stands behind "?" does not matter. */
  async isAt(path: string): Promise<void> {
    await this.page.waitForURL((url) => url.pathname === `/${this.language}${path}`);
  }

  async setOffline(offline: boolean): Promise<void> {
    await this.#context.setOffline(offline);
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }

  /** Keeps what is on the screen, for whoever has to find out what went wrong. @returns a line about it */
  async keepScreen(): Promise<string> {
    const path = join('test-results', `${this.email.slice(0, 8)}-${this.language}.png`);
    const url = this.page.url();
    const kept = await this.page.screenshot({ path, fullPage: true }).then(
      () => path,
      (error: unknown) => `no picture: ${String(error)}`,
    );
    return `${this.language} at ${url} (${kept})${this.#faults.map((fault) => `\n  ${fault}`).join('')}`;
  }

  #note(fault: string): void {
    if (!this.#tolerated.some((pattern) => pattern.test(fault))) {
      this.#faults.push(fault.replaceAll(stack.baseUrl, ''));
    }
  }
}

/**
 * Plays a story with these people and lets them leave at its end, however it ends. Nobody may have seen a fault;
 * a story that fails leaves a picture of every screen behind.
 */
export async function play(people: readonly Person[], story: () => Promise<void>): Promise<void> {
  try {
    await story();
    for (const person of people) person.assertNoFaults();
  } catch (error) {
    for (const person of people) console.error(await person.keepScreen());
    throw error;
  } finally {
    await Promise.all(people.map((person) => person.leave()));
  }
}
