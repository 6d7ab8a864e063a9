import { getAddress, isAddress, type Hash } from 'viem';
import { COIN_TRANSFER_COST, type Chain } from './chain.ts';
import type { Callbacks } from './callbacks.ts';
import type { Asset, GatewayConfig } from './config.ts';
import { formatAmount, fromBase, parseDecimal, toBase } from './decimal.ts';
import { PayoutRow, TaskRow, type Task } from './records.ts';
import type { Store } from './store.ts';
import type { GatewayWallets } from './wallets.ts';

interface TransferResult {
  dest: string;
  amount: number;
  status: 'success' | 'error';
  txids: Hash[];
  message?: string;
}

/** The wallet behind the gateway: takes payouts from its queue one by one and moves real tokens. */
export class PayoutWorker {
  readonly #config: GatewayConfig;
  readonly #store: Store;
  readonly #chain: Chain;
  readonly #wallets: GatewayWallets;
  readonly #callbacks: Callbacks;

  constructor(
    config: GatewayConfig,
    store: Store,
    parts: { chain: Chain; wallets: GatewayWallets; callbacks: Callbacks },
  ) {
    this.#config = config;
    this.#store = store;
    this.#chain = parts.chain;
    this.#wallets = parts.wallets;
    this.#callbacks = parts.callbacks;
  }

  /** Works off the queue, then looks which payouts have become final. */
  async run(): Promise<void> {
    const sql = "SELECT * FROM tasks WHERE status = 'PENDING' ORDER BY seq";
    for (const task of this.#store.all(TaskRow, sql)) await this.#perform(task);
    await this.#finish();
  }

  async #perform(task: Task): Promise<void> {
    try {
      const result = await this.#pay(task);
      this.#store.transaction(() => {
        this.#end(task, 'SUCCESS', [result]);
        const [txid] = result.txids;
        if (result.status !== 'success' || !txid) return;
        this.#store.run('UPDATE payouts SET txid = ? WHERE taskId = ?', txid, task.id);
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#store.transaction(() => {
        this.#end(task, 'FAILURE', message);
        const failed = "UPDATE payouts SET status = 'FAIL', error = ? WHERE taskId = ?";
        this.#store.run(failed, message, task.id);
      });
    }
  }

  /** @throws Error where nothing was sent; what happens to a transfer that was sent is told in the result. */
  async #pay(task: Task): Promise<TransferResult> {
    const { destination, amount, plan } = task;
    const result = { dest: destination, amount: Number(formatAmount(parseDecimal(amount))) };
    if (plan === 'fail') throw new Error('Have not enough tokens on fee account, the payout was not made');
    if (plan === 'half-fail') {
      return { ...result, status: 'error', txids: [], message: 'execution reverted: transfer failed' };
    }
    const asset = this.#config.assets.find((candidate) => candidate.code === task.crypto);
    if (!asset) throw new Error(`${task.crypto} is not defined in config, cannot make payout`);
    const hash = task.txid ?? (await this.#send(task, asset));
    if (!(await this.#chain.wait(hash))) {
      return { ...result, status: 'error', txids: [hash], message: 'execution reverted' };
    }
    return { ...result, status: 'success', txids: [hash] };
  }

  async #send(task: Task, asset: Asset): Promise<Hash> {
    if (!isAddress(task.destination))
      throw new Error(`Address ${task.destination} is not valid ethereum address`);
    const amountBase = toBase(parseDecimal(task.amount), asset.decimals);
    if (amountBase <= 0n) throw new Error(`Payout amount should be a positive number: ${task.amount}`);
    const needed = asset.contract ? amountBase : amountBase + COIN_TRANSFER_COST;
    if (!(await this.#wallets.gather(asset, needed))) {
      const have = formatAmount(fromBase(await this.#wallets.total(asset), asset.decimals));
      throw new Error(`Have not enough tokens on fee account, need ${task.amount} have ${have}`);
    }
    const transfer = {
      from: this.#wallets.hot,
      to: getAddress(task.destination),
      asset,
      amountBase,
      purpose: `payout ${task.id}`,
    };
    // The hash is on the task before the chain has the transfer: a restart waits for it and never pays again.
    return this.#chain.transfer(transfer, (hash) => {
      this.#store.run('UPDATE tasks SET txid = ? WHERE id = ?', hash, task.id);
    });
  }

  #end(task: Task, status: 'SUCCESS' | 'FAILURE', result: unknown): void {
    const sql = 'UPDATE tasks SET status = ?, result = ? WHERE id = ?';
    this.#store.run(sql, status, JSON.stringify(result), task.id);
  }

  /** A payout is SUCCESS when its transfer is as deep in the chain as the gateway asks. */
  async #finish(): Promise<void> {
    const sql = "SELECT * FROM payouts WHERE status = 'IN_PROGRESS' AND txid IS NOT NULL ORDER BY id";
    for (const payout of this.#store.all(PayoutRow, sql)) {
      if (!payout.txid) continue;
      if ((await this.#chain.confirmations(payout.txid)) < this.#config.confirmations) continue;
      this.#store.transaction(() => {
        this.#store.run("UPDATE payouts SET status = 'SUCCESS' WHERE id = ?", payout.id);
        if (this.#config.payoutCallbacks && payout.callbackUrl) {
          this.#callbacks.enqueue('payout', payout.id, payout.externalId ?? '', payout.callbackUrl);
        }
      });
    }
  }
}
