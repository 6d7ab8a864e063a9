import { Types, type ClientSession } from 'mongoose';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { PayoutModel, type PayoutDocument } from './payout.model.ts';
import type { PayoutStatus } from './payout.process.ts';
import { sessionOption } from '../../platform/transaction.ts';

export interface Vote {
  readonly adminId: string;
  readonly note: string;
  readonly at: Date;
}

export interface PayoutRecord {
  readonly id: string;
  readonly userId: string;
  readonly reference: string;
  readonly source: PayoutDocument['source'];
  readonly asset: string;
  readonly amountBase: bigint;
  readonly valueCents: number | null;
  readonly addressId: string;
  readonly chainId: number;
  readonly destination: string;
  readonly status: PayoutStatus;
  readonly version: number;
  readonly approvalsNeeded: number;
  readonly approvals: readonly Vote[];
  readonly failVotes: readonly Vote[];
  readonly workerId: string | null;
  readonly startBlock: number | null;
  readonly taskId: string | null;
  readonly txid: string | null;
  readonly reason: string | null;
  readonly history: readonly { readonly status: PayoutStatus; readonly at: Date }[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const toVotes = (votes: PayoutDocument['approvals']): Vote[] =>
  votes.map(({ adminId, note, at }) => ({ adminId: adminId.toHexString(), note, at }));

const toRecord = (document: PayoutDocument): PayoutRecord => ({
  id: document._id.toHexString(),
  userId: document.userId.toHexString(),
  reference: document.reference,
  source: document.source,
  asset: document.asset,
  amountBase: fromDecimal(document.amountBase),
  valueCents: document.valueCents,
  addressId: document.addressId.toHexString(),
  chainId: document.chainId,
  destination: document.destination,
  status: document.status,
  version: document.version,
  approvalsNeeded: document.approvalsNeeded,
  approvals: toVotes(document.approvals),
  failVotes: toVotes(document.failVotes),
  workerId: document.workerId,
  startBlock: document.startBlock,
  taskId: document.taskId,
  txid: document.txid,
  reason: document.reason,
  history: document.history.map(({ status, at }) => ({ status, at })),
  createdAt: document.createdAt,
  updatedAt: document.updatedAt,
});

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
  | 'valueCents'
  | 'addressId'
  | 'chainId'
  | 'destination'
  | 'approvalsNeeded'
>;

/** @throws a duplicate-key error (index `reference`) when the user used the reference before. */
export async function insertPayout(tx: ClientSession, payout: NewPayout, at: Date): Promise<PayoutRecord> {
  const document: PayoutDocument = {
    ...payout,
    _id: new Types.ObjectId(),
    userId: oid(payout.userId),
    addressId: oid(payout.addressId),
    amountBase: toDecimal(payout.amountBase),
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

/** A user's payouts, newest first, before `cursor` (a payout's id). */
export async function findPayoutsOf(
  userId: string,
  page: {
    readonly status?: PayoutStatus | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<PayoutRecord[]> {
  const found = await PayoutModel.find({
    userId: oid(userId),
    ...(page.status === undefined ? {} : { status: page.status }),
    ...(page.cursor === undefined ? {} : { _id: { $lt: oid(page.cursor) } }),
  })
    .sort({ _id: -1 })
    .limit(page.limit)
    .lean<PayoutDocument[]>();
  return found.map(toRecord);
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
      | 'reason'
      | 'nextLookAt'
      | 'updatedAt'
    >
  >;
  readonly step?: { readonly status: PayoutStatus; readonly at: Date };
  readonly vote?: { readonly kind: 'approvals' | 'failVotes' } & Vote;
}

/** Compare-and-set on status and version. Null when somebody was faster. */
export async function changePayout(
  tx: ClientSession,
  payout: PayoutRecord,
  { set = {}, step, vote }: PayoutChange,
): Promise<PayoutRecord | null> {
  const push = {
    ...(step ? { history: step } : {}),
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

/** Wallets that confirmed payouts were paid from on a chain: the gateway's own. */
export async function findGatewayWallets(chainId: number): Promise<string[]> {
  const found = await PayoutModel.distinct('paidFrom', { chainId, status: 'confirmed' });
  return (found as (string | null)[]).filter((wallet) => wallet !== null);
}

/** Which of these transactions pay another payout already. */
export async function findTakenTxids(chainId: number, txids: readonly string[]): Promise<string[]> {
  const found = await PayoutModel.find({ chainId, txid: { $in: txids } }, { txid: 1 }).lean<
    { txid: string }[]
  >();
  return found.map(({ txid }) => txid);
}

/** Ids of a user's payouts that hold money. */
export async function findLiveIds(userId: string, statuses: readonly PayoutStatus[]): Promise<string[]> {
  const found = await PayoutModel.find({ userId: oid(userId), status: { $in: statuses } }, { _id: 1 }).lean<
    { _id: Types.ObjectId }[]
  >();
  return found.map(({ _id }) => _id.toHexString());
}

/** The owner's id by the payout's. */
export async function findOwnersOf(
  tx: ClientSession,
  payoutIds: readonly string[],
): Promise<Map<string, string>> {
  const found = await PayoutModel.find(
    { _id: { $in: payoutIds.map(oid) } },
    { userId: 1 },
    { session: tx },
  ).lean<Pick<PayoutDocument, '_id' | 'userId'>[]>();
  return new Map(found.map(({ _id, userId }) => [_id.toHexString(), userId.toHexString()]));
}

/** What may have left the gateway and is not known to have, per asset, base units. */
export async function sumAtGateway(tx: ClientSession): Promise<Map<string, bigint>> {
  const rows = await PayoutModel.aggregate<{ _id: string; sum: Types.Decimal128 }>(
    [
      { $match: { status: { $in: ['submitting', 'submitted', 'unknown'] } } },
      { $group: { _id: '$asset', sum: { $sum: '$amountBase' } } },
    ],
    { session: tx },
  );
  return new Map(rows.map(({ _id, sum }) => [_id, fromDecimal(sum)]));
}

const MOST_REPEATED = 100;

/** `user reference` that more than one payout has: the unique index would have to be gone. */
export async function findRepeatedReferences(): Promise<string[]> {
  const rows = await PayoutModel.aggregate<{ _id: { userId: Types.ObjectId; reference: string } }>([
    { $group: { _id: { userId: '$userId', reference: '$reference' }, count: { $sum: 1 } } },
    { $match: { count: { $gt: 1 } } },
    { $limit: MOST_REPEATED },
  ]).option({ allowDiskUse: true });
  return rows.map(({ _id }) => `${_id.userId.toHexString()} ${_id.reference}`);
}

/** Transactions that more than one payout names. */
export async function findRepeatedTxids(): Promise<string[]> {
  const rows = await PayoutModel.aggregate<{ _id: { txid: string } }>([
    { $match: { txid: { $type: 'string' } } },
    { $group: { _id: { chainId: '$chainId', txid: '$txid' }, count: { $sum: 1 } } },
    { $match: { count: { $gt: 1 } } },
    { $limit: MOST_REPEATED },
  ]).option({ allowDiskUse: true });
  return rows.map(({ _id }) => _id.txid);
}

/** Every payout, for the ledger's check. */
export async function* streamPayouts(): AsyncGenerator<PayoutRecord> {
  for await (const document of PayoutModel.find().lean<PayoutDocument[]>().cursor()) yield toRecord(document);
}
