import type { ClientSession } from 'mongoose';
import type { PublishedEvent } from '../../platform/outbox.ts';
import { onEvent, type Subscriber } from '../../platform/subscriber.ts';
import { now } from '../../platform/clock.ts';
import { getReconciliation } from '../books/index.ts';
import { aboutDispute, type DisputeAction } from '../dispute/index.ts';
import { decimalsOf } from '../integration/index.ts';
import { loadRequest, type RequestRecord } from '../marketplace/index.ts';
import { getPayment } from '../payment/index.ts';
import { getPayout, getRefund } from '../payout/index.ts';
import { getUserRefs } from '../user/index.ts';
import { ownerOfReplacement } from '../wallet/index.ts';
import { queueVerificationMail } from './mail/mail-queue.ts';
import { toDecimalText } from './notification.amounts.ts';
import type { NotificationKind, NotificationParams } from './notification.contract.ts';
import { factsOfRequest } from './notification.facts.ts';
import {
  ADMIN_KINDS,
  DESK_KINDS,
  DESK_UNTIL,
  DISPUTE_REMINDER_KINDS,
  DISPUTE_REMINDERS,
  DISPUTE_RULES,
  PAYMENT_KINDS,
  PAYMENT_RULES,
  PAYOUT_DESK_KINDS,
  PAYOUT_KINDS,
  REQUEST_RULES,
  SECURITY_KINDS,
  type DisputeReminderKind,
  type Rule,
} from './notification.rules.ts';
import { notify } from './notification.service.ts';

const idIn = (event: PublishedEvent, name: string): string => {
  const id = event.ids[name];
  if (id === undefined) throw new Error(`${event.name} carries no ${name}`);
  return id;
};

const tellOf =
  (rule: Rule) =>
  async (event: PublishedEvent, tx: ClientSession): Promise<void> => {
    const facts = await factsOfRequest(tx, idIn(event, 'requestId'), event);
    const people = event.addressees.filter(
      (id) => rule.to.includes(facts.roleOf(id)) && (rule.ownToo === true || id !== event.causedBy),
    );
    for (const userId of people) {
      const until = rule.until === undefined ? undefined : facts.endFor(userId, rule.until);
      // A step that was taken meanwhile needs no reminder.
      if (until === null) continue;
      const params = {
        ...facts.paramsFor(userId, rule.amount[facts.roleOf(userId)] ?? 'none'),
        ...(until === undefined ? {} : { until: until.toISOString() }),
      };
      await notify(tx, [
        {
          ...own(userId, rule.event, event),
          requestId: facts.request.id,
          disputeId: event.ids['disputeId'] ?? null,
          params,
          mail: rule.mail,
        },
      ]);
    }
  };

const partiesOf = ({ buyerId, sellerId }: RequestRecord, { addressees }: PublishedEvent): string[] =>
  addressees.filter((id) => id === buyerId || id === sellerId);

/** As above, without the mediator, to whom the deal is not one of their own. */
const tellPartiesOf =
  (rule: Rule) =>
  async (event: PublishedEvent, tx: ClientSession): Promise<void> => {
    const request = await loadRequest(tx, idIn(event, 'requestId'));
    await tellOf(rule)({ ...event, addressees: partiesOf(request, event) }, tx);
  };

/** What is held, and until when somebody can act; null once that is over. */
async function factsOfDispute(
  event: PublishedEvent,
  tx: ClientSession,
  action: DisputeAction | undefined,
): Promise<NotificationParams | null> {
  const { heldBase, asset, endOf } = await aboutDispute(tx, idIn(event, 'disputeId'));
  if (action === undefined) return sumOf(heldBase, asset);
  const end = endOf(action);
  return end === null || end <= now() ? null : { ...sumOf(heldBase, asset), until: end.toISOString() };
}

/** Parties, before a deadline of their dispute. */
const remindPartiesOf =
  (kind: DisputeReminderKind) =>
  async (event: PublishedEvent, tx: ClientSession): Promise<void> => {
    const about = await factsOfDispute(event, tx, DISPUTE_REMINDERS[kind]);
    if (about === null) return;
    const facts = await factsOfRequest(tx, idIn(event, 'requestId'), event);
    const ids = { requestId: facts.request.id, disputeId: idIn(event, 'disputeId') };
    await notify(
      tx,
      event.addressees.map((userId) => ({
        ...own(userId, kind, event),
        ...ids,
        params: { ...facts.paramsFor(userId, 'none'), ...about },
      })),
    );
  };

/** Everybody at the desk among the addressees but whoever did it. */
const tellDeskOf =
  (kind: (typeof DESK_KINDS)[number]) =>
  async (event: PublishedEvent, tx: ClientSession): Promise<void> => {
    const request = await loadRequest(tx, idIn(event, 'requestId'));
    const parties = partiesOf(request, event);
    const people = event.addressees.filter((id) => !parties.includes(id) && id !== event.causedBy);
    const about = await factsOfDispute(event, tx, DESK_UNTIL[kind]);
    if (about === null) return;
    await notify(
      tx,
      people.map((userId) => ({
        ...own(userId, kind, event),
        disputeId: idIn(event, 'disputeId'),
        params: { title: request.title, ...about },
      })),
    );
  };

/** Reads what the payment has come to: of two events close together the second has nothing new to tell. */
async function tellOfPayment(event: PublishedEvent, tx: ClientSession): Promise<void> {
  const facts = await factsOfRequest(tx, idIn(event, 'requestId'), event);
  const { buyerId } = facts.request;
  const payment = await getPayment({ paymentId: idIn(event, 'paymentId') }, { id: buyerId, role: 'user' });
  const kind = PAYMENT_KINDS[payment.status];
  if (kind === undefined) return;
  const { decimals, code } = payment.asset;
  const money = kind === 'payment:underpaid' ? payment.missing : payment.received;
  const params: NotificationParams = {
    ...facts.paramsFor(buyerId, 'none'),
    ...(money.amount === '0' ? {} : { amount: toDecimalText(BigInt(money.amount), decimals), asset: code }),
  };
  const key = `${kind}:${payment.id}`;
  const { id: requestId } = facts.request;
  await notify(tx, [{ ...own(buyerId, kind, event), key, requestId, params }]);
}

/** Each outcome once a payout. */
async function tellOfPayout(event: PublishedEvent, tx: ClientSession): Promise<void> {
  const payoutId = idIn(event, 'payoutId');
  for (const userId of event.addressees) {
    const payout = await getPayout({ payoutId }, { id: userId, role: 'user' });
    const kind = PAYOUT_KINDS[payout.status];
    // What its owner has taken back has no reason beside it.
    const byOwner = payout.status === 'cancelled' && payout.reason === null;
    if (kind === undefined || byOwner) continue;
    const params = sumOf(payout.amountBase, payout.asset);
    await notify(tx, [{ ...own(userId, kind, event), key: `${kind}:${payoutId}`, params }]);
  }
}

function sumOf(amountBase: bigint, asset: string): NotificationParams {
  const decimals = decimalsOf(asset);
  return decimals === undefined ? {} : { amount: toDecimalText(amountBase, decimals), asset };
}

/** Admins: a payout that waits for one of them, or has stood too long. */
const tellPayoutDesk =
  (kind: (typeof PAYOUT_DESK_KINDS)[number]) =>
  async (event: PublishedEvent, tx: ClientSession): Promise<void> => {
    const payoutId = idIn(event, 'payoutId');
    for (const userId of event.addressees) {
      const payout = await getPayout({ payoutId }, { id: userId, role: 'admin' });
      const params = sumOf(payout.amountBase, payout.asset);
      await notify(tx, [{ ...own(userId, kind, event), params }]);
    }
  };

/** What of a refund nobody has named an address for yet. */
async function remindOfRefund(event: PublishedEvent, tx: ClientSession): Promise<void> {
  for (const userId of event.addressees) {
    const refund = await getRefund(idIn(event, 'refundId'), userId, tx);
    const params = sumOf(refund.openBase, refund.asset);
    await notify(tx, [{ ...own(userId, 'payout:refund-waiting', event), params }]);
  }
}

const own = (userId: string, kind: NotificationKind, event: PublishedEvent) => ({
  userId,
  kind,
  key: event.eventId,
  requestId: null,
  disputeId: null,
  params: {},
  createdAt: new Date(event.at),
  mail: true,
});

/** Admins: how much is missing, or too much. */
async function tellOfDifference(event: PublishedEvent, tx: ClientSession): Promise<void> {
  const [asset, source] = [idIn(event, 'asset'), idIn(event, 'source')];
  const { assets } = await getReconciliation(idIn(event, 'runId'), tx);
  const readings = assets.find((found) => found.asset === asset)?.readings ?? [];
  const unexplained = readings.find((reading) => reading.source === source)?.unexplainedBase ?? 0n;
  const absolute = unexplained < 0n ? -unexplained : unexplained;
  const params = { amount: toDecimalText(absolute, decimalsOf(asset) ?? 0), asset };
  const kind = 'books:difference-raised';
  await notify(
    tx,
    event.addressees.map((userId) => ({ ...own(userId, kind, event), params })),
  );
}

/** Admins: whose payout address is to be replaced. */
async function tellOfReplacement(event: PublishedEvent, tx: ClientSession): Promise<void> {
  const ownerId = await ownerOfReplacement(tx, idIn(event, 'replacementId'));
  const counterparty = (await getUserRefs([ownerId], tx)).get(ownerId)?.name;
  const params = counterparty === undefined ? {} : { counterparty };
  const kind = 'wallet:replacement-requested';
  await notify(
    tx,
    event.addressees.map((userId) => ({ ...own(userId, kind, event), params })),
  );
}

const replacementIn = ({ ids: { replacementId } }: PublishedEvent): NotificationParams =>
  replacementId === undefined ? {} : { replacementId };

/** Each addressee of an event about their own account, whoever caused it. */
const tellOwner =
  (kind: (typeof SECURITY_KINDS)[number]) =>
  (event: PublishedEvent, tx: ClientSession): Promise<void> =>
    notify(
      tx,
      event.addressees.map((userId) => ({ ...own(userId, kind, event), params: replacementIn(event) })),
    );

/** Every admin among the addressees. */
const tellAdminsOf =
  (kind: (typeof ADMIN_KINDS)[number]) =>
  async (event: PublishedEvent, tx: ClientSession): Promise<void> => {
    const { title } = await loadRequest(tx, idIn(event, 'requestId'));
    await notify(
      tx,
      event.addressees.map((userId) => ({ ...own(userId, kind, event), params: { title } })),
    );
  };

export const notificationSubscribers: readonly Subscriber[] = [
  ...REQUEST_RULES.map((rule) => onEvent(`notification.${rule.event}`, [rule.event], tellOf(rule))),
  ...PAYMENT_RULES.map((rule) => onEvent(`notification.${rule.event}`, [rule.event], tellOf(rule))),
  ...ADMIN_KINDS.map((kind) => onEvent(`notification.${kind}`, [kind], tellAdminsOf(kind))),
  ...DISPUTE_RULES.map((rule) => onEvent(`notification.${rule.event}`, [rule.event], tellPartiesOf(rule))),
  ...DISPUTE_REMINDER_KINDS.map((kind) => onEvent(`notification.${kind}`, [kind], remindPartiesOf(kind))),
  ...DESK_KINDS.map((kind) => onEvent(`notification.${kind}`, [kind], tellDeskOf(kind))),
  onEvent('notification.payment', ['payment:status-updated'], tellOfPayment),
  onEvent('notification.payout', ['payout:status-updated'], tellOfPayout),
  ...PAYOUT_DESK_KINDS.map((kind) => onEvent(`notification.${kind}`, [kind], tellPayoutDesk(kind))),
  onEvent('notification.refund', ['payout:refund-waiting'], remindOfRefund),
  onEvent('notification.replacement', ['wallet:replacement-requested'], tellOfReplacement),
  onEvent('notification.books', ['books:difference-raised'], tellOfDifference),
  ...SECURITY_KINDS.map((kind) => onEvent(`notification.${kind}`, [kind], tellOwner(kind))),
  onEvent('notification.verification', ['auth:verification-sent'], (event, tx) =>
    queueVerificationMail(tx, idIn(event, 'userId'), event.eventId),
  ),
];
