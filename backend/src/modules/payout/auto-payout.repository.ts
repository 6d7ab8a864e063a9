import { Types, type ClientSession } from 'mongoose';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { sessionOption } from '../../platform/transaction.ts';
import {
  AutoPayoutModel,
  AutoRunModel,
  type AutoPayoutDocument,
  type AutoRunDocument,
} from './auto-payout.model.ts';
import type { AutoStatus } from './auto-payout.process.ts';

export interface AutoPayoutRecord {
  readonly userId: string;
  readonly asset: string;
  readonly addressId: string;
  readonly minimumBase: bigint;
  readonly setAt: Date;
}

export interface AutoRunRecord {
  readonly id: string;
  readonly key: string;
  readonly userId: string;
  readonly asset: string;
  readonly status: AutoStatus;
  readonly version: number;
  readonly notBefore: Date;
}

const toRecord = (document: AutoPayoutDocument): AutoPayoutRecord => ({
  userId: document.userId.toHexString(),
  asset: document.asset,
  addressId: document.addressId.toHexString(),
  minimumBase: fromDecimal(document.minimumBase),
  setAt: document.setAt,
});

const toRun = (document: AutoRunDocument): AutoRunRecord => ({
  id: document._id.toHexString(),
  key: document.key,
  userId: document.userId.toHexString(),
  asset: document.asset,
  status: document.status,
  version: document.version,
  notBefore: document.notBefore,
});

const oid = (id: string): Types.ObjectId => new Types.ObjectId(id);

export async function findSettings(
  userId: string,
  tx: ClientSession | null = null,
): Promise<AutoPayoutRecord[]> {
  const found = await AutoPayoutModel.find({ userId: oid(userId) }, null, sessionOption(tx))
    .sort({ asset: 1 })
    .lean<AutoPayoutDocument[]>();
  return found.map(toRecord);
}

export const findSetting = async (
  userId: string,
  asset: string,
  tx: ClientSession | null = null,
): Promise<AutoPayoutRecord | null> =>
  (await findSettings(userId, tx)).find((setting) => setting.asset === asset) ?? null;

export async function saveSetting(tx: ClientSession, setting: AutoPayoutRecord): Promise<void> {
  await AutoPayoutModel.updateOne(
    { userId: oid(setting.userId), asset: setting.asset },
    {
      $set: {
        addressId: oid(setting.addressId),
        minimumBase: toDecimal(setting.minimumBase),
        setAt: setting.setAt,
      },
    },
    { session: tx, upsert: true },
  );
}

/** False when there was none. */
export async function removeSetting(tx: ClientSession, userId: string, asset: string): Promise<boolean> {
  const result = await AutoPayoutModel.deleteOne({ userId: oid(userId), asset }, { session: tx });
  return result.deletedCount === 1;
}

/** @throws a duplicate-key error (index `once`) when the release led to one before */
export async function insertRun(
  tx: ClientSession,
  run: Pick<AutoRunRecord, 'key' | 'userId' | 'asset' | 'notBefore'>,
): Promise<AutoRunRecord> {
  const document: AutoRunDocument = {
    ...run,
    _id: new Types.ObjectId(),
    userId: oid(run.userId),
    status: 'waiting',
    version: 1,
    payoutId: null,
    createdAt: run.notBefore,
  };
  await AutoRunModel.create([document], { session: tx });
  return toRun(document);
}

export async function findRun(id: string, tx: ClientSession | null = null): Promise<AutoRunRecord | null> {
  const found = await AutoRunModel.findById(oid(id), null, sessionOption(tx)).lean<AutoRunDocument>();
  return found ? toRun(found) : null;
}

/** Compare-and-set on status and version. False when somebody was faster. */
export async function changeRun(
  tx: ClientSession,
  run: AutoRunRecord,
  change: { readonly status: AutoStatus; readonly notBefore?: Date; readonly payoutId?: string },
): Promise<boolean> {
  const { payoutId, ...rest } = change;
  const result = await AutoRunModel.updateOne(
    { _id: oid(run.id), status: run.status, version: run.version },
    {
      $set: { ...rest, ...(payoutId === undefined ? {} : { payoutId: oid(payoutId) }) },
      $inc: { version: 1 },
    },
    { session: tx },
  );
  return result.modifiedCount === 1;
}

/** Ids of runs that may be tried at `at`, the longest waiting first. */
export async function findDueRuns(at: Date, limit: number): Promise<string[]> {
  const found = await AutoRunModel.find({ status: 'waiting', notBefore: { $lte: at } }, { _id: 1 })
    .sort({ notBefore: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}

/** When the next run of each asset is tried, for a person's waiting ones. */
export async function findWaiting(userId: string): Promise<Map<string, Date>> {
  const found = await AutoRunModel.find({ userId: oid(userId), status: 'waiting' })
    .sort({ notBefore: -1 })
    .lean<AutoRunDocument[]>();
  return new Map(found.map(({ asset, notBefore }) => [asset, notBefore]));
}
