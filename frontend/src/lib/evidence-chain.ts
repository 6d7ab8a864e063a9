import type { Evidence } from './api/types.gen';

type Content = Readonly<Record<string, string | number>>;

/** What the hash says of a piece, by its kind. */
function contentOf(piece: Evidence): Content {
  switch (piece.kind) {
    case 'statement':
    case 'message':
      return { text: piece.text };
    case 'file': {
      const { id: fileId, name, contentType, sizeBytes } = piece.file;
      return { caption: piece.caption, contentType, fileId, name, sha256: piece.sha256, sizeBytes };
    }
    case 'tracking':
      return { carrier: piece.carrier, link: piece.link, trackingNumber: piece.trackingNumber };
    case 'transaction':
      return { asset: piece.asset, network: piece.network, note: piece.note, txid: piece.txid };
  }
}

/** The JSON that is hashed: without white space, the keys of both levels in order; see docs/disputes.md. */
export const canonicalForm = (disputeId: string, piece: Evidence): string =>
  JSON.stringify({
    at: piece.at,
    by: piece.by,
    byId: piece.author.id,
    content: contentOf(piece),
    disputeId,
    kind: piece.kind,
    prevHash: piece.prevHash,
    seq: piece.seq,
  });

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `impossible`: the browser gives no hashes to pages that came without encryption. */
export type ChainVerdict =
  | { readonly state: 'unbroken' }
  | { readonly state: 'broken'; readonly seq: number }
  | { readonly state: 'impossible' };

interface Head {
  readonly evidenceCount: number;
  readonly evidenceHead: string;
}

/** Works out every hash anew in this browser, and whether the chain ends at the head that the dispute names. */
export async function checkChain(
  disputeId: string,
  pieces: readonly Evidence[],
  { evidenceCount, evidenceHead }: Head,
): Promise<ChainVerdict> {
  // Missing where the page is not a secure context, whatever the types say.
  if (!(globalThis.crypto as Partial<Crypto>).subtle) return { state: 'impossible' };
  let before = '';
  for (const [index, piece] of pieces.entries()) {
    const isNext = piece.seq === index + 1 && piece.prevHash === before;
    if (!isNext || piece.hash !== (await sha256(canonicalForm(disputeId, piece)))) {
      return { state: 'broken', seq: piece.seq };
    }
    before = piece.hash;
  }
  return before === evidenceHead && pieces.length === evidenceCount
    ? { state: 'unbroken' }
    : { state: 'broken', seq: pieces.length };
}
