import { Types } from 'mongoose';
import { fromDecimal, toDecimal } from '../../../platform/decimal.ts';
import {
  LeafModel,
  NodeModel,
  SnapshotModel,
  type LeafDocument,
  type NodeDocument,
  type SnapshotAsset,
  type SnapshotDocument,
} from './liabilities.model.ts';
import type { SumNode } from './merkle-sum-tree.ts';

export interface SnapshotRecord {
  readonly id: string;
  readonly at: Date;
  readonly assets: readonly {
    readonly asset: string;
    readonly root: string;
    readonly totalBase: bigint;
    readonly unassignedBase: bigint;
    readonly heldBase: bigint;
    readonly depth: number;
  }[];
}

export type NewSnapshotAsset = SnapshotRecord['assets'][number];

const toAsset = ({ asset, root, total, unassigned, held, depth }: SnapshotAsset): NewSnapshotAsset => ({
  asset,
  root,
  totalBase: fromDecimal(total),
  unassignedBase: fromDecimal(unassigned),
  heldBase: fromDecimal(held),
  depth,
});

const toRecord = ({ _id, at, assets }: SnapshotDocument): SnapshotRecord => ({
  id: _id.toHexString(),
  at,
  assets: assets.map(toAsset),
});

/** @throws a duplicate-key error (index `slot`) when the slot has a snapshot, or one is being written. */
export async function insertDraft(slot: string, at: Date): Promise<string> {
  const made = await SnapshotModel.create({ slot, status: 'draft', at, takenAt: new Date(), assets: [] });
  return made._id.toHexString();
}

export async function publishDraft(
  id: string,
  at: Date,
  assets: readonly NewSnapshotAsset[],
): Promise<SnapshotRecord> {
  const published = await SnapshotModel.findOneAndUpdate(
    { _id: new Types.ObjectId(id), status: 'draft' },
    {
      $set: {
        status: 'published',
        at,
        assets: assets.map(({ totalBase, unassignedBase, heldBase, ...rest }) => ({
          ...rest,
          total: toDecimal(totalBase),
          unassigned: toDecimal(unassignedBase),
          held: toDecimal(heldBase),
        })),
      },
    },
    { returnDocument: 'after' },
  ).lean<SnapshotDocument>();
  if (published === null) throw new Error(`the draft ${id} was taken for dead while it was written`);
  return toRecord(published);
}

const placeOf = (snapshotId: string, asset: string, level: number, index: number): string =>
  `${snapshotId}:${asset}:${level}:${index}`;

const BATCH = 1_000;

async function inBatches<T>(rows: readonly T[], write: (batch: T[]) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < rows.length; first += BATCH) await write(rows.slice(first, first + BATCH));
}

export interface OwnedLeaf {
  readonly userId: string;
  readonly index: number;
  readonly nonce: Buffer;
  readonly balanceBase: bigint;
}

/** Outside any transaction: nobody reads it before the snapshot is published. */
export async function insertTree(
  snapshotId: string,
  asset: string,
  levels: readonly (readonly SumNode[])[],
  leaves: readonly OwnedLeaf[],
): Promise<void> {
  const storedAt = new Date();
  for (const [level, nodes] of levels.entries()) {
    const rows: NodeDocument[] = nodes.map(({ hash, sumBase }, index) => ({
      _id: placeOf(snapshotId, asset, level, index),
      hash,
      sum: toDecimal(sumBase),
      storedAt,
    }));
    await inBatches(rows, (batch) => NodeModel.insertMany(batch));
  }
  const rows: LeafDocument[] = leaves.map(({ userId, balanceBase, ...rest }) => ({
    ...rest,
    snapshotId: new Types.ObjectId(snapshotId),
    asset,
    userId: new Types.ObjectId(userId),
    balance: toDecimal(balanceBase),
    storedAt,
  }));
  await inBatches(rows, (batch) => LeafModel.insertMany(batch));
}

/** Drafts whose writer must have died, with what there is of their trees. */
export async function dropStaleDrafts(takenBefore: Date): Promise<void> {
  const stale = await SnapshotModel.find({ status: 'draft', takenAt: { $lt: takenBefore } }, { _id: 1 })
    .limit(10)
    .lean<Pick<SnapshotDocument, '_id'>[]>();
  for (const { _id } of stale) {
    const dropped = await SnapshotModel.deleteOne({ _id, status: 'draft' });
    if (dropped.deletedCount === 0) continue;
    await LeafModel.deleteMany({ snapshotId: _id });
    await NodeModel.deleteMany({ _id: { $regex: `^${_id.toHexString()}:` } });
  }
}

export const hasSnapshotFor = async (slot: string): Promise<boolean> =>
  (await SnapshotModel.exists({ slot })) !== null;

/** Published ones, newest first, before `cursor` (a snapshot's id). */
export async function findSnapshots(limit: number, cursor: string | undefined): Promise<SnapshotRecord[]> {
  const before = cursor === undefined ? {} : { _id: { $lt: new Types.ObjectId(cursor) } };
  const found = await SnapshotModel.find({ status: 'published', ...before })
    .sort({ _id: -1 })
    .limit(limit)
    .lean<SnapshotDocument[]>();
  return found.map(toRecord);
}

export async function findSnapshot(id: string): Promise<SnapshotRecord | null> {
  const found = await SnapshotModel.findOne({
    _id: new Types.ObjectId(id),
    status: 'published',
  }).lean<SnapshotDocument>();
  return found === null ? null : toRecord(found);
}

export async function findLeavesOf(
  snapshotId: string,
  userId: string,
): Promise<(Omit<OwnedLeaf, 'userId'> & { readonly asset: string })[]> {
  const found = await LeafModel.find({
    snapshotId: new Types.ObjectId(snapshotId),
    userId: new Types.ObjectId(userId),
  }).sort({ asset: 1 });
  return found.map(({ asset, index, nonce, balance }) => ({
    asset,
    index,
    nonce,
    balanceBase: fromDecimal(balance),
  }));
}

/** Nodes at the places asked for, in that order; undefined where the tree is no longer kept. */
export async function findNodes(
  snapshotId: string,
  asset: string,
  places: readonly { readonly level: number; readonly index: number }[],
): Promise<(SumNode | undefined)[]> {
  const ids = places.map(({ level, index }) => placeOf(snapshotId, asset, level, index));
  const found = await NodeModel.find({ _id: { $in: ids } });
  const byId = new Map(found.map((node) => [node._id, { hash: node.hash, sumBase: fromDecimal(node.sum) }]));
  return ids.map((place) => byId.get(place));
}
