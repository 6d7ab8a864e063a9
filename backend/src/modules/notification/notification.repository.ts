import { Types, type ClientSession } from 'mongoose';
import type { NotificationKind, NotificationParams } from './notification.contract.ts';
import { NotificationModel, type NotificationDocument } from './notification.model.ts';

export interface NotificationRecord {
  readonly id: string;
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly requestId: string | null;
  readonly disputeId: string | null;
  readonly params: NotificationParams;
  readonly readAt: Date | null;
  readonly createdAt: Date;
}

export type NewNotification = Omit<NotificationRecord, 'id' | 'readAt'> & { readonly key: string };

const toRecord = (document: NotificationDocument): NotificationRecord => ({
  id: document._id.toHexString(),
  userId: document.userId.toHexString(),
  kind: document.kind,
  requestId: document.requestId?.toHexString() ?? null,
  disputeId: document.disputeId?.toHexString() ?? null,
  params: document.params,
  readAt: document.readAt,
  createdAt: document.createdAt,
});

/** @returns the new row's id, or null when the person was told before. */
export async function insertOnce(tx: ClientSession, notification: NewNotification): Promise<string | null> {
  const _id = new Types.ObjectId();
  const { userId, key, requestId, disputeId, ...rest } = notification;
  const result = await NotificationModel.updateOne(
    { userId: new Types.ObjectId(userId), key },
    {
      $setOnInsert: {
        _id,
        ...rest,
        requestId: requestId === null ? null : new Types.ObjectId(requestId),
        disputeId: disputeId === null ? null : new Types.ObjectId(disputeId),
        readAt: null,
        unread: true,
      },
    },
    { session: tx, upsert: true },
  );
  return result.upsertedCount === 1 ? _id.toHexString() : null;
}

export async function findById(id: string): Promise<NotificationRecord | null> {
  const found = await NotificationModel.findById(new Types.ObjectId(id)).lean<NotificationDocument>();
  return found ? toRecord(found) : null;
}

/** Newest first, before the row `cursor`. */
export async function findPage(
  userId: string,
  options: { unread: boolean | null; cursor: string | undefined; limit: number },
): Promise<NotificationRecord[]> {
  const found = await NotificationModel.find({
    userId: new Types.ObjectId(userId),
    ...(options.unread === null ? {} : { unread: options.unread }),
    ...(options.cursor === undefined ? {} : { _id: { $lt: new Types.ObjectId(options.cursor) } }),
  })
    .sort({ _id: -1 })
    .limit(options.limit)
    .lean<NotificationDocument[]>();
  return found.map(toRecord);
}

/** @param atMost where counting stops: a badge shows no more. */
export const countUnread = (userId: string, atMost: number): Promise<number> =>
  NotificationModel.countDocuments({ userId: new Types.ObjectId(userId), unread: true })
    .limit(atMost)
    .exec();

/** The row of this user as it is afterwards; null when it is not theirs. `changed` tells a first reading. */
export async function markRead(
  tx: ClientSession,
  userId: string,
  id: string,
  at: Date,
): Promise<{ notification: NotificationRecord; changed: boolean } | null> {
  const mine = { _id: new Types.ObjectId(id), userId: new Types.ObjectId(userId) };
  const { modifiedCount } = await NotificationModel.updateOne(
    { ...mine, unread: true },
    { $set: { readAt: at, unread: false } },
    { session: tx },
  );
  const found = await NotificationModel.findOne(mine, null, { session: tx }).lean<NotificationDocument>();
  return found ? { notification: toRecord(found), changed: modifiedCount === 1 } : null;
}

/** @returns how many were unread. */
export async function markAllRead(tx: ClientSession, userId: string, at: Date): Promise<number> {
  const { modifiedCount } = await NotificationModel.updateMany(
    { userId: new Types.ObjectId(userId), unread: true },
    { $set: { readAt: at, unread: false } },
    { session: tx },
  );
  return modifiedCount;
}
