import type { Locator } from 'playwright-core';
import type { Person } from '../lib/person.ts';

/** The card of an offer, by the name of who made it. */
export const offerOf = (person: Person, seller: string): Locator =>
  person.page.getByTestId('offer').and(person.page.getByLabel(seller, { exact: true }));

interface OfferInput {
  /** As the person types it, in their own digits. */
  readonly price: string;
  readonly days: string;
  readonly message: string;
}

/** The seller fills in the form of an offer and sends it. */
export async function makeOffer({ page }: Person, { price, days, message }: OfferInput): Promise<void> {
  await page.locator('input[name="price"]').fill(price);
  await page.locator('input[name="deliveryDays"]').fill(days);
  await page.locator('textarea[name="message"]').fill(message);
  await page.getByRole('button', { name: 'فرستادن پیشنهاد' }).click();
  await page.locator('[data-testid="offer"][data-status="submitted"]').waitFor();
}

/** The buyer asks for another price. */
export async function counterOffer(buyer: Person, seller: string, price: string): Promise<void> {
  await offerOf(buyer, seller).getByRole('button', { name: 'Counter-offer' }).click();
  const dialog = buyer.page.getByRole('dialog');
  await dialog.locator('input[name="price"]').fill(price);
  await dialog.getByRole('button', { name: 'Send counter-offer' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** The seller takes over the terms that the buyer asked for. */
export async function agreeToCounter({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'موافقت', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^موافقت با/ })
    .click();
  await page.locator('[data-testid="offer"][data-status="submitted"]').waitFor();
}

/** The buyer chooses an offer, and confirms what they agree to. */
export async function acceptOffer(buyer: Person, seller: string): Promise<void> {
  await offerOf(buyer, seller).getByRole('button', { name: 'Accept' }).click();
  await buyer.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Accept for/ })
    .click();
}
