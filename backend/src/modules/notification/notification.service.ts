import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { currentSeq, eventsSince } from '../../platform/user-events.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { EventEnvelope } from '../../shared/events.ts';
import { queueNotificationMail } from './mail/mail-queue.ts';
import * as repository from './notification.repository.ts';
import type { NewNotification, NotificationRecord } from './notification.repository.ts';

/** Above it a badge shows "99+", so nobody counts further. */
const COUNT_AT_MOST = 1000;

/** Writes a row for each person who was not told of this before, with what goes to the socket and by mail. */
export async function notify(
  tx: ClientSession,
  notifications: readonly (NewNotification & { readonly mail: boolean })[],
): Promise<void> {
  for (const { mail, ...notification } of notifications) {
    const notificationId = await repository.insertOnce(tx, notification);
    if (notificationId === null) continue;
    await emitLater(tx, {
      name: 'notification:received',
      ids: { notificationId },
      addressees: [notification.userId],
    });
    if (mail) await queueNotificationMail(tx, notification.userId, notificationId);
  }
}

export async function listNotifications(
  input: { unread?: 'true' | 'false' | undefined; cursor?: string | undefined; limit: number },
  actor: Actor,
): Promise<{ items: NotificationRecord[]; nextCursor: string | null }> {
  if (input.cursor !== undefined && !/^[0-9a-f]{24}$/.test(input.cursor)) {
    throw new AppError('VALIDATION_FAILED', {
      details: [{ path: 'cursor', message: 'Must be a cursor from an earlier page.' }],
    });
  }
  const found = await repository.findPage(actor.id, {
    unread: input.unread === undefined ? null : input.unread === 'true',
    cursor: input.cursor,
    limit: input.limit + 1,
  });
  const items = found.slice(0, input.limit);
  return { items, nextCursor: found.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}

export const countUnread = (actor: Actor): Promise<number> => repository.countUnread(actor.id, COUNT_AT_MOST);

/** @throws AppError NOT_FOUND for somebody else's too */
export function markRead(notificationId: string, actor: Actor): Promise<NotificationRecord> {
  return inTransaction(async (tx) => {
    const read = await repository.markRead(tx, actor.id, notificationId, now());
    if (!read) throw new AppError('NOT_FOUND');
    if (read.changed) await tellOwnScreens(tx, actor);
    return read.notification;
  });
}

export function markAllRead(actor: Actor): Promise<void> {
  return inTransaction(async (tx) => {
    const changed = await repository.markAllRead(tx, actor.id, now());
    if (changed > 0) await tellOwnScreens(tx, actor);
  });
}

const tellOwnScreens = (tx: ClientSession, actor: Actor): Promise<void> =>
  emitLater(tx, { name: 'notification:read', ids: {}, addressees: [actor.id], causedBy: actor.id });

/** Events after a number, oldest first. Empty with a later `lastSeq` when there are too many: read anew then. */
export async function listEvents(
  input: { afterSeq: number; limit: number },
  actor: Actor,
): Promise<{ items: EventEnvelope[]; lastSeq: number }> {
  const items = (await eventsSince(actor.id, input.afterSeq)) ?? [];
  return { items: items.slice(0, input.limit), lastSeq: await currentSeq(actor.id) };
}
