import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { changeDeadlines, type DeadlineAction, type RequestDeadline } from '../marketplace/index.ts';
import { endUnpaid, receiptsPort } from './abandon.ts';
import { disputeOverdue } from './dispute-milestone.ts';
import { findDeal, loadDeal, milestoneFor, type Deal } from './escrow.deal.ts';
import { CONFIRMING_WINDOW_MS } from './escrow.terms.ts';
import { refundMilestones, unreleased } from './refund.ts';
import { unfund } from './freeze.ts';
import { release } from './release.ts';

/** What a timer does with a deal when its deadline is over. */
type TimerStep = (tx: ClientSession, deal: Deal, deadline: RequestDeadline) => Promise<void>;

const byTimer = { by: 'timer', actorId: null } as const;

const STEPS = {
  paymentTimedOut: async (tx, deal) => {
    const { acceptedAt, downtimeMs = 0 } = deal.contract;
    const latest = new Date(acceptedAt.getTime() + CONFIRMING_WINDOW_MS + downtimeMs);
    const confirming = await receiptsPort().isConfirming(tx, deal.contract._id.toString());
    if (confirming && now() < latest) {
      await changeDeadlines(tx, deal.request, [{ action: 'paymentTimedOut', at: latest }]);
    } else {
      await endUnpaid(tx, deal);
    }
  },
  decline: (tx, deal) => refundMilestones(tx, deal, unreleased(deal), { action: 'decline', ...byTimer }),
  miss: (tx, deal, { milestoneId = '' }) => {
    const milestone = milestoneFor(deal, milestoneId, 'miss');
    return refundMilestones(tx, deal, [milestone], { action: 'miss', ...byTimer });
  },
  missChanges: (tx, deal, { milestoneId = '' }) => disputeOverdue(tx, deal, milestoneId),
  autoApprove: async (tx, deal, { milestoneId = '' }) => {
    const milestone = milestoneFor(deal, milestoneId, 'autoApprove');
    await release(tx, deal, milestone, { action: 'autoApprove', ...byTimer });
  },
  unfund: (tx, deal) => unfund(tx, deal),
} satisfies Partial<Record<DeadlineAction, TimerStep>>;

/** A buyer whose payment is on its way has done what there was to do. */
export async function isPayersTurn(tx: ClientSession, requestId: string): Promise<boolean> {
  const { contract } = await loadDeal(tx, requestId);
  return !(await receiptsPort().isConfirming(tx, contract._id.toString()));
}

export type EscrowDeadline = keyof typeof STEPS;
export const ESCROW_DEADLINES = Object.keys(STEPS) as EscrowDeadline[];

/**
 * Acts on a deadline that is over. Job and sweep may both call it, and call it twice: a deadline that was
 * moved, met or acted on is not there any more, and nothing happens.
 */
export async function actOnDeadline(requestId: string, action: EscrowDeadline): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await findDeal(tx, requestId);
    // Whoever was faster may have ended it.
    if (deal === null) return;
    // Of several milestones that are due the longest overdue one; whoever calls comes again for the next.
    const [due] = deal.request.deadlines
      .filter((deadline) => deadline.action === action && deadline.at <= now())
      .sort((a, b) => a.at.getTime() - b.at.getTime());
    if (due) await STEPS[action](tx, deal, due);
  });
}
