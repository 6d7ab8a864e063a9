import { DAY_MS } from '../../shared/duration.ts';
import { reminderTimes, type Timers } from '../../platform/reminder.ts';
import { timersOf } from '../../shared/process.ts';
import { disputeProcess, type DisputeAction, type DisputeStatus } from './dispute.process.ts';

/** Rows of the dispute's table that have a time. */
type TimedAction = 'noResponse' | 'negotiationEnded' | 'remind' | 'escalate' | 'rule' | 'finalise';

/** What silence does to a dispute, and who is reminded before. */
export const DISPUTE_TIMERS = {
  noResponse: {
    name: 'Dispute.noResponse',
    silence: 'a mediator takes over without the answer; nobody loses by it',
    reminder: {
      event: 'dispute:response-ending',
      to: 'the party that has not answered',
      beforeMs: [DAY_MS],
    },
  },
  negotiationEnded: {
    name: 'Dispute.negotiationEnded',
    silence: 'a mediator takes over',
    reminder: { event: 'dispute:negotiation-ending', to: 'both parties', beforeMs: [DAY_MS] },
  },
  remind: {
    name: 'Dispute.remind',
    silence: 'the mediator, or the desk, is told that the parties wait',
    reminder: { none: 'it is a reminder itself' },
  },
  escalate: {
    name: 'Dispute.escalate',
    silence: 'the case, or the appeal, goes to somebody else; the money stays in escrow',
    reminder: { none: 'the row `remind` does it: `dispute:mediator-reminded`, 7 d before' },
  },
  rule: {
    name: 'Dispute.rule',
    silence: 'the proposal is the ruling',
    reminder: {
      event: 'dispute:proposal-ending',
      to: 'parties that have not answered; the mediator once one has declined (`dispute:ruling-due`)',
      beforeMs: [DAY_MS],
    },
  },
  finalise: {
    name: 'Dispute.finalise',
    silence: 'the ruling is final, and the money is paid out by it',
    reminder: {
      event: 'dispute:appeal-ending',
      to: 'parties that have not waived the appeal',
      beforeMs: [DAY_MS],
    },
  },
} as const satisfies Timers<TimedAction>;

const isTimed = (action: DisputeAction): action is TimedAction => action in DISPUTE_TIMERS;

export interface DisputeDeadline {
  action: DisputeAction;
  at: Date;
  /** When to remind of it, earliest first; what was said is taken out. */
  remindAt?: Date[];
}

/** What happens by itself in a status that is entered at `from`, each with its reminders. */
export const deadlinesFrom = (status: DisputeStatus, from: Date): DisputeDeadline[] =>
  timersOf(disputeProcess, status).map(({ action, afterMs }) => {
    if (!isTimed(action)) throw new Error(`nothing is said of the timer ${action} of a dispute`);
    const at = new Date(from.getTime() + afterMs);
    return { action, at, remindAt: reminderTimes(DISPUTE_TIMERS[action], from, at) };
  });
