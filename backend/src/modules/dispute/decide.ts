import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { Money } from '../../shared/money.ts';
import { loadCase } from './desk.ts';
import { mayHave } from './dispute.policy.ts';
import { toDecisionDocument, type DisputeRecord } from './dispute.repository.ts';
import { moveDispute } from './dispute.transition.ts';
import { endByAppeal } from './outcome.ts';
import { sumOf } from './splits.ts';

export interface DecisionInput {
  readonly disputeId: string;
  readonly buyerGets: Money;
  readonly reasons: string;
}

/** The case as its own mediator has it. */
async function loadOwnCase(tx: ClientSession, disputeId: string, actor: Actor): Promise<DisputeRecord> {
  const { dispute, role } = await loadCase(tx, disputeId, actor);
  if (role !== 'mediator') {
    throw new AppError('FORBIDDEN', { message: 'This is not your case. Take it first.' });
  }
  return dispute;
}

const decisionOf = (dispute: DisputeRecord, { buyerGets, reasons }: DecisionInput, byId: string) => ({
  buyerGetsBase: sumOf(dispute, buyerGets, 'buyerGets'),
  reasons,
  byId,
  at: now(),
});

/** The mediator proposes a split; both parties have 72 hours to accept it. */
export async function propose(input: DecisionInput, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const dispute = await loadOwnCase(tx, input.disputeId, actor);
    const proposal = toDecisionDocument(decisionOf(dispute, input, actor.id));
    const set = { proposal, proposalAccepted: [], proposalDeclined: [] };
    await moveDispute(tx, dispute, { action: 'propose', by: 'mediator', actorId: actor.id, set });
  });
}

/** The mediator rules, otherwise than proposed or the same. Posts nothing: each party may appeal for 72 hours. */
export async function rule(input: DecisionInput, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const dispute = await loadOwnCase(tx, input.disputeId, actor);
    const ruling = toDecisionDocument(decisionOf(dispute, input, actor.id));
    await moveDispute(tx, dispute, { action: 'rule', by: 'mediator', actorId: actor.id, set: { ruling } });
    // Checked last, so that a status without rulings answers as such.
    if (dispute.proposalDeclined.length === 0) {
      throw new AppError('INVALID_TRANSITION', {
        message: 'The parties can still accept your proposal. You can rule when one of them has declined it.',
      });
    }
  });
}

/** Somebody else than whoever ruled decides the appeal, and the money goes out. */
export async function decideAppeal(input: DecisionInput, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const dispute = await loadOwnCase(tx, input.disputeId, actor);
    if (!mayHave(dispute, actor.id)) throw new AppError('FORBIDDEN');
    const decision = decisionOf(dispute, input, actor.id);
    await endByAppeal(tx, dispute, toDecisionDocument(decision), decision.buyerGetsBase);
  });
}
