import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { z } from 'zod';
import type { EventEnvelope } from '../shared/events.ts';
import { startPlatform } from '../testing/platform.ts';
import { database, definePlainCollection } from './mongo.ts';
import { createOutboxRelay, type EventEmitter } from './outbox-relay.ts';
import { dueRows, emitLater, outboxRows, registerEventTypes } from './outbox.ts';
import { onEvent, onEventOutside, type Subscriber } from './subscriber.ts';
import { inTransaction } from './transaction.ts';
import { currentSeq, eventsSince } from './user-events.ts';

const EFFECTS = definePlainCollection({ name: 'outbox_test_effects', indexes: [] });
const effects = () => database().collection<{ eventId: string; by: string }>(EFFECTS);
const newId = (): string => new Types.ObjectId().toHexString();

let sent: { userId: string; envelope: EventEnvelope }[] = [];
let rooms: { room: string; envelope: EventEnvelope }[] = [];
const emitter: EventEmitter = {
  toUser: (userId, envelope) => sent.push({ userId, envelope }),
  toRoom: (room, envelope) => rooms.push({ room, envelope }),
};

const emitTest = (addressees: string[], thingId = newId()): Promise<void> =>
  inTransaction((session) =>
    emitLater(session, { name: 'test:happened', ids: { thingId }, addressees, rooms: ['feed-test'] }),
  );

/** What time does after a crash: claims run out. */
const expireClaims = () =>
  outboxRows().updateMany({ state: 'claimed' }, { $set: { notBefore: new Date(0) } });
const endRests = () => outboxRows().updateMany({ state: 'new' }, { $set: { notBefore: new Date(0) } });

beforeAll(async () => {
  registerEventTypes([{ name: 'test:happened', payload: z.strictObject({ thingId: z.string() }) }]);
  await startPlatform();
});
beforeEach(async () => {
  sent = [];
  rooms = [];
  await outboxRows().deleteMany({});
  await effects().deleteMany({});
});

describe('emitLater', () => {
  it('leaves nothing behind when its transaction is rolled back', async () => {
    const failing = inTransaction(async (session) => {
      await emitLater(session, { name: 'test:happened', ids: { thingId: newId() }, addressees: [newId()] });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await outboxRows().countDocuments({})).toBe(0);
  });

  it('refuses an unknown event and ids that do not fit', async () => {
    const emit = (name: string, ids: Record<string, string>) =>
      inTransaction((session) => emitLater(session, { name, ids, addressees: [] }));
    await expect(emit('test:unknown', {})).rejects.toThrow('in no *.events.ts');
    await expect(emit('test:happened', { other: 'x' })).rejects.toThrow();
  });
});

describe('the relay', () => {
  it('numbers each addressee’s events without gaps and sends them to rooms', async () => {
    const [ann, bob] = [newId(), newId()];
    await emitTest([ann]);
    await emitTest([ann, bob]);
    await emitTest([ann, ann]);
    await createOutboxRelay([], emitter).drain();
    expect(sent.filter((s) => s.userId === ann).map((s) => s.envelope.seq)).toEqual([1, 2, 3]);
    expect(sent.filter((s) => s.userId === bob).map((s) => s.envelope.seq)).toEqual([1]);
    expect(rooms.map((r) => [r.room, r.envelope.seq])).toEqual(
      Array.from({ length: 3 }, () => ['feed-test', null]),
    );
    expect(await outboxRows().countDocuments({ state: 'published' })).toBe(3);
  });

  it('delivers again after dying half-way, and subscribers drop what they did', async () => {
    const user = newId();
    const calls = { inside: 0, outside: 0 };
    const subscribers: Subscriber[] = [
      onEvent('test.inside', ['test:happened'], async (event, session) => {
        calls.inside += 1;
        await effects().insertOne({ eventId: event.eventId, by: 'inside' }, { session });
      }),
      onEventOutside('test.outside', ['test:happened'], () => {
        calls.outside += 1;
        return Promise.resolve();
      }),
    ];
    const dying: EventEmitter = {
      ...emitter,
      toUser: () => {
        throw new Error('the process died here');
      },
    };
    await emitTest([user]);
    await expect(createOutboxRelay(subscribers, dying).drain()).rejects.toThrow('died here');
    const survivor = createOutboxRelay(subscribers, emitter);
    await survivor.drain();
    expect(sent).toHaveLength(0);

    await expireClaims();
    await survivor.drain();
    expect(sent.map((s) => s.envelope.seq)).toEqual([1]);
    expect(calls).toEqual({ inside: 1, outside: 1 });
    expect(await effects().countDocuments({})).toBe(1);
    expect(await currentSeq(user)).toBe(1);
  });

  it('takes a transactional subscriber’s effect and its mark back together', async () => {
    let fail = true;
    const subscriber = onEvent('test.failing-inside', ['test:happened'], async (event, session) => {
      await effects().insertOne({ eventId: event.eventId, by: 'failing' }, { session });
      if (fail) throw new Error('after the write');
    });
    const relay = createOutboxRelay([subscriber], emitter);
    await emitTest([newId()]);
    await relay.drain();
    expect(await effects().countDocuments({})).toBe(0);
    fail = false;
    await endRests();
    await relay.drain();
    expect(await effects().countDocuments({})).toBe(1);
  });

  it('does not let one failing subscriber hold up sockets or others, nor repeat them', async () => {
    let failures = 0;
    const done: string[] = [];
    const subscribers = [
      onEventOutside('test.broken', ['test:happened'], () => {
        failures += 1;
        return failures < 3 ? Promise.reject(new Error('mail server away')) : Promise.resolve();
      }),
      onEventOutside('test.healthy', ['test:happened'], (event) => {
        done.push(event.eventId);
        return Promise.resolve();
      }),
    ];
    const relay = createOutboxRelay(subscribers, emitter);
    await emitTest([newId()]);
    for (let round = 0; round < 4; round += 1) {
      await relay.drain();
      await endRests();
    }
    expect(failures).toBe(3);
    expect(done).toHaveLength(1);
    expect(sent).toHaveLength(1);
    expect(await outboxRows().countDocuments({ state: 'published' })).toBe(1);
  });

  it('looks only at what is not published, however much was', async () => {
    for (let index = 0; index < 3; index += 1) await emitTest([newId()]);
    await createOutboxRelay([], emitter).drain();
    const [published] = await outboxRows().find().limit(1).toArray();
    if (!published) throw new Error('nothing was published');
    const copies = Array.from({ length: 200 }, () => ({ ...published, _id: new Types.ObjectId() }));
    await outboxRows().insertMany(copies);
    await emitTest([newId()]);
    const { filter, options } = dueRows(new Date());
    const plan = (await outboxRows().find(filter, options).limit(1).explain('executionStats')) as {
      executionStats: { totalKeysExamined: number; nReturned: number };
    };
    expect(plan.executionStats).toMatchObject({ nReturned: 1, totalKeysExamined: 1 });
  });

  it('publishes each row once when four relays race', async () => {
    const user = newId();
    const subscriber = onEvent('test.racing', ['test:happened'], async (event, session) => {
      await effects().insertOne({ eventId: event.eventId, by: 'racing' }, { session });
    });
    await Promise.all(Array.from({ length: 30 }, () => emitTest([user])));
    await Promise.all(Array.from({ length: 4 }, () => createOutboxRelay([subscriber], emitter).drain()));
    expect(await effects().countDocuments({})).toBe(30);
    expect(sent.map((s) => s.envelope.seq ?? 0).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
  });

  it('tells the numbers of the first when a relay outlives its claim', async () => {
    const user = newId();
    const slow = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    const waiting = onEventOutside('test.outlives', ['test:happened'], async () => {
      begun.resolve(undefined);
      await slow.promise;
    });
    await emitTest([user, newId()]);
    const first = createOutboxRelay([waiting], emitter).drain();
    await begun.promise;
    await expireClaims();
    await createOutboxRelay([], emitter).drain();
    slow.resolve(undefined);
    await first;
    expect(sent.filter(({ userId }) => userId === user).map(({ envelope }) => envelope.seq)).toEqual([1, 1]);
    expect(await eventsSince(user, 0)).toHaveLength(1);
    expect(await currentSeq(user)).toBe(1);
  });

  it('is nudged by a commit and needs no poll', async () => {
    const relay = createOutboxRelay([], emitter);
    relay.start();
    // The first poll has looked by now; the next is a second away.
    await new Promise((resolve) => setTimeout(resolve, 150));
    await emitTest([newId()]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(sent).toHaveLength(1);
    await relay.stop();
  });
});

describe('catching up', () => {
  it('gives what was missed, or says that everything must be read anew', async () => {
    const user = newId();
    for (let i = 0; i < 5; i += 1) await emitTest([user]);
    await createOutboxRelay([], emitter).drain();
    expect((await eventsSince(user, 2))?.map((e) => e.seq)).toEqual([3, 4, 5]);
    expect(await eventsSince(user, 5)).toEqual([]);
    expect(await eventsSince(user, 9)).toBeNull();
    expect(await eventsSince(user, 0, 3)).toBeNull();
    await database()
      .collection('user_events')
      .deleteOne({ userId: new Types.ObjectId(user), seq: 1 });
    expect(await eventsSince(user, 0)).toBeNull();
  });
});
