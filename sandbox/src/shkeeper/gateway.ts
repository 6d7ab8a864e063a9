import { paymentBody, payoutBody, unconfirmedBody } from './callback-bodies.ts';
import { Callbacks, type CallbackSource } from './callbacks.ts';
import { Chain } from './chain.ts';
import { Clock } from './clock.ts';
import type { GatewayConfig } from './config.ts';
import { FaultSwitches } from './faults.ts';
import { Invoices } from './invoices.ts';
import { PayoutWorker } from './payout-worker.ts';
import { Payouts } from './payouts.ts';
import { Rates } from './rates.ts';
import type { Callback } from './records.ts';
import { repairChain, type Repair } from './repair-chain.ts';
import { Store } from './store.ts';
import { TestPayments } from './test-payments.ts';
import { Watcher } from './watcher.ts';
import { GatewayWallets } from './wallets.ts';

/** The pause between two looks at callbacks that have become due. */
const SEND_MS = 50;

/** The whole gateway: its record, its chain, and the three loops that keep it going. */
export class Gateway {
  readonly config: GatewayConfig;
  readonly store: Store;
  readonly faults: FaultSwitches;
  readonly rates: Rates;
  readonly clock: Clock;
  readonly chain: Chain;
  readonly wallets: GatewayWallets;
  readonly invoices: Invoices;
  readonly payouts: Payouts;
  readonly callbacks: Callbacks;
  readonly watcher: Watcher;
  readonly testPayments: TestPayments;
  readonly #worker: PayoutWorker;
  readonly #loops: Promise<void>[] = [];
  readonly #stop = new AbortController();

  constructor(config: GatewayConfig) {
    this.config = config;
    this.store = new Store(config.stateDir);
    this.faults = new FaultSwitches(this.store);
    this.rates = new Rates(config, this.store);
    this.clock = new Clock(this.store);
    this.chain = new Chain(config.rpcUrl, this.store);
    this.wallets = new GatewayWallets(config, this.store, this.chain);
    this.invoices = new Invoices(config, this.store, this.rates, this.wallets, this.clock);
    this.payouts = new Payouts(config, this.store, this.faults, this.clock);
    this.callbacks = new Callbacks(config, this.store, this.faults, this.#callbackSource());
    this.watcher = new Watcher(config, this.store, this);
    this.testPayments = new TestPayments(config, this.chain, this.invoices, this.rates, this.faults);
    this.#worker = new PayoutWorker(config, this.store, this);
  }

  /** Repairs the chain, if it has lost something, and starts to watch it. */
  async start(): Promise<Repair> {
    const repair = await repairChain(this.chain, this.clock);
    await this.clock.follow(this.chain);
    await this.wallets.fillGas();
    this.#repeat('reading the chain', this.config.pollMs, () => this.watcher.poll());
    this.#repeat('sending callbacks', SEND_MS, () => this.callbacks.sendDue());
    this.#repeat('paying out', this.config.pollMs, () => this.#worker.run());
    return repair;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#loops);
    this.store.close();
  }

  #repeat(what: string, pauseMs: number, work: () => Promise<void>): void {
    let failing = false;
    const loop = async (): Promise<void> => {
      while (!this.#stop.signal.aborted) {
        try {
          await work();
          failing = false;
        } catch (error) {
          // A chain that is away for a while is no reason to end; saying it once is enough.
          if (!failing) console.error(`SHKeeper sandbox: ${what} failed, trying again:`, error);
          failing = true;
        }
        await pause(pauseMs, this.#stop.signal);
      }
    };
    this.#loops.push(loop());
  }

  #callbackSource(): CallbackSource {
    const build = {
      payment: (id: number) => {
        const transaction = this.invoices.transaction(id);
        return transaction && paymentBody(this.invoices, this.rates, transaction);
      },
      unconfirmed: (id: number) => {
        const seen = this.invoices.unconfirmed(id);
        return seen && unconfirmedBody(this.invoices, seen);
      },
      payout: (id: number) => {
        const payout = this.payouts.byId(id);
        return payout && payoutBody(this.rates, payout);
      },
    };
    return {
      body: (callback: Callback) => build[callback.kind](callback.refId),
      isCurrent: (callback: Callback) =>
        callback.kind !== 'unconfirmed' || this.invoices.unconfirmed(callback.refId)?.seen === false,
    };
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
