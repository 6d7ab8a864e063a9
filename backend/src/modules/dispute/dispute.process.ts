import { DAY_MS, HOUR_MS } from '../../shared/duration.ts';
import { proveProcess, type Process } from '../../shared/process.ts';

export const DISPUTE_STATUSES = [
  'opened',
  'awaiting_response',
  'negotiation',
  'mediation',
  'proposed',
  'ruled',
  'appealed',
  'settled',
  'final',
  'withdrawn',
] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

export const DISPUTE_ACTIONS = [
  'notify',
  'respond',
  'noResponse',
  'negotiationEnded',
  'addEvidence',
  'offerSplit',
  'declineSplit',
  'sealSplit',
  'unsealSplit',
  'settle',
  'assign',
  'reassign',
  'remind',
  'escalate',
  'addNote',
  'propose',
  'acceptProposal',
  'declineProposal',
  'rule',
  'appeal',
  'waiveAppeal',
  'finalise',
  'decideAppeal',
  'offerWithdrawal',
  'declineWithdrawal',
  'withdraw',
] as const;
export type DisputeAction = (typeof DISPUTE_ACTIONS)[number];

/** Everything between the opening and an outcome. */
const LIVE = ['awaiting_response', 'negotiation', 'mediation', 'proposed', 'ruled', 'appealed'] as const;
/** Before a mediator has ruled. */
const UNDECIDED = ['awaiting_response', 'negotiation', 'mediation', 'proposed'] as const;
/** A mediator's move. */
const WITH_MEDIATOR = ['mediation', 'appealed'] as const;
const PARTIES = ['buyer', 'seller'] as const;

/**
 * THE TABLE of a dispute. `mediator` is the one the case is assigned to. Only `settled` and `final` post to the
 * ledger. Every status between has a timer, so that money is never stuck.
 */
export const disputeProcess: Process<DisputeStatus, DisputeAction> = proveProcess({
  name: 'Dispute',
  initial: 'opened',
  statuses: DISPUTE_STATUSES,
  final: ['settled', 'final', 'withdrawn'],
  transitions: [
    {
      action: 'notify',
      from: ['opened'],
      to: 'awaiting_response',
      by: ['buyer', 'seller', 'timer'],
      events: ['dispute:opened'],
      note: 'with the opening itself',
    },
    {
      action: 'respond',
      from: ['awaiting_response'],
      to: 'negotiation',
      by: PARTIES,
      events: ['dispute:responded'],
      note: 'the other party than the opener',
    },
    {
      action: 'noResponse',
      from: ['awaiting_response'],
      to: 'mediation',
      by: ['timer'],
      afterMs: 72 * HOUR_MS,
      events: ['dispute:mediation-started'],
      note: 'silence goes to a mediator, never to an automatic loss',
    },
    {
      action: 'negotiationEnded',
      from: ['negotiation'],
      to: 'mediation',
      by: ['timer'],
      afterMs: 7 * DAY_MS,
      events: ['dispute:mediation-started'],
    },
    {
      action: 'addEvidence',
      from: LIVE,
      to: 'same',
      by: ['buyer', 'seller', 'mediator'],
      events: ['dispute:evidence-added'],
    },
    { action: 'offerSplit', from: LIVE, to: 'same', by: PARTIES, events: ['dispute:split-offered'] },
    { action: 'declineSplit', from: LIVE, to: 'same', by: PARTIES, events: ['dispute:split-declined'] },
    {
      action: 'sealSplit',
      from: LIVE,
      to: 'same',
      by: PARTIES,
      events: ['dispute:split-sealed'],
      note: 'when both have one and they overlap, it settles at the midpoint',
    },
    { action: 'unsealSplit', from: LIVE, to: 'same', by: PARTIES, events: ['dispute:split-unsealed'] },
    {
      action: 'settle',
      from: LIVE,
      to: 'settled',
      by: PARTIES,
      events: ['dispute:settled'],
      posting: 'split',
      note: "a split accepted, sealed ones that overlap, or both accept the mediator's proposal",
    },
    {
      action: 'assign',
      from: WITH_MEDIATOR,
      to: 'same',
      by: ['mediator', 'admin'],
      events: ['dispute:assigned'],
      note: 'a case that nobody has; never to a party, an appeal never to whoever ruled',
    },
    {
      action: 'reassign',
      from: ['mediation', 'proposed', 'appealed'],
      to: 'same',
      by: ['mediator', 'admin'],
      events: ['dispute:assigned'],
    },
    {
      action: 'remind',
      from: WITH_MEDIATOR,
      to: 'same',
      by: ['timer'],
      afterMs: 7 * DAY_MS,
      events: ['dispute:mediator-reminded'],
    },
    {
      action: 'escalate',
      from: WITH_MEDIATOR,
      to: 'same',
      by: ['timer'],
      afterMs: 14 * DAY_MS,
      events: ['dispute:escalated'],
      note: 'counted from the last thing the mediator did; reassigned to somebody else',
    },
    { action: 'addNote', from: LIVE, to: 'same', by: ['mediator', 'admin'], events: [], note: 'internal' },
    {
      action: 'propose',
      from: ['mediation'],
      to: 'proposed',
      by: ['mediator'],
      events: ['dispute:proposed'],
    },
    {
      action: 'acceptProposal',
      from: ['proposed'],
      to: 'same',
      by: PARTIES,
      events: ['dispute:proposal-accepted'],
      note: 'the second one settles',
    },
    {
      action: 'declineProposal',
      from: ['proposed'],
      to: 'same',
      by: PARTIES,
      events: ['dispute:proposal-declined'],
    },
    {
      action: 'rule',
      from: ['proposed'],
      to: 'ruled',
      by: ['mediator', 'timer'],
      afterMs: 72 * HOUR_MS,
      events: ['dispute:ruled'],
      note: 'by the mediator once a party has declined; by the timer the proposal becomes the ruling',
    },
    {
      action: 'appeal',
      from: ['ruled'],
      to: 'appealed',
      by: PARTIES,
      events: ['dispute:appealed'],
      note: 'one; decided by somebody else',
    },
    {
      action: 'waiveAppeal',
      from: ['ruled'],
      to: 'same',
      by: PARTIES,
      events: ['dispute:appeal-waived'],
      note: 'when both have, the ruling is final',
    },
    {
      action: 'finalise',
      from: ['ruled'],
      to: 'final',
      by: ['buyer', 'seller', 'timer'],
      afterMs: 72 * HOUR_MS,
      events: ['dispute:final'],
      posting: 'split',
    },
    {
      action: 'decideAppeal',
      from: ['appealed'],
      to: 'final',
      by: ['mediator'],
      events: ['dispute:final'],
      posting: 'split',
    },
    {
      action: 'offerWithdrawal',
      from: UNDECIDED,
      to: 'same',
      by: PARTIES,
      events: ['dispute:withdrawal-offered'],
      note: 'the opener; one withdrawal a milestone',
    },
    {
      action: 'declineWithdrawal',
      from: UNDECIDED,
      to: 'same',
      by: PARTIES,
      events: ['dispute:withdrawal-declined'],
      note: 'the other party says no, or the opener takes it back',
    },
    {
      action: 'withdraw',
      from: UNDECIDED,
      to: 'withdrawn',
      by: PARTIES,
      events: ['dispute:withdrawn'],
      note: 'the other party consents; the deal goes on',
    },
  ],
});

export const isLive = (status: DisputeStatus): boolean => !disputeProcess.final.includes(status);
