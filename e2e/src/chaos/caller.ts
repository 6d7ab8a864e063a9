import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Refusal } from '../lib/api.ts';
import { stack } from '../lib/stack.ts';
import type { Journal } from './journal.ts';
import type { Random } from './random.ts';

/** How long a client goes on asking before it calls the product gone. Far beyond any outage of a run. */
const PATIENCE_MS = 600_000;
const ANSWER_WITHIN_MS = 60_000;

const envelopeSchema = z.union([
  z.object({ success: z.literal(true), data: z.unknown() }),
  z.object({ success: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
]);
const sessionSchema = z.object({ accessToken: z.string(), user: z.object({ id: z.string() }) });

/** What happened on the wire, over all clients. */
export interface Tally {
  requests: number;
  /** No answer, or one that promises nothing: sent again. */
  unanswered: number;
  /** Answers that the client itself did not wait for. */
  dropped: number;
  /** Requests that were sent twice at one moment. */
  doubled: number;
  refusals: number;
  /** Answers that call something a fault of ours (`INTERNAL`), by what was asked. */
  internal: Map<string, number>;
}

export const newTally = (): Tally => ({
  ...{ requests: 0, unanswered: 0, dropped: 0, doubled: 0, refusals: 0 },
  internal: new Map(),
});

/** Nobody knows whether it was done. */
class NoAnswer extends Error {}

/** A client that behaves: it keeps its key, and sends the same again until it knows what became of it. */
export class Caller {
  readonly email: string;
  readonly #password: string;
  readonly #random: Random;
  readonly #tally: Tally;
  #token = '';
  #userId = '';

  constructor(person: { email: string; password: string }, random: Random, tally: Tally) {
    this.email = person.email;
    this.#password = person.password;
    this.#random = random;
    this.#tally = tally;
  }

  get userId(): string {
    return this.#userId;
  }

  async signIn(): Promise<void> {
    const body = { email: this.email, password: this.#password };
    const data = await this.#persist('POST', '/api/auth/login', body, undefined, false);
    const session = sessionSchema.parse(data);
    this.#token = session.accessToken;
    this.#userId = session.user.id;
  }

  /** Opens what needs a confirmed password for a few minutes. */
  async stepUp(): Promise<void> {
    await this.post('/api/auth/step-up', { password: this.#password }, z.unknown());
  }

  /** @throws Refusal */
  async get<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
    return schema.parse(await this.#persist('GET', path, undefined, undefined));
  }

  /**
   * One intent: it keeps its key until there is an answer, however often it has to be sent.
   * @throws Refusal
   */
  async post<S extends z.ZodType>(
    path: string,
    body: unknown,
    schema: S,
    key: string = newKey(),
  ): Promise<z.infer<S>> {
    if (this.#random.chance(0.1)) await this.#askAndGo(path, body, key);
    try {
      if (this.#random.chance(0.1)) return await this.#askTwice(path, body, schema, key);
      return schema.parse(await this.#persist('POST', path, body, key));
    } catch (error) {
      // The session in which the password was confirmed is over; the next one asks for it again.
      if (!(error instanceof Refusal) || error.code !== 'STEP_UP_REQUIRED') throw error;
      await this.stepUp();
      return schema.parse(await this.#persist('POST', path, body, key));
    }
  }

  /** A line that drops while the answer is on its way. */
  async #askAndGo(path: string, body: unknown, key: string): Promise<void> {
    this.#tally.dropped += 1;
    try {
      await this.#once('POST', path, body, key, this.#random.between(1, 120));
    } catch (error) {
      if (!(error instanceof NoAnswer) && !(error instanceof Refusal)) throw error;
    }
  }

  /** Two copies at one moment: both must be told the same. */
  async #askTwice<S extends z.ZodType>(
    path: string,
    body: unknown,
    schema: S,
    key: string,
  ): Promise<z.infer<S>> {
    this.#tally.doubled += 1;
    const [first, second] = await Promise.allSettled([
      this.#persist('POST', path, body, key),
      this.#persist('POST', path, body, key),
    ]);
    if (first.status === 'rejected') throw first.reason;
    if (second.status === 'rejected') throw second.reason;
    const ids = z.object({ id: z.string().optional() });
    if (!isDeepStrictEqual(ids.parse(first.value), ids.parse(second.value)))
      throw new Error(`${path}: two copies of one request were answered with two different things`);
    return schema.parse(second.value);
  }

  async #persist(
    method: string,
    path: string,
    body: unknown,
    key: string | undefined,
    signsIn = true,
  ): Promise<unknown> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#once(method, path, body, key, ANSWER_WITHIN_MS);
      } catch (error) {
        const mayAskAgain = Date.now() < giveUpAt;
        if (error instanceof NoAnswer && mayAskAgain) {
          this.#tally.unanswered += 1;
          await sleep(this.#random.between(100, 1_500));
        } else if (error instanceof Refusal && signsIn && error.status === 401 && attempt < 50) {
          await this.signIn();
        } else if (
          error instanceof Refusal &&
          error.code === 'CONFLICT' &&
          key !== undefined &&
          attempt < 20
        ) {
          // Somebody was faster. Nothing was done, and the same may be tried again.
          await sleep(this.#random.between(50, 500));
        } else {
          if (error instanceof Refusal) this.#tally.refusals += 1;
          throw error;
        }
      }
    }
  }

  /** @throws NoAnswer, Refusal */
  async #once(
    method: string,
    path: string,
    body: unknown,
    key: string | undefined,
    waitMs: number,
  ): Promise<unknown> {
    this.#tally.requests += 1;
    let status: number;
    let answer: unknown;
    try {
      const response = await fetch(`${stack.baseUrl}${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(waitMs),
      });
      ({ status } = response);
      answer = await response.json();
    } catch (error) {
      throw new NoAnswer(String(error), { cause: error });
    }
    const envelope = envelopeSchema.parse(answer);
    if (envelope.success) return envelope.data;
    const { code, message } = envelope.error;
    if (code === 'INTERNAL') {
      const asked = `${method} ${path.replaceAll(/[0-9a-f]{24}/g, '…').replace(/\?.*/, '')}`;
      this.#tally.internal.set(asked, (this.#tally.internal.get(asked) ?? 0) + 1);
    }
    if (status >= 500 || status === 429) throw new NoAnswer(`${status} ${code}`);
    throw new Refusal(status, code, `${method} ${path}: ${message}`);
  }
}

export const newKey = (): string => randomUUID();

/** One of the people of a run: what they can do, and what they wrote down. */
export interface Client {
  readonly name: string;
  readonly caller: Caller;
  readonly journal: Journal;
  readonly random: Random;
  /** Number of their test wallet. */
  readonly wallet: number;
}
