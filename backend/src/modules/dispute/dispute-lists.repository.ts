import type { Types, ClientSession } from 'mongoose';
import type { Snapshot } from '../../platform/snapshot.ts';
import { sessionOption } from '../../platform/transaction.ts';
import { afterCursor, allOf, sortOf, type Keyset } from '../../shared/keyset.ts';
import type { DeskQueue } from './desk.contract.ts';
import { DisputeModel, type DisputeDocument } from './dispute.model.ts';
import type { DisputeStatus } from './dispute.process.ts';
import { hex, oid, toRecord, type DisputeRecord } from './dispute.repository.ts';

/** Disputes with a deadline that is over, most overdue first. */
export async function findOverdueIds(at: Date, limit: number): Promise<string[]> {
  const found = await DisputeModel.find({ 'deadlines.at': { $lte: at } }, { _id: 1 })
    .sort({ 'deadlines.at': 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => hex(_id));
}

/** Disputes of whose deadlines somebody is to be reminded, the most overdue first. */
export async function findIdsToRemind(at: Date, limit: number): Promise<string[]> {
  const found = await DisputeModel.find({ 'deadlines.remindAt': { $lte: at } }, { _id: 1 })
    .sort({ 'deadlines.remindAt': 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => hex(_id));
}

/** Every dispute of a request, the newest first; it has at most a few. */
export async function findOfRequest(tx: ClientSession, requestId: string): Promise<DisputeRecord[]> {
  const found = await DisputeModel.find({ requestId: oid(requestId) }, null, { session: tx })
    .sort({ openedAt: -1, _id: -1 })
    .lean<DisputeDocument[]>();
  return found.map(toRecord);
}

/** Ids above `afterId` of disputes with a deadline later than `from`, ascending. */
export async function findRunningIds(from: Date, afterId: string | null, limit: number): Promise<string[]> {
  const found = await DisputeModel.find(
    { 'deadlines.at': { $gt: from }, ...(afterId === null ? {} : { _id: { $gt: oid(afterId) } }) },
    { _id: 1 },
  )
    .sort({ _id: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => hex(_id));
}

export const NEWEST: Keyset = { name: 'disputes', field: 'openedAt', type: 'date', direction: -1 };
export const OLDEST: Keyset = { name: 'desk', field: 'openedAt', type: 'date', direction: 1 };

type Condition = Record<string, unknown>;

export const ownCondition = (
  userId: string,
  filter: { readonly requestId?: string | undefined; readonly status?: DisputeStatus | undefined },
): Condition => ({
  partyIds: oid(userId),
  ...(filter.requestId === undefined ? {} : { requestId: oid(filter.requestId) }),
  ...(filter.status === undefined ? {} : { status: filter.status }),
});

export interface DeskFilter {
  readonly queue?: DeskQueue | undefined;
  readonly status?: DisputeStatus | undefined;
  /** Null: nobody has it. */
  readonly mediatorId?: string | null | undefined;
  readonly openedBefore?: Date | undefined;
}

/** What a queue holds beyond the other filters. */
const QUEUES: Readonly<Record<DeskQueue, (viewerId: string) => Condition>> = {
  unassigned: () => ({ mediatorId: null, status: { $in: ['mediation', 'appealed'] } }),
  mine: (viewerId) => ({ mediatorId: oid(viewerId) }),
  appeals: () => ({ status: 'appealed' }),
};

/** What somebody at the desk sees; their own disputes are not their cases. */
export const deskCondition = (viewerId: string, filter: DeskFilter): Condition =>
  allOf(
    {
      ...(filter.status === undefined ? { live: true } : { status: filter.status }),
      ...(filter.mediatorId === undefined
        ? {}
        : { mediatorId: filter.mediatorId === null ? null : oid(filter.mediatorId) }),
    },
    filter.queue === undefined ? null : QUEUES[filter.queue](viewerId),
    filter.openedBefore === undefined ? null : { openedAt: { $lte: filter.openedBefore } },
    { partyIds: { $ne: oid(viewerId) } },
  );

export async function findPage(
  condition: Condition,
  order: Keyset,
  cursor: string | undefined,
  limit: number,
): Promise<DisputeRecord[]> {
  const found = await DisputeModel.find(allOf(condition, afterCursor(order, cursor)))
    .sort(sortOf(order))
    .limit(limit)
    .lean<DisputeDocument[]>();
  return found.map(toRecord);
}

/** How many cases without an outcome each mediator has. */
export async function countByMediator(tx: ClientSession | null): Promise<Map<string, number>> {
  const rows = await DisputeModel.aggregate<{ _id: Types.ObjectId; count: number }>(
    [
      { $match: { live: true, mediatorId: { $ne: null } } },
      { $group: { _id: '$mediatorId', count: { $sum: 1 } } },
    ],
    sessionOption(tx),
  );
  return new Map(rows.map(({ _id, count }) => [hex(_id), count]));
}

export async function* streamDisputes(at: Snapshot): AsyncGenerator<DisputeRecord> {
  for await (const document of DisputeModel.find({}, null, at).lean<DisputeDocument[]>().cursor())
    yield toRecord(document);
}
