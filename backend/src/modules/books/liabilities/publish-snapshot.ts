import { randomBytes } from 'node:crypto';
import { MINUTE_MS, now } from '../../../platform/clock.ts';
import { inTransaction, isDuplicateKey } from '../../../platform/transaction.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  dropStaleDrafts,
  hasSnapshotFor,
  insertDraft,
  insertTree,
  publishDraft,
  type NewSnapshotAsset,
  type OwnedLeaf,
  type SnapshotRecord,
} from './liabilities.repository.ts';
import { buildLevels, leafNode, rootOf, type Leaf } from './merkle-sum-tree.ts';
import { whatIsOwed, type OwedOfAsset } from './what-is-owed.ts';

/** So that a proof does not tell how few people there are. */
const LEAST_LEAVES = 16;
const NONCE_BYTES = 32;
/** A draft that is older was left behind by a process that died. */
const DRAFT_LIVES_MS = 30 * MINUTE_MS;

const paddedCount = (count: number): number =>
  Math.max(LEAST_LEAVES, 2 ** Math.ceil(Math.log2(Math.max(1, count))));

/**
 * Everybody's leaf and empty ones up to a power of two, in an order that follows from the random nonces: places
 * tell nothing, and are others in the next snapshot.
 */
function drawLeaves(byUser: ReadonlyMap<string, bigint>): Leaf[] {
  const owned = [...byUser].map(([userId, balanceBase]) => ({
    nonce: randomBytes(NONCE_BYTES),
    userId,
    balanceBase,
  }));
  const padding = Array.from({ length: paddedCount(owned.length) - owned.length }, () => ({
    nonce: randomBytes(NONCE_BYTES),
    userId: '',
    balanceBase: 0n,
  }));
  return [...owned, ...padding].sort((a, b) => Buffer.compare(a.nonce, b.nonce));
}

async function writeTree(snapshotId: string, owed: OwedOfAsset): Promise<NewSnapshotAsset> {
  const { asset, byUser, unassignedBase, heldBase } = owed;
  const leaves = drawLeaves(byUser);
  const levels = buildLevels(leaves.map(leafNode));
  const top = levels.at(-1)?.[0];
  if (top === undefined) throw new Error('a tree has a top');
  const own: OwnedLeaf[] = leaves.flatMap((leaf, index) => (leaf.userId === '' ? [] : [{ ...leaf, index }]));
  await insertTree(snapshotId, asset, levels, own);
  const root = rootOf({ snapshotId, asset }, top).toString('hex');
  return { asset, root, totalBase: top.sumBase, unassignedBase, heldBase, depth: levels.length - 1 };
}

/**
 * Publishes what Amn owes to all people together, with a tree in which each can find their own part.
 * @param slot what it is for: a slot has one snapshot
 * @throws AppError ALREADY_EXISTS when the slot has one, or another process is writing it
 */
export async function publishSnapshot(slot: string): Promise<SnapshotRecord> {
  const snapshotId = await insertDraft(slot, now()).catch((error: unknown) => {
    throw isDuplicateKey(error, 'slot') ? new AppError('ALREADY_EXISTS') : error;
  });
  const { at, owed } = await inTransaction(async (tx) => ({ owed: await whatIsOwed(tx), at: now() }));
  const assets: NewSnapshotAsset[] = [];
  for (const one of owed) assets.push(await writeTree(snapshotId, one));
  return publishDraft(snapshotId, at, assets);
}

/** The day's snapshot, once, whichever process comes first. */
export async function publishDaily(): Promise<void> {
  await dropStaleDrafts(new Date(Date.now() - DRAFT_LIVES_MS));
  const slot = `day:${now().toISOString().slice(0, 10)}`;
  if (await hasSnapshotFor(slot)) return;
  try {
    await publishSnapshot(slot);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'ALREADY_EXISTS') throw error;
  }
}
