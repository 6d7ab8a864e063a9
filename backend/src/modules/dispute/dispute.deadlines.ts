import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import type { Deadline } from '../../platform/deadline.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { isFrozen } from '../escrow/index.ts';
import { listAdminIds } from '../user/index.ts';
import { openFiles } from './desk.ts';
import { partyOf } from './dispute.policy.ts';
import type { DisputeAction } from './dispute.process.ts';
import { findIdsToRemind, findOverdueIds } from './dispute-lists.repository.ts';
import { findDispute, oid, toDecisionDocument, type DisputeRecord } from './dispute.repository.ts';
import { DISPUTE_TIMERS } from './dispute.timers.ts';
import { DISPUTE_DEADLINE, DISPUTE_REMINDER, moveDispute, tellDesk } from './dispute.transition.ts';
import { chooseMediator, deskFor } from './mediators.ts';
import { finalise } from './outcome.ts';
import { remindOfDispute } from './remind.ts';

type TimerStep = (tx: ClientSession, dispute: DisputeRecord) => Promise<void>;

const byTimer = { by: 'timer', actorId: null } as const;

const toMediation =
  (action: 'noResponse' | 'negotiationEnded'): TimerStep =>
  async (tx, dispute) => {
    const moved = await moveDispute(tx, dispute, { action, ...byTimer });
    await tellDesk(tx, moved, 'dispute:queued', await deskFor(moved));
  };

/** Half of the time that a mediator may be silent: told once, then the case goes to somebody else. */
const remind: TimerStep = async (tx, dispute) => {
  const deadlines = dispute.deadlines.filter(({ action }) => action !== 'remind');
  const reminded = await moveDispute(tx, dispute, { action: 'remind', ...byTimer, set: { deadlines } });
  if (reminded.mediatorId === null) {
    await tellDesk(tx, reminded, 'dispute:mediator-reminded', await deskFor(reminded));
  }
};

const escalate: TimerStep = async (tx, dispute) => {
  const next = await chooseMediator(tx, dispute);
  const escalated = await moveDispute(tx, dispute, {
    action: 'escalate',
    ...byTimer,
    set: { escalatedAt: now(), ...(next === null ? {} : { mediatorId: oid(next) }) },
    restartTimers: true,
  });
  if (next !== null) await openFiles(tx, escalated, next);
  const admins = (await listAdminIds()).filter((id) => id !== next && partyOf(dispute, id) === null);
  await tellDesk(tx, escalated, 'dispute:escalated', admins);
};

/** Neither accepted by both nor ruled otherwise: the proposal is the ruling. */
const rule: TimerStep = async (tx, dispute) => {
  if (dispute.proposal === null) throw new Error(`dispute ${dispute.id} has no proposal`);
  const { buyerGetsBase, reasons, byId } = dispute.proposal;
  const ruling = toDecisionDocument({ buyerGetsBase, reasons, byId, at: now() });
  await moveDispute(tx, dispute, { action: 'rule', ...byTimer, set: { ruling } });
};

const STEPS: Partial<Record<DisputeAction, TimerStep>> = {
  noResponse: toMediation('noResponse'),
  negotiationEnded: toMediation('negotiationEnded'),
  remind,
  escalate,
  rule,
  finalise: async (tx, dispute) => {
    await finalise(tx, dispute, byTimer);
  },
};

const earliestDue = (dispute: DisputeRecord | null) =>
  dispute?.deadlines.filter(({ at }) => at <= now()).sort((a, b) => a.at.getTime() - b.at.getTime())[0];

/** Acts on one deadline that is over. @returns whether there was one */
const actOnce = (disputeId: string): Promise<boolean> =>
  inTransaction(async (tx) => {
    const dispute = await findDispute(tx, disputeId);
    const due = earliestDue(dispute);
    if (dispute === null || due === undefined) return false;
    // What a ruling divides is not there: it stands until the money is.
    if (due.action === 'finalise' && (await isFrozen(tx, dispute.requestId))) return false;
    const step = STEPS[due.action];
    if (!step) throw new Error(`nobody acts on the deadline ${due.action} of a dispute`);
    await step(tx, dispute);
    return true;
  });

/** All that are over, the earliest first, each in its own transaction; job and sweep may both come. */
async function actOnDispute(disputeId: string): Promise<void> {
  for (let acted = true; acted;) acted = await actOnce(disputeId);
}

export const disputeDeadlines: readonly Deadline[] = [
  {
    name: DISPUTE_DEADLINE,
    findOverdue: findOverdueIds,
    act: actOnDispute,
    timers: [
      DISPUTE_TIMERS.noResponse,
      DISPUTE_TIMERS.negotiationEnded,
      DISPUTE_TIMERS.remind,
      DISPUTE_TIMERS.escalate,
      DISPUTE_TIMERS.rule,
      DISPUTE_TIMERS.finalise,
    ],
  },
  // After the deadlines themselves: nobody is reminded of what has just happened.
  { name: DISPUTE_REMINDER, findOverdue: findIdsToRemind, act: remindOfDispute, timers: 'reminds' },
];
