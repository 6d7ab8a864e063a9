import { fromDecimal } from '../../platform/decimal.ts';
import type { PayoutDocument } from './payout.model.ts';
import type { ApprovalReason, PayoutStatus } from './payout.process.ts';

export interface Vote {
  readonly adminId: string;
  readonly note: string;
  readonly at: Date;
}

export interface Note {
  readonly kind: PayoutDocument['notes'][number]['kind'];
  readonly text: string;
  readonly adminId: string | null;
  readonly at: Date;
}

export interface PayoutRecord {
  readonly id: string;
  readonly userId: string;
  readonly reference: string;
  readonly source: PayoutDocument['source'];
  readonly asset: string;
  /** What leaves the balance, base units. */
  readonly amountBase: bigint;
  /** What of it is kept for the network's fee. */
  readonly feeBase: bigint;
  readonly networkFee: { readonly asset: string; readonly base: bigint } | null;
  readonly valueCents: number | null;
  readonly addressId: string;
  readonly chainId: number;
  readonly destination: string;
  readonly status: PayoutStatus;
  readonly version: number;
  readonly approvalsNeeded: number;
  readonly approvalReason: ApprovalReason | null;
  readonly approvals: readonly Vote[];
  readonly failVotes: readonly Vote[];
  readonly workerId: string | null;
  readonly startBlock: number | null;
  readonly taskId: string | null;
  readonly txid: string | null;
  readonly reason: string | null;
  readonly notes: readonly Note[];
  readonly replacesId: string | null;
  readonly stuckAt: Date | null;
  readonly alarmedAt: Date | null;
  readonly history: readonly { readonly status: PayoutStatus; readonly at: Date }[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const toVotes = (votes: PayoutDocument['approvals']): Vote[] =>
  votes.map(({ adminId, note, at }) => ({ adminId: adminId.toHexString(), note, at }));

/** A payout as services know it, out of its document. */
export const toRecord = (document: PayoutDocument): PayoutRecord => ({
  id: document._id.toHexString(),
  userId: document.userId.toHexString(),
  reference: document.reference,
  source: document.source,
  asset: document.asset,
  amountBase: fromDecimal(document.amountBase),
  feeBase: fromDecimal(document.feeBase),
  networkFee: document.networkFee && {
    asset: document.networkFee.asset,
    base: fromDecimal(document.networkFee.base),
  },
  valueCents: document.valueCents,
  addressId: document.addressId.toHexString(),
  chainId: document.chainId,
  destination: document.destination,
  status: document.status,
  version: document.version,
  approvalsNeeded: document.approvalsNeeded,
  approvalReason: document.approvalReason,
  approvals: toVotes(document.approvals),
  failVotes: toVotes(document.failVotes),
  workerId: document.workerId,
  startBlock: document.startBlock,
  taskId: document.taskId,
  txid: document.txid,
  reason: document.reason,
  notes: document.notes.map(({ kind, text, adminId, at }) => ({
    kind,
    text,
    adminId: adminId?.toHexString() ?? null,
    at,
  })),
  replacesId: document.replacesId?.toHexString() ?? null,
  stuckAt: document.stuckAt,
  alarmedAt: document.alarmedAt,
  history: document.history.map(({ status, at }) => ({ status, at })),
  createdAt: document.createdAt,
  updatedAt: document.updatedAt,
});
