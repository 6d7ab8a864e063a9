import { Types, type ClientSession } from 'mongoose';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { DepositModel, type DepositDocument, type DepositStatus } from './payment.model.ts';

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
  readonly postings: number;
  readonly status: DepositStatus;
  readonly fault: string | null;
  readonly confirmations: number;
  readonly blockNumber: number | null;
  readonly blockHash: string | null;
  readonly missingSince: Date | null;
  readonly watched: boolean;
  readonly detectedAt: Date;
  readonly confirmedAt: Date | null;
}

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
  postings: document.postings,
  status: document.status,
  fault: document.fault,
  confirmations: document.confirmations,
  blockNumber: document.blockNumber,
  blockHash: document.blockHash,
  missingSince: document.missingSince,
  watched: document.watched,
  detectedAt: document.detectedAt,
  confirmedAt: document.confirmedAt,
});

type Amounts = 'amountBase' | 'postedBase' | 'settledBase';
export type NewDeposit = Omit<DepositRecord, 'id'>;
export type DepositChange = Partial<
  Omit<NewDeposit, 'paymentId' | 'chainId' | 'asset' | 'txid' | 'destination'>
>;

const AMOUNTS: readonly Amounts[] = ['amountBase', 'postedBase', 'settledBase'];

/** Amounts as they are stored; everything else as it is. */
function toStored(change: DepositChange): Record<string, unknown> {
  const stored: Record<string, unknown> = { ...change };
  for (const name of AMOUNTS) {
    const value = change[name];
    if (value !== undefined) stored[name] = toDecimal(value);
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
export async function findWatched(limit: number): Promise<DepositRecord[]> {
  const found = await DepositModel.find({ watched: true })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<DepositDocument[]>();
  return found.map(toRecord);
}

/** Every deposit with money in the ledger, for the ledger's check. */
export async function* streamPostedDeposits(): AsyncGenerator<DepositRecord> {
  const cursor = DepositModel.find({ postings: { $gt: 0 } })
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
