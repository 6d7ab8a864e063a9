import { Types, type ClientSession } from 'mongoose';
import type { Snapshot } from '../../platform/snapshot.ts';
import { sessionOption } from '../../platform/transaction.ts';
import { decodeCursor, sortOf, type Keyset } from '../../shared/keyset.ts';
import { EvidenceModel, type EvidenceDocument } from './evidence.model.ts';
import type { EvidencePiece } from './evidence.chain.ts';

/** Append-only: there is no way here to change or to take away a piece. */

export interface EvidenceRecord extends EvidencePiece {
  readonly id: string;
  readonly hash: string;
}

export const EVIDENCE_ORDER: Keyset = { name: 'evidence', field: 'seq', type: 'number', direction: 1 };

const toRecord = (document: EvidenceDocument): EvidenceRecord => ({
  id: document._id.toHexString(),
  disputeId: document.disputeId.toHexString(),
  seq: document.seq,
  kind: document.kind,
  by: document.by,
  byId: document.byId.toHexString(),
  content: document.content,
  at: document.at,
  prevHash: document.prevHash,
  hash: document.hash,
});

/** @throws a duplicate-key error when the place in the chain is taken */
export async function appendEvidence(
  tx: ClientSession,
  pieces: readonly (EvidencePiece & { readonly hash: string })[],
): Promise<void> {
  const documents = pieces.map((piece) => ({
    ...piece,
    disputeId: new Types.ObjectId(piece.disputeId),
    byId: new Types.ObjectId(piece.byId),
  }));
  await EvidenceModel.create(documents, { session: tx, ordered: true });
}

export async function findEvidencePage(
  disputeId: string,
  cursor: string | undefined,
  limit: number,
): Promise<EvidenceRecord[]> {
  const after = cursor === undefined ? 0 : decodeCursor(EVIDENCE_ORDER, cursor).key;
  const found = await EvidenceModel.find({ disputeId: new Types.ObjectId(disputeId), seq: { $gt: after } })
    .sort({ seq: sortOf(EVIDENCE_ORDER)['seq'] ?? 1 })
    .limit(limit)
    .lean<EvidenceDocument[]>();
  return found.map(toRecord);
}

/** How many pieces one author has handed in. */
export const countEvidenceBy = (tx: ClientSession, disputeId: string, byId: string): Promise<number> =>
  EvidenceModel.countDocuments(
    { disputeId: new Types.ObjectId(disputeId), byId: new Types.ObjectId(byId) },
    sessionOption(tx),
  ).exec();

export async function findEvidenceFileIds(tx: ClientSession, disputeId: string): Promise<string[]> {
  const found = await EvidenceModel.find(
    { disputeId: new Types.ObjectId(disputeId), kind: 'file' },
    { content: 1 },
    sessionOption(tx),
  ).lean<Pick<EvidenceDocument, 'content'>[]>();
  return found.map(({ content }) => String(content['fileId']));
}

/** A dispute's whole chain, in order. */
export async function findChain(disputeId: string, at: Snapshot | null = null): Promise<EvidenceRecord[]> {
  const found = await EvidenceModel.find({ disputeId: new Types.ObjectId(disputeId) }, null, at ?? {})
    .sort({ seq: 1 })
    .lean<EvidenceDocument[]>();
  return found.map(toRecord);
}
