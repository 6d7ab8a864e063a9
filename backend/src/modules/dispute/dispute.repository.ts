import { Types, type ClientSession } from 'mongoose';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { sessionOption } from '../../platform/transaction.ts';
import type { PartyRole } from '../../shared/process.ts';
import {
  DisputeModel,
  type DecisionDocument,
  type DisputeDocument,
  type SplitDocument,
} from './dispute.model.ts';
import type { DisputeStatus } from './dispute.process.ts';

export interface SplitRecord {
  readonly id: string;
  readonly by: PartyRole;
  readonly buyerGetsBase: bigint;
  readonly note: string;
  readonly status: SplitDocument['status'];
  readonly at: Date;
}

export interface DecisionRecord {
  readonly id: string;
  readonly buyerGetsBase: bigint;
  readonly reasons: string;
  readonly byId: string;
  readonly at: Date;
}

type Plain =
  | 'title'
  | 'asset'
  | 'opener'
  | 'openedBy'
  | 'reason'
  | 'wish'
  | 'status'
  | 'version'
  | 'escalatedAt'
  | 'proposalAccepted'
  | 'proposalDeclined'
  | 'appeal'
  | 'appealWaived'
  | 'withdrawalBy'
  | 'evidenceCount'
  | 'evidenceHead'
  | 'deadlines'
  | 'history'
  | 'openedAt'
  | 'statusSince';

export interface DisputeRecord extends Readonly<Pick<DisputeDocument, Plain>> {
  readonly id: string;
  readonly requestId: string;
  readonly contractId: string;
  readonly milestoneId: string;
  readonly buyerId: string;
  readonly sellerId: string;
  readonly mediatorId: string | null;
  readonly heldBase: bigint;
  readonly splits: readonly SplitRecord[];
  readonly proposal: DecisionRecord | null;
  readonly ruling: DecisionRecord | null;
  readonly decision: DecisionRecord | null;
  /** Mediators who have proposed or ruled: an appeal is decided by somebody else. */
  readonly deciderIds: readonly string[];
  readonly outcome: {
    readonly how: NonNullable<DisputeDocument['outcome']>['how'];
    readonly buyerGetsBase: bigint;
    readonly at: Date;
  } | null;
}

export const hex = (id: Types.ObjectId): string => id.toHexString();
export const oid = (id: string): Types.ObjectId => new Types.ObjectId(id);

const toDecision = (document: DecisionDocument | null): DecisionRecord | null =>
  document && {
    id: hex(document._id),
    buyerGetsBase: fromDecimal(document.buyerGetsBase),
    reasons: document.reasons,
    byId: hex(document.byId),
    at: document.at,
  };

const toSplit = ({ _id, buyerGetsBase, ...rest }: SplitDocument): SplitRecord => ({
  ...rest,
  id: hex(_id),
  buyerGetsBase: fromDecimal(buyerGetsBase),
});

export function toRecord(document: DisputeDocument): DisputeRecord {
  const { proposal, ruling, decision, outcome } = document;
  return {
    ...document,
    id: hex(document._id),
    requestId: hex(document.requestId),
    contractId: hex(document.contractId),
    milestoneId: hex(document.milestoneId),
    buyerId: hex(document.buyerId),
    sellerId: hex(document.sellerId),
    mediatorId: document.mediatorId && hex(document.mediatorId),
    heldBase: fromDecimal(document.heldBase),
    splits: document.splits.map(toSplit),
    proposal: toDecision(proposal),
    ruling: toDecision(ruling),
    decision: toDecision(decision),
    deciderIds: [proposal, ruling].flatMap((made) => (made ? [hex(made.byId)] : [])),
    outcome: outcome && { ...outcome, buyerGetsBase: fromDecimal(outcome.buyerGetsBase) },
  };
}

export type NewDispute = Pick<
  DisputeRecord,
  | 'requestId'
  | 'contractId'
  | 'milestoneId'
  | 'title'
  | 'buyerId'
  | 'sellerId'
  | 'asset'
  | 'heldBase'
  | 'opener'
  | 'openedBy'
  | 'reason'
  | 'wish'
>;

/** @throws a duplicate-key error (index `oneLive`) when the milestone is in dispute already */
export async function insertDispute(
  tx: ClientSession,
  dispute: NewDispute,
  at: Date,
): Promise<DisputeRecord> {
  const [buyerId, sellerId] = [oid(dispute.buyerId), oid(dispute.sellerId)];
  const document: DisputeDocument = {
    ...dispute,
    _id: new Types.ObjectId(),
    requestId: oid(dispute.requestId),
    contractId: oid(dispute.contractId),
    milestoneId: oid(dispute.milestoneId),
    buyerId,
    sellerId,
    partyIds: [buyerId, sellerId],
    heldBase: toDecimal(dispute.heldBase),
    status: 'opened',
    version: 0,
    live: true,
    mediatorId: null,
    escalatedAt: null,
    splits: [],
    proposal: null,
    proposalAccepted: [],
    proposalDeclined: [],
    ruling: null,
    appeal: null,
    appealWaived: [],
    decision: null,
    withdrawalBy: null,
    outcome: null,
    evidenceCount: 0,
    evidenceHead: '',
    deadlines: [],
    history: [],
    openedAt: at,
    statusSince: at,
  };
  await DisputeModel.create([document], { session: tx });
  return toRecord(document);
}

export async function findDispute(
  tx: ClientSession | null,
  disputeId: string,
): Promise<DisputeRecord | null> {
  const found = await DisputeModel.findById(
    oid(disputeId),
    null,
    sessionOption(tx),
  ).lean<DisputeDocument | null>();
  return found && toRecord(found);
}

/** Fields that a step may write; amounts and ids as they are stored. */
export type DisputeSet = Partial<
  Pick<
    DisputeDocument,
    | 'live'
    | 'mediatorId'
    | 'escalatedAt'
    | 'splits'
    | 'proposal'
    | 'proposalAccepted'
    | 'proposalDeclined'
    | 'ruling'
    | 'appeal'
    | 'appealWaived'
    | 'decision'
    | 'withdrawalBy'
    | 'outcome'
    | 'evidenceCount'
    | 'evidenceHead'
    | 'deadlines'
    | 'statusSince'
  >
>;

/** Compare-and-set on id, status and version. @returns null when the dispute moved on since it was read */
export async function changeDispute(
  tx: ClientSession,
  dispute: DisputeRecord,
  to: DisputeStatus,
  set: DisputeSet,
  step: DisputeDocument['history'][number] | null,
): Promise<DisputeRecord | null> {
  const written = await DisputeModel.findOneAndUpdate(
    { _id: oid(dispute.id), status: dispute.status, version: dispute.version },
    {
      $set: { ...set, status: to },
      $inc: { version: 1 },
      ...(step === null ? {} : { $push: { history: step } }),
    },
    { session: tx, returnDocument: 'after' },
  ).lean<DisputeDocument | null>();
  return written && toRecord(written);
}

export const toDecisionDocument = (
  decision: Omit<DecisionRecord, 'id'> & { readonly id?: string },
): DecisionDocument => ({
  _id: decision.id === undefined ? new Types.ObjectId() : oid(decision.id),
  buyerGetsBase: toDecimal(decision.buyerGetsBase),
  reasons: decision.reasons,
  byId: oid(decision.byId),
  at: decision.at,
});

export const toSplitDocument = (
  split: Omit<SplitRecord, 'id'> & { readonly id?: string },
): SplitDocument => ({
  _id: split.id === undefined ? new Types.ObjectId() : oid(split.id),
  by: split.by,
  buyerGetsBase: toDecimal(split.buyerGetsBase),
  note: split.note,
  status: split.status,
  at: split.at,
});
