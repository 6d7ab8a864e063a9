import { type ClientSession, type mongo, Types } from 'mongoose';
import type { EventEnvelope } from '../shared/events.ts';
import { database, definePlainCollection } from './mongo.ts';
import type { PublishedEvent } from './outbox.ts';
import { inTransaction, isDuplicateKey } from './transaction.ts';

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

/** Those of the addressees who were told before, by user id. */
async function toldBefore(
  eventId: Types.ObjectId,
  addressees: readonly string[],
  session: ClientSession,
): Promise<Map<string, EventEnvelope>> {
  const userIds = addressees.map((id) => new Types.ObjectId(id));
  const found = await rows()
    .find({ userId: { $in: userIds }, eventId }, { session })
    .toArray();
  return new Map(found.map((row) => [row.userId.toHexString(), toEnvelope(row)]));
}

async function nextSeq(userId: Types.ObjectId, session: ClientSession): Promise<number> {
  const counter = await sequences().findOneAndUpdate(
    { _id: userId },
    { $inc: { seq: 1 } },
    { upsert: true, returnDocument: 'after', session },
  );
  if (!counter) throw new Error('an upsert gave no sequence');
  return counter.seq;
}

/**
 * Stores an event for each addressee under that user's next number and returns what to send, by user id.
 * Told a second time it gives the numbers of the first. Numbers become visible in order: the counter stays
 * locked until the event beside it is committed.
 *
 * @param isRepeat false where nobody can have told it before, which saves the look
 */
export async function appendUserEvents(
  event: PublishedEvent,
  isRepeat = true,
): Promise<Map<string, EventEnvelope>> {
  const eventId = new Types.ObjectId(event.eventId);
  // One order for everybody, so that two relays never wait for each other.
  const addressees = [...event.addressees].sort();
  if (addressees.length === 0) return new Map();
  try {
    return await inTransaction(async (session) => {
      const envelopes = isRepeat
        ? await toldBefore(eventId, addressees, session)
        : new Map<string, EventEnvelope>();
      const added: UserEventRow[] = [];
      for (const addressee of addressees.filter((one) => !envelopes.has(one))) {
        const userId = new Types.ObjectId(addressee);
        added.push({
          userId,
          eventId,
          seq: await nextSeq(userId, session),
          name: event.name,
          at: new Date(event.at),
          ids: { ...event.ids },
          storedAt: new Date(),
        });
      }
      if (added.length > 0) await rows().insertMany(added, { session });
      for (const row of added) envelopes.set(row.userId.toHexString(), toEnvelope(row));
      return envelopes;
    });
  } catch (error) {
    // A relay whose claim had run out was slower than the one that came after it.
    if (isRepeat || !isDuplicateKey(error, 'userId_1_eventId_1')) throw error;
    return appendUserEvents(event);
  }
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
