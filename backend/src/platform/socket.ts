import type { Server as HttpServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { env } from '../config/env.ts';
import type { Actor } from '../shared/actor.ts';
import { AppError } from '../shared/errors.ts';
import { idSchema } from '../shared/ids.ts';
import { logger } from './logger.ts';
import type { EventEmitter } from './outbox-relay.ts';
import { openRedis, redisKey } from './redis.ts';
import { authenticateToken, getSession, onSessionEnded } from './session-store.ts';
import { currentSeq, eventsSince } from './user-events.ts';

/** Sellers who watch new requests. */
export const FEED_ROOM = 'feed-requests';
const userRoom = (userId: string): string => `user-${userId}`;
const sessionRoom = (sessionId: string): string => `session-${sessionId}`;

/** How long a connection may outlive its session when the message that ended it was lost. */
const RECHECK_MS = 60_000;

const authSchema = z.object({ token: z.string().max(4096), lastSeq: z.number().int().min(0).optional() });

interface SocketData {
  actor: Actor;
  lastSeq: number | null;
}

type AmnSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;
type AmnServer = Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;

export interface Sockets {
  readonly io: AmnServer;
  readonly emitter: EventEmitter;
  readonly close: () => Promise<void>;
}

/** The client reads `code` from `connect_error`'s data, as from an error envelope. */
const refusal = (error: AppError): Error =>
  Object.assign(new Error(error.message), { data: { code: error.code, message: error.message } });

async function authenticateSocket(socket: AmnSocket): Promise<void> {
  const auth = authSchema.safeParse(socket.handshake.auth);
  if (!auth.success) throw new AppError('UNAUTHENTICATED');
  socket.data.actor = await authenticateToken(auth.data.token);
  socket.data.lastSeq = auth.data.lastSeq ?? null;
}

async function authMiddleware(socket: AmnSocket, next: (error?: Error) => void): Promise<void> {
  try {
    await authenticateSocket(socket);
    next();
  } catch (error) {
    if (!(error instanceof AppError)) logger().error({ err: error }, 'socket authentication');
    next(refusal(error instanceof AppError ? error : new AppError('INTERNAL')));
  }
}

/** Sends what was missed; `resync` tells the client to read everything anew. */
async function catchUp(socket: AmnSocket, userId: string): Promise<void> {
  const { lastSeq } = socket.data;
  if (lastSeq === null) return;
  // Only once a connection: a second join must not repeat it.
  socket.data.lastSeq = null;
  const missed = await eventsSince(userId, lastSeq);
  if (missed === null) {
    socket.emit('resync', { seq: await currentSeq(userId) });
    return;
  }
  for (const envelope of missed) socket.emit(envelope.name, envelope);
}

type JoinAnswer = { success: true; room: string; seq: number } | { success: false; code: string };

async function joinUserRoom(socket: AmnSocket, userId: unknown): Promise<JoinAnswer> {
  const wanted = idSchema.safeParse(userId);
  if (!wanted.success) return { success: false, code: 'VALIDATION_FAILED' };
  if (wanted.data !== socket.data.actor.id) return { success: false, code: 'FORBIDDEN' };
  const room = userRoom(wanted.data);
  // Joined before the past is read: what happens in between comes twice rather than never.
  await socket.join([room, FEED_ROOM]);
  const seq = await currentSeq(wanted.data);
  return { success: true, room, seq };
}

async function onJoin(socket: AmnSocket, userId: unknown, acknowledge: unknown): Promise<void> {
  let answer: JoinAnswer;
  try {
    answer = await joinUserRoom(socket, userId);
  } catch (error) {
    logger().error({ err: error }, 'join-user-room');
    answer = { success: false, code: 'INTERNAL' };
  }
  if (answer.success) socket.emit('joined', { room: answer.room, seq: answer.seq });
  else socket.emit('join-refused', { code: answer.code });
  if (typeof acknowledge === 'function') (acknowledge as (answer: JoinAnswer) => void)(answer);
  if (!answer.success) return;
  try {
    await catchUp(socket, socket.data.actor.id);
  } catch (error) {
    logger().error({ err: error }, 'socket catch-up');
    socket.emit('resync', { seq: answer.seq });
  }
}

async function recheck(socket: AmnSocket): Promise<void> {
  try {
    if ((await getSession(socket.data.actor.sessionId)) === null) socket.disconnect(true);
  } catch (error) {
    // Redis is away: the connection stays until it can be asked.
    logger().debug({ err: error }, 'socket recheck');
  }
}

function onConnection(socket: AmnSocket): void {
  void socket.join(sessionRoom(socket.data.actor.sessionId));
  const timer = setInterval(() => void recheck(socket), RECHECK_MS);
  timer.unref();
  socket.on('disconnect', () => {
    clearInterval(timer);
  });
  socket.on('join-user-room', (userId: unknown, acknowledge: unknown) => {
    void onJoin(socket, userId, acknowledge);
  });
}

/**
 * Socket.IO beside Express on one port. The server speaks, clients listen: the one message it takes is
 * `join-user-room` with one's own id. Socket.IO's own connection state recovery stays off, as the Redis
 * adapter does not support it and it would skip the token; `lastSeq` does the same across restarts.
 */
export function attachSockets(httpServer: HttpServer): Sockets {
  const { CORS_ORIGINS, PUBLIC_URL } = env();
  // What is to be told waits for Redis to come back; a refusal would reach nobody who could handle it.
  const publisher = openRedis({ maxRetriesPerRequest: null });
  const subscriber = openRedis({ maxRetriesPerRequest: null });
  const io: AmnServer = new Server(httpServer, {
    adapter: createAdapter(publisher, subscriber, { key: redisKey('socket') }),
    cors: { origin: [PUBLIC_URL, ...CORS_ORIGINS], credentials: true },
    serveClient: false,
    maxHttpBufferSize: 10_000,
    pingInterval: 20_000,
    pingTimeout: 20_000,
  });
  io.use((socket, next) => void authMiddleware(socket, next));
  io.on('connection', onConnection);
  const stopListening = onSessionEnded((sessionId) => {
    io.in(sessionRoom(sessionId)).disconnectSockets(true);
  });
  return {
    io,
    emitter: {
      toUser: (userId, envelope) => {
        io.to(userRoom(userId)).emit(envelope.name, envelope);
      },
      toRoom: (room, envelope) => {
        io.to(room).emit(envelope.name, envelope);
      },
    },
    close: async () => {
      stopListening();
      await io.close();
    },
  };
}
