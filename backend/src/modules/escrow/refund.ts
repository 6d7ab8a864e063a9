import type { ClientSession } from 'mongoose';
import { crashAround } from '../../platform/crash-point.ts';
import { fromDecimal } from '../../platform/decimal.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { post, postings } from '../ledger/index.ts';
import { loadOwnDeal, statusAfter, takeStep, type Deal, type DealStep } from './escrow.deal.ts';
import { isOpen } from './escrow.milestones.ts';
import type { MilestoneDocument } from './escrow.model.ts';

/** The seller declines a funded deal; the buyer gets everything back, the fee included. */
export async function declineDeal(input: { requestId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    await refundMilestones(tx, deal, unreleased(deal), {
      action: 'decline',
      by: deal.role,
      actorId: actor.id,
    });
  });
}

/** What a refund of the whole deal is about: what was released, refunded or settled before stays so. */
export const unreleased = ({ contract }: Deal): MilestoneDocument[] =>
  contract.milestones.filter(({ status }) => isOpen(status));

/**
 * Escrow of these milestones → the buyer, together with the step in the table.
 * @throws AppError INVALID_TRANSITION also when one of them is in dispute: only its outcome moves that money
 */
export async function refundMilestones(
  tx: ClientSession,
  deal: Deal,
  parts: readonly MilestoneDocument[],
  step: Pick<DealStep, 'action' | 'by' | 'actorId'>,
): Promise<void> {
  const { contract, request } = deal;
  const { asset } = contract;
  if (asset === null || parts.some(({ status }) => status === 'disputed')) {
    throw new AppError('INVALID_TRANSITION');
  }
  const ids = new Set(parts.map(({ _id }) => _id.toString()));
  const milestones = contract.milestones.map((milestone) =>
    ids.has(milestone._id.toString())
      ? { ...milestone, status: 'refunded' as const, inspectionEndsAt: null }
      : milestone,
  );
  await takeStep(tx, deal, {
    ...step,
    parts,
    to: statusAfter(deal, milestones),
    change: { milestones },
    deadlines: request.deadlines.filter(({ milestoneId = '' }) => !ids.has(milestoneId)),
  });
  for (const { _id, fundedBase } of parts) {
    await post(
      tx,
      postings.refund({
        asset,
        amountBase: fundedBase === null ? 0n : fromDecimal(fundedBase),
        buyerId: contract.buyerId.toString(),
        refs: { requestId: request.id, contractId: contract._id.toString(), milestoneId: _id.toString() },
      }),
    );
  }
  await emitLater(tx, {
    name: 'balance:updated',
    ids: {},
    addressees: [contract.buyerId.toString(), contract.sellerId.toString()],
  });
  crashAround(tx, 'refund');
}
