import type { ClientSession } from 'mongoose';
import type { mongo } from 'mongoose';
import { database, definePlainCollection } from './mongo.ts';
import type { PublishedEvent } from './outbox.ts';
import { inTransaction, isDuplicateKey } from './transaction.ts';

/**
 * Reactions to events. The relay delivers at least once; a row per (subscriber, event) tells what was done.
 */
export interface Subscriber {
  /** Unique and stable: it is part of the key by which repeats are dropped. */
  readonly name: string;
  readonly events: readonly string[];
  /** Does the work and remembers it. `isRepeat` is false where nobody can have done it before. */
  readonly deliver: (event: PublishedEvent, isRepeat?: boolean) => Promise<void>;
}

interface DeliveryRow {
  readonly subscriber: string;
  readonly eventId: string;
  readonly at: Date;
}

const DELIVERIES = definePlainCollection({
  name: 'outbox_deliveries',
  indexes: [
    { key: { eventId: 1, subscriber: 1 }, unique: true, name: 'once' },
    // Longer than the outbox keeps its rows, so that none can come back after its mark is gone.
    { key: { at: 1 }, expireAfterSeconds: 60 * 24 * 3600 },
  ],
});

const deliveries = (): mongo.Collection<DeliveryRow> => database().collection<DeliveryRow>(DELIVERIES);

async function wasDelivered(subscriber: string, eventId: string): Promise<boolean> {
  return (await deliveries().findOne({ subscriber, eventId })) !== null;
}

/**
 * A reaction inside MongoDB: its writes and the mark that it was done are one transaction, so it takes
 * effect exactly once.
 */
export function onEvent(
  name: string,
  events: readonly string[],
  handle: (event: PublishedEvent, session: ClientSession) => Promise<void>,
): Subscriber {
  return {
    name,
    events,
    deliver: async (event, isRepeat = true) => {
      if (isRepeat && (await wasDelivered(name, event.eventId))) return;
      try {
        await inTransaction(async (session) => {
          await deliveries().insertOne(
            { subscriber: name, eventId: event.eventId, at: new Date() },
            { session },
          );
          await handle(event, session);
        });
      } catch (error) {
        // Another relay was faster: done is done.
        if (!isDuplicateKey(error, 'once')) throw error;
      }
    },
  };
}

/**
 * A reaction outside MongoDB (a mail, a call to a provider). After a crash in between it may run twice, so it
 * hands the event's id on as the key by which the other side recognises a repeat.
 */
export function onEventOutside(
  name: string,
  events: readonly string[],
  handle: (event: PublishedEvent) => Promise<void>,
): Subscriber {
  return {
    name,
    events,
    deliver: async (event, isRepeat = true) => {
      if (isRepeat && (await wasDelivered(name, event.eventId))) return;
      await handle(event);
      await deliveries().updateOne(
        { subscriber: name, eventId: event.eventId },
        { $setOnInsert: { at: new Date() } },
        { upsert: true },
      );
    },
  };
}
