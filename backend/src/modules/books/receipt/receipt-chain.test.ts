import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseEnv } from '../../../config/env.ts';
import { canonicalJson, chainFault, linkEntries, type Json } from './receipt-chain.ts';
import { keyIdOf, receiptKeys } from './receipt-keys.ts';
import { canonicalJson as verifiersJson } from './verify-receipt.mjs';

const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
const json = fc.letrec((tie) => ({
  value: fc.oneof(leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.string(), tie('value'))),
})).value as fc.Arbitrary<Json>;

describe('canonical JSON', () => {
  it('is RFC 8785 for what receipts hold', () => {
    expect(canonicalJson({ b: [true, null, 1], a: 'سلام "x"\n', '€': '\u0007', A: {} })).toBe(
      '{"A":{},"a":"سلام \\"x\\"\\n","b":[true,null,1],"€":"\\u0007"}',
    );
    expect(() => canonicalJson({ amount: 0.1 })).toThrow('whole numbers');
  });

  it('is the verifier’s, does not depend on the order of keys, and says the same', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(verifiersJson(value)).toBe(text);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });
});

describe('a chain', () => {
  const entries = ['a', 'b', 'c'].map((kind) => ({ kind, at: '2026-03-01T00:00:00.000Z', data: { n: 1 } }));

  it('holds as it was made, and breaks at the first entry that was changed', () => {
    const linked = linkEntries('origin', entries);
    const head = linked.at(-1)?.hash ?? '';
    expect(chainFault('origin', linked, head)).toBeNull();
    expect(chainFault('another', linked, head)).toBe('entry 0 (a) was changed');
    const changed = linked.map((entry, index) => (index === 1 ? { ...entry, data: { n: 2 } } : entry));
    expect(chainFault('origin', changed, head)).toBe('entry 1 (b) was changed');
    expect(chainFault('origin', linked.slice(0, 2), head)).toBe('the chain does not end at its head');
    expect(chainFault('origin', [], 'origin')).not.toBeNull();
  });
});

describe('the keys', () => {
  it('are the current one and those of before, none of them made up', () => {
    const [current, ...retired] = receiptKeys();
    expect(current).toMatchObject({ status: 'current', keyId: keyIdOf(current?.publicKey ?? '') });
    expect(retired).toEqual([]);
    expect(() => parseEnv({ ...process.env, RECEIPT_SIGNING_KEY: undefined })).toThrow('RECEIPT_SIGNING_KEY');
    expect(() => parseEnv({ ...process.env, RECEIPT_SIGNING_KEY: 'short' })).toThrow('32 bytes');
    const rotated = parseEnv({ ...process.env, RECEIPT_RETIRED_KEYS: current?.publicKey });
    expect(rotated.RECEIPT_RETIRED_KEYS).toEqual([current?.publicKey]);
  });
});
