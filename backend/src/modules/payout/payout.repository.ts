import { Types, type ClientSession } from 'mongoose';
import { env } from '../../config/env.ts';
import { now } from '../../platform/clock.ts';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { PLATFORM_ID } from './payout.policy.ts';
import { PayoutModel, type PayoutDocument } from './payout.model.ts';
import type { PayoutStatus } from './payout.process.ts';
import { toRecord, type Note, type PayoutRecord, type Vote } from './payout-record.repository.ts';
import { sessionOption } from '../../platform/transaction.ts';

export type { Note, PayoutRecord, Vote };

const orNull = (document: PayoutDocument | null): PayoutRecord | null =>
  document ? toRecord(document) : null;
const oid = (id: string): Types.ObjectId => new Types.ObjectId(id);

export type NewPayout = Pick<
  PayoutRecord,
  | 'userId'
  | 'reference'
  | 'source'
  | 'asset'
  | 'amountBase'
  | 'feeBase'
  | 'valueCents'
  | 'addressId'
  | 'chainId'
  | 'destination'
  | 'approvalsNeeded'
  | 'approvalReason'
  | 'replacesId'
  | 'stuckAt'
>;

/** What is handed to the gateway, base units. */
export const sentBaseOf = ({ amountBase, feeBase }: Pick<PayoutRecord, 'amountBase' | 'feeBase'>): bigint =>
  amountBase - feeBase;

/**
 * @throws a duplicate-key error (index `reference`) when the user used the reference before, (index `replaces`)
 *   when another payout has taken the place of the one named
 */
export async function insertPayout(tx: ClientSession, payout: NewPayout, at: Date): Promise<PayoutRecord> {
  const document: PayoutDocument = {
    ...payout,
    _id: new Types.ObjectId(),
    userId: oid(payout.userId),
    addressId: oid(payout.addressId),
    amountBase: toDecimal(payout.amountBase),
    feeBase: toDecimal(payout.feeBase),
    replacesId: payout.replacesId === null ? null : oid(payout.replacesId),
    networkFee: null,
    status: 'requested',
    version: 1,
    approvals: [],
    failVotes: [],
    workerId: null,
    startBlock: null,
    taskId: null,
    txid: null,
    paidFrom: null,
    reason: null,
    notes: [],
    alarmedAt: null,
    nextLookAt: new Date(),
    history: [{ status: 'requested', at }],
    createdAt: at,
    updatedAt: at,
  };
  await PayoutModel.create([document], { session: tx });
  return toRecord(document);
}

export const findPayout = async (id: string, tx: ClientSession | null = null): Promise<PayoutRecord | null> =>
  orNull(await PayoutModel.findById(oid(id), null, sessionOption(tx)).lean<PayoutDocument>());

export const findByReference = async (userId: string, reference: string): Promise<PayoutRecord | null> =>
  orNull(await PayoutModel.findOne({ userId: oid(userId), reference }).lean<PayoutDocument>());

/** For the lists of this module. */
export async function findPayoutsWhere(
  filter: Record<string, unknown>,
  sort: Record<string, 1 | -1>,
  limit: number,
): Promise<PayoutRecord[]> {
  const found = await PayoutModel.find(filter).sort(sort).limit(limit).lean<PayoutDocument[]>();
  return found.map(toRecord);
}

/** A user's payouts of their own money, newest first, before `cursor` (a payout's id). */
export async function findPayoutsOf(
  userId: string,
  page: {
    readonly status?: PayoutStatus | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<PayoutRecord[]> {
  return findPayoutsWhere(
    {
      userId: oid(userId),
      source: { $ne: 'fee_revenue' },
      ...(page.status === undefined ? {} : { status: page.status }),
      ...(page.cursor === undefined ? {} : { _id: { $lt: oid(page.cursor) } }),
    },
    { _id: -1 },
    page.limit,
  );
}

export interface PayoutChange {
  readonly set?: Partial<
    Pick<
      PayoutDocument,
      | 'status'
      | 'workerId'
      | 'startBlock'
      | 'taskId'
      | 'txid'
      | 'paidFrom'
      | 'networkFee'
      | 'reason'
      | 'stuckAt'
      | 'alarmedAt'
      | 'nextLookAt'
      | 'updatedAt'
    >
  >;
  readonly step?: { readonly status: PayoutStatus; readonly at: Date };
  readonly vote?: { readonly kind: 'approvals' | 'failVotes' } & Vote;
  readonly note?: Note;
}

/** A note of this moment. */
export const noteOf = (kind: Note['kind'], text: string, adminId: string | null = null): Note => ({
  kind,
  text,
  adminId,
  at: now(),
});

/** Older notes of a payout fall away. */
const NOTES_KEPT = 200;

const toNoteDocument = ({ adminId, ...note }: Note) => ({
  ...note,
  adminId: adminId === null ? null : oid(adminId),
});
const pushNote = (note: Note) => ({ notes: { $each: [toNoteDocument(note)], $slice: -NOTES_KEPT } });

/** Compare-and-set on status and version. Null when somebody was faster. */
export async function changePayout(
  tx: ClientSession,
  payout: PayoutRecord,
  { set = {}, step, vote, note }: PayoutChange,
): Promise<PayoutRecord | null> {
  const push = {
    ...(step ? { history: step } : {}),
    ...(note ? pushNote(note) : {}),
    ...(vote ? { [vote.kind]: { adminId: oid(vote.adminId), note: vote.note, at: vote.at } } : {}),
  };
  return orNull(
    await PayoutModel.findOneAndUpdate(
      { _id: oid(payout.id), status: payout.status, version: payout.version },
      { $set: set, $inc: { version: 1 }, ...(Object.keys(push).length > 0 ? { $push: push } : {}) },
      { session: tx, returnDocument: 'after' },
    ).lean<PayoutDocument>(),
  );
}

/** Adds to what is known of a payout; nothing else about it changes, so no version either. */
export async function addNote(id: string, note: Note): Promise<void> {
  await PayoutModel.updateOne({ _id: oid(id) }, { $push: pushNote(note) });
}

/** A person's payouts that nobody has handed to the gateway yet. */
export async function findUnsent(tx: ClientSession, userId: string): Promise<PayoutRecord[]> {
  const found = await PayoutModel.find(
    { userId: oid(userId), status: { $in: ['requested', 'approved'] } },
    null,
    { session: tx },
  ).lean<PayoutDocument[]>();
  return found.map(toRecord);
}

/** Payouts in a status, the oldest first. */
export async function findByStatus(status: PayoutStatus, limit: number): Promise<PayoutRecord[]> {
  const found = await PayoutModel.find({ status }).sort({ _id: 1 }).limit(limit).lean<PayoutDocument[]>();
  return found.map(toRecord);
}

/** Payouts in one of the statuses whose next look is due (wall time); the one waiting longest first. */
export async function findDueForLook(
  statuses: readonly PayoutStatus[],
  limit: number,
): Promise<PayoutRecord[]> {
  const found = await PayoutModel.find({ status: { $in: statuses }, nextLookAt: { $lte: new Date() } })
    .sort({ nextLookAt: 1 })
    .limit(limit)
    .lean<PayoutDocument[]>();
  return found.map(toRecord);
}

export async function setNextLook(id: string, at: Date): Promise<void> {
  await PayoutModel.updateOne({ _id: oid(id) }, { $set: { nextLookAt: at } });
}

/** Wallets that confirmed payouts were paid from on a chain, and those an operator has named: the gateway's own. */
export async function findGatewayWallets(chainId: number): Promise<string[]> {
  const found = await PayoutModel.distinct('paidFrom', { chainId, status: 'confirmed' });
  const shown = (found as (string | null)[]).filter((wallet) => wallet !== null);
  return [...new Set([...shown, ...env().GATEWAY_WALLETS.map((wallet) => wallet.toLowerCase())])];
}

/** Whether the gateway pays from an address: what is sent there never leaves it. */
export const isGatewayWallet = async (chainId: number, address: string): Promise<boolean> => {
  const wallet = address.toLowerCase();
  if (env().GATEWAY_WALLETS.some((known) => known.toLowerCase() === wallet)) return true;
  return (await PayoutModel.exists({ chainId, paidFrom: wallet, status: 'confirmed' })) !== null;
};

/** Which of these transactions pay another payout already. */
export async function findTakenTxids(chainId: number, txids: readonly string[]): Promise<string[]> {
  const found = await PayoutModel.find({ chainId, txid: { $in: txids } }, { txid: 1 }).lean<
    { txid: string }[]
  >();
  return found.map(({ txid }) => txid);
}

/** Ids of a user's payouts that hold money of theirs. */
export async function findLiveIds(userId: string, statuses: readonly PayoutStatus[]): Promise<string[]> {
  const found = await PayoutModel.find(
    { userId: oid(userId), status: { $in: statuses }, source: { $ne: 'fee_revenue' } },
    { _id: 1 },
  ).lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}

/** The owner's id by the payout's; `PLATFORM_ID` of fees on their way to Amn itself. */
export async function findOwnersOf(
  tx: ClientSession,
  payoutIds: readonly string[],
): Promise<Map<string, string>> {
  const found = await PayoutModel.find(
    { _id: { $in: payoutIds.map(oid) } },
    { userId: 1, source: 1 },
    { session: tx },
  ).lean<Pick<PayoutDocument, '_id' | 'userId' | 'source'>[]>();
  return new Map(
    found.map(({ _id, userId, source }) => [
      _id.toHexString(),
      source === 'fee_revenue' ? PLATFORM_ID : userId.toHexString(),
    ]),
  );
}

/** Payouts of an asset that the gateway was given and that are not known to have ended. */
export interface AtGateway {
  readonly count: number;
  /** What is to arrive, base units. */
  readonly amountBase: bigint;
}

/** By asset: what may have left the gateway already, and may not. */
export async function sumAtGateway(tx: ClientSession): Promise<ReadonlyMap<string, AtGateway>> {
  const rows = await PayoutModel.aggregate<{ _id: string; count: number; sum: Types.Decimal128 }>(
    [
      { $match: { status: { $in: ['submitting', 'submitted', 'unknown'] } } },
      {
        $group: {
          _id: '$asset',
          count: { $sum: 1 },
          sum: { $sum: { $subtract: ['$amountBase', '$feeBase'] } },
        },
      },
    ],
    { session: tx },
  );
  return new Map(rows.map(({ _id, count, sum }) => [_id, { count, amountBase: fromDecimal(sum) }]));
}

/** Ids of payouts that have stood too long and of which nobody was told, the longest first. */
export async function findUnalarmed(at: Date, limit: number): Promise<string[]> {
  const found = await PayoutModel.find({ stuckAt: { $lte: at }, alarmedAt: null }, { _id: 1 })
    .sort({ stuckAt: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}

export const hasStuck = async (at: Date): Promise<boolean> =>
  (await PayoutModel.exists({ stuckAt: { $lte: at } })) !== null;
