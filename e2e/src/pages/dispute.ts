import type { Person } from '../lib/person.ts';

/** The outbox and the socket lie between a step and the other side's screen. */
const LIVE_TIMEOUT_MS = 30_000;

/** Waits until the dispute's page shows a status by itself. */
export async function disputeShows({ page }: Person, status: string): Promise<void> {
  await page
    .locator(`[data-testid="dispute-status"][data-status="${status}"]`)
    .waitFor({ timeout: LIVE_TIMEOUT_MS });
}

/** Answers the questions one by one, in English, from the page of the deal. @returns the dispute's path */
export async function openDispute(buyer: Person, requestId: string, statement: string): Promise<string> {
  const { page } = buyer;
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Open a dispute…' }).click();
  await buyer.isAt(`/deals/${requestId}/dispute`);
  const goOn = page.getByRole('button', { name: 'Continue' });
  await page.getByRole('radio', { name: 'Something is missing' }).check();
  await goOn.click();
  await page.locator('textarea').fill(statement);
  await page.locator('input[type="file"]').setInputFiles({
    name: 'brief.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('five files, as agreed\n'),
  });
  await page.getByRole('listitem').filter({ hasText: 'brief.txt' }).waitFor();
  await goOn.click();
  await page.getByRole('radio', { name: 'A part of it back' }).check();
  await goOn.click();
  await page.getByRole('button', { name: 'Open the dispute' }).click();
  await page.waitForURL(/\/dispute\/[0-9a-f]{24}$/);
  return new URL(page.url()).pathname.replace(/^\/[a-z]{2}/, '');
}

/** The seller comes from the deal's banner and tells their side, in Persian. */
export async function respond(seller: Person, disputePath: string, statement: string): Promise<void> {
  const { page } = seller;
  await page.locator(`a[href="/fa${disputePath}"]:visible`).first().waitFor({ timeout: LIVE_TIMEOUT_MS });
  await seller.follow(disputePath);
  await page.locator('textarea[name="statement"]').fill(statement);
  await page.getByRole('button', { name: /^فرستادن پاسخ به/ }).click();
}

interface SealWords {
  readonly enter: string;
  readonly label: string;
  readonly submit: string;
  readonly confirm: RegExp;
}

const SEAL: Readonly<Record<'en' | 'fa', SealWords>> = {
  en: {
    enter: 'Enter a sealed split',
    label: 'The least you settle for',
    submit: 'Seal it…',
    confirm: /^Seal /,
  },
  fa: {
    enter: 'نوشتن سهم محرمانه',
    label: 'کمترین مبلغی که می‌پذیرید',
    submit: 'مهر کردن…',
    confirm: /^مهر کردن/,
  },
};

/** Enters a sealed split, in whole coins. */
export async function seal({ page, language }: Person, least: string): Promise<void> {
  const words = SEAL[language];
  await page.getByRole('button', { name: words.enter }).click();
  await page.getByRole('textbox', { name: words.label }).fill(least);
  await page.getByRole('button', { name: words.submit }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.confirm }).click();
}

/** What each got, as the outcome on the page says. */
export async function outcomeOf({ page }: Person): Promise<Record<'buyer' | 'seller' | 'fee', string>> {
  const outcome = page.getByTestId('dispute-outcome');
  const part = (name: string) => outcome.getByTestId(`division-${name}`).innerText();
  return { buyer: await part('buyer'), seller: await part('seller'), fee: await part('fee') };
}

/** Waits until this browser has found the chain of evidence unbroken. */
export async function evidenceIsUnbroken({ page }: Person): Promise<void> {
  await page.locator('[data-testid="evidence-seal"][data-state="unbroken"]').waitFor();
}
