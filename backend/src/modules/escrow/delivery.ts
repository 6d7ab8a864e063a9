import { Types } from 'mongoose';
import { after, DAY_MS, now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { attachFiles } from '../file/index.ts';
import type { RequestDeadline } from '../marketplace/index.ts';
import { datesAtStart } from './dispute-timers.ts';
import {
  loadOwnDeal,
  milestoneFor,
  statusAfter,
  takeStep,
  timersBeside,
  withMilestone,
} from './escrow.deal.ts';
import type { MilestoneDocument } from './escrow.model.ts';
import { GRACE_MS } from './escrow.terms.ts';

/** When milestones that nobody has delivered yet count as missed. */
const missTimers = (milestones: readonly MilestoneDocument[]): RequestDeadline[] =>
  milestones.flatMap(({ _id, status, dueAt }) =>
    status !== 'pending' || dueAt === null
      ? []
      : [{ action: 'miss', at: new Date(dueAt.getTime() + GRACE_MS), milestoneId: _id.toString() }],
  );

export async function startDelivery(input: { requestId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    await takeStep(tx, deal, {
      action: 'start',
      by: deal.role,
      actorId: actor.id,
      change: { startedAt: now() },
      deadlines: missTimers(deal.contract.milestones),
    });
  });
}

export interface DeliverInput {
  readonly requestId: string;
  readonly milestoneId: string;
  readonly note: string;
  readonly link: string | null;
  readonly trackingNumber: string | null;
  readonly attachmentIds: readonly string[];
}

/**
 * The seller hands over; the buyer then has the inspection days, after which silence approves. The first delivery
 * is the deal's start if there was none, so the timers of the other milestones begin with it.
 */
export async function deliver(input: DeliverInput, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    const milestone = milestoneFor(deal, input.milestoneId, 'deliver');
    const audience = { kind: 'users' as const, userIds: [deal.request.buyerId, actor.id] };
    const files = await attachFiles(tx, { fileIds: input.attachmentIds, ownerId: actor.id, audience });
    const inspectionEndsAt = after(deal.contract.inspectionDays * DAY_MS);
    const delivered = withMilestone(deal.contract, milestone._id, {
      status: 'delivered',
      inspectionEndsAt,
      deliveries: [
        ...milestone.deliveries,
        {
          _id: new Types.ObjectId(),
          note: input.note,
          link: input.link,
          trackingNumber: input.trackingNumber,
          fileIds: files.map(({ id }) => new Types.ObjectId(id)),
          deliveredAt: now(),
        },
      ],
    });
    const isStart = deal.contract.startedAt === null;
    const milestones = isStart ? datesAtStart(delivered) : delivered;
    const others = isStart ? missTimers(milestones) : timersBeside(deal, milestone._id);
    await takeStep(tx, deal, {
      action: 'deliver',
      by: deal.role,
      actorId: actor.id,
      parts: [milestone],
      to: statusAfter(deal, milestones),
      change: { milestones, startedAt: deal.contract.startedAt ?? now() },
      deadlines: [...others, { action: 'autoApprove', at: inspectionEndsAt, milestoneId: input.milestoneId }],
    });
  });
}

export interface RequestChangesInput {
  readonly requestId: string;
  readonly milestoneId: string;
  readonly note: string;
  readonly redeliveryDays: number;
}

/** The buyer sends it back: the inspection timer stops and a redelivery date is set. */
export async function requestChanges(input: RequestChangesInput, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    const milestone = milestoneFor(deal, input.milestoneId, 'requestChanges');
    if (milestone.changeRequests.length >= deal.contract.maxChangeRounds) {
      throw new AppError('INVALID_TRANSITION', {
        message: `No round of changes is left of ${deal.contract.maxChangeRounds}. Approve the delivery, agree to cancel, or open a dispute.`,
      });
    }
    const redeliveryDueAt = after(input.redeliveryDays * DAY_MS);
    const milestones = withMilestone(deal.contract, milestone._id, {
      status: 'changes_requested',
      inspectionEndsAt: null,
      dueAt: redeliveryDueAt,
      changeRequests: [
        ...milestone.changeRequests,
        { note: input.note, requestedAt: now(), redeliveryDueAt },
      ],
    });
    await takeStep(tx, deal, {
      action: 'requestChanges',
      by: deal.role,
      actorId: actor.id,
      parts: [milestone],
      to: statusAfter(deal, milestones),
      change: { milestones },
      deadlines: [
        ...timersBeside(deal, milestone._id),
        {
          action: 'missChanges',
          at: new Date(redeliveryDueAt.getTime() + GRACE_MS),
          milestoneId: input.milestoneId,
        },
      ],
    });
  });
}
