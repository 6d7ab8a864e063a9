import assert from 'node:assert/strict';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';
import type { ApiClient } from '../lib/api.ts';
import { openContext } from '../lib/browser.ts';
import { signInOnPage } from '../lib/people.ts';

/** What a deal costs in the journeys of wallets, and as much in base units of a dollar coin. */
export const PRICE_CENTS = 20_050;
export const PRICE_BASE = 200_500_000n;
/** Enough for the fees of many transfers. */
export const SOME_ETHER = 10n ** 17n;
/** A network that is not the stack's. */
export const ELSEWHERE = 1;

interface Opening {
  readonly options?: BrowserContextOptions;
  /** What is done to the browser before its first page. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

/** The pay page in a browser of its own, with the choice of wallets just opened. */
export async function openPayPage(
  browser: Browser,
  buyer: ApiClient,
  requestId: string,
  { options, prepare }: Opening = {},
): Promise<Page> {
  const context = await openContext(browser, { locale: 'en-GB', ...options });
  await prepare?.(context);
  const page = await context.newPage();
  await signInOnPage(page, buyer);
  await page.goto(`/en/deals/${requestId}/pay`);
  await page.getByTestId('wallet-open').click();
  return page;
}

/** Waits until paying from a wallet has come to a step. */
export const walletStep = (page: Page, name: string): Promise<void> =>
  page.locator(`[data-testid="wallet-flow"][data-step="${name}"]`).waitFor();

const walletsSchema = z.object({ items: z.array(z.object({ address: z.string() })) });

/** Proves the connected wallet on the page, and finds it among the person's own. */
export async function proveWallet(page: Page, owner: ApiClient, address: string): Promise<void> {
  await page.getByTestId('prove-wallet').click();
  await page.getByTestId('wallet-proven').waitFor();
  const { items } = await owner.get('/api/wallet/wallets', walletsSchema);
  assert.ok(items.some((wallet) => wallet.address === address));
}
