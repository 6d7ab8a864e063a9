import type { Transporter } from 'nodemailer';
import { env } from '../config/env.ts';
import { forbidInTransaction } from './transaction.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47, e.g. `fa`. */
  readonly language: string;
  /** The event that caused it: one Message-ID, so that a mail that is sent twice can be recognised as one. */
  readonly eventId: string;
}

export type MailSender = (mail: Mail) => Promise<void>;

const TIMEOUT_MS = 10_000;
let transport: Transporter | undefined;
let replacement: MailSender | null = null;

/** Loaded with the first mail: a start does not wait for it. */
async function smtp(): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  transport ??= createTransport({
    url: env().SMTP_URL,
    pool: true,
    maxConnections: 2,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return transport;
}

const domainOf = (address: string): string => /@([\w.-]+)/.exec(address)?.[1] ?? 'localhost';

/**
 * Sends one mail by SMTP. Called by subscribers only, so that a mail server that is away delays mails and
 * nothing else.
 * @throws when the server does not take it; the relay tries again.
 */
export async function sendMail(mail: Mail): Promise<void> {
  forbidInTransaction('sending mail');
  if (replacement) {
    await replacement(mail);
    return;
  }
  const { MAIL_FROM } = env();
  const through = await smtp();
  await through.sendMail({
    from: MAIL_FROM,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.eventId}@${domainOf(MAIL_FROM)}>`,
    headers: { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' },
  });
}

/** Tests: every mail goes to `sender`; null restores SMTP. */
export function replaceMailSender(sender: MailSender | null): void {
  replacement = sender;
}

export function closeMailer(): void {
  transport?.close();
  transport = undefined;
}
