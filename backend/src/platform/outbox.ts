import { type ClientSession, type mongo, Types } from 'mongoose';
import type { z } from 'zod';
import { now } from './clock.ts';
import { database, definePlainCollection } from './mongo.ts';
import { afterCommit } from './transaction.ts';

/**
 * Events leave through the outbox: a row written in the transaction of what happened, published by the relay
 * after the commit. Nothing is announced that did not happen, and nothing that happened stays unsaid.
 */

export interface EventType {
  readonly name: string;
  readonly payload: z.ZodType;
}

export interface OutboxEvent {
  readonly name: string;
  /** Payload of the event's definition: ids only. */
  readonly ids: Readonly<Record<string, string>>;
  /** Ids of the users whose rooms hear it. */
  readonly addressees: readonly string[];
  /** Shared rooms, e.g. `feed-requests`. */
  readonly rooms?: readonly string[];
  /** Id of the user whose act it tells of; null for timers and the gateway. For subscribers, not sent on. */
  readonly causedBy?: string | null;
}

/** As subscribers get it. */
export interface PublishedEvent extends Required<OutboxEvent> {
  /** Unique for ever. */
  readonly eventId: string;
  /** ISO time of the business clock. */
  readonly at: string;
}

export interface OutboxRow {
  readonly _id: Types.ObjectId;
  readonly name: string;
  readonly at: Date;
  readonly ids: Record<string, string>;
  readonly addressees: string[];
  readonly rooms: string[];
  readonly causedBy: string | null;
  readonly state: 'new' | 'claimed' | 'published';
  /** Wall time until which a claim holds, or before which a failed row rests. */
  readonly notBefore: Date;
  readonly claimId: string | null;
  readonly attempts: number;
  /** Set once the sockets have heard it, so that a failing subscriber does not repeat it. */
  readonly emitted: boolean;
  readonly publishedAt: Date | null;
}

/** Published rows are kept a month for looking things up. */
const KEEP_SECONDS = 30 * 24 * 3600;

/** Only what is not published is in it, in the order of publishing. */
const WAITING = { _id: 1, notBefore: 1 } as const;

const OUTBOX = definePlainCollection({
  name: 'outbox',
  indexes: [
    { key: WAITING, partialFilterExpression: { state: { $in: ['new', 'claimed'] } } },
    { key: { publishedAt: 1 }, expireAfterSeconds: KEEP_SECONDS },
  ],
});

export const outboxRows = (): mongo.Collection<OutboxRow> => database().collection<OutboxRow>(OUTBOX);

/**
 * Rows that are due, the oldest first. The index is named: left to choose, MongoDB goes through all `_id`s to have
 * them in order, and so through everything that was published in a month, for each row anew.
 */
export const dueRows = (at: Date) => ({
  filter: { state: { $in: ['new', 'claimed'] as const }, notBefore: { $lte: at } },
  options: { sort: { _id: 1 }, hint: WAITING } as const,
});

const types = new Map<string, EventType>();
let nudge: () => void = () => undefined;

/** Made known by the composition root; an event that is not among them is a bug. */
export function registerEventTypes(definitions: readonly EventType[]): void {
  for (const definition of definitions) types.set(definition.name, definition);
}

export const isKnownEvent = (name: string): boolean => types.has(name);

/** The relay's wake-up call. */
export function onOutboxWritten(listener: () => void): void {
  nudge = listener;
}

/**
 * Writes events into the outbox, within the transaction that they tell of.
 * @throws Error for an unknown name or ids that do not fit the event's payload.
 */
export async function emitLater(session: ClientSession, ...events: readonly OutboxEvent[]): Promise<void> {
  if (events.length === 0) return;
  const at = now();
  const rows = events.map((event): OutboxRow => {
    const type = types.get(event.name);
    if (!type) throw new Error(`event ${event.name} is in no *.events.ts`);
    type.payload.parse(event.ids);
    return {
      _id: new Types.ObjectId(),
      name: event.name,
      at,
      ids: { ...event.ids },
      addressees: [...new Set(event.addressees)],
      rooms: [...(event.rooms ?? [])],
      causedBy: event.causedBy ?? null,
      state: 'new',
      notBefore: new Date(0),
      claimId: null,
      attempts: 0,
      emitted: false,
      publishedAt: null,
    };
  });
  await outboxRows().insertMany(rows, { session });
  afterCommit(session, () => {
    nudge();
  });
}

export const toPublished = (row: OutboxRow): PublishedEvent => ({
  eventId: row._id.toHexString(),
  name: row.name,
  at: row.at.toISOString(),
  ids: row.ids,
  addressees: row.addressees,
  rooms: row.rooms,
  causedBy: row.causedBy,
});
