import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { io, type Socket } from 'socket.io-client';
import { signInAs, type TestActor } from '../testing/actors.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { signAccessToken } from './access-token.ts';
import { emitLater } from './outbox.ts';
import { endSession } from './session-store.ts';
import { FEED_ROOM } from './socket.ts';
import { inTransaction } from './transaction.ts';

let app: TestApp;
const open: Socket[] = [];
beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
});

/** The arguments of the next event of a name. */
const hear = (socket: Socket, event: string): Promise<unknown[]> =>
  new Promise((resolve) => {
    socket.once(event, (...args: unknown[]) => {
      resolve(args);
    });
  });

function connect(auth: Record<string, unknown>): Socket {
  const socket = io(app.url, { auth, transports: ['websocket'], reconnection: false });
  open.push(socket);
  return socket;
}

async function connected(actor: TestActor, auth: Record<string, unknown> = {}): Promise<Socket> {
  const socket = connect({ token: actor.token, ...auth });
  await hear(socket, 'connect');
  return socket;
}

async function joined(
  actor: TestActor,
  auth: Record<string, unknown> = {},
): Promise<{ socket: Socket; heard: unknown[] }> {
  const socket = await connected(actor, auth);
  const heard: unknown[] = [];
  socket.onAny((name: string, envelope: unknown) => {
    if (name !== 'joined') heard.push(envelope);
  });
  socket.emit('join-user-room', actor.id);
  await hear(socket, 'joined');
  return { socket, heard };
}

const emit = (addressees: string[], rooms: string[] = []): Promise<void> =>
  inTransaction((session) =>
    emitLater(session, {
      name: 'request:created',
      ids: { requestId: new Types.ObjectId().toHexString() },
      addressees,
      rooms,
    }),
  );

async function eventually(check: () => void): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      check();
      return;
    } catch (error) {
      if (attempt >= 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

describe('connecting', () => {
  const ended = { userId: new Types.ObjectId().toHexString(), sessionId: 'gone' };
  it.each([
    ['no token', () => ({}), 'UNAUTHENTICATED'],
    ['a token that is none', () => ({ token: 'x.y.z' }), 'UNAUTHENTICATED'],
    ['a token of a session that ended', () => ({ token: signAccessToken(ended) }), 'UNAUTHENTICATED'],
    ['an expired token', () => ({ token: signAccessToken(ended, -1) }), 'TOKEN_EXPIRED'],
    ['an object for a token', () => ({ token: { $ne: null } }), 'UNAUTHENTICATED'],
  ])('is refused with %s', async (_what, auth, code) => {
    const [error] = (await hear(connect(auth()), 'connect_error')) as [Error & { data: { code: string } }];
    expect(error.data.code).toBe(code);
  });
});

describe('join-user-room', () => {
  it('lets one into one’s own room and answers', async () => {
    const actor = await signInAs();
    const socket = await connected(actor);
    const answer: unknown = await socket.emitWithAck('join-user-room', actor.id);
    expect(answer).toEqual({ success: true, room: `user-${actor.id}`, seq: 0 });
  });

  it('refuses somebody else’s room and what is no id, and lets nothing through', async () => {
    const [actor, other] = [await signInAs(), await signInAs()];
    const socket = await connected(actor);
    const heard: string[] = [];
    socket.onAny((name: string) => heard.push(name));
    expect(await socket.emitWithAck('join-user-room', other.id)).toEqual({
      success: false,
      code: 'FORBIDDEN',
    });
    expect(await socket.emitWithAck('join-user-room', { $ne: null })).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    await emit([other.id], [FEED_ROOM]);
    await app.settle();
    expect(heard.filter((name) => name !== 'join-refused')).toEqual([]);
  });

  it('brings the events of one’s own room and of the feed, in order', async () => {
    const actor = await signInAs();
    const { heard } = await joined(actor);
    await emit([actor.id]);
    await emit([], [FEED_ROOM]);
    await emit([actor.id]);
    await app.settle();
    await eventually(() => {
      expect(heard).toMatchObject([
        { name: 'request:created', seq: 1 },
        { name: 'request:created', seq: null },
        { name: 'request:created', seq: 2 },
      ]);
    });
  });
});

describe('coming back', () => {
  it('brings what was missed since lastSeq, once', async () => {
    const actor = await signInAs();
    for (let i = 0; i < 3; i += 1) await emit([actor.id]);
    await app.settle();
    const { socket, heard } = await joined(actor, { lastSeq: 1 });
    await eventually(() => {
      expect(heard).toMatchObject([{ seq: 2 }, { seq: 3 }]);
    });
    await socket.emitWithAck('join-user-room', actor.id);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard).toHaveLength(2);
  });

  it('tells to read everything anew when the gap is not kept', async () => {
    const actor = await signInAs();
    const { heard } = await joined(actor, { lastSeq: 40 });
    await eventually(() => {
      expect(heard).toEqual([{ seq: 0 }]);
    });
  });
});

describe('signing out', () => {
  it('closes the session’s sockets and no others', async () => {
    const actor = await signInAs();
    const second = await signInAs({ id: actor.id });
    const { socket: ending } = await joined(actor);
    const { socket: staying } = await joined(second);
    const gone = hear(ending, 'disconnect');
    await endSession({ id: actor.sessionId, userId: actor.id });
    await gone;
    expect(staying.connected).toBe(true);
  });
});
