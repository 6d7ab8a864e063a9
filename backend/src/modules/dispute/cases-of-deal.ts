import type { ClientSession } from 'mongoose';
import type { PartyRole } from '../../shared/process.ts';
import { partyAbilities } from './dispute.policy.ts';
import { disputeProcess, type DisputeAction, type DisputeStatus } from './dispute.process.ts';
import { findOfRequest } from './dispute-lists.repository.ts';
import type { DisputeRecord } from './dispute.repository.ts';

/** A dispute as the books see it: whose case it is, and what happens next. */
export interface DealCase {
  readonly id: string;
  readonly milestoneId: string;
  readonly contractId: string;
  readonly status: DisputeStatus;
  readonly live: boolean;
  readonly mediatorId: string | null;
  readonly deadlines: readonly { readonly action: DisputeAction; readonly at: Date }[];
  /** What happened in it, the oldest first; without what is nobody's business. */
  readonly history: DisputeRecord['history'];
  readonly reason: DisputeRecord['reason'];
  readonly asset: string;
  readonly outcome: DisputeRecord['outcome'];
  readonly evidence: { readonly count: number; readonly head: string };
  readonly mayAct: Readonly<Record<PartyRole, readonly DisputeAction[]>>;
}

/** Sealed splits are told to nobody, so their buttons are left out. */
function mayAct(dispute: DisputeRecord, side: PartyRole, withdrawalUsed: boolean): DisputeAction[] {
  const { buyerId, sellerId, mediatorId, status, opener, withdrawalBy, splits } = dispute;
  const { proposalAccepted, proposalDeclined, appealWaived } = dispute;
  return partyAbilities(side, {
    ...{ buyerId, sellerId, mediatorId, status, opener, withdrawalBy, splits },
    ...{ proposalAccepted, proposalDeclined, appealWaived },
    withdrawalUsed,
    sealed: { has: false, entered: 0 },
  });
}

/** Disputes of a request, the newest first, read in the caller's snapshot. */
export async function casesOfDeal(tx: ClientSession, requestId: string): Promise<DealCase[]> {
  const found = await findOfRequest(tx, requestId);
  return found.map((dispute) => {
    // One withdrawal a milestone: an earlier case of it that was withdrawn has used it up.
    const withdrawalUsed = found.some(
      ({ milestoneId, status }) => milestoneId === dispute.milestoneId && status === 'withdrawn',
    );
    return {
      id: dispute.id,
      milestoneId: dispute.milestoneId,
      contractId: dispute.contractId,
      status: dispute.status,
      live: !disputeProcess.final.includes(dispute.status),
      mediatorId: dispute.mediatorId,
      deadlines: dispute.deadlines,
      history: dispute.history,
      reason: dispute.reason,
      asset: dispute.asset,
      outcome: dispute.outcome,
      evidence: { count: dispute.evidenceCount, head: dispute.evidenceHead },
      mayAct: {
        buyer: mayAct(dispute, 'buyer', withdrawalUsed),
        seller: mayAct(dispute, 'seller', withdrawalUsed),
      },
    };
  });
}
