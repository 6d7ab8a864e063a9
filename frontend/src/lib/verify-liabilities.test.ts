/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { verifyProofs } from './verify-liabilities';

interface Proof {
  readonly asset: string;
  readonly balance: string;
  readonly index: number;
  readonly path: readonly { readonly hash: string; readonly sum: string }[];
}

interface Vectors {
  readonly proof: {
    readonly userId: string;
    readonly snapshotId: string;
    readonly proofs: readonly [Proof, Proof];
  };
  readonly published: { readonly items: readonly { readonly id: string }[] };
}

/** The same file is read by the test of the offline verifier. */
const file = path.join(__dirname, '..', '..', '..', 'docs', 'test-vectors', 'liabilities.json');
const { proof, published } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
const [usdt, usdc] = proof.proofs;

describe('the proof of liabilities in the browser', () => {
  it('holds for the shared vectors, beyond what a float can count', async () => {
    expect(await verifyProofs(proof, published)).toEqual([
      { asset: 'ETH-USDT', balance: '12500000', total: '9007199267240993' },
      { asset: 'ETH-USDC', balance: '5', total: '7000006' },
    ]);
  });

  it('has nothing to prove for somebody without a balance', async () => {
    expect(await verifyProofs({ ...proof, proofs: [] }, published)).toEqual([]);
  });

  it.each([
    ['another balance', { ...usdt, balance: '12500001' }],
    ['another place', { ...usdt, index: 1 }],
    ['another asset', { ...usdt, asset: 'ETH-USDC' }],
    ['a sum below zero', { ...usdt, path: [{ ...usdt.path[0], sum: '-1' }, ...usdt.path.slice(1)] }],
    ['a sibling left out', { ...usdt, path: usdt.path.slice(1) }],
    ['a path that is none', { ...usdt, path: null }],
  ])('does not hold with %s', async (_what, changed) => {
    expect(await verifyProofs({ ...proof, proofs: [changed, usdc] }, published)).toBeNull();
  });

  it('does not hold for somebody else, for another snapshot, or against nothing', async () => {
    expect(await verifyProofs({ ...proof, userId: 'b'.repeat(24) }, published)).toBeNull();
    expect(await verifyProofs({ ...proof, snapshotId: 'b'.repeat(24) }, published)).toBeNull();
    expect(await verifyProofs(proof, { items: [] })).toBeNull();
    expect(await verifyProofs({ nothing: true }, published)).toBeNull();
  });
});
