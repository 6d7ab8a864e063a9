import { DAY_MS, now } from '../../platform/clock.ts';
import type { RequestDeadline } from '../marketplace/index.ts';
import type { Deal } from './escrow.deal.ts';
import type { MilestoneDocument, PauseDocument } from './escrow.model.ts';
import { GRACE_MS } from './escrow.terms.ts';

/** A deal that goes on has at least that long until the next thing happens by itself. */
const LEAST_LEFT_MS = DAY_MS;

type PausedTimer = PauseDocument['timers'][number];

/** What stands still with a milestone: its own timers, and those of the whole deal. */
export function pauseFor(
  { request }: Deal,
  milestone: MilestoneDocument,
): { readonly pause: PauseDocument; readonly running: RequestDeadline[] } {
  const at = now();
  const stops = ({ milestoneId }: RequestDeadline): boolean =>
    milestoneId === undefined || milestoneId === milestone._id.toString();
  return {
    pause: {
      status: milestone.status,
      at,
      timers: request.deadlines.filter(stops).map(({ action, at: endsAt, milestoneId }) => ({
        action,
        leftMs: Math.max(0, endsAt.getTime() - at.getTime()),
        milestoneId: milestoneId === undefined ? null : milestone._id,
      })),
    },
    running: request.deadlines.filter((deadline) => !stops(deadline)),
  };
}

/** Timers as they go on from now. Their ends are new, so the reminders of them are as well. */
function thaw(timers: readonly PausedTimer[]): RequestDeadline[] {
  const from = now().getTime();
  return timers.map(({ action, leftMs, milestoneId }) => ({
    action,
    at: new Date(from + Math.max(LEAST_LEFT_MS, leftMs)),
    ...(milestoneId === null ? {} : { milestoneId: milestoneId.toString() }),
  }));
}

const pauseOf = (milestone: MilestoneDocument): PauseDocument => {
  if (milestone.pause === null) throw new Error(`milestone ${milestone._id.toString()} was not paused`);
  return milestone.pause;
};

const later = (date: Date | null, byMs: number): Date | null =>
  date && new Date(date.getTime() + Math.max(0, byMs));

const isWhole = ({ milestoneId }: PausedTimer): boolean => milestoneId === null;

/** What becomes of the deal's timers, and of its milestones, when one leaves its dispute. */
interface Wake {
  readonly timers: RequestDeadline[];
  readonly milestones: MilestoneDocument[];
}

/**
 * A start that was held up for all since `since` has cost those that wait for it so much time; one that is in
 * dispute itself until its own dispute began, which counts the rest.
 */
const heldUp = (milestones: readonly MilestoneDocument[], since: Date, until: Date): MilestoneDocument[] =>
  milestones.map((milestone) => {
    if (milestone.status !== 'pending' && milestone.status !== 'disputed') return milestone;
    const end = Math.min(until.getTime(), milestone.pause?.at.getTime() ?? until.getTime());
    return { ...milestone, dueAt: later(milestone.dueAt, end - since.getTime()) };
  });

/**
 * The whole deal's timers that stood still with a milestone: those that wait for the start. If a delivery has
 * started the deal meanwhile, they are over; while another milestone is in dispute, they stand still with that
 * one, the one that was disputed next.
 */
function wakeWhole({ contract }: Deal, pause: PauseDocument, milestones: MilestoneDocument[]): Wake {
  const whole = pause.timers.filter(isWhole);
  if (whole.length === 0 || contract.startedAt !== null) return { timers: [], milestones };
  const [next] = milestones
    .flatMap((milestone) =>
      milestone.status === 'disputed' && milestone.pause
        ? [{ id: milestone._id, pause: milestone.pause }]
        : [],
    )
    .sort((a, b) => a.pause.at.getTime() - b.pause.at.getTime());
  if (next === undefined) return { timers: thaw(whole), milestones: heldUp(milestones, pause.at, now()) };
  const handed = { ...next.pause, timers: [...next.pause.timers, ...whole] };
  return {
    timers: [],
    milestones: heldUp(milestones, pause.at, next.pause.at).map((milestone) =>
      milestone._id.equals(next.id) ? { ...milestone, pause: handed } : milestone,
    ),
  };
}

/** The dates of a deal that a delivery starts while a dispute about another milestone holds the start up. */
export function datesAtStart(milestones: readonly MilestoneDocument[]): MilestoneDocument[] {
  const holder = milestones.find(({ pause }) => pause?.timers.some(isWhole))?.pause;
  return holder ? heldUp(milestones, holder.at, now()) : [...milestones];
}

/** A milestone whose dispute is withdrawn is what it was, and its timers go on with what was left of them. */
export function resumed(deal: Deal, milestone: MilestoneDocument): Wake {
  const { contract } = deal;
  const pause = pauseOf(milestone);
  const own = thaw(pause.timers.filter((timer) => !isWhole(timer)));
  const endOf = (...actions: RequestDeadline['action'][]) =>
    own.find(({ action }) => actions.includes(action))?.at ?? null;
  const missAt = endOf('miss', 'missChanges');
  // Before the start the dates of all move together, when it is no longer held up.
  const lostMs = contract.startedAt === null ? 0 : now().getTime() - pause.at.getTime();
  const back: MilestoneDocument = {
    ...milestone,
    status: pause.status,
    pause: null,
    inspectionEndsAt: endOf('autoApprove'),
    dueAt: missAt === null ? later(milestone.dueAt, lostMs) : new Date(missAt.getTime() - GRACE_MS),
    withdrawals: milestone.withdrawals + 1,
  };
  const milestones = contract.milestones.map((other) => (other._id.equals(milestone._id) ? back : other));
  const whole = wakeWhole(deal, pause, milestones);
  // The deal was started by the delivery of another one while this one stood still.
  const isNew = back.status === 'pending' && contract.startedAt !== null && missAt === null;
  return {
    timers: [...own, ...whole.timers, ...(isNew ? [missOf(back)] : [])],
    milestones: whole.milestones,
  };
}

function missOf({ _id, dueAt }: MilestoneDocument): RequestDeadline {
  const least = now().getTime() + LEAST_LEFT_MS;
  const at = Math.max(least, (dueAt?.getTime() ?? 0) + GRACE_MS);
  return { action: 'miss', at: new Date(at), milestoneId: _id.toString() };
}

/** A milestone leaves its dispute for good: only what stood still for the whole deal goes on. */
export function resolved(
  deal: Deal,
  milestone: MilestoneDocument,
  status: 'released' | 'refunded' | 'settled',
): Wake {
  const milestones = deal.contract.milestones.map((other) =>
    other._id.equals(milestone._id) ? { ...milestone, status, pause: null } : other,
  );
  return wakeWhole(deal, pauseOf(milestone), milestones);
}
