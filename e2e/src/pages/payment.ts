import assert from 'node:assert/strict';
import type { Person } from '../lib/person.ts';

export interface AskedFor {
  readonly address: string;
  /** As the page shows it, to be typed into a wallet. */
  readonly amount: string;
}

/** Chooses a coin on the pay page and reads what is to be sent where. */
export async function choosePayment({ page }: Person, asset: string): Promise<AskedFor> {
  await page.locator(`[data-asset="${asset}"]`).click();
  const address = (await page.getByTestId('pay-address').innerText()).trim();
  const amount = (await page.getByTestId('pay-amount').innerText()).trim();
  assert.match(address, /^0x[0-9a-fA-F]{40}$/);
  return { address, amount };
}

/** Waits until the pay page shows a status by itself. */
export async function paymentShows({ page }: Person, status: string): Promise<void> {
  await page.locator(`[data-testid="payment-status"][data-status="${status}"]`).waitFor({ timeout: 60_000 });
}
