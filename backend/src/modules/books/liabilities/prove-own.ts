import type { Actor } from '../../../shared/actor.ts';
import { AppError } from '../../../shared/errors.ts';
import { findLeavesOf, findNodes, findSnapshot, type SnapshotRecord } from './liabilities.repository.ts';
import { siblingsOf, type SumNode } from './merkle-sum-tree.ts';

export interface InclusionProof {
  readonly asset: string;
  readonly nonce: Buffer;
  readonly balanceBase: bigint;
  readonly index: number;
  /** From the leaf's neighbour up. */
  readonly path: readonly SumNode[];
}

async function pathOf(snapshot: SnapshotRecord, asset: string, index: number): Promise<SumNode[]> {
  const depth = snapshot.assets.find((row) => row.asset === asset)?.depth ?? 0;
  const nodes = await findNodes(snapshot.id, asset, siblingsOf(index, depth));
  // Trees are not kept for ever.
  if (nodes.some((node) => node === undefined)) throw new AppError('NOT_FOUND');
  return nodes.filter((node) => node !== undefined);
}

/**
 * The actor's own proofs, one an asset; none where they had no balance.
 * @throws AppError NOT_FOUND for a snapshot that is not published, or whose tree is no longer kept
 */
export async function proveOwn(
  snapshotId: string,
  actor: Pick<Actor, 'id'>,
): Promise<{ snapshot: SnapshotRecord; proofs: InclusionProof[] }> {
  const snapshot = await findSnapshot(snapshotId);
  if (snapshot === null) throw new AppError('NOT_FOUND');
  const proofs: InclusionProof[] = [];
  for (const leaf of await findLeavesOf(snapshotId, actor.id)) {
    proofs.push({ ...leaf, path: await pathOf(snapshot, leaf.asset, leaf.index) });
  }
  return { snapshot, proofs };
}
