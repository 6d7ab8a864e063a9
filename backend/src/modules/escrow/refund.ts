import type { ClientSession } from 'mongoose';
import { crashAround } from '../../platform/crash-point.ts';
import { fromDecimal } from '../../platform/decimal.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { post, postings } from '../ledger/index.ts';
import { statusAfter } from './delivery.ts';
import { loadOwnDeal, takeStep, type Deal, type DealStep } from './escrow.deal.ts';
import { isOpen } from './escrow.milestones.ts';

/** The seller declines a funded deal; the buyer gets everything back, the fee included. */
export async function declineDeal(input: { requestId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    await refundOpenMilestones(tx, deal, { action: 'decline', by: deal.role, actorId: actor.id });
  });
}

/** Escrow of every milestone that is not yet released → the buyer, together with the step in the table. */
export async function refundOpenMilestones(
  tx: ClientSession,
  deal: Deal,
  step: Pick<DealStep, 'action' | 'by' | 'actorId'>,
): Promise<void> {
  const { contract, request } = deal;
  const { asset } = contract;
  const open = contract.milestones.filter(({ status }) => isOpen(status));
  const milestones = contract.milestones.map((milestone) =>
    isOpen(milestone.status)
      ? { ...milestone, status: 'refunded' as const, inspectionEndsAt: null }
      : milestone,
  );
  await takeStep(tx, deal, {
    ...step,
    to: statusAfter(deal, milestones),
    change: { milestones, proposal: null },
    deadlines: [],
  });
  if (asset === null) throw new Error(`contract ${contract._id.toString()} was never funded`);
  for (const { _id, fundedBase } of open) {
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
