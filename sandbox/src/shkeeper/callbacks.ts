import type { GatewayConfig } from './config.ts';
import type { FaultSwitches } from './faults.ts';
import { AttemptRow, CallbackRow, type Attempt, type Callback } from './records.ts';
import { ACCEPTED, compactJson, spoil, webhookHeaders } from './signature.ts';
import type { Store } from './store.ts';

const RETRY_MS = 60_000;
const PAYOUT_TRIES = 7;
const ANSWER_TIMEOUT_MS = 10_000;
/** How long callbacks are gathered when they are to arrive in the wrong order. */
const REORDER_WINDOW_MS = 3_000;
/** However fast the sandbox's time runs, several payments in a row have to fit. */
const SHORTEST_REORDER_WINDOW_MS = 2_000;

export interface CallbackSource {
  /** The body as of now, or nothing where there is nothing to tell any more. */
  body(callback: Callback): Record<string, unknown> | undefined;
  /** Whether it is still worth repeating. */
  isCurrent(callback: Callback): boolean;
}

/** Sends callbacks and repeats them until they are accepted in exactly the way that the format asks for. */
export class Callbacks {
  readonly #config: GatewayConfig;
  readonly #store: Store;
  readonly #faults: FaultSwitches;
  readonly #source: CallbackSource;
  readonly #inFlight = new Set<number>();

  constructor(config: GatewayConfig, store: Store, faults: FaultSwitches, source: CallbackSource) {
    this.#config = config;
    this.#store = store;
    this.#faults = faults;
    this.#source = source;
  }

  /** One callback for each thing that happened; asking again for the same thing does nothing. */
  enqueue(kind: Callback['kind'], refId: number, externalId: string, url: string): void {
    const known = 'SELECT * FROM callbacks WHERE kind = ? AND refId = ?';
    if (this.#store.first(CallbackRow, known, kind, refId)) return;
    const now = Date.now();
    const state = this.#faults.take('lostCallback') ? 'lost' : 'waiting';
    let nextAt = now + this.#faults.current.lateMs;
    if (this.#faults.take('reordered')) {
      nextAt = Math.max(
        nextAt,
        now + Math.max(REORDER_WINDOW_MS * this.#config.timeScale, SHORTEST_REORDER_WINDOW_MS),
      );
      const gathered =
        "UPDATE callbacks SET nextAt = ? WHERE state = 'waiting' AND attempts = 0 AND nextAt > ?";
      this.#store.run(gathered, nextAt, now);
    }
    this.#store.run(
      `INSERT INTO callbacks (kind, refId, externalId, url, state, copies, nextAt, createdAt)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[kind, refId, externalId, url, state, this.#faults.current.duplicate, nextAt, now],
    );
  }

  all(): Callback[] {
    return this.#store.all(CallbackRow, 'SELECT * FROM callbacks ORDER BY id');
  }

  attempts(callbackId: number): Attempt[] {
    return this.#store.all(AttemptRow, 'SELECT * FROM attempts WHERE callbackId = ? ORDER BY id', callbackId);
  }

  /** Sends a callback once more at once, whatever became of it. */
  resend(id: number): boolean {
    const sql = "UPDATE callbacks SET state = 'waiting', nextAt = ? WHERE id = ?";
    return this.#store.run(sql, Date.now(), id).changes > 0;
  }

  /** Sends what is due. Newest first while callbacks are to be reordered, one after the other; else all at once. */
  async sendDue(): Promise<void> {
    const sql = "SELECT * FROM callbacks WHERE state = 'waiting' AND nextAt <= ? ORDER BY id DESC LIMIT 200";
    const due = this.#store
      .all(CallbackRow, sql, Date.now())
      .filter((callback) => !this.#inFlight.has(callback.id));
    for (const callback of due) this.#inFlight.add(callback.id);
    if (this.#faults.current.reordered) {
      for (const callback of due) await this.#send(callback);
    } else {
      await Promise.all(due.reverse().map((callback) => this.#send(callback)));
    }
  }

  async #send(callback: Callback): Promise<void> {
    try {
      const body = this.#source.body(callback);
      if (!body) {
        this.#store.run("UPDATE callbacks SET state = 'dropped' WHERE id = ?", callback.id);
        return;
      }
      const text = compactJson(body);
      const answer = await this.#post(callback.url, text);
      this.#store.transaction(() => {
        this.#store.run(
          'INSERT INTO attempts (callbackId, at, httpStatus, error, body) VALUES (?, ?, ?, ?, ?)',
          ...[callback.id, Date.now(), answer.status, answer.error, text],
        );
        this.#settle(callback, answer.status === ACCEPTED[this.#config.webhookFormat]);
      });
    } finally {
      this.#inFlight.delete(callback.id);
    }
  }

  #settle(callback: Callback, accepted: boolean): void {
    const attempts = callback.attempts + 1;
    let { state, copies, nextAt } = callback;
    if (accepted && copies > 0) {
      copies -= 1;
      nextAt = Date.now();
    } else if (accepted) {
      state = 'delivered';
    } else if (callback.kind === 'payout' && attempts >= PAYOUT_TRIES) {
      state = 'given-up';
    } else if (!this.#source.isCurrent(callback)) {
      state = 'dropped';
    } else {
      nextAt = Date.now() + RETRY_MS * this.#config.timeScale;
    }
    const sql = 'UPDATE callbacks SET state = ?, copies = ?, nextAt = ?, attempts = ? WHERE id = ?';
    this.#store.run(sql, state, copies, nextAt, attempts, callback.id);
  }

  async #post(url: string, body: string): Promise<{ status: number | null; error: string | null }> {
    const { apiKey, webhookFormat, webhookSecret } = this.#config;
    const keys = { format: webhookFormat, apiKey, secret: webhookSecret };
    let headers = webhookHeaders(keys, body, Math.floor(Date.now() / 1000));
    if (this.#faults.take('badSignature')) headers = spoil(headers);
    if (this.#faults.current.apiKeyToo) headers = { 'X-Shkeeper-Api-Key': apiKey, ...headers };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      });
      await response.arrayBuffer();
      return { status: response.status, error: null };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return { status: null, error: cause instanceof Error ? cause.message : String(cause) };
    }
  }
}
