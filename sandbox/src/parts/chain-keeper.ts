import { SharedLock } from '../lib/shared-lock.ts';
import { messageOf, type Say } from '../lib/say.ts';
import type { AnvilClient, RpcRequest, RpcResponse } from './anvil-client.ts';
import type { ChainStore, PendingTransaction } from './chain-store.ts';

/**
 * Blocks come at a quick pace while somebody may be waiting for confirmations, and slowly otherwise, so that
 * a demo left alone for days keeps a small chain.
 */
const idleBlockMs = 12_000;
/** How long after the last transaction or request to mine the chain counts as busy. */
const busyForMs = 90_000;
/** An empty block is worth nothing to anybody, so only every so many of them are kept at once. */
const emptyBlocksUnkept = 20;

const sends = new Set(['eth_sendRawTransaction', 'eth_sendTransaction', 'eth_sendUnsignedTransaction']);
const mines = new Set(['evm_mine', 'anvil_mine', 'hardhat_mine']);
const increases = new Set(['evm_increaseTime', 'anvil_increaseTime']);
const settings = new Set([
  'evm_setNextBlockTimestamp',
  'evm_setTime',
  'anvil_setNextBlockTimestamp',
  'anvil_setTime',
]);

/** Any other call that changes the chain, such as `anvil_setBalance` or `evm_revert`. */
function changesChain(method: string): boolean {
  return /^(anvil|hardhat|evm)_(set|reset|revert|rollback|reorg|drop|remove|load|add|deal)/i.test(method);
}

/**
 * Stands between a bare anvil and everybody who speaks to it, mines its blocks, and keeps it: a block with
 * transactions is on disk before anybody can read it, and a transaction is on disk before its sender is
 * answered. So whatever others noted down of this chain is still there after a SIGKILL of everything.
 */
export class ChainKeeper {
  readonly #anvil: AnvilClient;
  readonly #store: ChainStore;
  readonly #lock = new SharedLock();
  #pending: PendingTransaction[] = [];
  #blockMs = 1_000;
  #offsetSeconds = 0;
  #emptyBlocks = 0;
  #busyUntilMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #mining: Promise<void> = Promise.resolve();
  #closed = false;
  readonly #onFailure: (error: unknown) => void;

  /** @param onFailure told when a block could not be mined or kept: the chain is of no use then */
  constructor(anvil: AnvilClient, store: ChainStore, onFailure: (error: unknown) => void) {
    this.#anvil = anvil;
    this.#store = store;
    this.#onFailure = onFailure;
  }

  /** Takes up what was kept: the clock and the transactions that were in no block yet. */
  async open(initialOffsetSeconds: number, say: Say): Promise<void> {
    const kept = await this.#store.readPosition();
    this.#offsetSeconds = kept?.offsetSeconds ?? initialOffsetSeconds;
    await this.#mineUpTo(kept?.head ?? 0);
    for (const one of await this.#store.readPending()) {
      if ((await this.#anvil.call('eth_getTransactionReceipt', [one.hash])) !== null) continue;
      try {
        await this.#anvil.call('eth_sendRawTransaction', [one.raw]);
        this.#pending.push(one);
      } catch (error) {
        say(`  chain: the kept transaction ${one.hash} cannot be sent again: ${messageOf(error)}`);
      }
    }
    this.#touch();
    await this.mineBlock();
    await this.#lock.exclusive(() => this.#keep());
    this.#schedule();
  }

  /** Answers one JSON-RPC request. */
  async handle(request: RpcRequest): Promise<RpcResponse> {
    const { method } = request;
    if (sends.has(method)) return this.#lock.shared(() => this.#send(request));
    if (mines.has(method) || increases.has(method) || settings.has(method) || changesChain(method)) {
      this.#touch();
      return this.#lock.exclusive(() => this.#change(request));
    }
    return this.#lock.shared(() => this.#anvil.forward(request));
  }

  /**
   * Sets the time between blocks while somebody may be waiting for one. Block times are whole seconds and
   * each is later than the one before, so a pace below a second lets the chain's clock run ahead meanwhile.
   */
  setPace(blockMs: number): void {
    this.#blockMs = blockMs;
  }

  /** Mines one block now, at the time of the moved clock. */
  mineBlock(): Promise<void> {
    return this.#lock.exclusive(async () => {
      const latest = await this.#anvil.latestBlock();
      const timestamp = Math.max(latest.timestamp + 1, this.#nowSeconds());
      await this.#anvil.call('evm_setNextBlockTimestamp', [timestamp]);
      await this.#anvil.call('evm_mine', []);
      const mined = await this.#anvil.latestBlock();
      this.#emptyBlocks += 1;
      if (mined.transactions.length > 0) this.#touch();
      if (mined.transactions.length > 0 || this.#emptyBlocks >= emptyBlocksUnkept) await this.#keep();
      await this.#savePosition(mined.number);
    });
  }

  /** Stops mining and keeps the chain as it stands. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#mining;
    await this.#lock.exclusive(() => this.#keep());
  }

  /**
   * Makes up for empty blocks that a kill lost. Whoever follows the chain remembers the last number it read,
   * and would never look at a transaction in a later block of the same number.
   */
  async #mineUpTo(head: number): Promise<void> {
    const missing = head - (await this.#anvil.latestBlock()).number;
    if (missing > 0) await this.#anvil.call('anvil_mine', [missing]);
  }

  async #savePosition(head?: number): Promise<void> {
    await this.#store.savePosition({
      offsetSeconds: this.#offsetSeconds,
      head: head ?? (await this.#anvil.latestBlock()).number,
    });
  }

  #nowSeconds(): number {
    return Math.floor(Date.now() / 1000) + this.#offsetSeconds;
  }

  #touch(): void {
    this.#busyUntilMs = performance.now() + busyForMs;
    // An idle chain's next block may be seconds away; whoever sent something now expects one soon.
    if (this.#timer !== undefined) this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    const waitMs = performance.now() < this.#busyUntilMs ? this.#blockMs : idleBlockMs;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#mining = this.mineBlock().then(
        () => {
          this.#schedule();
        },
        (error: unknown) => {
          if (!this.#closed) this.#onFailure(error);
        },
      );
    }, waitMs);
  }

  async #send(request: RpcRequest): Promise<RpcResponse> {
    const response = await this.#anvil.forward(request);
    if ('result' in response && typeof response.result === 'string') {
      const hash = response.result;
      const raw = await this.#anvil.call('eth_getRawTransactionByHash', [hash]);
      if (typeof raw !== 'string') throw new Error(`anvil took ${hash} and does not know it`);
      const one = { hash, raw };
      this.#pending.push(one);
      await this.#store.appendPending(one);
      if (performance.now() > this.#busyUntilMs - busyForMs + this.#blockMs) this.#touch();
    }
    return response;
  }

  async #change(request: RpcRequest): Promise<RpcResponse> {
    const { method, params } = request;
    const first = Number(params?.[0] ?? 0);
    if (increases.has(method)) this.#offsetSeconds += first;
    if (settings.has(method)) this.#offsetSeconds = first - Math.floor(Date.now() / 1000);
    if (increases.has(method) || settings.has(method)) await this.#savePosition();
    if (mines.has(method)) {
      // The first of the blocks gets the moved clock's time; anvil counts on from there.
      const latest = await this.#anvil.latestBlock();
      await this.#anvil.call('evm_setNextBlockTimestamp', [
        Math.max(latest.timestamp + 1, this.#nowSeconds()),
      ]);
    }
    const response = await this.#anvil.forward(request);
    if (!increases.has(method) && !settings.has(method)) {
      await this.#keep();
      await this.#savePosition();
    }
    return response;
  }

  async #keep(): Promise<void> {
    const dump = await this.#anvil.call('anvil_dumpState', []);
    if (typeof dump !== 'string') throw new Error('anvil gave no dump of its state');
    await this.#store.saveDump(dump);
    this.#emptyBlocks = 0;
    if (this.#pending.length === 0) return;
    const receipts = await Promise.all(
      this.#pending.map((one) => this.#anvil.call('eth_getTransactionReceipt', [one.hash])),
    );
    this.#pending = this.#pending.filter((_, index) => receipts[index] === null);
    await this.#store.replacePending(this.#pending);
  }
}
