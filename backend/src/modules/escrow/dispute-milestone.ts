import type { ClientSession } from 'mongoose';
import { fromDecimal } from '../../platform/decimal.ts';
import { emitLater } from '../../platform/outbox.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActorRole, PartyRole } from '../../shared/process.ts';
import { post, postings } from '../ledger/index.ts';
import { pauseFor, resolved, resumed } from './dispute-timers.ts';
import {
  loadDeal,
  loadOwnDeal,
  milestoneFor,
  statusAfter,
  takeStep,
  withMilestone,
  type Deal,
} from './escrow.deal.ts';
import { divideDisputed, type Division } from './escrow.milestones.ts';
import type { MilestoneDocument } from './escrow.model.ts';

/** What a dispute needs to know of the money it is about. */
export interface DisputedMilestone {
  readonly requestId: string;
  readonly contractId: string;
  readonly milestoneId: string;
  readonly buyerId: string;
  readonly sellerId: string;
  readonly asset: string;
  /** In base units of the asset. */
  readonly heldBase: bigint;
}

interface Named {
  readonly requestId: string;
  readonly milestoneId: string;
}

/**
 * A party brings a milestone into dispute: its timers stand still, and nothing leaves its escrow until the
 * dispute has an outcome.
 * @throws AppError NOT_FOUND, INVALID_TRANSITION, CONFLICT
 */
export async function disputeMilestone(
  tx: ClientSession,
  input: Named,
  actor: Actor,
): Promise<DisputedMilestone & { readonly role: PartyRole }> {
  const deal = await loadOwnDeal(tx, input.requestId, actor);
  const milestone = milestoneFor(deal, input.milestoneId, 'dispute');
  const step = { action: 'dispute', by: deal.role, actorId: actor.id } as const;
  return { ...(await freeze(tx, deal, milestone, step)), role: deal.role };
}

/** Disputes stand above escrow and plug themselves in, for those that open by themselves. */
export interface DisputesPort {
  readonly openOverdue: (tx: ClientSession, disputed: DisputedMilestone) => Promise<void>;
}

let disputes: DisputesPort | null = null;

export function setDisputesPort(port: DisputesPort): void {
  disputes = port;
}

/** The redelivery date passed: the milestone comes into dispute by itself. */
export async function disputeOverdue(tx: ClientSession, deal: Deal, milestoneId: string): Promise<void> {
  if (disputes === null) throw new Error('the disputes port was not set by the composition root');
  const milestone = milestoneFor(deal, milestoneId, 'missChanges');
  const step = { action: 'missChanges', by: 'timer', actorId: null } as const;
  await disputes.openOverdue(tx, await freeze(tx, deal, milestone, step));
}

interface FreezeStep {
  readonly action: 'dispute' | 'missChanges';
  readonly by: PartyRole | 'timer';
  readonly actorId: string | null;
}

async function freeze(
  tx: ClientSession,
  deal: Deal,
  milestone: MilestoneDocument,
  step: FreezeStep,
): Promise<DisputedMilestone> {
  const { pause, running } = pauseFor(deal, milestone);
  const change = { status: 'disputed', pause, inspectionEndsAt: null } as const;
  const milestones = withMilestone(deal.contract, milestone._id, change);
  await takeStep(tx, deal, {
    ...step,
    parts: [milestone],
    to: statusAfter(deal, milestones),
    change: { milestones },
    deadlines: running,
  });
  return describe(deal, milestone);
}

function describe({ contract, request }: Deal, milestone: MilestoneDocument): DisputedMilestone {
  if (contract.asset === null || milestone.fundedBase === null) {
    throw new Error(`contract ${contract._id.toString()} was never funded`);
  }
  return {
    requestId: request.id,
    contractId: contract._id.toString(),
    milestoneId: milestone._id.toString(),
    buyerId: contract.buyerId.toString(),
    sellerId: contract.sellerId.toString(),
    asset: contract.asset,
    heldBase: fromDecimal(milestone.fundedBase),
  };
}

/** How many disputes about a milestone were withdrawn already. */
export async function withdrawalsOf(tx: ClientSession, { requestId, milestoneId }: Named): Promise<number> {
  return milestoneFor(await loadDeal(tx, requestId), milestoneId, 'resume').withdrawals;
}

/**
 * A dispute is withdrawn: the milestone is what it was, and its timers go on with what was left of them, at
 * least 24 hours. Once a milestone.
 * @throws AppError INVALID_TRANSITION, CONFLICT
 */
export async function resumeMilestone(
  tx: ClientSession,
  input: Named & { readonly by: PartyRole; readonly actorId: string },
): Promise<void> {
  const deal = await loadDeal(tx, input.requestId);
  const milestone = milestoneFor(deal, input.milestoneId, 'resume');
  if (milestone.withdrawals > 0) throw new AppError('INVALID_TRANSITION');
  const { timers, milestones } = resumed(deal, milestone);
  await takeStep(tx, deal, {
    action: 'resume',
    by: input.by,
    actorId: input.actorId,
    parts: [milestone],
    to: statusAfter(deal, milestones),
    change: { milestones },
    deadlines: [...deal.request.deadlines, ...timers],
  });
}

const centsOf = ({ priceCents, buyerFeeCents, sellerFeeCents }: MilestoneDocument) => ({
  price: BigInt(priceCents),
  buyerFeeCents: BigInt(buyerFeeCents),
  sellerFeeCents: BigInt(sellerFeeCents),
});

/** Who would get what if the buyer got so much of what is held. */
export const divisionOf = (milestone: MilestoneDocument, heldBase: bigint, buyerGetsBase: bigint): Division =>
  divideDisputed(heldBase, buyerGetsBase, centsOf(milestone));

const outcomeStatus = ({ buyerGetsBase, sellerGetsBase, feeBase }: Division) => {
  if (buyerGetsBase === 0n) return 'released';
  return sellerGetsBase + feeBase === 0n ? 'refunded' : 'settled';
};

/**
 * A dispute's outcome: the milestone's escrow goes to the buyer, the seller and the fee, together with the step
 * in the table.
 * @throws AppError INVALID_TRANSITION, CONFLICT
 * @throws RangeError when the buyer would get more than is held
 */
export async function resolveMilestone(
  tx: ClientSession,
  input: Named & {
    readonly buyerGetsBase: bigint;
    readonly by: Extract<ActorRole, 'buyer' | 'seller' | 'mediator' | 'timer'>;
    readonly actorId: string | null;
  },
): Promise<Division> {
  const deal = await loadDeal(tx, input.requestId);
  const milestone = milestoneFor(deal, input.milestoneId, 'resolve');
  const { asset, buyerId, sellerId, contractId, milestoneId, requestId, heldBase } = describe(
    deal,
    milestone,
  );
  const division = divisionOf(milestone, heldBase, input.buyerGetsBase);
  const { timers, milestones } = resolved(deal, milestone, outcomeStatus(division));
  await takeStep(tx, deal, {
    action: 'resolve',
    by: input.by,
    actorId: input.actorId,
    parts: [milestone],
    to: statusAfter(deal, milestones),
    change: { milestones },
    deadlines: [...deal.request.deadlines, ...timers],
  });
  const refs = { requestId, contractId, milestoneId };
  await post(tx, postings.split({ asset, buyerId, sellerId, ...division, refs }));
  await emitLater(tx, { name: 'balance:updated', ids: {}, addressees: [buyerId, sellerId] });
  return division;
}
