import type { ClientSession } from 'mongoose';
import { logger } from '../../../platform/logger.ts';
import { sendMail } from '../../../platform/mailer.ts';
import { afterCommit } from '../../../platform/transaction.ts';
import { composeMail } from './compose-mail.ts';
import * as repository from './mail.repository.ts';
import type { MailRecord } from './mail.repository.ts';

/**
 * Mails wait here, apart from the outbox: a mail server that hangs delays mails and holds up no event.
 */

const CLAIM_MS = 60_000;
const FIRST_REST_MS = 5_000;
const LONGEST_REST_MS = 3600_000;
/** About a day and a half of trying. */
const MAX_ATTEMPTS = 40;

let nudge: () => void = () => undefined;

/** The worker's wake-up call. */
export function onMailQueued(listener: () => void): void {
  nudge = listener;
}

async function queue(tx: ClientSession, mail: Parameters<typeof repository.insert>[1]): Promise<void> {
  await repository.insert(tx, mail);
  afterCommit(tx, () => {
    nudge();
  });
}

export const queueNotificationMail = (
  tx: ClientSession,
  userId: string,
  notificationId: string,
): Promise<void> => queue(tx, { userId, notificationId, key: notificationId });

export const queueVerificationMail = (tx: ClientSession, userId: string, eventId: string): Promise<void> =>
  queue(tx, { userId, notificationId: null, key: eventId });

async function deliver(mail: MailRecord): Promise<boolean> {
  try {
    const composed = await composeMail(mail);
    if (composed) await sendMail(composed);
    await repository.end(mail.id, composed ? 'sent' : 'skipped');
    return true;
  } catch (error) {
    const givenUp = mail.attempts >= MAX_ATTEMPTS;
    logger()[givenUp ? 'error' : 'warn'](
      { err: error, mailId: mail.id, attempts: mail.attempts },
      'mail not sent',
    );
    const restMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (mail.attempts - 1));
    if (givenUp) await repository.end(mail.id, 'given_up');
    else await repository.rest(mail.id, new Date(Date.now() + restMs));
    return false;
  }
}

/** Sends what is due. After a failure the rest of the round waits: the server is likely to be away. */
export async function sendDueMails(): Promise<void> {
  for (;;) {
    const mail = await repository.claimDue(new Date(), new Date(Date.now() + CLAIM_MS));
    if (!mail || !(await deliver(mail))) return;
  }
}
