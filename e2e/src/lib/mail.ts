import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { stack } from './stack.ts';

const mailSchema = z.object({
  subject: z.string(),
  text: z.string().default(''),
  to: z.array(z.object({ address: z.string() })),
});
export type Mail = z.infer<typeof mailSchema>;

/** All mails to an address in the inbox, oldest first. */
export async function mailsTo(address: string): Promise<Mail[]> {
  const response = await fetch(`${stack.mailUrl}/api/email`);
  const mails = z.array(mailSchema).parse(await response.json());
  return mails.filter((mail) => mail.to.some((to) => to.address.toLowerCase() === address.toLowerCase()));
}

/** Waits for a mail that fits. @throws Error when none has come within `timeoutMs`. */
export async function waitForMail(
  address: string,
  fits: (mail: Mail) => boolean,
  timeoutMs = 40_000,
): Promise<Mail> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = (await mailsTo(address)).find(fits);
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`no such mail for ${address} within ${timeoutMs} ms`);
    await sleep(250);
  }
}

/** The six digits of the verification mail. */
export async function verificationCode(address: string): Promise<string> {
  const code = /(?<!\d)\d{6}(?!\d)/;
  const mail = await waitForMail(address, ({ text }) => code.test(text));
  return code.exec(mail.text)?.[0] ?? '';
}
