import type { ClientSession } from 'mongoose';
import type { Downtime, DowntimeCredit } from '../../platform/downtime.ts';
import { emitLater } from '../../platform/outbox.ts';
import { AppError } from '../../shared/errors.ts';
import { loadRequest, putOff, recordOnTimeline } from '../marketplace/index.ts';
import { findRunningIds } from './dispute-lists.repository.ts';
import { changeDispute } from './dispute.repository.ts';
import { loadDispute, scheduleDispute } from './dispute.transition.ts';

/** Puts off what was running of a dispute, the mediator's time included; the deal's timeline says so. */
async function credit(tx: ClientSession, disputeId: string, downtime: Downtime): Promise<void> {
  const dispute = await loadDispute(tx, disputeId);
  if (!dispute.deadlines.some(({ at }) => at > downtime.from)) return;
  const deadlines = dispute.deadlines.map(({ action, at, remindAt = [] }) => ({
    action,
    at: putOff(at, downtime),
    remindAt: remindAt.map((reminder) => putOff(reminder, downtime)),
  }));
  if (!(await changeDispute(tx, dispute, dispute.status, { deadlines }, null)))
    throw new AppError('CONFLICT');
  scheduleDispute(tx, disputeId, deadlines);
  const { status } = await loadRequest(tx, dispute.requestId);
  await recordOnTimeline(tx, {
    requestId: dispute.requestId,
    action: 'dispute.extendDeadlines',
    from: status,
    to: status,
    by: 'timer',
    actorId: null,
    extendedMs: downtime.lengthMs,
  });
  const { requestId, buyerId, sellerId, mediatorId } = dispute;
  await emitLater(tx, {
    name: 'dispute:deadlines-extended',
    ids: { disputeId, requestId },
    addressees: [buyerId, sellerId, ...(mediatorId === null ? [] : [mediatorId])],
  });
}

export const disputeCredit: DowntimeCredit = { name: 'dispute.case', findRunning: findRunningIds, credit };
