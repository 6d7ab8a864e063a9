import type { Locator } from 'playwright-core';
import type { Person } from '../lib/person.ts';

/** The buyer writes a request and publishes it. @returns its id */
export async function postRequest(buyer: Person, title: string): Promise<string> {
  const { page } = buyer;
  await buyer.follow('/requests/new');
  await page.locator('input[name="title"]').fill(title);
  await page
    .locator('textarea[name="description"]')
    .fill('Two colours, as a vector file, ready for a shop sign and a paper bag.');
  await page.locator('select[name="categoryId"]').selectOption('design');
  await page.locator('input[name="deliveryDays"]').fill('5');
  await page.getByRole('button', { name: 'Publish request' }).click();
  await page.waitForURL(/\/requests\/[0-9a-f]{24}$/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** The seller comes to a request by way of the list of all of them. */
export async function findRequest(seller: Person, title: string, requestId: string): Promise<void> {
  const { page } = seller;
  await seller.follow('/requests');
  await page.getByRole('searchbox').fill(title);
  await page.waitForURL((url) => url.searchParams.get('q') === title);
  await page.getByTestId('request').getByRole('link', { name: title }).click();
  await seller.isAt(`/requests/${requestId}`);
}

const questionOf = (person: Person, text: string): Locator =>
  person.page.getByTestId('question').filter({ hasText: text });

/** The seller asks something about the request on the screen. */
export async function ask({ page }: Person, text: string): Promise<void> {
  await page.getByRole('button', { name: 'پرسیدن سؤال' }).click();
  await page.locator('textarea[name="text"]').fill(text);
  await page.getByRole('button', { name: 'فرستادن پرسش' }).click();
}

/** The buyer answers a question as soon as it appears. */
export async function answer(buyer: Person, question: string, text: string): Promise<void> {
  const item = questionOf(buyer, question);
  await item.getByRole('button', { name: 'Answer' }).click();
  await item.locator('textarea[name="text"]').fill(text);
  await item.getByRole('button', { name: 'Send answer' }).click();
}

/** Waits until the answer stands below the question. */
export async function answerShows(person: Person, question: string, text: string): Promise<void> {
  await questionOf(person, question).filter({ hasText: text }).waitFor();
}
