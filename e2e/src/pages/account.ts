import { verificationCode } from '../lib/mail.ts';
import { PASSWORD } from '../lib/people.ts';
import type { Person } from '../lib/person.ts';

/** Signs up through the form and proves the address with the code from the mail. Ends at the deals. */
export async function signUp(person: Person, name: string): Promise<void> {
  const { page, email } = person;
  await person.visit('/sign-up');
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(PASSWORD);
  await page.locator('form button[type="submit"]').click();
  await person.isAt('/verify');
  await page.locator('input[name="code"]').fill(await verificationCode(email));
  await page.locator('form button[type="submit"]').click();
  await person.isAt('/deals');
}

/** Fills in the sign-in form that is on the screen. */
export async function signIn(person: Person, password = PASSWORD): Promise<void> {
  const { page, email } = person;
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('form button[type="submit"]').click();
}

/** Signs in and comes to a page of the application. */
export async function signInAt(person: Person, path: string, password = PASSWORD): Promise<void> {
  await person.visit(`/sign-in?next=${encodeURIComponent(`/${person.language}${path}`)}`);
  await signIn(person, password);
  await person.isAt(path);
}
