import {
  createPublicClient,
  encodeFunctionData,
  erc20Abi,
  http,
  keccak256,
  parseGwei,
  TransactionReceiptNotFoundError,
  type Address,
  type Hash,
  type Hex,
  type PublicClient,
} from 'viem';
import type { HDAccount } from 'viem/accounts';
import type { Asset } from './config.ts';
import { ChainTransactionRow, type ChainTransaction } from './records.ts';
import type { Store } from './store.ts';

/** More than a local chain ever asks, so that a recorded transaction is still good when it is sent again. */
const MAX_FEE_PER_GAS = parseGwei('3');
const GAS = { token: 120_000n, coin: 21_000n };

/** What one transfer costs its sender at most, in wei. */
export const TOKEN_TRANSFER_COST = MAX_FEE_PER_GAS * GAS.token;
export const COIN_TRANSFER_COST = MAX_FEE_PER_GAS * GAS.coin;

export interface Transfer {
  from: HDAccount;
  to: Address;
  asset: Asset;
  /** In the asset's base units. */
  amountBase: bigint;
  purpose: string;
}

/** The chain as the gateway and the test wallets use it: balances, and transfers that are written down first. */
export class Chain {
  readonly client: PublicClient;
  readonly #store: Store;
  readonly #queues = new Map<Address, Promise<unknown>>();
  #chainId: number | undefined;

  constructor(rpcUrl: string, store: Store) {
    // A cached block number would make the gateway miss what its own transfers changed.
    this.client = createPublicClient({
      transport: http(rpcUrl, { retryCount: 1 }),
      pollingInterval: 100,
      cacheTime: 0,
    });
    this.#store = store;
  }

  async balance(asset: Asset, holder: Address): Promise<bigint> {
    if (!asset.contract) return this.client.getBalance({ address: holder });
    const call = {
      address: asset.contract,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [holder],
    } as const;
    return this.client.readContract(call);
  }

  /**
   * Signs a transfer, records it, and hands it to the chain. Transfers of one sender go out one after the
   * other, so that calls at the same moment get nonces of their own.
   *
   * @param beforeSending Runs in the same database transaction as the record, with the hash to be.
   * @returns The transaction's hash; it is not yet in a block.
   */
  async transfer(transfer: Transfer, beforeSending?: (hash: Hash) => void): Promise<Hash> {
    return this.#inTurn(transfer.from.address, async () => {
      const { from, to, asset, amountBase, purpose } = transfer;
      const nonce = await this.client.getTransactionCount({ address: from.address, blockTag: 'pending' });
      const raw = await from.signTransaction({
        type: 'eip1559',
        chainId: (this.#chainId ??= await this.client.getChainId()),
        nonce,
        maxFeePerGas: MAX_FEE_PER_GAS,
        maxPriorityFeePerGas: parseGwei('1'),
        ...(asset.contract
          ? {
              to: asset.contract,
              gas: GAS.token,
              data: encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [to, amountBase] }),
            }
          : { to, gas: GAS.coin, value: amountBase }),
      });
      const hash = keccak256(raw);
      this.#store.transaction(() => {
        this.record({ hash, raw, purpose, sender: from.address, nonce });
        beforeSending?.(hash);
      });
      try {
        await this.client.sendRawTransaction({ serializedTransaction: raw });
      } catch (error) {
        this.#store.run('UPDATE chainTransactions SET refused = 1 WHERE hash = ?', hash);
        throw error;
      }
      return hash;
    });
  }

  /** Keeps a signed transaction, so that a chain restored from an older snapshot can be given it again. */
  record(tx: { hash: Hash; raw: Hex; purpose: string; sender: Address; nonce: number }): void {
    this.#store.run(
      `INSERT INTO chainTransactions (hash, raw, purpose, sender, nonce, sentAt) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (hash) DO UPDATE SET refused = 0`,
      tx.hash,
      tx.raw,
      tx.purpose,
      tx.sender,
      tx.nonce,
      Date.now(),
    );
  }

  recorded(): ChainTransaction[] {
    return this.#store.all(ChainTransactionRow, 'SELECT * FROM chainTransactions ORDER BY seq');
  }

  isRecorded(hash: Hash): boolean {
    const sql = 'SELECT * FROM chainTransactions WHERE hash = ?';
    return this.#store.first(ChainTransactionRow, sql, hash) !== undefined;
  }

  /** @returns Whether the transaction did what it was for; waits until it is in a block. */
  async wait(hash: Hash, timeoutMs = 120_000): Promise<boolean> {
    const receipt = await this.client.waitForTransactionReceipt({ hash, timeout: timeoutMs });
    return receipt.status === 'success';
  }

  /** How many blocks a transaction is deep, its own included; 0 where no block has it. */
  async confirmations(hash: Hash): Promise<number> {
    try {
      return Number(await this.client.getTransactionConfirmations({ hash }));
    } catch (error) {
      if (error instanceof TransactionReceiptNotFoundError) return 0;
      throw error;
    }
  }

  /** How far the chain's time is ahead of real time, in milliseconds; mines a block to find out. */
  async offset(): Promise<number> {
    await this.mine(1);
    const { timestamp } = await this.client.getBlock();
    return Number(timestamp) * 1000 - Date.now();
  }

  async mine(blocks: number): Promise<void> {
    await this.#rpc('anvil_mine', [`0x${blocks.toString(16)}`]);
  }

  /** Takes effect with the next block. */
  async increaseTime(seconds: number): Promise<void> {
    await this.#rpc('evm_increaseTime', [seconds]);
  }

  /** The signed bytes of anybody's transaction, where the chain gives them out. */
  async rawTransaction(hash: Hash): Promise<Hex | undefined> {
    const raw = await this.#rpc('eth_getRawTransactionByHash', [hash]);
    return typeof raw === 'string' && raw.startsWith('0x') ? (raw as Hex) : undefined;
  }

  /** What waits for a block, as the node tells it; empty on chains that mine at once. */
  async pendingTransactions(): Promise<unknown> {
    return this.#rpc('txpool_content', []);
  }

  async #rpc(method: string, params: unknown[]): Promise<unknown> {
    // viem's list of methods is closed; the development chain's own ones are not in it.
    const request = this.client.request as (call: { method: string; params: unknown[] }) => Promise<unknown>;
    return request({ method, params });
  }

  async #inTurn<T>(sender: Address, work: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(sender) ?? Promise.resolve();
    const result = before.then(work, work);
    this.#queues.set(sender, result);
    return result;
  }
}
