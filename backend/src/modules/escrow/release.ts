import type { ClientSession } from 'mongoose';
import { crashAround } from '../../platform/crash-point.ts';
import { fromDecimal } from '../../platform/decimal.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { post, postings } from '../ledger/index.ts';
import {
  loadOwnDeal,
  milestoneFor,
  statusAfter,
  takeStep,
  timersBeside,
  withMilestone,
  type Deal,
} from './escrow.deal.ts';
import { splitOnRelease } from './escrow.milestones.ts';
import type { MilestoneDocument } from './escrow.model.ts';

export interface ApproveInput {
  readonly requestId: string;
  readonly milestoneId: string;
  /** What the person saw when they confirmed; anything else there now is a conflict. */
  readonly deliveryId: string;
  readonly sellerId: string;
  readonly held: { readonly amount: string; readonly asset: string };
}

/** What a milestone's release pays whom, in base units of the contract's asset. */
export const releaseSplit = (milestone: MilestoneDocument) =>
  splitOnRelease(milestone.fundedBase === null ? 0n : fromDecimal(milestone.fundedBase), {
    price: BigInt(milestone.priceCents),
    buyerFeeCents: BigInt(milestone.buyerFeeCents),
    sellerFeeCents: BigInt(milestone.sellerFeeCents),
  });

/** The buyer releases a milestone. Irreversible, so amount, recipient and delivery must be those confirmed. */
export async function approveDelivery(input: ApproveInput, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    const milestone = milestoneFor(deal, input.milestoneId, 'approve');
    if (!isWhatWasConfirmed(deal, milestone, input)) {
      throw new AppError('CONFLICT', {
        message: 'The deal has changed since you looked at it. No money moved. Reload and confirm again.',
      });
    }
    await release(tx, deal, milestone, { action: 'approve', by: deal.role, actorId: actor.id });
  });
}

function isWhatWasConfirmed(deal: Deal, milestone: MilestoneDocument, confirmed: ApproveInput): boolean {
  return (
    milestone.deliveries.at(-1)?._id.toString() === confirmed.deliveryId &&
    deal.contract.sellerId.toString() === confirmed.sellerId &&
    deal.contract.asset === confirmed.held.asset &&
    milestone.fundedBase !== null &&
    fromDecimal(milestone.fundedBase).toString() === confirmed.held.amount
  );
}

/** Escrow → seller and fee, together with the step in the table. */
export async function release(
  tx: ClientSession,
  deal: Deal,
  milestone: MilestoneDocument,
  step: { action: 'approve' | 'autoApprove'; by: 'buyer' | 'seller' | 'timer'; actorId: string | null },
): Promise<void> {
  const { contract, request } = deal;
  if (contract.asset === null) throw new Error(`contract ${contract._id.toString()} was never funded`);
  const milestones = withMilestone(contract, milestone._id, { status: 'released', inspectionEndsAt: null });
  await takeStep(tx, deal, {
    ...step,
    parts: [milestone],
    to: statusAfter(deal, milestones),
    change: { milestones },
    deadlines: timersBeside(deal, milestone._id),
  });
  await post(
    tx,
    postings.release({
      asset: contract.asset,
      sellerId: contract.sellerId.toString(),
      ...releaseSplit(milestone),
      refs: {
        requestId: request.id,
        contractId: contract._id.toString(),
        milestoneId: milestone._id.toString(),
      },
    }),
  );
  await emitLater(tx, {
    name: 'balance:updated',
    ids: {},
    addressees: [contract.sellerId.toString(), contract.buyerId.toString()],
  });
  crashAround(tx, 'release');
}
