import { type mongo, Types } from 'mongoose';
import type { EventEnvelope } from '../shared/events.ts';
import { database, definePlainCollection } from './mongo.ts';
import type { PublishedEvent } from './outbox.ts';
import { inTransaction } from './transaction.ts';

/** What each user's clients have been told, in order, so that one that was away can catch up. */

interface UserEventRow {
  readonly userId: Types.ObjectId;
  readonly seq: number;
  readonly eventId: Types.ObjectId;
  readonly name: string;
  readonly at: Date;
  readonly ids: Record<string, string>;
  readonly storedAt: Date;
}

interface SequenceRow {
  readonly _id: Types.ObjectId;
  readonly seq: number;
}

/** A client that was away longer reads everything anew. */
const KEEP_SECONDS = 7 * 24 * 3600;

const EVENTS = definePlainCollection({
  name: 'user_events',
  indexes: [
    { key: { userId: 1, seq: 1 }, unique: true },
    { key: { userId: 1, eventId: 1 }, unique: true },
    { key: { storedAt: 1 }, expireAfterSeconds: KEEP_SECONDS },
  ],
});
const SEQUENCES = definePlainCollection({ name: 'user_event_sequences', indexes: [] });

const rows = (): mongo.Collection<UserEventRow> => database().collection<UserEventRow>(EVENTS);
const sequences = (): mongo.Collection<SequenceRow> => database().collection<SequenceRow>(SEQUENCES);

const toEnvelope = (row: UserEventRow): EventEnvelope => ({
  eventId: row.eventId.toHexString(),
  seq: row.seq,
  name: row.name,
  at: row.at.toISOString(),
  ids: row.ids,
});

/**
 * Stores an event for each addressee under that user's next number and returns what to send, by user id.
 * Told a second time it gives the numbers of the first. Numbers become visible in order: the counter stays
 * locked until the event beside it is committed.
 */
export async function appendUserEvents(event: PublishedEvent): Promise<Map<string, EventEnvelope>> {
  const eventId = new Types.ObjectId(event.eventId);
  return inTransaction(async (session) => {
    const envelopes = new Map<string, EventEnvelope>();
    // One order for everybody, so that two relays never wait for each other.
    for (const addressee of [...event.addressees].sort()) {
      const userId = new Types.ObjectId(addressee);
      let row: UserEventRow | null = await rows().findOne({ userId, eventId }, { session });
      if (!row) {
        const counter = await sequences().findOneAndUpdate(
          { _id: userId },
          { $inc: { seq: 1 } },
          { upsert: true, returnDocument: 'after', session },
        );
        if (!counter) throw new Error('an upsert gave no sequence');
        row = {
          userId,
          eventId,
          seq: counter.seq,
          name: event.name,
          at: new Date(event.at),
          ids: { ...event.ids },
          storedAt: new Date(),
        };
        await rows().insertOne({ ...row }, { session });
      }
      envelopes.set(addressee, toEnvelope(row));
    }
    return envelopes;
  });
}

export async function currentSeq(userId: string): Promise<number> {
  return (await sequences().findOne({ _id: new Types.ObjectId(userId) }))?.seq ?? 0;
}

/**
 * What a client missed after `lastSeq`, oldest first; null when it missed more than is kept or than is
 * sensible to send, so that it must read everything anew.
 */
export async function eventsSince(
  userId: string,
  lastSeq: number,
  limit = 500,
): Promise<EventEnvelope[] | null> {
  const seq = await currentSeq(userId);
  const missed = seq - lastSeq;
  if (missed === 0) return [];
  if (missed < 0 || missed > limit) return null;
  const found = await rows()
    .find({ userId: new Types.ObjectId(userId), seq: { $gt: lastSeq } })
    .sort({ seq: 1 })
    .limit(limit)
    .toArray();
  return found[0]?.seq === lastSeq + 1 ? found.map(toEnvelope) : null;
}
