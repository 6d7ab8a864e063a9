import { createHash } from 'node:crypto';
import type { EvidenceKind } from './dispute-shapes.contract.ts';

/** A piece before it has its hash. */
export interface EvidencePiece {
  readonly disputeId: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly kind: EvidenceKind;
  readonly by: 'buyer' | 'seller' | 'mediator';
  readonly byId: string;
  /** What the kind says; a file by its SHA-256. */
  readonly content: Readonly<Record<string, string | number>>;
  readonly at: Date;
  /** Hash of the piece before; empty for the first. */
  readonly prevHash: string;
}

const sorted = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * The form that is hashed: JSON without white space, keys sorted by code unit, at both levels, the time in
 * ISO 8601 with milliseconds.
 */
export const canonicalForm = (piece: EvidencePiece): string =>
  JSON.stringify(
    sorted({
      disputeId: piece.disputeId,
      seq: piece.seq,
      kind: piece.kind,
      by: piece.by,
      byId: piece.byId,
      content: sorted(piece.content),
      at: piece.at.toISOString(),
      prevHash: piece.prevHash,
    }),
  );

/** SHA-256 (hex, lower case) over the canonical form in UTF-8. */
export const hashPiece = (piece: EvidencePiece): string =>
  createHash('sha256').update(canonicalForm(piece), 'utf8').digest('hex');

/** Puts new pieces behind the chain's head. */
export function linkPieces(
  head: { readonly count: number; readonly hash: string },
  pieces: readonly Omit<EvidencePiece, 'seq' | 'prevHash'>[],
): (EvidencePiece & { readonly hash: string })[] {
  const linked: (EvidencePiece & { readonly hash: string })[] = [];
  for (const piece of pieces) {
    const prevHash = linked.at(-1)?.hash ?? head.hash;
    const next: EvidencePiece = { ...piece, seq: head.count + linked.length + 1, prevHash };
    linked.push({ ...next, hash: hashPiece(next) });
  }
  return linked;
}

/** What is wrong with a chain and its head, in a sentence; null when nothing is. */
export function chainFault(
  chain: readonly (EvidencePiece & { readonly hash: string })[],
  head: { readonly count: number; readonly hash: string },
): string | null {
  let before = '';
  for (const [index, piece] of chain.entries()) {
    if (piece.seq !== index + 1) return `piece ${index + 1} is missing`;
    if (piece.prevHash !== before) return `piece ${piece.seq} does not follow the one before`;
    if (piece.hash !== hashPiece(piece)) return `piece ${piece.seq} was changed`;
    before = piece.hash;
  }
  return chain.length === head.count && before === head.hash ? null : 'the chain does not end at its head';
}
