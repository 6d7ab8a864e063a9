import type { Chain } from './chain.ts';
import type { Store } from './store.ts';

/** The time that invoices and payouts are stamped with: the chain's, which may have been moved by hand. */
export class Clock {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** How far this clock is ahead of real time, in milliseconds. */
  get offsetMs(): number {
    return Number(this.#store.getMeta('clockOffsetMs') ?? '0');
  }

  /** Whether this clock has ever taken over the chain's time. */
  get isSet(): boolean {
    return this.#store.getMeta('clockOffsetMs') !== undefined;
  }

  now(): number {
    return Date.now() + this.offsetMs;
  }

  /** Takes the chain's time over, and remembers how far it is from real time. */
  async follow(chain: Chain): Promise<void> {
    this.#store.setMeta('clockOffsetMs', String(await chain.offset()));
  }

  /** Moves the chain and this clock forward. */
  async advance(chain: Chain, ms: number): Promise<void> {
    await chain.increaseTime(Math.round(ms / 1000));
    await this.follow(chain);
  }
}
