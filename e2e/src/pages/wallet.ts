import { PASSWORD } from '../lib/people.ts';
import type { Person } from '../lib/person.ts';

/** Waits until the balance of an asset reads so, in the digits of the person's language. */
export async function balanceShows({ page }: Person, asset: string, amount: string): Promise<void> {
  await page
    .locator(`[data-testid="wallet-available"][data-asset="${asset}"]`)
    .filter({ hasText: amount })
    .waitFor({ timeout: 30_000 });
}

/**
 * On the page of a withdrawal: saves an address, for which the password is asked, and withdraws everything to it.
 * Ends at the page of the payout.
 */
export async function withdrawAllTo({ page }: Person, address: string): Promise<void> {
  await page.locator('input[name="address"]').fill(address);
  await page.locator('input[name="label"]').fill('کیف پول من');
  await page.getByRole('button', { name: 'ذخیرهٔ این نشانی' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type="password"]').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'تأیید گذرواژه' }).click();
  await dialog.waitFor({ state: 'detached' });
  // Only when it is saved does its form close, and the address stand where the money goes.
  await page.locator('input[name="address"]').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'همهٔ آن' }).click();
  await page.getByRole('button', { name: /^برداشت ./ }).click();
  await page.waitForURL(/\/wallet\/payouts\//);
}

/** Waits until the payout's page shows a status by itself. */
export async function payoutShows({ page }: Person, status: string): Promise<void> {
  await page.locator(`[data-testid="payout-status"][data-status="${status}"]`).waitFor({ timeout: 60_000 });
}

/** The first moment of the month of the Persian calendar that is now. */
export function startOfPersianMonth(now = new Date()): Date {
  const day = Number(new Intl.DateTimeFormat('en-u-ca-persian', { day: 'numeric' }).format(now));
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - day + 1);
}

/** Lets the statement begin with this month, chosen from the Persian calendar; gives what the API is asked for. */
export async function beginStatementWithMonth({ page }: Person): Promise<string | null> {
  const asked = page.waitForRequest((request) => {
    const { pathname, searchParams } = new URL(request.url());
    return pathname.endsWith('/statement') && searchParams.has('from');
  });
  await page.getByRole('button', { name: 'از: انتخاب از تقویم' }).click();
  const calendar = page.getByRole('dialog');
  await calendar.getByRole('gridcell', { name: '۱', exact: true }).click();
  await calendar.getByRole('button', { name: 'تأیید' }).click();
  return new URL((await asked).url()).searchParams.get('from');
}
