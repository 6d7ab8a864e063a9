import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';
import { stack } from './stack.ts';

/** For a machine without a screen or a graphics card, and without calls home. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export function launchBrowser(): Promise<Browser> {
  const libraries = stack.browserLibraryPath;
  const before = process.env.LD_LIBRARY_PATH;
  return chromium.launch({
    ...(stack.browserPath === undefined ? {} : { executablePath: stack.browserPath }),
    args: FLAGS,
    ...(libraries === undefined
      ? {}
      : { env: { ...process.env, LD_LIBRARY_PATH: before ? `${libraries}:${before}` : libraries } }),
  });
}

/** A person's own browser: cookies and storage apart from everybody else's. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: stack.baseUrl,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  // Several people's browsers share two cores.
  context.setDefaultTimeout(40_000);
  return context;
}
