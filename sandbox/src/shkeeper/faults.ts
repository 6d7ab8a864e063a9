import { z } from 'zod';
import type { Store } from './store.ts';

/** `true` until switched off, or a number of times after which the fault is gone by itself. */
const Uses = z.union([z.boolean(), z.number().int().min(0).max(1_000_000)]);

const FaultsSchema = z.strictObject({
  /** Each accepted callback is sent this many times more. */
  duplicate: z.number().int().min(0).max(100).default(0),
  /** New callbacks wait this long before their first attempt, in milliseconds of real time. */
  lateMs: z.number().int().min(0).max(86_400_000).default(0),
  /** Callbacks are gathered for a moment and then sent newest first. */
  reordered: Uses.default(false),
  /** Callbacks are recorded and never sent; `resend` sends them by hand. */
  lostCallback: Uses.default(false),
  /** One hexadecimal digit of the signature, or of the key, is wrong. */
  badSignature: Uses.default(false),
  /** The wallet behind the gateway answers a payout too late: 500, no record, and paid all the same. */
  slowPayout: Uses.default(false),
  /** The wallet refuses: HTTP 200 with an error, no task, the status stays IN_PROGRESS. */
  refusedPayout: Uses.default(false),
  /** The task says SUCCESS and its only result says error; no money moves. */
  halfFailedPayout: Uses.default(false),
  /** The task ends as FAILURE with a sentence; no money moves. */
  failedPayout: Uses.default(false),
  /** A payment made here for a token invoice is sent in the chain's own coin instead. */
  wrongCoin: Uses.default(false),
  /** These coins are left out of the list and make no addresses. */
  offlineCoins: z.array(z.string()).default([]),
  /** Every answer of the API waits this long, in milliseconds. */
  slowApiMs: z.number().int().min(0).max(600_000).default(0),
  /** The behaviour of newer versions: the payout is recorded before the wallet is asked. */
  reservesFirst: z.boolean().default(false),
  /** A payout with a known external id is paid again even when the calls do not overlap. */
  paysAgain: z.boolean().default(false),
  /** Signed callbacks also carry the API key in clear, as some versions send it. */
  apiKeyToo: z.boolean().default(false),
});

export type Faults = z.infer<typeof FaultsSchema>;
type CountedFault = {
  [K in keyof Faults]: boolean | number extends Faults[K] ? K : never;
}[keyof Faults];

export const FaultsPatchSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(FaultsSchema.shape).map(([name, schema]) => [name, schema.unwrap().optional()]),
  ),
);

/** The gateway's misbehaviour, switched by hand and kept over restarts. */
export class FaultSwitches {
  readonly #store: Store;
  #faults: Faults;

  constructor(store: Store) {
    this.#store = store;
    const stored = FaultsSchema.safeParse(JSON.parse(store.getMeta('faults') ?? '{}'));
    this.#faults = stored.success ? stored.data : FaultsSchema.parse({});
  }

  get current(): Readonly<Faults> {
    return this.#faults;
  }

  /** Changes the switches that are named and leaves the others. */
  set(patch: unknown): Readonly<Faults> {
    const changes = FaultsPatchSchema.parse(patch);
    this.#save(FaultsSchema.parse({ ...this.#faults, ...changes }));
    return this.#faults;
  }

  reset(): Readonly<Faults> {
    this.#save(FaultsSchema.parse({}));
    return this.#faults;
  }

  /** Whether the fault happens now; one use of a counted fault is gone after it. */
  take(name: CountedFault): boolean {
    const value = this.#faults[name];
    if (typeof value === 'number') this.#save({ ...this.#faults, [name]: value > 1 ? value - 1 : false });
    return Boolean(value);
  }

  #save(faults: Faults): void {
    this.#faults = faults;
    this.#store.setMeta('faults', JSON.stringify(faults));
  }
}
