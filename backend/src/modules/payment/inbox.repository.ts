import { Types } from 'mongoose';
import { isDuplicateKey } from '../../platform/transaction.ts';
import { InboxModel, type InboxDocument } from './inbox.model.ts';

export interface InboxEvent {
  readonly id: string;
  readonly kind: InboxDocument['kind'];
  readonly externalId: string | null;
  readonly body: string;
  /** With this one. */
  readonly attempts: number;
}

const toEvent = (document: InboxDocument): InboxEvent => ({
  id: document._id.toHexString(),
  kind: document.kind,
  externalId: document.externalId,
  body: document.body,
  attempts: document.attempts,
});

export type NewInboxEvent = Pick<
  InboxDocument,
  'dedupKey' | 'kind' | 'externalId' | 'body' | 'status' | 'reason'
>;

/** Stored with majority before it returns. A copy of a callback changes nothing. */
export async function storeOnce(event: NewInboxEvent): Promise<void> {
  const at = new Date();
  const { dedupKey, ...rest } = event;
  try {
    await InboxModel.updateOne(
      { dedupKey },
      { $setOnInsert: { ...rest, attempts: 0, notBefore: at, receivedAt: at } },
      { upsert: true },
    );
  } catch (error) {
    // Two copies at the same moment: one of them is stored, and that is enough.
    if (!isDuplicateKey(error, 'dedupKey')) throw error;
  }
}

/** Takes the oldest event that is due, for `claimMs`; null when there is none. */
export async function claimNext(claimMs: number): Promise<InboxEvent | null> {
  const at = Date.now();
  const document = await InboxModel.findOneAndUpdate(
    { status: 'new', notBefore: { $lte: new Date(at) } },
    { $set: { notBefore: new Date(at + claimMs) }, $inc: { attempts: 1 } },
    { sort: { notBefore: 1, _id: 1 }, returnDocument: 'after' },
  ).lean<InboxDocument>();
  return document ? toEvent(document) : null;
}

export async function finish(id: string, status: 'done' | 'dead', reason: string | null): Promise<void> {
  await InboxModel.updateOne({ _id: new Types.ObjectId(id) }, { $set: { status, reason } });
}

export async function postpone(id: string, delayMs: number, reason: string): Promise<void> {
  const notBefore = new Date(Date.now() + delayMs);
  await InboxModel.updateOne({ _id: new Types.ObjectId(id), status: 'new' }, { $set: { notBefore, reason } });
}
