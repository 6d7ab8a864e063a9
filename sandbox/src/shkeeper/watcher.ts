import { erc20Abi, getAbiItem, getAddress, type Address } from 'viem';
import { z } from 'zod';
import type { Callbacks } from './callbacks.ts';
import type { Chain } from './chain.ts';
import type { Asset, GatewayConfig } from './config.ts';
import type { Deposit, Invoices } from './invoices.ts';
import { readMempool } from './mempool.ts';
import type { Store } from './store.ts';
import type { GatewayWallets } from './wallets.ts';

const TRANSFER = getAbiItem({ abi: erc20Abi, name: 'Transfer' });
const BLOCKS_AT_ONCE = 500;
const CHECKPOINTS_KEPT = 2_000;

const Head = z.object({ number: z.number(), hash: z.string() });
type Head = z.infer<typeof Head>;

/** Reads every new block for payments to invoice addresses, and counts their confirmations. */
export class Watcher {
  readonly #config: GatewayConfig;
  readonly #store: Store;
  readonly #chain: Chain;
  readonly #invoices: Invoices;
  readonly #callbacks: Callbacks;
  readonly #wallets: GatewayWallets;
  readonly #coin: Asset | undefined;

  constructor(
    config: GatewayConfig,
    store: Store,
    parts: { chain: Chain; invoices: Invoices; callbacks: Callbacks; wallets: GatewayWallets },
  ) {
    this.#config = config;
    this.#store = store;
    this.#chain = parts.chain;
    this.#invoices = parts.invoices;
    this.#callbacks = parts.callbacks;
    this.#wallets = parts.wallets;
    this.#coin = config.assets.find((asset) => !asset.contract);
  }

  /** The last block that was read; -1 before the first. */
  get lastBlock(): number {
    return this.#checkpoint()?.number ?? -1;
  }

  async poll(): Promise<void> {
    for (const deposit of await this.#mempool()) this.#notice(deposit);
    const latest = await this.#chain.client.getBlock();
    const head = { number: Number(latest.number), hash: latest.hash };
    let from = (await this.#lastShared(head)) + 1;
    while (from <= head.number) {
      const to = Math.min(from + BLOCKS_AT_ONCE - 1, head.number);
      await this.#read(from, to);
      const end =
        to === head.number
          ? head.hash
          : (await this.#chain.client.getBlock({ blockNumber: BigInt(to) })).hash;
      this.#remember({ number: to, hash: end });
      from = to + 1;
    }
    await this.#confirm(head.number);
  }

  async #mempool(): Promise<Deposit[]> {
    const pending = await readMempool(this.#chain, this.#config.assets);
    return pending.filter(({ sender }) => !this.#wallets.isOurs(sender)).map(({ deposit }) => deposit);
  }

  /** The last block that was read and still stands: a chain that was cut back is read again from there. */
  async #lastShared(head: Head): Promise<number> {
    for (let last = this.#checkpoint(); last; last = this.#checkpoint()) {
      if (last.number <= head.number) {
        const isHead = last.number === head.number;
        const { hash } = isHead
          ? head
          : await this.#chain.client.getBlock({ blockNumber: BigInt(last.number) });
        if (hash === last.hash) return last.number;
      }
      this.#store.run('DELETE FROM checkpoints WHERE number = ?', last.number);
    }
    return -1;
  }

  async #read(from: number, to: number): Promise<void> {
    const found: { deposit: Deposit; block: { number: number; time: number } }[] = [];
    const times = new Map<number, number>();
    for (let number = from; number <= to; number += 1) {
      const block = await this.#chain.client.getBlock({
        blockNumber: BigInt(number),
        includeTransactions: true,
      });
      times.set(number, Number(block.timestamp) * 1000);
      for (const tx of block.transactions) {
        if (!this.#coin || !tx.to || tx.value === 0n || this.#wallets.isOurs(getAddress(tx.from))) continue;
        const deposit = {
          asset: this.#coin,
          txid: tx.hash,
          address: getAddress(tx.to),
          amountBase: tx.value,
        };
        if (!this.#invoices.byAddress(deposit.address)) continue;
        const receipt = await this.#chain.client.getTransactionReceipt({ hash: tx.hash });
        if (receipt.status === 'success')
          found.push({ deposit, block: { number, time: times.get(number) ?? 0 } });
      }
    }
    for (const asset of this.#config.assets) {
      if (!asset.contract) continue;
      const range = { fromBlock: BigInt(from), toBlock: BigInt(to) };
      const logs = await this.#chain.client.getLogs({ address: asset.contract, event: TRANSFER, ...range });
      for (const log of logs) {
        const { to: address, value } = log.args;
        if (!address || !value || value === 0n) continue;
        const number = Number(log.blockNumber);
        const deposit = { asset, txid: log.transactionHash, address, amountBase: value };
        found.push({ deposit, block: { number, time: times.get(number) ?? 0 } });
      }
    }
    for (const { deposit, block } of found) {
      if (!this.#invoices.byAddress(deposit.address)) continue;
      await this.#keep(deposit);
      this.#store.transaction(() => {
        if (this.#invoices.addTransaction(deposit, block)) this.#notice(deposit, true);
      });
    }
  }

  /** Tells of a payment at its first sight, if this gateway is set to do so. */
  #notice(deposit: Deposit, inBlock = false): void {
    const row = this.#invoices.noteUnconfirmed(deposit);
    if (!row) return;
    if (inBlock) this.#store.run('UPDATE unconfirmed SET seen = 1 WHERE id = ?', row.id);
    if (!this.#config.unconfirmedCallbacks) return;
    const invoice = this.#invoices.ofTransaction(row);
    this.#callbacks.enqueue('unconfirmed', row.id, invoice.externalId, invoice.callbackUrl);
  }

  async #confirm(head: number): Promise<void> {
    for (const transaction of this.#invoices.waitingForConfirmations()) {
      const invoice = this.#invoices.ofTransaction(transaction);
      const asset = this.#config.assets.find((candidate) => candidate.code === invoice.crypto);
      const needed = asset?.confirmations ?? this.#config.confirmations;
      if (head - transaction.blockNumber + 1 < needed) continue;
      // A chain that was cut back may have lost it; it counts again from where it comes back.
      const confirmations = await this.#chain.confirmations(transaction.txid);
      if (confirmations < needed) continue;
      this.#store.transaction(() => {
        this.#invoices.markConfirmed(transaction);
        this.#callbacks.enqueue('payment', transaction.id, invoice.externalId, invoice.callbackUrl);
      });
    }
  }

  /** Keeps the signed bytes of payments that came from outside, so that a restored chain can get them back. */
  async #keep(deposit: Deposit): Promise<void> {
    if (this.#chain.isRecorded(deposit.txid)) return;
    const raw = await this.#chain.rawTransaction(deposit.txid);
    if (!raw) return;
    const { from: sender, nonce } = await this.#chain.client.getTransaction({ hash: deposit.txid });
    const purpose = `payment seen at ${deposit.address}`;
    this.#chain.record({
      hash: deposit.txid,
      raw,
      purpose,
      sender: getAddress(sender) satisfies Address,
      nonce,
    });
  }

  #checkpoint(): Head | undefined {
    return this.#store.first(Head, 'SELECT * FROM checkpoints ORDER BY number DESC LIMIT 1');
  }

  #remember(head: Head): void {
    this.#store.transaction(() => {
      this.#store.run('INSERT OR REPLACE INTO checkpoints VALUES (?, ?)', head.number, head.hash);
      this.#store.run('DELETE FROM checkpoints WHERE number < ?', head.number - CHECKPOINTS_KEPT);
    });
  }
}
