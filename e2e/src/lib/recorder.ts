import type { JSHandle, Page } from 'playwright-core';

interface Source {
  readonly testId: string;
  /** An attribute to follow instead of the text. */
  readonly attribute?: string;
}

/**
 * Follows one place of a page from inside it, so that also what stood there for a moment only is known: a test that
 * looks every so often would miss it on a slow machine.
 * @returns a function that gives everything that stood there, in order, each once in a row
 */
export async function record(page: Page, source: Source): Promise<() => Promise<string[]>> {
  const handle: JSHandle<string[]> = await page.evaluateHandle(({ testId, attribute }) => {
    const seen: string[] = [];
    const look = (): void => {
      const element = document.querySelector(`[data-testid="${testId}"]`);
      const now = attribute === undefined ? element?.textContent : element?.getAttribute(attribute);
      if (now !== undefined && now !== null && now !== seen.at(-1)) seen.push(now);
    };
    look();
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    return seen;
  }, source);
  return () => handle.jsonValue();
}
