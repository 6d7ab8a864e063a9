import { env } from '../../../config/env.ts';
import { now } from '../../../platform/clock.ts';
import type { Mail } from '../../../platform/mailer.ts';
import { currentCode } from '../../auth/index.ts';
import { getUser, type UserRecord } from '../../user/index.ts';
import { formatAmount, formatTime } from '../notification.amounts.ts';
import type { NotificationKind, NotificationParams } from '../notification.contract.ts';
import { findById, type NotificationRecord } from '../notification.repository.ts';
import { DESK_PAGES, isDeskKind, isReminder, isSecurityKind } from '../notification.rules.ts';
import type { KindTexts, MailTexts, Words } from './mail-text-types.ts';
import { MAIL_TEXTS } from './mail-texts.ts';
import type { MailRecord } from './mail.repository.ts';
import { htmlLanguage, renderMail, type MailContent } from './render-mail.ts';

const link = (user: UserRecord, path: string): string => `${env().PUBLIC_URL}/${user.language}${path}`;

/** The words for a kind and a role; null for a kind that is not mailed. */
export function wordsFor(
  kinds: KindTexts,
  kind: NotificationKind,
  role: NotificationParams['role'],
): Words | null {
  if (!(kind in kinds)) return null;
  const texts = kinds[kind as keyof KindTexts];
  if (!('buyer' in texts)) return texts;
  return role === 'seller' ? texts.seller : texts.buyer;
}

function footerFor(kind: NotificationKind, user: UserRecord, texts: MailTexts): MailContent['footer'] {
  if (isSecurityKind(kind)) return { text: texts.alwaysSent, link: null };
  return { text: texts.because, link: { label: texts.changeSettings, url: link(user, '/settings') } };
}

function actionFor(
  notification: NotificationRecord,
  user: UserRecord,
  texts: MailTexts,
): MailContent['action'] {
  const { kind, requestId, disputeId, params } = notification;
  // Whoever asked may have the account: its owner is then signed out for good, and has the old wallet only.
  if (kind === 'wallet:replacement-updated' && params.replacementId !== undefined) {
    return { label: texts.openStop, url: link(user, `/stop-replacement/${params.replacementId}`) };
  }
  if (isSecurityKind(kind)) return { label: texts.openSettings, url: link(user, '/settings') };
  // The deal's pages are its parties'.
  if (isDeskKind(kind))
    return { label: texts.openCase, url: link(user, `/admin/disputes/${disputeId ?? ''}`) };
  const deskPage = DESK_PAGES[kind];
  if (deskPage !== undefined) return { label: texts.openDesk, url: link(user, `/admin/${deskPage}`) };
  if (requestId === null) return { label: texts.openBalance, url: link(user, '/wallet') };
  if (disputeId !== null) {
    return { label: texts.openDispute, url: link(user, `/deals/${requestId}/dispute/${disputeId}`) };
  }
  // Before there is a contract there is no page of the deal.
  const early = /^(offer|question):|^request:(invited|expiring|expired|payment-timed-out)$/.test(kind);
  return early && kind !== 'offer:accepted'
    ? { label: texts.openRequest, url: link(user, `/requests/${requestId}`) }
    : { label: texts.openDeal, url: link(user, `/deals/${requestId}`) };
}

function factsFor({ params }: NotificationRecord, user: UserRecord, texts: MailTexts): MailContent['facts'] {
  const { title, counterparty, amount, asset, until } = params;
  return [
    ...(title === undefined ? [] : [{ label: texts.factTitle, value: title }]),
    ...(counterparty === undefined ? [] : [{ label: texts.factOther, value: counterparty }]),
    ...(amount === undefined || asset === undefined
      ? []
      : [{ label: texts.factAmount, value: formatAmount(amount, asset, user.language) }]),
    ...(until === undefined ? [] : [{ label: texts.factUntil, value: formatTime(until, user.language) }]),
  ];
}

function notificationContent(notification: NotificationRecord, user: UserRecord, words: Words): MailContent {
  const texts = MAIL_TEXTS[user.language];
  const { title, counterparty } = notification.params;
  return {
    ...words,
    name: user.name,
    values: { title: title ?? '', other: counterparty ?? '' },
    facts: factsFor(notification, user, texts),
    action: actionFor(notification, user, texts),
    footer: footerFor(notification.kind, user, texts),
  };
}

async function verificationContent(user: UserRecord): Promise<MailContent | null> {
  const code = user.emailVerifiedAt ? null : await currentCode(user.id);
  if (code === null) return null;
  const { verification, alwaysSent } = MAIL_TEXTS[user.language];
  const query = new URLSearchParams({ email: user.email, code });
  return {
    subject: verification.subject,
    body: verification.body,
    name: user.name,
    values: { code },
    code,
    notes: [verification.valid, verification.ignore],
    facts: [],
    action: { label: verification.action, url: link(user, `/verify?${query.toString()}`) },
    footer: { text: alwaysSent, link: null },
  };
}

/** A reminder that a mail server has held up until there is nothing to be done any more. */
const comesTooLate = ({ kind, params: { until } }: NotificationRecord): boolean =>
  isReminder(kind) && until !== undefined && new Date(until) <= now();

async function contentOf(mail: MailRecord, user: UserRecord): Promise<MailContent | null> {
  if (mail.notificationId === null) return verificationContent(user);
  const notification = await findById(mail.notificationId);
  if (!notification || comesTooLate(notification)) return null;
  if (!user.emailNotifications && !isSecurityKind(notification.kind)) return null;
  const words = wordsFor(MAIL_TEXTS[user.language].kinds, notification.kind, notification.params.role);
  return words ? notificationContent(notification, user, words) : null;
}

/** The mail as it goes out, in the addressee's language of now; null when there is nothing to say any more. */
export async function composeMail(mail: MailRecord): Promise<Mail | null> {
  const user = await getUser(mail.userId);
  const content = await contentOf(mail, user);
  if (!content) return null;
  const rendered = renderMail(content, MAIL_TEXTS[user.language], user.language);
  return { ...rendered, to: user.email, language: htmlLanguage(user.language), eventId: mail.key };
}
