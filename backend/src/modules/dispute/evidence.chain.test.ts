import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { canonicalForm, chainFault, hashPiece, linkPieces, type EvidencePiece } from './evidence.chain.ts';

const disputeId = 'a'.repeat(24);
const byId = 'b'.repeat(24);
const at = new Date('2026-03-01T12:00:00.000Z');
const START = { count: 0, hash: '' };

const piece = (text: string): Omit<EvidencePiece, 'seq' | 'prevHash'> => ({
  disputeId,
  kind: 'message',
  by: 'buyer',
  byId,
  content: { text },
  at,
});
const chainOf = (...texts: string[]) => linkPieces(START, texts.map(piece));
const headOf = (chain: readonly { hash: string }[]) => ({
  count: chain.length,
  hash: chain.at(-1)?.hash ?? '',
});

describe('the canonical form', () => {
  it('is what the docs say, letter by letter', () => {
    const [first] = chainOf('“Grüße” \n سلام');
    if (!first) throw new Error('there is a first piece');
    const form =
      `{"at":"2026-03-01T12:00:00.000Z","by":"buyer","byId":"${byId}","content":{"text":"“Grüße” \\n سلام"},` +
      `"disputeId":"${disputeId}","kind":"message","prevHash":"","seq":1}`;
    expect(canonicalForm(first)).toBe(form);
    expect(first.hash).toBe(createHash('sha256').update(form, 'utf8').digest('hex'));
  });

  it('does not depend on the order in which fields were written', () => {
    const one = { ...piece(''), seq: 1, prevHash: '', content: { a: '1', b: 2 } };
    const other = {
      content: { b: 2, a: '1' },
      prevHash: '',
      seq: 1,
      at,
      byId,
      by: one.by,
      kind: one.kind,
      disputeId,
    };
    expect(hashPiece(one)).toBe(hashPiece(other));
  });
});

describe('a chain', () => {
  it('holds, however it was put together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        (batches) => {
          let chain: ReturnType<typeof linkPieces> = [];
          for (const texts of batches) chain = [...chain, ...linkPieces(headOf(chain), texts.map(piece))];
          expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, index) => index + 1));
          expect(chainFault(chain, headOf(chain))).toBeNull();
        },
      ),
    );
  });

  it('shows what was changed, taken out, put in, moved or cut off', () => {
    const chain = chainOf('one', 'two', 'three');
    const head = headOf(chain);
    const [first, second, third] = chain as [(typeof chain)[0], (typeof chain)[0], (typeof chain)[0]];
    const forged = { ...second, content: { text: 'forged' } };
    expect(chainFault([first, forged, third], head)).toBe('piece 2 was changed');
    const rehashed = { ...forged, hash: hashPiece(forged) };
    expect(chainFault([first, rehashed, third], head)).toBe('piece 3 does not follow the one before');
    expect(chainFault([first, third], head)).toBe('piece 2 is missing');
    expect(chainFault([first, third, second], head)).toBe('piece 2 is missing');
    expect(chainFault([first, second], head)).toBe('the chain does not end at its head');
    expect(chainFault(chain, { ...head, hash: second.hash })).toBe('the chain does not end at its head');
    for (const change of [{ by: 'seller' }, { at: new Date(0) }, { kind: 'statement' }] as const) {
      expect(chainFault([{ ...first, ...change }, second, third], head)).toBe('piece 1 was changed');
    }
  });
});
