import { Types, type ClientSession } from 'mongoose';
import type { Snapshot } from '../../platform/snapshot.ts';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { DepositModel, type DepositDocument } from './deposit.model.ts';
import type { DepositSource, DepositStatus, ResolutionOutcome } from './deposit.process.ts';

export interface Resolution {
  readonly outcome: ResolutionOutcome;
  readonly evidence: string;
  readonly votes: readonly { readonly adminId: string; readonly at: Date }[];
  readonly votesNeeded: number;
  readonly decidedAt: Date | null;
}

export interface DepositRecord {
  readonly id: string;
  readonly paymentId: string;
  readonly chainId: number;
  readonly asset: string;
  readonly txid: string;
  readonly destination: string;
  readonly amountBase: bigint;
  readonly postedBase: bigint;
  readonly settledBase: bigint;
  readonly heldBase: bigint;
  readonly lostBase: bigint;
  readonly writtenOffBase: bigint;
  readonly postings: number;
  readonly status: DepositStatus;
  readonly fault: string | null;
  readonly sources: readonly { readonly source: DepositSource; readonly at: Date }[];
  readonly resolution: Resolution | null;
  readonly confirmations: number;
  readonly blockNumber: number | null;
  readonly blockHash: string | null;
  readonly missingSince: Date | null;
  readonly watched: boolean;
  readonly detectedAt: Date;
  readonly confirmedAt: Date | null;
}

const toResolution = ({ resolution }: DepositDocument): Resolution | null =>
  resolution && {
    outcome: resolution.outcome,
    evidence: resolution.evidence,
    votes: resolution.votes.map(({ adminId, at }) => ({ adminId: adminId.toHexString(), at })),
    votesNeeded: resolution.votesNeeded,
    decidedAt: resolution.decidedAt,
  };

const toRecord = (document: DepositDocument): DepositRecord => ({
  id: document._id.toHexString(),
  paymentId: document.paymentId.toHexString(),
  chainId: document.chainId,
  asset: document.asset,
  txid: document.txid,
  destination: document.destination,
  amountBase: fromDecimal(document.amountBase),
  postedBase: fromDecimal(document.postedBase),
  settledBase: fromDecimal(document.settledBase),
  heldBase: fromDecimal(document.heldBase),
  lostBase: fromDecimal(document.lostBase),
  writtenOffBase: fromDecimal(document.writtenOffBase),
  postings: document.postings,
  status: document.status,
  fault: document.fault,
  sources: document.sources.map(({ source, at }) => ({ source, at })),
  resolution: toResolution(document),
  confirmations: document.confirmations,
  blockNumber: document.blockNumber,
  blockHash: document.blockHash,
  missingSince: document.missingSince,
  watched: document.watched,
  detectedAt: document.detectedAt,
  confirmedAt: document.confirmedAt,
});

const AMOUNTS = [
  'amountBase',
  'postedBase',
  'settledBase',
  'heldBase',
  'lostBase',
  'writtenOffBase',
] as const satisfies readonly (keyof DepositRecord)[];
export type NewDeposit = Omit<DepositRecord, 'id'>;
export type DepositChange = Partial<
  Omit<NewDeposit, 'paymentId' | 'chainId' | 'asset' | 'txid' | 'destination'>
>;

/** Amounts as they are stored; everything else as it is. */
function toStored(change: DepositChange): Record<string, unknown> {
  const stored: Record<string, unknown> = { ...change };
  for (const name of AMOUNTS) {
    const value = change[name];
    if (value !== undefined) stored[name] = toDecimal(value);
  }
  if (change.resolution) {
    const votes = change.resolution.votes.map(({ adminId, at }) => ({
      adminId: new Types.ObjectId(adminId),
      at,
    }));
    stored['resolution'] = { ...change.resolution, votes };
  }
  return stored;
}

/** In the order in which they were first seen. */
export async function findDeposits(
  paymentIds: readonly string[],
  tx: ClientSession | null = null,
): Promise<DepositRecord[]> {
  const found = await DepositModel.find(
    { paymentId: { $in: paymentIds.map((id) => new Types.ObjectId(id)) } },
    null,
    { session: tx },
  )
    .sort({ _id: 1 })
    .lean<DepositDocument[]>();
  return found.map(toRecord);
}

export async function findDeposit(
  id: string,
  tx: ClientSession | null = null,
): Promise<DepositRecord | null> {
  const found = await DepositModel.findById(new Types.ObjectId(id), null, {
    session: tx,
  }).lean<DepositDocument>();
  return found ? toRecord(found) : null;
}

/** In the order of the ids. */
export async function findDepositsByIds(ids: readonly string[]): Promise<DepositRecord[]> {
  const found = await DepositModel.find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }).lean<
    DepositDocument[]
  >();
  const byId = new Map(found.map((document) => [document._id.toHexString(), toRecord(document)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** @throws a duplicate-key error (index `once`) when the transaction was noted before. */
export async function insertDeposit(tx: ClientSession, deposit: NewDeposit): Promise<DepositRecord> {
  const _id = new Types.ObjectId();
  const document = {
    ...toStored(deposit),
    _id,
    paymentId: new Types.ObjectId(deposit.paymentId),
  } as unknown as DepositDocument;
  await DepositModel.create([document], { session: tx });
  return { id: _id.toHexString(), ...deposit };
}

export async function changeDeposit(
  tx: ClientSession,
  deposit: DepositRecord,
  change: DepositChange,
): Promise<DepositRecord> {
  const result = await DepositModel.updateOne(
    { _id: new Types.ObjectId(deposit.id) },
    { $set: toStored(change) },
    { session: tx },
  );
  if (result.matchedCount !== 1) throw new Error(`deposit ${deposit.id} is gone`);
  return { ...deposit, ...change };
}

/** Deposits that the chain is asked about, longest waiting first. */
export async function findWatched(limit: number, afterId: string | null): Promise<DepositRecord[]> {
  const page = afterId === null ? {} : { _id: { $gt: new Types.ObjectId(afterId) } };
  const found = await DepositModel.find({ watched: true, ...page })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<DepositDocument[]>();
  return found.map(toRecord);
}

/** Every deposit with money in the ledger, for the ledger's check. */
export async function* streamPostedDeposits(at: Snapshot): AsyncGenerator<DepositRecord> {
  const cursor = DepositModel.find({ postings: { $gt: 0 } }, null, at)
    .lean<DepositDocument[]>()
    .cursor();
  for await (const document of cursor) yield toRecord(document);
}

/** Remembers since when (wall time) the chain does not show a deposit; the first time counts. */
export async function noteMissing(depositId: string): Promise<Date> {
  const since = new Date();
  await DepositModel.updateOne(
    { _id: new Types.ObjectId(depositId), missingSince: null },
    { $set: { missingSince: since } },
  );
  return since;
}

/** Deposits that the ledger does not know, per asset, base units. */
export interface UnbookedDeposits {
  /** On their way: too few confirmations, or not proven yet. */
  readonly detectedBase: bigint;
  /** In quarantine: they may be there or not, and are nobody's until an admin decides. */
  readonly quarantinedBase: bigint;
}

/** What was seen coming in and is not in the ledger. One that has left the chain is not there any more. */
export async function unbookedDeposits(tx: ClientSession): Promise<Map<string, UnbookedDeposits>> {
  const rows = await DepositModel.aggregate<{
    _id: { asset: string; status: 'detected' | 'quarantined' };
    open: Types.Decimal128;
  }>(
    [
      {
        $match: {
          status: { $in: ['detected', 'quarantined'] },
          $expr: { $gt: ['$amountBase', '$postedBase'] },
        },
      },
      {
        $group: {
          _id: { asset: '$asset', status: '$status' },
          open: { $sum: { $subtract: ['$amountBase', '$postedBase'] } },
        },
      },
    ],
    { session: tx },
  );
  const sums = new Map<string, { detectedBase: bigint; quarantinedBase: bigint }>();
  for (const { _id, open } of rows) {
    const sum = sums.get(_id.asset) ?? { detectedBase: 0n, quarantinedBase: 0n };
    sum[_id.status === 'quarantined' ? 'quarantinedBase' : 'detectedBase'] += fromDecimal(open);
    sums.set(_id.asset, sum);
  }
  return sums;
}
