import type { PhoneClient, PhoneSession, PhoneWish } from './phone-client';
import { PairingCancelled, pairingProblem, RelayUnreachable } from './problems';

/** How long the relay may take to answer before a person is told that it does not. */
const REACH_MS = 20_000;

type Asked = { client: PhoneClient } & Awaited<ReturnType<PhoneClient['propose']>>;

/** The way from a code on the screen to a session, for one code at a time. */
export class Pairing {
  readonly #client: () => Promise<PhoneClient>;
  readonly #listeners = new Set<() => void>();
  #uri: string | null = null;
  #cancel: (() => void) | null = null;

  constructor(client: () => Promise<PhoneClient>) {
    this.#client = client;
  }

  /** The code to show; null until it is there, and once it was answered. */
  readonly uri = (): string | null => this.#uri;

  /** Calls whenever `uri` is another one. @returns what ends that */
  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => {
      this.#listeners.delete(changed);
    };
  };

  /** Gives up the code that is shown, if one is. A phone that answers to it all the same is hung up on. */
  readonly cancel = (): void => {
    this.#cancel?.();
  };

  /**
   * Shows a code until a phone has answered to it.
   * @throws PairingCancelled, PairingExpired, RelayUnreachable, or what the wallet said
   */
  async begin(wish: PhoneWish): Promise<PhoneSession> {
    this.cancel();
    const { promise: cancelled, reject } = Promise.withResolvers<never>();
    // It may be cancelled while nobody waits for it.
    cancelled.catch(() => undefined);
    const cancel = () => {
      reject(new PairingCancelled('cancelled'));
    };
    this.#cancel = cancel;
    try {
      return await this.#answered(wish, cancelled);
    } finally {
      if (this.#cancel === cancel) {
        this.#cancel = null;
        this.#show(null);
      }
    }
  }

  async #answered(wish: PhoneWish, cancelled: Promise<never>): Promise<PhoneSession> {
    const asking = this.#client().then(async (client) => ({ client, ...(await client.propose(wish)) }));
    const late = lateness();
    const { uri, approval } = await Promise.race([asking, cancelled, late.promise])
      .catch((reason: unknown) => {
        void forget(asking);
        if (reason instanceof PairingCancelled) throw reason;
        throw new RelayUnreachable('no code', { cause: reason });
      })
      .finally(late.end);
    this.#show(uri);
    return Promise.race([approval, cancelled]).catch((reason: unknown) => {
      if (reason instanceof PairingCancelled) void forget(asking);
      throw pairingProblem(reason);
    });
  }

  #show(uri: string | null): void {
    this.#uri = uri;
    for (const changed of this.#listeners) changed();
  }
}

/** Takes a code back, and ends the session of whoever answered to it all the same. */
async function forget(asking: Promise<Asked>): Promise<void> {
  try {
    const { client, uri, approval } = await asking;
    await Promise.all([client.withdraw(uri), approval.then(({ topic }) => client.hangUp(topic))]);
  } catch {
    // There never was a code, or nobody answered to it.
  }
}

function lateness(): { promise: Promise<never>; end: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new RelayUnreachable('the relay does not answer'));
  }, REACH_MS);
  return {
    promise,
    end: () => {
      clearTimeout(timer);
    },
  };
}
