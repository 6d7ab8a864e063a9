import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { attachFiles, getFileHashes } from '../file/index.ts';
import type { EvidenceKind, NewEvidence } from './dispute-shapes.contract.ts';
import { deskRoleOf, partyOf } from './dispute.policy.ts';
import type { DisputeRecord } from './dispute.repository.ts';
import { loadDispute, moveDispute } from './dispute.transition.ts';
import { linkPieces, type EvidencePiece } from './evidence.chain.ts';
import { appendEvidence, countEvidenceBy } from './evidence.repository.ts';
import { isMediatorsMove } from './mediators.ts';
import { readTransactionHash } from './transaction-hash.ts';

/** Enough for any case, too few to bury the other side's. */
const MAX_PIECES_EACH = 100;

export interface Author {
  readonly by: EvidencePiece['by'];
  readonly byId: string;
}

interface Content {
  readonly kind: EvidenceKind;
  readonly content: EvidencePiece['content'];
}

/** Both parties and the mediator read what is handed in. */
const readersOf = ({ buyerId, sellerId, mediatorId }: DisputeRecord): string[] => [
  buyerId,
  sellerId,
  ...(mediatorId === null ? [] : [mediatorId]),
];

async function fileContents(
  tx: ClientSession,
  dispute: DisputeRecord,
  author: Author,
  files: readonly { readonly fileId: string; readonly caption: string }[],
): Promise<Content[]> {
  const fileIds = files.map(({ fileId }) => fileId);
  const audience = { kind: 'users' as const, userIds: readersOf(dispute) };
  const attached = await attachFiles(tx, { fileIds, ownerId: author.byId, audience });
  const hashes = await getFileHashes(fileIds, tx);
  return attached.map((file) => ({
    kind: 'file',
    content: {
      fileId: file.id,
      name: file.name,
      contentType: file.contentType,
      sizeBytes: file.sizeBytes,
      sha256: hashes.get(file.id) ?? '',
      caption: files.find(({ fileId }) => fileId === file.id)?.caption ?? '',
    },
  }));
}

async function contentsOf(
  tx: ClientSession,
  dispute: DisputeRecord,
  author: Author,
  evidence: NewEvidence,
): Promise<Content[]> {
  switch (evidence.kind) {
    case 'message':
      return [{ kind: 'message', content: { text: evidence.text } }];
    case 'file':
      return fileContents(tx, dispute, author, [evidence]);
    case 'tracking': {
      const { carrier, trackingNumber, link } = evidence;
      return [{ kind: 'tracking', content: { carrier, trackingNumber, link: link ?? '' } }];
    }
    case 'transaction': {
      const { txid, network } = readTransactionHash(evidence.asset, evidence.txid);
      const { asset, note } = evidence;
      return [{ kind: 'transaction', content: { asset, network, txid, note } }];
    }
  }
}

/** Puts pieces behind the chain's head; the caller's step writes the new head with it. */
async function append(
  tx: ClientSession,
  dispute: DisputeRecord,
  author: Author,
  contents: readonly Content[],
): Promise<{ evidenceCount: number; evidenceHead: string }> {
  const { id: disputeId, evidenceCount, evidenceHead } = dispute;
  const at = now();
  const pieces = linkPieces(
    { count: evidenceCount, hash: evidenceHead },
    contents.map((content) => ({ disputeId, ...author, ...content, at })),
  );
  await appendEvidence(tx, pieces);
  return {
    evidenceCount: evidenceCount + pieces.length,
    evidenceHead: pieces.at(-1)?.hash ?? evidenceHead,
  };
}

/** A party's statement with the files that belong to it. */
export async function appendStatement(
  tx: ClientSession,
  dispute: DisputeRecord,
  author: Author,
  input: { readonly statement: string; readonly attachmentIds: readonly string[] },
): Promise<{ evidenceCount: number; evidenceHead: string }> {
  const files = input.attachmentIds.map((fileId) => ({ fileId, caption: '' }));
  return append(tx, dispute, author, [
    { kind: 'statement', content: { text: input.statement } },
    ...(await fileContents(tx, dispute, author, files)),
  ]);
}

function authorOf(dispute: DisputeRecord, actor: Actor): Author {
  const side = partyOf(dispute, actor.id);
  if (side !== null) return { by: side, byId: actor.id };
  const role = deskRoleOf(dispute, actor);
  if (role === null) throw new AppError('NOT_FOUND');
  if (role !== 'mediator') throw new AppError('FORBIDDEN');
  return { by: 'mediator', byId: actor.id };
}

/**
 * A party or the mediator hands in a piece. It can never be changed or taken back.
 * @throws AppError NOT_FOUND, FORBIDDEN, INVALID_TRANSITION, VALIDATION_FAILED, ASSET_NOT_ACCEPTED, RATE_LIMITED
 */
export async function addEvidence(
  input: { readonly disputeId: string; readonly evidence: NewEvidence },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const dispute = await loadDispute(tx, input.disputeId);
    const author = authorOf(dispute, actor);
    if ((await countEvidenceBy(tx, dispute.id, actor.id)) >= MAX_PIECES_EACH) {
      throw new AppError('RATE_LIMITED', {
        message: `You have handed in ${MAX_PIECES_EACH} pieces, which is the most there can be.`,
      });
    }
    const contents = await contentsOf(tx, dispute, author, input.evidence);
    await moveDispute(tx, dispute, {
      action: 'addEvidence',
      by: author.by,
      actorId: actor.id,
      set: await append(tx, dispute, author, contents),
      restartTimers: author.by === 'mediator' && isMediatorsMove(dispute.status),
    });
  });
}
