import { createHash } from 'node:crypto';

/**
 * A Merkle tree whose nodes carry sums, so that whoever checks that they are in it also checks what they add to
 * the whole. Both sums of a node are in its hash: neither can be changed afterwards, and since none may be
 * negative, nobody's balance can be hidden by somebody else's.
 *
 * `verify-liabilities.mjs` is the other half, written apart from this for people who trust nobody.
 */
export const SCHEME = 'amn-liabilities-v1';

/** The first byte of what is hashed: nothing of one kind can pass for another. */
const PREFIX = { leaf: 0, node: 1, user: 2, root: 3 } as const;

export interface SumNode {
  readonly hash: Buffer;
  /** Base units, never below zero. */
  readonly sumBase: bigint;
}

export interface Leaf {
  /** 32 random bytes that only the user is told: without them a commitment says nothing of whose it is. */
  readonly nonce: Buffer;
  readonly userId: string;
  readonly balanceBase: bigint;
}

const HASH_BYTES = 32;
const SUM_LIMIT = 1n << 128n;

const sha256 = (prefix: number, ...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256').update(Buffer.of(prefix));
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** 32 bytes, the highest first. */
function sumBytes(sumBase: bigint): Buffer {
  if (sumBase < 0n || sumBase >= SUM_LIMIT) throw new RangeError(`a sum of ${sumBase} is out of bounds`);
  return Buffer.from(sumBase.toString(16).padStart(HASH_BYTES * 2, '0'), 'hex');
}

export const commitmentOf = (nonce: Buffer, userId: string): Buffer => sha256(PREFIX.user, nonce, userId);

export function leafNode({ nonce, userId, balanceBase }: Leaf): SumNode {
  if (nonce.length !== HASH_BYTES) throw new RangeError('a nonce has 32 bytes');
  const hash = sha256(PREFIX.leaf, commitmentOf(nonce, userId), sumBytes(balanceBase));
  return { hash, sumBase: balanceBase };
}

export const parentNode = (left: SumNode, right: SumNode): SumNode => ({
  hash: sha256(PREFIX.node, left.hash, sumBytes(left.sumBase), right.hash, sumBytes(right.sumBase)),
  sumBase: left.sumBase + right.sumBase,
});

/** All levels, the leaves first, the top last. The number of leaves must be a power of two. */
export function buildLevels(leaves: readonly SumNode[]): SumNode[][] {
  if (leaves.length === 0 || (leaves.length & (leaves.length - 1)) !== 0) {
    throw new RangeError('the number of leaves must be a power of two');
  }
  const levels: SumNode[][] = [[...leaves]];
  for (let below = levels[0] ?? []; below.length > 1; below = levels.at(-1) ?? []) {
    const level: SumNode[] = [];
    for (let index = 0; index < below.length; index += 2) {
      const [left, right] = [below[index], below[index + 1]];
      if (left && right) level.push(parentNode(left, right));
    }
    levels.push(level);
  }
  return levels;
}

/** Where the nodes are that a leaf's proof needs, from the bottom up. */
export const siblingsOf = (index: number, depth: number): { level: number; index: number }[] =>
  Array.from({ length: depth }, (_, level) => ({ level, index: (index >> level) ^ 1 }));

export interface RootContext {
  readonly snapshotId: string;
  readonly asset: string;
}

/** What is published: the top of the tree, bound to the snapshot and the asset that it is of. */
export const rootOf = ({ snapshotId, asset }: RootContext, top: SumNode): Buffer =>
  sha256(PREFIX.root, `${SCHEME}|${snapshotId}|${asset}|`, top.hash, sumBytes(top.sumBase));
