import { Types } from 'mongoose';
import { DAY_MS, now } from '../../platform/clock.ts';
import type { RequestDeadline } from '../marketplace/index.ts';
import type { MilestoneDocument, PauseDocument } from './escrow.model.ts';
import { GRACE_MS } from './escrow.terms.ts';

type Timers = PauseDocument['timers'];

/** A deal that goes on has at least that long until the next thing happens by itself. */
const LEAST_LEFT_MS = DAY_MS;

/** Deadlines that stand still, with what is left of them. */
export const pauseTimers = (deadlines: readonly RequestDeadline[], at: Date): Timers =>
  deadlines.map(({ action, at: endsAt, milestoneId }) => ({
    action,
    leftMs: Math.max(0, endsAt.getTime() - at.getTime()),
    milestoneId: milestoneId === undefined ? null : new Types.ObjectId(milestoneId),
  }));

/** The same as they go on from now. Their ends are new, so the reminders of them are as well. */
export function resumeTimers(timers: Timers): RequestDeadline[] {
  const from = now().getTime();
  return timers.map(({ action, leftMs, milestoneId }) => ({
    action,
    at: new Date(from + Math.max(LEAST_LEFT_MS, leftMs)),
    ...(milestoneId === null ? {} : { milestoneId: milestoneId.toString() }),
  }));
}

/** Dates of a milestone that goes on: those with a timer follow it, another moves by the time that was lost. */
export function datesAfter(
  milestone: MilestoneDocument,
  pausedAt: Date,
  timers: readonly RequestDeadline[],
): Pick<MilestoneDocument, 'inspectionEndsAt' | 'dueAt'> {
  const endOf = (...actions: RequestDeadline['action'][]) =>
    timers.find(({ action }) => actions.includes(action))?.at ?? null;
  const missAt = endOf('miss', 'missChanges');
  const lostMs = now().getTime() - pausedAt.getTime();
  return {
    inspectionEndsAt: endOf('autoApprove'),
    dueAt:
      missAt === null
        ? milestone.dueAt && new Date(milestone.dueAt.getTime() + lostMs)
        : new Date(missAt.getTime() - GRACE_MS),
  };
}
