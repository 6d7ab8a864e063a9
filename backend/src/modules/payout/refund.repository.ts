import { Types, type ClientSession } from 'mongoose';
import type { Snapshot } from '../../platform/snapshot.ts';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { RefundModel, type ClaimDocument, type RefundDocument } from './refund.model.ts';
import type { RefundStatus } from './refund.process.ts';

export interface Claim {
  readonly payoutId: string | null;
  readonly amountBase: bigint;
  readonly state: ClaimDocument['state'];
}

export interface RefundRecord {
  readonly id: string;
  readonly userId: string;
  readonly asset: string;
  readonly amountBase: bigint;
  readonly openBase: bigint;
  readonly status: RefundStatus;
  readonly version: number;
  readonly isBuyersDoing: boolean;
  readonly requestId: string | null;
  readonly paymentId: string | null;
  readonly claims: readonly Claim[];
  readonly remindAt: Date | null;
  readonly reminders: number;
  readonly createdAt: Date;
}

const toRecord = (document: RefundDocument): RefundRecord => ({
  id: document._id.toHexString(),
  userId: document.userId.toHexString(),
  asset: document.asset,
  amountBase: fromDecimal(document.amountBase),
  openBase: fromDecimal(document.openBase),
  status: document.status,
  version: document.version,
  isBuyersDoing: document.isBuyersDoing,
  requestId: document.requestId?.toHexString() ?? null,
  paymentId: document.paymentId?.toHexString() ?? null,
  claims: document.claims.map(({ payoutId, amountBase, state }) => ({
    payoutId: payoutId?.toHexString() ?? null,
    amountBase: fromDecimal(amountBase),
    state,
  })),
  remindAt: document.remindAt,
  reminders: document.reminders,
  createdAt: document.createdAt,
});

const oid = (id: string): Types.ObjectId => new Types.ObjectId(id);
const oidOrNull = (id: string | null): Types.ObjectId | null => (id === null ? null : oid(id));

export type NewRefund = Pick<
  RefundRecord,
  'userId' | 'asset' | 'amountBase' | 'isBuyersDoing' | 'requestId' | 'paymentId' | 'remindAt' | 'createdAt'
>;

export async function insertRefund(tx: ClientSession, refund: NewRefund): Promise<RefundRecord> {
  const document: RefundDocument = {
    _id: new Types.ObjectId(),
    userId: oid(refund.userId),
    asset: refund.asset,
    amountBase: toDecimal(refund.amountBase),
    openBase: toDecimal(refund.amountBase),
    status: 'awaiting_destination',
    version: 1,
    isBuyersDoing: refund.isBuyersDoing,
    requestId: oidOrNull(refund.requestId),
    paymentId: oidOrNull(refund.paymentId),
    claims: [],
    remindAt: refund.remindAt,
    reminders: 0,
    createdAt: refund.createdAt,
  };
  await RefundModel.create([document], { session: tx });
  return toRecord(document);
}

const find = async (tx: ClientSession | null, filter: Record<string, unknown>): Promise<RefundRecord[]> => {
  const found = await RefundModel.find(filter, null, tx === null ? {} : { session: tx })
    .sort({ _id: 1 })
    .lean<RefundDocument[]>();
  return found.map(toRecord);
};

/** A person's refunds that have something left, the oldest first. */
export const findOpen = (tx: ClientSession | null, userId: string, asset: string): Promise<RefundRecord[]> =>
  find(tx, { userId: oid(userId), status: 'awaiting_destination', asset });

export const findClaimedBy = (tx: ClientSession, payoutId: string): Promise<RefundRecord[]> =>
  find(tx, { 'claims.payoutId': oid(payoutId) });

export const findOfPayment = (tx: ClientSession, paymentId: string): Promise<RefundRecord[]> =>
  find(tx, { paymentId: oid(paymentId) });

/** A person's refunds that have not arrived yet. */
export const findUnsettled = (userId: string): Promise<RefundRecord[]> =>
  find(null, { userId: oid(userId), status: { $in: ['awaiting_destination', 'on_its_way'] } });

export async function findRefund(tx: ClientSession | null, id: string): Promise<RefundRecord | null> {
  return (await find(tx, { _id: oid(id) }))[0] ?? null;
}

export interface RefundChange {
  readonly status?: RefundStatus;
  readonly openBase?: bigint;
  readonly claims?: readonly Claim[];
  readonly remindAt?: Date | null;
  readonly reminders?: number;
}

/** Compare-and-set on status and version. Null when somebody was faster. */
export async function changeRefund(
  tx: ClientSession,
  refund: RefundRecord,
  { openBase, claims, ...rest }: RefundChange,
): Promise<RefundRecord | null> {
  const set = {
    ...rest,
    ...(openBase === undefined ? {} : { openBase: toDecimal(openBase) }),
    ...(claims === undefined
      ? {}
      : {
          claims: claims.map((claim) => ({
            payoutId: oidOrNull(claim.payoutId),
            amountBase: toDecimal(claim.amountBase),
            state: claim.state,
          })),
        }),
  };
  const changed = await RefundModel.findOneAndUpdate(
    { _id: oid(refund.id), status: refund.status, version: refund.version },
    { $set: set, $inc: { version: 1 } },
    { session: tx, returnDocument: 'after' },
  ).lean<RefundDocument>();
  return changed ? toRecord(changed) : null;
}

/** Ids of refunds whose reminder is due, the most overdue first. */
export async function findToRemind(at: Date, limit: number): Promise<string[]> {
  const found = await RefundModel.find({ remindAt: { $lte: at } }, { _id: 1 })
    .sort({ remindAt: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}

/** What is left of all refunds, by owner and asset. */
export async function sumOpen(at: Snapshot): Promise<Pick<RefundRecord, 'userId' | 'asset' | 'openBase'>[]> {
  const rows = await RefundModel.aggregate<{
    _id: { userId: Types.ObjectId; asset: string };
    open: Types.Decimal128;
  }>([
    { $match: { status: 'awaiting_destination' } },
    { $group: { _id: { userId: '$userId', asset: '$asset' }, open: { $sum: '$openBase' } } },
  ]).option(at);
  return rows.map(({ _id, open }) => ({
    userId: _id.userId.toHexString(),
    asset: _id.asset,
    openBase: fromDecimal(open),
  }));
}
