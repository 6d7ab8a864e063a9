import { Types, type ClientSession } from 'mongoose';
import { MailModel, type MailDocument } from './mail.model.ts';

export interface MailRecord {
  readonly id: string;
  readonly userId: string;
  readonly notificationId: string | null;
  readonly key: string;
  readonly attempts: number;
}

const toRecord = (document: MailDocument): MailRecord => ({
  id: document._id.toHexString(),
  userId: document.userId.toHexString(),
  notificationId: document.notificationId?.toHexString() ?? null,
  key: document.key,
  attempts: document.attempts,
});

export async function insert(
  tx: ClientSession,
  mail: Pick<MailRecord, 'userId' | 'notificationId' | 'key'>,
): Promise<void> {
  const document: MailDocument = {
    _id: new Types.ObjectId(),
    userId: new Types.ObjectId(mail.userId),
    notificationId: mail.notificationId === null ? null : new Types.ObjectId(mail.notificationId),
    key: mail.key,
    state: 'due',
    attempts: 0,
    notBefore: new Date(0),
    createdAt: new Date(),
    endedAt: null,
  };
  await MailModel.create([document], { session: tx });
}

/** Takes the mail that waits longest for itself until `until`; null when none is due. */
export async function claimDue(wallNow: Date, until: Date): Promise<MailRecord | null> {
  const claimed = await MailModel.findOneAndUpdate(
    { state: 'due', notBefore: { $lte: wallNow } },
    { $set: { notBefore: until }, $inc: { attempts: 1 } },
    { sort: { notBefore: 1 }, returnDocument: 'after' },
  ).lean<MailDocument>();
  return claimed ? toRecord(claimed) : null;
}

export async function rest(id: string, until: Date): Promise<void> {
  await MailModel.updateOne({ _id: new Types.ObjectId(id), state: 'due' }, { $set: { notBefore: until } });
}

export async function end(id: string, state: Exclude<MailDocument['state'], 'due'>): Promise<void> {
  await MailModel.updateOne({ _id: new Types.ObjectId(id) }, { $set: { state, endedAt: new Date() } });
}
