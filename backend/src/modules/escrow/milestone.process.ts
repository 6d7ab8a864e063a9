import { proveProcess, type Process } from '../../shared/process.ts';
import type { RequestAction } from '../marketplace/purchase-request.process.ts';

export const MILESTONE_STATUSES = [
  'pending',
  'delivered',
  'changes_requested',
  'disputed',
  'released',
  'refunded',
  'settled',
] as const;
export type MilestoneStatus = (typeof MILESTONE_STATUSES)[number];

/** Money that waits and is not in dispute. */
const UNDISPUTED = ['pending', 'delivered', 'changes_requested'] as const;

/**
 * THE TABLE of a milestone. Whether an action on one of several is possible depends on its own status; the
 * request's table says what that makes of the whole, and tells whom.
 */
export const milestoneProcess: Process<MilestoneStatus, RequestAction> = proveProcess({
  name: 'Milestone',
  initial: 'pending',
  statuses: MILESTONE_STATUSES,
  final: ['released', 'refunded', 'settled'],
  transitions: [
    {
      action: 'decline',
      from: ['pending'],
      to: 'refunded',
      by: ['seller', 'timer'],
      posting: 'refund',
      events: [],
      note: 'the whole deal, before the start',
    },
    {
      action: 'deliver',
      from: ['pending', 'changes_requested'],
      to: 'delivered',
      by: ['seller'],
      events: [],
      note: 'starts its inspection; the first one starts the deal',
    },
    {
      action: 'proposeExtension',
      from: ['pending', 'changes_requested'],
      to: 'same',
      by: ['seller'],
      events: [],
    },
    { action: 'extend', from: ['pending', 'changes_requested'], to: 'same', by: ['buyer'], events: [] },
    {
      action: 'miss',
      from: ['pending'],
      to: 'refunded',
      by: ['timer'],
      posting: 'refund',
      events: [],
      note: 'its own date + 72 h; the others go on',
    },
    {
      action: 'requestChanges',
      from: ['delivered'],
      to: 'changes_requested',
      by: ['buyer'],
      events: [],
      note: 'at most N rounds a milestone',
    },
    { action: 'missChanges', from: ['changes_requested'], to: 'disputed', by: ['timer'], events: [] },
    {
      action: 'approve',
      from: ['delivered'],
      to: 'released',
      by: ['buyer'],
      posting: 'release',
      events: [],
    },
    {
      action: 'autoApprove',
      from: ['delivered'],
      to: 'released',
      by: ['timer'],
      posting: 'release',
      events: [],
    },
    {
      action: 'proposeCancel',
      from: UNDISPUTED,
      to: 'same',
      by: ['buyer', 'seller'],
      events: [],
      note: 'this one, or everything that is unreleased while nothing is in dispute',
    },
    {
      action: 'agreeCancel',
      from: UNDISPUTED,
      to: 'refunded',
      by: ['buyer', 'seller'],
      posting: 'refund',
      events: [],
    },
    { action: 'declineProposal', from: UNDISPUTED, to: 'same', by: ['buyer', 'seller'], events: [] },
    {
      action: 'dispute',
      from: UNDISPUTED,
      to: 'disputed',
      by: ['buyer', 'seller'],
      events: [],
      note: 'freezes its timers only; while the deal has not started, the start as well',
    },
    {
      action: 'resume',
      from: ['disputed'],
      to: 'pending',
      alternatives: ['delivered', 'changes_requested'],
      by: ['buyer', 'seller'],
      events: [],
      note: 'what it was',
    },
    {
      action: 'resolve',
      from: ['disputed'],
      to: 'settled',
      alternatives: ['released', 'refunded'],
      by: ['buyer', 'seller', 'mediator', 'timer'],
      posting: 'split',
      events: [],
    },
  ],
});
