import type { ClientSession } from 'mongoose';
import { scheduleDeadline } from '../../platform/deadline.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransition, type ActorRole } from '../../shared/process.ts';
import { addReaders, removeReaders } from '../file/index.ts';
import { REQUEST_DEADLINE, REQUEST_REMINDER } from './deadline-names.ts';
import type { RequestDeadline } from './marketplace.types.ts';
import {
  purchaseRequestProcess,
  type RequestAction,
  type RequestStatus,
} from './purchase-request.process.ts';
import {
  changeRequest,
  findPrivateContent,
  findRequest,
  type RequestRecord,
  type RequestSet,
} from './purchase-request.repository.ts';
import { insertTimelineEntry } from './timeline.repository.ts';
import { withReminders } from './timers.ts';

export interface RequestTransition {
  readonly request: RequestRecord;
  readonly action: RequestAction;
  readonly by: ActorRole;
  readonly actorId: string | null;
  /** The milestone it acts on, where there are others beside it; its own table was asked before. */
  readonly part?: { readonly id: string; readonly title: string };
  /** The status that follows from all milestones, where the row says what it is with one. */
  readonly to?: RequestStatus;
  readonly set?: RequestSet;
  /** Replace the present ones; left out, those stay. A request that is over has none. Reminders come with them. */
  readonly deadlines?: readonly RequestDeadline[];
}

/** Rows that act on one milestone of several, and what the whole may be afterwards. */
const BY_MILESTONE: ReadonlySet<RequestAction> = new Set([
  'deliver',
  'miss',
  'requestChanges',
  'missChanges',
  'approve',
  'autoApprove',
  'agreeCancel',
  'dispute',
  'resume',
  'resolve',
]);
const AFTER_MILESTONE: ReadonlySet<RequestStatus> = new Set([
  'funded',
  'in_delivery',
  'delivered',
  'changes_requested',
  'disputed',
  'completed',
  'refunded',
  'settled',
]);

/** @throws AppError NOT_FOUND */
export async function loadRequest(tx: ClientSession | null, requestId: string): Promise<RequestRecord> {
  const request = await findRequest(tx, requestId);
  if (!request) throw new AppError('NOT_FOUND');
  return request;
}

function statusAfter({ request, action, by, to, part }: RequestTransition): RequestStatus {
  const row = findTransition(purchaseRequestProcess, action, request.status, by, part !== undefined);
  if (!row) throw new AppError('INVALID_TRANSITION');
  const byTable = row.to === 'same' ? request.status : row.to;
  if (to === undefined || to === byTable) return byTable;
  if (row.alternatives?.includes(to) === true) return to;
  if (!BY_MILESTONE.has(action) || !AFTER_MILESTONE.has(to)) {
    throw new Error(`${action} from ${request.status} cannot lead to ${to}`);
  }
  return to;
}

/**
 * Takes one row of the table: compare-and-set on status and version, and a row of the timeline. Emits nothing:
 * the caller does, who knows whom to tell.
 * @throws AppError INVALID_TRANSITION when the table has no such row, CONFLICT when somebody was faster
 */
export async function transitionRequest(
  tx: ClientSession,
  transition: RequestTransition,
): Promise<RequestRecord> {
  const { request, action, by, actorId, part, set = {} } = transition;
  const to = statusAfter(transition);
  const next = purchaseRequestProcess.final.includes(to) ? [] : transition.deadlines;
  const deadlines = next && withReminders(next, request.deadlines);
  const moved = await changeRequest(tx, request, { to, set, deadlines });
  if (!moved) throw new AppError('CONFLICT');
  await insertTimelineEntry(tx, {
    requestId: request.id,
    action,
    from: request.status,
    to,
    by,
    actorId,
    milestone: part ?? null,
  });
  scheduleRequest(tx, request.id, deadlines ?? []);
  if (set.sellerId) await openPrivateFiles(tx, request.id, set.sellerId);
  if (set.sellerId === null && request.sellerId) await closePrivateFiles(tx, request.id, request.sellerId);
  return moved;
}

/**
 * Moves deadlines without anything else happening.
 * @throws AppError CONFLICT
 */
export async function changeDeadlines(
  tx: ClientSession,
  request: RequestRecord,
  next: readonly RequestDeadline[],
): Promise<RequestRecord> {
  const deadlines = withReminders(next, request.deadlines);
  const moved = await changeRequest(tx, request, { to: request.status, set: {}, deadlines });
  if (!moved) throw new AppError('CONFLICT');
  scheduleRequest(tx, request.id, deadlines);
  return moved;
}

/** Jobs that make deadlines and reminders prompt. */
export function scheduleRequest(
  tx: ClientSession,
  requestId: string,
  deadlines: readonly RequestDeadline[],
): void {
  for (const { at, remindAt = [] } of deadlines) {
    scheduleDeadline(tx, REQUEST_DEADLINE, requestId, at);
    for (const reminder of remindAt) scheduleDeadline(tx, REQUEST_REMINDER, requestId, reminder);
  }
}

/** The accepted seller may read the private part, and so the files in it. */
async function openPrivateFiles(tx: ClientSession, requestId: string, sellerId: string): Promise<void> {
  const part = await findPrivateContent(tx, requestId);
  if (part && part.attachmentIds.length > 0) await addReaders(tx, part.attachmentIds, [sellerId]);
}

/** Whoever is not the accepted seller any more may not. */
async function closePrivateFiles(tx: ClientSession, requestId: string, sellerId: string): Promise<void> {
  const part = await findPrivateContent(tx, requestId);
  if (part && part.attachmentIds.length > 0) await removeReaders(tx, part.attachmentIds, [sellerId]);
}
