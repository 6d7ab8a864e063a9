import { createHash, webcrypto } from 'node:crypto';
import { TextEncoder } from 'node:util';
import type { Evidence } from './api/types.gen';
import { canonicalForm, checkChain } from './evidence-chain';

// jsdom has neither.
Object.assign(globalThis, { TextEncoder });
Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });

const DISPUTE = 'd'.repeat(24);
const author = { id: 'b'.repeat(24), name: 'Bahar' };
const at = '2026-03-01T12:00:00.000Z';

/** Pieces as the API links them. */
function chainOf(bodies: readonly object[]): Evidence[] {
  let prevHash = '';
  return bodies.map((body, index) => {
    const piece = {
      id: String(index),
      seq: index + 1,
      by: 'buyer',
      author,
      at,
      prevHash,
      ...body,
    } as Evidence;
    prevHash = createHash('sha256').update(canonicalForm(DISPUTE, piece)).digest('hex');
    return { ...piece, hash: prevHash };
  });
}

const PIECES = chainOf([
  { kind: 'statement', text: 'دو فایل از پنج فایل نیست.' },
  {
    kind: 'file',
    file: { id: 'f'.repeat(24), name: 'a.txt', contentType: 'text/plain', sizeBytes: 12 },
    sha256: 'ab',
    caption: '',
  },
  { kind: 'tracking', carrier: 'Post', trackingNumber: 'RX1', link: '' },
  { kind: 'transaction', asset: 'ETH-USDT', network: 'eip155:1', txid: '0x12', note: 'paid' },
  { kind: 'message', text: 'See above.' },
]);
const head = { evidenceCount: PIECES.length, evidenceHead: PIECES.at(-1)!.hash };

it('writes a piece as the API hashes it', () => {
  expect(canonicalForm(DISPUTE, PIECES[4]!)).toBe(
    `{"at":"${at}","by":"buyer","byId":"${author.id}","content":{"text":"See above."},` +
      `"disputeId":"${DISPUTE}","kind":"message","prevHash":"${PIECES[3]!.hash}","seq":5}`,
  );
  expect(canonicalForm(DISPUTE, PIECES[1]!)).toContain(
    `"content":{"caption":"","contentType":"text/plain","fileId":"${'f'.repeat(24)}","name":"a.txt","sha256":"ab","sizeBytes":12}`,
  );
});

it('finds a chain unbroken, also one without pieces', async () => {
  expect(await checkChain(DISPUTE, PIECES, head)).toEqual({ state: 'unbroken' });
  expect(await checkChain(DISPUTE, [], { evidenceCount: 0, evidenceHead: '' })).toEqual({
    state: 'unbroken',
  });
});

it.each([
  ['a word was changed', PIECES.map((p) => (p.seq === 1 ? { ...p, text: 'Nothing is missing.' } : p)), 1],
  ['a piece was taken out', PIECES.filter(({ seq }) => seq !== 3), 4],
  ['two were swapped', [PIECES[1]!, PIECES[0]!], 2],
  ['the last one was cut off', PIECES.slice(0, 4), 4],
  [
    'another person is said to have written it',
    PIECES.map((p) => ({ ...p, author: { ...author, id: 'x' } })),
    1,
  ],
] as [string, Evidence[], number][])('sees that %s', async (_what, pieces, seq) => {
  expect(await checkChain(DISPUTE, pieces, head)).toEqual({ state: 'broken', seq });
});

it('belongs to one dispute', async () => {
  expect(await checkChain('e'.repeat(24), PIECES, head)).toEqual({ state: 'broken', seq: 1 });
});
