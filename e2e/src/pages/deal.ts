import { readFile } from 'node:fs/promises';
import type { Person } from '../lib/person.ts';

/** The chain's blocks, the gateway's calls and the outbox lie between a step and the other side's screen. */
const LIVE_TIMEOUT_MS = 45_000;

/** Waits until the deal's page shows a status by itself. */
export async function dealShows({ page }: Person, status: string): Promise<void> {
  await page
    .locator(`[data-testid="deal-status"][data-status="${status}"]`)
    .waitFor({ timeout: LIVE_TIMEOUT_MS });
}

export async function turnShows({ page }: Person, whose: string): Promise<void> {
  await page.getByTestId('deal-turn').filter({ hasText: whose }).waitFor({ timeout: LIVE_TIMEOUT_MS });
}

export async function startWork({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'شروع', exact: true }).click();
}

interface DeliveryInput {
  readonly note: string;
  readonly file: { readonly name: string; readonly text: string };
}

/** The seller hands over from the page of the deal, and comes back to it. */
export async function deliver(seller: Person, requestId: string, input: DeliveryInput): Promise<void> {
  const { page } = seller;
  await seller.follow(`/deals/${requestId}/deliver`);
  await page.locator('textarea[name="note"]').fill(input.note);
  const { name, text } = input.file;
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  // The form can be sent once the file is up.
  await page.getByRole('listitem').filter({ hasText: name }).waitFor();
  await page.getByRole('button', { name: /^تحویل به/ }).click();
  await seller.isAt(`/deals/${requestId}`);
}

/** @returns the text of a delivered file, downloaded by the button with its name */
export async function downloadDelivered({ page }: Person, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

/** The buyer reads amount and recipient, says that they are sure, and releases the money. */
export async function release(buyer: Person, requestId: string): Promise<{ amount: string; terms: string }> {
  const { page } = buyer;
  await buyer.follow(`/deals/${requestId}/approve`);
  const amount = await page.getByTestId('release-amount').innerText();
  const confirm = page.getByRole('button', { name: /^Release/ });
  const terms = await confirm.innerText();
  await page.getByRole('checkbox').check();
  await confirm.click();
  await buyer.isAt(`/deals/${requestId}`);
  return { amount, terms };
}

/** The seller declines from behind "more actions", and confirms it. */
export async function decline({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'کارهای دیگر' }).click();
  await page.getByRole('menuitem', { name: 'نپذیرفتن معامله' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^نپذیرفتن و بازگرداندن/ })
    .click();
}
