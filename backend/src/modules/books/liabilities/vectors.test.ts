import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { verifyProofs } from './verify-liabilities.mjs';

interface Vectors {
  readonly proof: { readonly proofs: readonly { readonly balance: string }[] };
  readonly published: unknown;
}

/** The same file is read by the test of the verifier that runs in the browser. */
const read = async (): Promise<Vectors> =>
  JSON.parse(
    await readFile(new URL('../../../../../docs/test-vectors/liabilities.json', import.meta.url), 'utf8'),
  ) as Vectors;

describe('the shared vectors', () => {
  it('hold', async () => {
    const { proof, published } = await read();
    expect(await verifyProofs(proof, published)).toEqual([
      { asset: 'ETH-USDT', balance: '12500000', total: '9007199267240993' },
      { asset: 'ETH-USDC', balance: '5', total: '7000006' },
    ]);
  });

  it('do not hold with one unit more', async () => {
    const { proof, published } = await read();
    const [first, ...others] = proof.proofs;
    const more = { ...proof, proofs: [{ ...first, balance: '12500001' }, ...others] };
    await expect(verifyProofs(more, published)).rejects.toThrow('published root');
  });
});
