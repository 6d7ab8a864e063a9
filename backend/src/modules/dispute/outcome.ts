import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { crashAround } from '../../platform/crash-point.ts';
import { toDecimal } from '../../platform/decimal.ts';
import type { ActorRole, PartyRole } from '../../shared/process.ts';
import { resolveMilestone } from '../escrow/index.ts';
import type { DisputeSet, DisputeRecord } from './dispute.repository.ts';
import { moveDispute, type DisputeStep } from './dispute.transition.ts';
import { deleteSealed } from './private.repository.ts';

type Outcome = NonNullable<DisputeRecord['outcome']>;

interface Ending {
  readonly action: 'settle' | 'finalise' | 'decideAppeal';
  readonly by: Extract<ActorRole, 'buyer' | 'seller' | 'mediator' | 'timer'>;
  readonly actorId: string | null;
  readonly how: Outcome['how'];
  readonly buyerGetsBase: bigint;
  readonly set?: DisputeSet;
}

/**
 * Ends a dispute with money: the dispute's row, the deal's row and the posting in one transaction. Nothing else
 * in this module moves money.
 */
async function end(tx: ClientSession, dispute: DisputeRecord, ending: Ending): Promise<DisputeRecord> {
  const { action, by, actorId, how, buyerGetsBase } = ending;
  const outcome = { how, buyerGetsBase: toDecimal(buyerGetsBase), at: now() };
  const step: DisputeStep = { action, by, actorId, set: { ...ending.set, outcome } };
  const ended = await moveDispute(tx, dispute, step);
  const { requestId, milestoneId } = dispute;
  await resolveMilestone(tx, { requestId, milestoneId, buyerGetsBase, by, actorId });
  await deleteSealed(tx, dispute.id);
  crashAround(tx, 'dispute');
  return ended;
}

/** The parties agree on what the buyer gets back (base units). */
export const settle = (
  tx: ClientSession,
  dispute: DisputeRecord,
  agreement: {
    readonly by: PartyRole;
    readonly actorId: string;
    readonly how: 'split' | 'sealed' | 'proposal';
    readonly buyerGetsBase: bigint;
    readonly set?: DisputeSet;
  },
): Promise<DisputeRecord> => end(tx, dispute, { ...agreement, action: 'settle' });

/** The ruling stands: the time to appeal is over, or both do without. */
export function finalise(
  tx: ClientSession,
  dispute: DisputeRecord,
  by: { readonly by: PartyRole | 'timer'; readonly actorId: string | null },
): Promise<DisputeRecord> {
  if (dispute.ruling === null) throw new Error(`dispute ${dispute.id} has no ruling`);
  const { buyerGetsBase } = dispute.ruling;
  return end(tx, dispute, { ...by, action: 'finalise', how: 'ruling', buyerGetsBase });
}

/** Another mediator has decided the appeal. */
export const endByAppeal = (
  tx: ClientSession,
  dispute: DisputeRecord,
  decision: NonNullable<DisputeSet['decision']>,
  buyerGetsBase: bigint,
): Promise<DisputeRecord> =>
  end(tx, dispute, {
    action: 'decideAppeal',
    by: 'mediator',
    actorId: decision.byId.toHexString(),
    how: 'appeal',
    buyerGetsBase,
    set: { decision },
  });
