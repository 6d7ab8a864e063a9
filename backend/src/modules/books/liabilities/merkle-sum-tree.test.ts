import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildLevels,
  leafNode,
  parentNode,
  rootOf,
  SCHEME,
  siblingsOf,
  type Leaf,
} from './merkle-sum-tree.ts';
import { rootFromProof, verifyProofs } from './verify-liabilities.mjs';

const snapshotId = '0123456789abcdef01234567';
const asset = 'ETH-USDT';
const hexId = fc.stringMatching(/^[0-9a-f]{24}$/);
const balance = fc.bigInt({ min: 0n, max: 10n ** 30n });

const leaf: fc.Arbitrary<Leaf> = fc.record({
  nonce: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  userId: hexId,
  balanceBase: balance,
});

/** 2 to 32 leaves, as many as a power of two. */
const leaves: fc.Arbitrary<Leaf[]> = fc
  .integer({ min: 1, max: 5 })
  .chain((depth) => fc.array(leaf, { minLength: 2 ** depth, maxLength: 2 ** depth }));

/** What a user is told, and what everybody is. */
function told(all: readonly Leaf[], index: number) {
  const levels = buildLevels(all.map(leafNode));
  const top = levels.at(-1)?.[0];
  const own = all[index];
  if (!top || !own) throw new Error('no such leaf');
  const path = siblingsOf(index, levels.length - 1).map((place) => {
    const node = levels[place.level]?.[place.index];
    if (!node) throw new Error('the tree has a hole');
    return { hash: node.hash.toString('hex'), sum: node.sumBase.toString() };
  });
  const proof = { asset, nonce: own.nonce.toString('hex'), balance: own.balanceBase.toString(), index, path };
  const answer = { scheme: SCHEME, snapshotId, userId: own.userId, proofs: [proof] };
  const root = rootOf({ snapshotId, asset }, top).toString('hex');
  const publication = {
    items: [{ id: snapshotId, assets: [{ asset, root, total: { amount: top.sumBase.toString(), asset } }] }],
  };
  return { answer, proof, publication, total: top.sumBase };
}

const withIndex = leaves.chain((all) => fc.record({ all: fc.constant(all), index: fc.nat(all.length - 1) }));

describe('the tree', () => {
  it('adds up to the sum of all balances, and every leaf can be proven to the published root', async () => {
    await fc.assert(
      fc.asyncProperty(leaves, async (all) => {
        for (const [index, { balanceBase }] of all.entries()) {
          const { answer, publication, total } = told(all, index);
          expect(total).toBe(all.reduce((sum, one) => sum + one.balanceBase, 0n));
          const proven = await verifyProofs(answer, publication);
          expect(proven).toEqual([{ asset, balance: balanceBase.toString(), total: total.toString() }]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('refuses negative balances, sums out of bounds, short nonces and a number of leaves that is no power of two', () => {
    const nonce = Buffer.alloc(32);
    expect(() => leafNode({ nonce, userId: 'u', balanceBase: -1n })).toThrow(RangeError);
    expect(() => leafNode({ nonce, userId: 'u', balanceBase: 1n << 128n })).toThrow(RangeError);
    expect(() => leafNode({ nonce: Buffer.alloc(31), userId: 'u', balanceBase: 1n })).toThrow(RangeError);
    const node = leafNode({ nonce, userId: 'u', balanceBase: 1n });
    expect(() => buildLevels([node, node, node])).toThrow(RangeError);
    expect(() => buildLevels([])).toThrow(RangeError);
  });

  it('keeps leaves, nodes and users apart, and binds a root to its snapshot and asset', () => {
    const a = leafNode({ nonce: Buffer.alloc(32, 1), userId: 'a', balanceBase: 5n });
    const b = leafNode({ nonce: Buffer.alloc(32, 2), userId: 'a', balanceBase: 5n });
    expect(a.hash.equals(b.hash)).toBe(false);
    expect(parentNode(a, b).hash.equals(parentNode(b, a).hash)).toBe(false);
    const roots = [
      rootOf({ snapshotId, asset }, a),
      rootOf({ snapshotId, asset: 'ETH-USDC' }, a),
      rootOf({ snapshotId: 'f'.repeat(24), asset }, a),
    ].map((root) => root.toString('hex'));
    expect(new Set(roots).size).toBe(3);
  });
});

describe('the verifier', () => {
  /** Another digit in place of one. */
  const flip = (text: string, at: number, digits: string): string => {
    const place = at % text.length;
    const others = digits.split('').filter((digit) => digit !== text[place]);
    return text.slice(0, place) + (others[at % others.length] ?? '') + text.slice(place + 1);
  };
  const HEX = '0123456789abcdef';

  it('catches every change of anything in a proof', async () => {
    await fc.assert(
      fc.asyncProperty(withIndex, fc.nat(10_000), async ({ all, index }, at) => {
        const { answer, proof, publication } = told(all, index);
        const level = at % proof.path.length;
        const changed = (change: object) => ({ ...answer, proofs: [{ ...proof, ...change }] });
        const inPath = (change: object) =>
          changed({
            path: proof.path.map((node, place) => (place === level ? { ...node, ...change } : node)),
          });
        const node = proof.path[level];
        if (!node) throw new Error('no such level');
        const forgeries = [
          changed({ balance: (BigInt(proof.balance) + 1n).toString() }),
          changed({ balance: `-${proof.balance}` }),
          changed({ nonce: flip(proof.nonce, at, HEX) }),
          changed({ index: (index + 1) % all.length }),
          changed({ index: index + all.length }),
          changed({ asset: 'ETH-USDC' }),
          changed({ path: proof.path.slice(1) }),
          changed({ path: [...proof.path, node] }),
          inPath({ hash: flip(node.hash, at, HEX) }),
          inPath({ sum: (BigInt(node.sum) + 1n).toString() }),
          inPath({ sum: '-1' }),
          { ...answer, userId: flip(answer.userId, at, HEX) },
          { ...answer, snapshotId: flip(answer.snapshotId, at, HEX) },
          { ...answer, scheme: 'amn-liabilities-v0' },
        ];
        for (const forged of forgeries) await expect(verifyProofs(forged, publication)).rejects.toThrow();
      }),
      { numRuns: 40 },
    );
  });

  it('catches a total that was published smaller than it is, and another root', async () => {
    await fc.assert(
      fc.asyncProperty(withIndex, async ({ all, index }) => {
        const { answer, publication, total } = told(all, index);
        const [item] = publication.items;
        const [row] = item?.assets ?? [];
        const lies = [
          { ...row, total: { amount: (total + 1n).toString(), asset } },
          { ...row, root: '0'.repeat(64) },
        ];
        for (const lie of lies) {
          await expect(
            verifyProofs(answer, { items: [{ id: snapshotId, assets: [lie] }] }),
          ).rejects.toThrow();
        }
        await expect(verifyProofs(answer, { items: [] })).rejects.toThrow();
      }),
      { numRuns: 20 },
    );
  });

  it('proves nothing from nonsense', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (nonsense) => {
        await expect(rootFromProof(nonsense, { snapshotId, userId: 'u' })).rejects.toThrow();
        await expect(verifyProofs(nonsense, nonsense)).rejects.toThrow();
      }),
      { numRuns: 100 },
    );
  });
});
