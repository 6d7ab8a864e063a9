import type { z } from 'zod';
import { toMoney, toPrice } from '../../shared/money.ts';
import type { FileRef, UserRef } from '../../shared/refs.ts';
import type { MilestoneView } from '../escrow/index.ts';
import type { deskCardSchema, noteSchema } from './desk.contract.ts';
import type {
  decisionSchema,
  disputeCardSchema,
  disputeSchema,
  divisionSchema,
  evidenceSchema,
} from './dispute-shapes.contract.ts';
import { deskAbilities, partyAbilities, SEALED_SUMS, waitsFor } from './dispute.policy.ts';
import { isLive } from './dispute.process.ts';
import type { DecisionRecord, DisputeRecord } from './dispute.repository.ts';
import type { EvidenceRecord } from './evidence.repository.ts';
import type { NoteRecord, SealedSide } from './private.repository.ts';

export type Users = ReadonlyMap<string, UserRef>;

/** Who looks. A party sees its own sealed sum and nothing of the other's but that there is one. */
export type Viewer = { readonly id: string } & (
  | {
      readonly role: 'buyer' | 'seller';
      readonly sealed: { readonly yours: SealedSide; readonly otherHasOne: boolean };
    }
  | { readonly role: 'mediator' | 'admin' | 'onlooker'; readonly mayHave: boolean }
);

const personOf = (users: Users, id: string): UserRef => users.get(id) ?? { id, name: '' };

/** Everybody whom a dispute names. */
export const peopleOf = (dispute: DisputeRecord): string[] => [
  dispute.buyerId,
  dispute.sellerId,
  ...(dispute.mediatorId === null ? [] : [dispute.mediatorId]),
  ...dispute.deciderIds,
  ...(dispute.decision ? [dispute.decision.byId] : []),
];

/** @param viewerId whose turn it may be */
export function presentCard(
  dispute: DisputeRecord,
  users: Users,
  viewerId: string,
): z.input<typeof disputeCardSchema> {
  const next = [...dispute.deadlines].sort((a, b) => a.at.getTime() - b.at.getTime())[0];
  return {
    id: dispute.id,
    requestId: dispute.requestId,
    milestoneId: dispute.milestoneId,
    title: dispute.title,
    status: dispute.status,
    buyer: personOf(users, dispute.buyerId),
    seller: personOf(users, dispute.sellerId),
    opener: dispute.opener,
    reason: dispute.reason,
    held: toMoney(dispute.heldBase, dispute.asset),
    mediator: dispute.mediatorId === null ? null : personOf(users, dispute.mediatorId),
    deadline: next ? { action: next.action, at: next.at.toISOString() } : null,
    yourTurn: waitsFor(dispute, viewerId),
    openedAt: dispute.openedAt.toISOString(),
    statusSince: dispute.statusSince.toISOString(),
  };
}

export const presentDeskCard = (
  dispute: DisputeRecord,
  users: Users,
  viewerId: string,
): z.input<typeof deskCardSchema> => ({
  ...presentCard(dispute, users, viewerId),
  escalatedAt: dispute.escalatedAt?.toISOString() ?? null,
});

type Divide = (buyerGetsBase: bigint) => z.input<typeof divisionSchema>;

const divider =
  ({ asset, heldBase }: DisputeRecord, { divide }: MilestoneView): Divide =>
  (buyerGetsBase) => {
    const division = divide(heldBase, buyerGetsBase);
    return {
      buyerGets: toMoney(division.buyerGetsBase, asset),
      sellerGets: toMoney(division.sellerGetsBase, asset),
      fee: toMoney(division.feeBase, asset),
    };
  };

const presentDecision = (
  { id, buyerGetsBase, reasons, byId, at }: DecisionRecord,
  divide: Divide,
  users: Users,
): z.input<typeof decisionSchema> => ({
  id,
  division: divide(buyerGetsBase),
  reasons,
  by: personOf(users, byId),
  at: at.toISOString(),
});

const presentSealed = (dispute: DisputeRecord, viewer: Viewer): z.input<typeof disputeSchema>['sealed'] => {
  if (!('sealed' in viewer)) return null;
  const { yours, otherHasOne } = viewer.sealed;
  return {
    yours: yours.leastBase === null ? null : toMoney(yours.leastBase, dispute.asset),
    otherHasOne,
    tries: { left: SEALED_SUMS - yours.entered, of: SEALED_SUMS },
  };
};

function abilitiesFor(dispute: DisputeRecord, milestone: MilestoneView, viewer: Viewer) {
  if (!('sealed' in viewer)) return deskAbilities(viewer, dispute);
  const { leastBase, entered } = viewer.sealed.yours;
  return partyAbilities(viewer.role, {
    ...dispute,
    withdrawalUsed: milestone.withdrawals > 0,
    sealed: { has: leastBase !== null, entered },
  });
}

export function presentDispute(
  dispute: DisputeRecord,
  milestone: MilestoneView,
  users: Users,
  viewer: Viewer,
): z.input<typeof disputeSchema> {
  const divide = divider(dispute, milestone);
  const { proposal, ruling, decision, appeal, outcome } = dispute;
  return {
    ...presentCard(dispute, users, viewer.id),
    version: dispute.version,
    viewerRole: viewer.role === 'onlooker' ? 'admin' : viewer.role,
    openedBy: dispute.openedBy,
    wish: dispute.wish,
    milestone: milestone.view,
    release: { seller: toPrice(milestone.release.sellerCents), fee: toPrice(milestone.release.feeCents) },
    splits: dispute.splits.map(({ id, by, buyerGetsBase, note, status, at }) => ({
      id,
      by,
      division: divide(buyerGetsBase),
      note,
      // Nobody answers what was still open when the dispute ended.
      status: status === 'open' && !isLive(dispute.status) ? 'lapsed' : status,
      at: at.toISOString(),
    })),
    sealed: presentSealed(dispute, viewer),
    proposal: proposal && {
      ...presentDecision(proposal, divide, users),
      acceptedBy: dispute.proposalAccepted,
      declinedBy: dispute.proposalDeclined,
    },
    ruling: ruling && presentDecision(ruling, divide, users),
    appeal: appeal && { by: appeal.by, reasons: appeal.reasons, at: appeal.at.toISOString() },
    appealWaivedBy: dispute.appealWaived,
    decision: decision && presentDecision(decision, divide, users),
    withdrawalOfferedBy: dispute.withdrawalBy,
    outcome: outcome && {
      how: outcome.how,
      division: divide(outcome.buyerGetsBase),
      at: outcome.at.toISOString(),
    },
    evidenceCount: dispute.evidenceCount,
    evidenceHead: dispute.evidenceHead,
    history: dispute.history.map(({ action, status, by, at }) => ({
      action,
      status,
      by,
      at: at.toISOString(),
    })),
    abilities: abilitiesFor(dispute, milestone, viewer),
  };
}

export const presentNote = (note: NoteRecord, users: Users): z.input<typeof noteSchema> => ({
  id: note.id,
  author: personOf(users, note.authorId),
  text: note.text,
  at: note.at.toISOString(),
});

export function presentEvidence(
  piece: EvidenceRecord,
  users: Users,
  files: ReadonlyMap<string, FileRef>,
): z.input<typeof evidenceSchema> {
  const base = {
    id: piece.id,
    seq: piece.seq,
    by: piece.by,
    author: personOf(users, piece.byId),
    at: piece.at.toISOString(),
    prevHash: piece.prevHash,
    hash: piece.hash,
  };
  const text = (name: string): string => String(piece.content[name] ?? '');
  switch (piece.kind) {
    case 'statement':
    case 'message':
      return { ...base, kind: piece.kind, text: text('text') };
    case 'file': {
      const id = text('fileId');
      const file = files.get(id) ?? {
        id,
        name: text('name'),
        contentType: text('contentType'),
        sizeBytes: Number(piece.content['sizeBytes']),
      };
      return { ...base, kind: 'file', file, sha256: text('sha256'), caption: text('caption') };
    }
    case 'tracking':
      return {
        ...base,
        kind: 'tracking',
        carrier: text('carrier'),
        trackingNumber: text('trackingNumber'),
        link: text('link'),
      };
    case 'transaction':
      return {
        ...base,
        kind: 'transaction',
        asset: text('asset'),
        network: text('network'),
        txid: text('txid'),
        note: text('note'),
      };
  }
}
