import { Types } from 'mongoose';
import { afterCursor, allOf, sortOf, type Keyset } from '../../shared/keyset.ts';
import { DepositModel } from './deposit.model.ts';
import { InboxModel, type InboxDocument } from './inbox.model.ts';
import { PaymentModel } from './payment.model.ts';
import { SIDE_STATUSES } from './payment.policy.ts';
import type { PaymentStatus } from './payment.process.ts';

/** Reads of the payments' desk: admins only, and nothing that a decision hangs on. */
export const OLDEST: Keyset = { name: 'payments-oldest', field: 'createdAt', type: 'date', direction: 1 };
export const NEWEST: Keyset = { name: 'payments-newest', field: 'createdAt', type: 'date', direction: -1 };
export const DEPOSITS: Keyset = { name: 'deposits', field: 'detectedAt', type: 'date', direction: 1 };
export const INBOX: Keyset = { name: 'inbox', field: 'receivedAt', type: 'date', direction: -1 };

interface Filter {
  readonly view: 'side' | 'all';
  readonly status?: PaymentStatus | undefined;
  readonly asset?: string | undefined;
}

/** Ids in the list's order; the records are read through the repository of payments. */
export async function findPaymentIds(
  { view, status, asset }: Filter,
  order: Keyset,
  cursor: string | undefined,
  limit: number,
): Promise<string[]> {
  const condition = allOf(
    view === 'side' ? { status: { $in: [...SIDE_STATUSES] } } : {},
    status === undefined ? {} : { status },
    asset === undefined ? {} : { asset },
    afterCursor(order, cursor),
  );
  const found = await PaymentModel.find(condition, { _id: 1 })
    .sort(sortOf(order))
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}

export async function findDepositIds(
  status: string,
  cursor: string | undefined,
  limit: number,
): Promise<string[]> {
  const found = await DepositModel.find(allOf({ status }, afterCursor(DEPOSITS, cursor)), { _id: 1 })
    .sort(sortOf(DEPOSITS))
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}

export interface StatusCount {
  readonly status: PaymentStatus;
  readonly count: number;
  readonly oldestAt: Date;
}

export async function countByStatus(): Promise<StatusCount[]> {
  const rows = await PaymentModel.aggregate<{ _id: PaymentStatus; count: number; oldestAt: Date }>([
    { $group: { _id: '$status', count: { $sum: 1 }, oldestAt: { $min: '$createdAt' } } },
  ]);
  return rows.map(({ _id, count, oldestAt }) => ({ status: _id, count, oldestAt }));
}

export const countQuarantined = (): Promise<number> => DepositModel.countDocuments({ status: 'quarantined' });

/** Assets that ever arrived. */
export const findDepositedAssets = (): Promise<string[]> => DepositModel.distinct('asset');

export interface InboxRecord {
  readonly id: string;
  readonly kind: InboxDocument['kind'];
  readonly externalId: string | null;
  readonly status: InboxDocument['status'];
  readonly reason: string | null;
  readonly attempts: number;
  readonly redeliveries: number;
  readonly receivedAt: Date;
  readonly body: string;
}

const toInboxRecord = (document: InboxDocument): InboxRecord => ({
  id: document._id.toHexString(),
  kind: document.kind,
  externalId: document.externalId,
  status: document.status,
  reason: document.reason,
  attempts: document.attempts,
  redeliveries: document.redeliveries ?? 0,
  receivedAt: document.receivedAt,
  body: document.body,
});

export const countDeadLetters = (): Promise<number> => InboxModel.countDocuments({ status: 'dead' });

export async function findInboxPage(
  status: InboxDocument['status'],
  cursor: string | undefined,
  limit: number,
): Promise<InboxRecord[]> {
  const found = await InboxModel.find(allOf({ status }, afterCursor(INBOX, cursor)))
    .sort(sortOf(INBOX))
    .limit(limit)
    .lean<InboxDocument[]>();
  return found.map(toInboxRecord);
}

/** Callbacks about one external id, newest first, at most a hundred. */
export async function findInboxOf(externalId: string): Promise<InboxRecord[]> {
  const found = await InboxModel.find({ externalId })
    .sort({ receivedAt: -1 })
    .limit(100)
    .lean<InboxDocument[]>();
  return found.map(toInboxRecord);
}

/**
 * Puts a stored callback back where the worker takes it from; one that waits already is taken at once.
 * @returns null when there is no such event
 */
export async function reopenInboxEvent(eventId: string, adminId: string): Promise<InboxRecord | null> {
  const document = await InboxModel.findOneAndUpdate(
    { _id: new Types.ObjectId(eventId) },
    {
      $set: {
        status: 'new',
        reason: null,
        attempts: 0,
        notBefore: new Date(),
        redeliveredBy: new Types.ObjectId(adminId),
      },
      $inc: { redeliveries: 1 },
    },
    { returnDocument: 'after' },
  ).lean<InboxDocument>();
  return document ? toInboxRecord(document) : null;
}
