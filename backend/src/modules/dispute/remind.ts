import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import type { PartyRole } from '../../shared/process.ts';
import { otherSide } from './dispute.policy.ts';
import type { DisputeAction } from './dispute.process.ts';
import { changeDispute, type DisputeRecord } from './dispute.repository.ts';
import { DISPUTE_TIMERS } from './dispute.timers.ts';
import { loadDispute } from './dispute.transition.ts';

interface Told {
  readonly name: string;
  readonly addressees: readonly string[];
}

/** Parties that have not said yet what they could say. */
const silentIn = ({ buyerId, sellerId }: DisputeRecord, spoke: readonly PartyRole[]): string[] => [
  ...(spoke.includes('buyer') ? [] : [buyerId]),
  ...(spoke.includes('seller') ? [] : [sellerId]),
];

/** Whose turn it is before a deadline, and what tells them; nobody where the table has another row for it. */
function turnsBefore(action: DisputeAction, dispute: DisputeRecord): Told[] {
  const { proposalAccepted, proposalDeclined, appealWaived, mediatorId, opener } = dispute;
  switch (action) {
    case 'noResponse': {
      const respondent = otherSide(opener) === 'buyer' ? dispute.buyerId : dispute.sellerId;
      return [{ name: DISPUTE_TIMERS.noResponse.reminder.event, addressees: [respondent] }];
    }
    case 'negotiationEnded':
      return [{ name: DISPUTE_TIMERS.negotiationEnded.reminder.event, addressees: silentIn(dispute, []) }];
    case 'rule': {
      const silent = silentIn(dispute, [...proposalAccepted, ...proposalDeclined]);
      const mayRule = proposalDeclined.length > 0 && mediatorId !== null;
      return [
        { name: DISPUTE_TIMERS.rule.reminder.event, addressees: silent },
        { name: 'dispute:ruling-due', addressees: mayRule ? [mediatorId] : [] },
      ];
    }
    case 'finalise':
      return [{ name: DISPUTE_TIMERS.finalise.reminder.event, addressees: silentIn(dispute, appealWaived) }];
    default:
      return [];
  }
}

/** Says that a deadline comes near, once; comes twice or early without harm. */
export async function remindOfDispute(disputeId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const dispute = await loadDispute(tx, disputeId);
    const at = now();
    const isDue = (reminder: Date): boolean => reminder <= at;
    const due = dispute.deadlines.filter(({ remindAt = [] }) => remindAt.some(isDue));
    if (due.length === 0) return;
    const deadlines = dispute.deadlines.map(({ remindAt = [], ...deadline }) => ({
      ...deadline,
      remindAt: remindAt.filter((reminder) => !isDue(reminder)),
    }));
    if (!(await changeDispute(tx, dispute, dispute.status, { deadlines }, null))) {
      throw new AppError('CONFLICT');
    }
    const ids = { disputeId, requestId: dispute.requestId };
    await emitLater(
      tx,
      ...due
        .filter((deadline) => deadline.at > at)
        .flatMap(({ action }) => turnsBefore(action, dispute))
        .filter(({ addressees }) => addressees.length > 0)
        .map((told) => ({ ...told, ids })),
    );
  });
}
