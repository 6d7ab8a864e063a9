import type { Socket } from 'socket.io-client';

/** Around every event: see `EventEnvelope` of the API. `seq` counts per user; null in a shared room. */
export interface LiveEvent {
  readonly eventId: string;
  readonly seq: number | null;
  readonly name: string;
  readonly at: string;
  readonly ids: Readonly<Record<string, string>>;
}

export type LiveStatus = 'connecting' | 'live' | 'interrupted';

interface LiveOptions {
  userId: string;
  /** Asked at every attempt, so that a reconnection never carries a token that has run out. */
  token: () => string | null;
  /** Asks for a new token when the server refused the present one. */
  renewToken: () => Promise<string | null>;
  onEvent: (event: LiveEvent) => void;
  onStatus: (status: LiveStatus) => void;
  /** Events were missed and cannot be told one by one: everything on the page may be old. */
  onGap: () => void;
}

const REMEMBERED_IDS = 500;
const RENEW_AFTER_MS = 1000;

/** Drops what came already (delivery is at least once) and notices what never came. */
export class EventOrder {
  #lastSeq: number | undefined;
  readonly #seen = new Set<string>();

  get lastSeq(): number | undefined {
    return this.#lastSeq;
  }

  /** @returns whether the event is new, and whether some before it are missing. */
  accept(event: Pick<LiveEvent, 'eventId' | 'seq'>): { isNew: boolean; gap: boolean } {
    if (this.#seen.has(event.eventId)) return { isNew: false, gap: false };
    this.#seen.add(event.eventId);
    if (this.#seen.size > REMEMBERED_IDS) {
      const oldest = this.#seen.values().next().value;
      if (oldest !== undefined) this.#seen.delete(oldest);
    }
    if (event.seq === null) return { isNew: true, gap: false };
    const gap = this.#lastSeq !== undefined && event.seq > this.#lastSeq + 1;
    this.#lastSeq = Math.max(this.#lastSeq ?? 0, event.seq);
    return { isNew: true, gap };
  }
}

/**
 * Opens the live connection of a signed-in person: the token travels in the `auth` payload together with the last
 * sequence number seen, then the person's own room is joined. The client library is loaded when it is needed.
 * @returns a function that closes the connection for good.
 */
export function openLive(options: LiveOptions): () => void {
  const order = new EventOrder();
  let socket: Socket | undefined;
  let closed = false;
  const isClosed = () => closed;

  const connect = async () => {
    options.onStatus('connecting');
    const { io } = await import('socket.io-client');
    if (isClosed()) return;
    socket = io({
      path: '/socket.io',
      transports: ['websocket', 'polling'],
      reconnectionDelay: 1000,
      reconnectionDelayMax: 30_000,
      auth: (give) => {
        give({ token: options.token(), ...(order.lastSeq === undefined ? {} : { lastSeq: order.lastSeq }) });
      },
    });
    const live = socket;
    live.on('connect', () => live.emit('join-user-room', options.userId));
    live.on('joined', () => {
      options.onStatus('live');
    });
    live.on('disconnect', (reason) => {
      options.onStatus('interrupted');
      // The server closed it (the token ran out, say): the library does not come back by itself then.
      if (reason === 'io server disconnect') void renew(live);
    });
    live.on('connect_error', () => {
      options.onStatus('interrupted');
      // `active`: the library tries again by itself; otherwise the server refused the token.
      if (!live.active) void renew(live);
    });
    live.onAny((name: string, payload: unknown) => {
      const event = asLiveEvent(name, payload);
      if (!event) return;
      const { isNew, gap } = order.accept(event);
      if (gap) options.onGap();
      if (isNew) options.onEvent(event);
    });
  };

  const renew = async (live: Socket) => {
    // Signing out closes the connection as well, and its answer may still be on the way.
    await new Promise((resolve) => setTimeout(resolve, RENEW_AFTER_MS));
    if (isClosed()) return;
    const token = await options.renewToken();
    if (token && !isClosed()) live.connect();
  };

  void connect();
  return () => {
    closed = true;
    socket?.close();
  };
}

function asLiveEvent(name: string, payload: unknown): LiveEvent | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const { eventId, seq, at, ids } = payload as Partial<Record<keyof LiveEvent, unknown>>;
  if (typeof eventId !== 'string') return null;
  return {
    eventId,
    name,
    seq: typeof seq === 'number' ? seq : null,
    at: typeof at === 'string' ? at : '',
    ids: typeof ids === 'object' && ids !== null ? (ids as Record<string, string>) : {},
  };
}
