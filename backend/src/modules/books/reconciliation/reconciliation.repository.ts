import { Types, type ClientSession } from 'mongoose';
import { fromDecimal, toDecimal } from '../../../platform/decimal.ts';
import type { ComparedAsset, ComparedReading } from './compare.ts';
import type { Standing } from './reconciliation.policy.ts';
import {
  RunModel,
  StandingModel,
  type Alarm,
  type RunDocument,
  type RunStatus,
  type StandingDocument,
  type StoredAsset,
} from './reconciliation.model.ts';

export interface JudgedReading extends ComparedReading {
  readonly alarm: Alarm;
}
export interface JudgedAsset extends ComparedAsset {
  readonly readings: readonly JudgedReading[];
}

export interface RunRecord {
  readonly id: string;
  readonly trigger: RunDocument['trigger'];
  readonly status: RunStatus;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly assets: readonly JudgedAsset[];
}

const orNull = (amount: Types.Decimal128 | null | undefined): bigint | null =>
  amount === null || amount === undefined ? null : fromDecimal(amount);
const toStored = (base: bigint | null): Types.Decimal128 | null => (base === null ? null : toDecimal(base));

const toAsset = (stored: StoredAsset): JudgedAsset => {
  const { asset, ledger, coming, quarantined, leaving, unswept, coin, fees, readings } = stored;
  return {
    asset,
    book: {
      ledgerBase: fromDecimal(ledger),
      comingBase: fromDecimal(coming),
      quarantinedBase: fromDecimal(quarantined),
      leavingBase: fromDecimal(leaving),
      coin: coin ? { owedBase: fromDecimal(coin.owed), payouts: coin.payouts } : null,
    },
    unsweptBase: orNull(unswept),
    gasBase: orNull(coin?.gas),
    fees: fees ? { state: fees.state, amountBase: fromDecimal(fees.amount) } : null,
    readings: readings.map(({ source, held, difference, unexplained, note, alarm }) => ({
      source,
      heldBase: orNull(held),
      differenceBase: orNull(difference),
      unexplainedBase: orNull(unexplained),
      note,
      alarm,
    })),
  };
};

const fromAsset = ({ asset, book, unsweptBase, gasBase, fees, readings }: JudgedAsset): StoredAsset => ({
  asset,
  ledger: toDecimal(book.ledgerBase),
  coming: toDecimal(book.comingBase),
  quarantined: toDecimal(book.quarantinedBase),
  leaving: toDecimal(book.leavingBase),
  unswept: toStored(unsweptBase),
  coin: book.coin && {
    owed: toDecimal(book.coin.owedBase),
    payouts: book.coin.payouts,
    gas: toDecimal(gasBase ?? 0n),
  },
  fees: fees && { state: fees.state, amount: toDecimal(fees.amountBase) },
  readings: readings.map(({ source, heldBase, differenceBase, unexplainedBase, note, alarm }) => ({
    source,
    held: toStored(heldBase),
    difference: toStored(differenceBase),
    unexplained: toStored(unexplainedBase),
    note,
    alarm,
  })),
});

const toRecord = ({ _id, trigger, status, startedAt, finishedAt, assets }: RunDocument): RunRecord => ({
  id: _id.toHexString(),
  trigger,
  status,
  startedAt,
  finishedAt,
  assets: assets.map(toAsset),
});

/** @throws a duplicate-key error: index `slot` when it was made before, `oneRuns` while another one runs. */
export async function insertRun(slot: string, trigger: RunDocument['trigger']): Promise<string> {
  const startedAt = new Date();
  const made = await RunModel.create({ slot, trigger, status: 'running', startedAt, assets: [] });
  return made._id.toHexString();
}

export const hasRunFor = async (slot: string): Promise<boolean> => (await RunModel.exists({ slot })) !== null;

/** Runs whose process must have died make room for the next. */
export async function abandonRuns(startedBefore: Date): Promise<void> {
  await RunModel.updateMany(
    { status: 'running', startedAt: { $lt: startedBefore } },
    { $set: { status: 'abandoned', finishedAt: new Date() } },
  );
}

/** False when it was taken for dead in the meantime: nothing is written then. */
export async function finishRun(
  tx: ClientSession,
  id: string,
  assets: readonly JudgedAsset[],
): Promise<boolean> {
  const result = await RunModel.updateOne(
    { _id: new Types.ObjectId(id), status: 'running' },
    { $set: { status: 'done', finishedAt: new Date(), assets: assets.map(fromAsset) } },
    { session: tx },
  );
  return result.matchedCount === 1;
}

export async function abandonRun(id: string): Promise<void> {
  await RunModel.updateOne(
    { _id: new Types.ObjectId(id), status: 'running' },
    { $set: { status: 'abandoned', finishedAt: new Date() } },
  );
}

export async function findRun(id: string, tx: ClientSession | null = null): Promise<RunRecord | null> {
  const query = RunModel.findById(new Types.ObjectId(id)).lean<RunDocument>();
  const found = await (tx === null ? query : query.session(tx));
  return found === null ? null : toRecord(found);
}

/** Newest first, before `cursor` (a run's id). */
export async function findRuns(limit: number, cursor: string | undefined): Promise<RunRecord[]> {
  const before = cursor === undefined ? {} : { _id: { $lt: new Types.ObjectId(cursor) } };
  const found = await RunModel.find(before).sort({ _id: -1 }).limit(limit).lean<RunDocument[]>();
  return found.map(toRecord);
}

const standingId = (asset: string, source: string): string => `${asset}|${source}`;

export async function findStanding(
  tx: ClientSession,
  asset: string,
  source: string,
): Promise<Standing | null> {
  const found = await StandingModel.findById(standingId(asset, source), null, {
    session: tx,
  }).lean<StandingDocument>();
  if (found === null) return null;
  const { unexplained, since, count, raisedAt } = found;
  return { unexplainedBase: fromDecimal(unexplained), since, count, raisedAt };
}

/** Null removes it. */
export async function saveStanding(
  tx: ClientSession,
  asset: string,
  source: ComparedReading['source'],
  standing: Standing | null,
): Promise<void> {
  const _id = standingId(asset, source);
  if (standing === null) {
    await StandingModel.deleteOne({ _id }, { session: tx });
    return;
  }
  const { unexplainedBase, ...rest } = standing;
  const set = { ...rest, asset, source, unexplained: toDecimal(unexplainedBase) };
  await StandingModel.updateOne({ _id }, { $set: set }, { session: tx, upsert: true });
}

export const countRaised = (): Promise<number> => StandingModel.countDocuments({ raisedAt: { $ne: null } });
