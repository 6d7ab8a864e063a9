import { createHash } from 'node:crypto';

export interface Letter {
  readonly topic: string;
  /** Encrypted for whoever has the topic's key; the relay cannot read it. */
  readonly message: string;
  readonly tag: number;
  readonly attestation: string | null;
  readonly publishedAt: number;
  readonly expiresAt: number;
  readonly from: string;
  /** Clients that have said that they have it. */
  readonly had: Set<string>;
}

/** How a letter is handed to a client that listens now. */
export type Hand = (subscription: string, letter: Letter) => void;

/** What a client's subscription to a topic is called; the SDK works out the same. */
export const subscriptionId = (topic: string, client: string): string =>
  createHash('sha256')
    .update(topic + client)
    .digest('hex');

/**
 * Letters by topic. Each is kept for as long as its sender said, for those who come later, and handed to everybody
 * who listens to the topic but its sender.
 */
export class Mailbox {
  readonly #letters = new Map<string, Letter[]>();
  /** By topic, each connection's way to be told; one client may have several, as a page in two tabs has. */
  readonly #listeners = new Map<string, Map<Hand, string>>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The same message published again, as a client does that heard no answer, is the same letter. */
  publish(letter: Omit<Letter, 'publishedAt' | 'expiresAt' | 'had'>, ttlSeconds: number): void {
    const kept = this.#keptFor(letter.topic);
    if (kept.some(({ message }) => message === letter.message)) return;
    const publishedAt = this.#now();
    const fresh = {
      ...letter,
      publishedAt,
      expiresAt: publishedAt + ttlSeconds * 1_000,
      had: new Set<string>(),
    };
    this.#letters.set(letter.topic, [...kept, fresh]);
    for (const [hand, client] of this.#listeners.get(letter.topic) ?? []) {
      if (client !== letter.from) hand(subscriptionId(letter.topic, client), fresh);
    }
  }

  /** Listens from now on; what waits for the client is handed over at once. */
  subscribe(topic: string, client: string, hand: Hand): void {
    const id = subscriptionId(topic, client);
    const listeners = this.#listeners.get(topic) ?? new Map<Hand, string>();
    this.#listeners.set(topic, listeners.set(hand, client));
    for (const letter of this.waitingFor(topic, client)) hand(id, letter);
  }

  unsubscribe(topic: string, hand: Hand): void {
    this.#listeners.get(topic)?.delete(hand);
  }

  /** Letters that a client has not had yet. */
  waitingFor(topic: string, client: string): readonly Letter[] {
    return this.#keptFor(topic).filter(({ from, had }) => from !== client && !had.has(client));
  }

  #keptFor(topic: string): readonly Letter[] {
    const now = this.#now();
    const kept = (this.#letters.get(topic) ?? []).filter(({ expiresAt }) => expiresAt > now);
    if (kept.length > 0) this.#letters.set(topic, kept);
    else this.#letters.delete(topic);
    return kept;
  }
}
