import { Types, type ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import type { ActorRole } from '../../shared/process.ts';
import { afterCursor, allOf, sortOf, type Keyset } from '../../shared/keyset.ts';
import type { RequestStatus } from './purchase-request.process.ts';
import { TimelineModel, type TimelineDocument } from './timeline.model.ts';

export interface TimelineEntry {
  readonly requestId: string;
  readonly action: string;
  readonly from: RequestStatus | null;
  readonly to: RequestStatus;
  readonly by: ActorRole;
  readonly actorId: string | null;
  readonly milestone?: { readonly id: string; readonly title: string } | null;
  /** In ms. */
  readonly extendedMs?: number;
}

export interface TimelineRecord extends Omit<TimelineEntry, 'extendedMs'> {
  readonly id: string;
  readonly extendedMs: number | null;
  readonly at: Date;
}

export async function insertTimelineEntry(tx: ClientSession, entry: TimelineEntry): Promise<void> {
  const document: TimelineDocument = {
    ...entry,
    _id: new Types.ObjectId(),
    requestId: new Types.ObjectId(entry.requestId),
    actorId: entry.actorId === null ? null : new Types.ObjectId(entry.actorId),
    milestone: entry.milestone ? { ...entry.milestone, id: new Types.ObjectId(entry.milestone.id) } : null,
    at: now(),
    extendedMs: entry.extendedMs ?? null,
  };
  await TimelineModel.create([document], { session: tx });
}

const toRecord = ({ _id, requestId, actorId, milestone, ...entry }: TimelineDocument): TimelineRecord => ({
  ...entry,
  id: _id.toHexString(),
  requestId: requestId.toHexString(),
  actorId: actorId?.toHexString() ?? null,
  milestone: milestone ? { id: milestone.id.toHexString(), title: milestone.title } : null,
});

/** Newest first. */
export const TIMELINE_ORDER: Keyset = { name: 'timeline', field: 'at', type: 'date', direction: -1 };

export async function findTimeline(
  requestId: string,
  cursor: string | undefined,
  limit: number,
): Promise<TimelineRecord[]> {
  const ofRequest = { requestId: new Types.ObjectId(requestId) };
  const found = await TimelineModel.find(allOf(ofRequest, afterCursor(TIMELINE_ORDER, cursor)))
    .sort(sortOf(TIMELINE_ORDER))
    .limit(limit)
    .lean<TimelineDocument[]>();
  return found.map(toRecord);
}

/** Everything from a moment on, oldest first. */
export async function findTimelineSince(
  tx: ClientSession,
  requestId: string,
  since: Date,
): Promise<TimelineRecord[]> {
  const found = await TimelineModel.find(
    { requestId: new Types.ObjectId(requestId), at: { $gte: since } },
    null,
    { session: tx },
  )
    .sort({ at: 1, _id: 1 })
    .lean<TimelineDocument[]>();
  return found.map(toRecord);
}
