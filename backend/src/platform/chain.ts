import type { Address, Hash, PublicClient } from 'viem';
import { env } from '../config/env.ts';
import { AppError } from '../shared/errors.ts';
import { forbidInTransaction } from './transaction.ts';

/** What a chain says, read through our own RPC endpoint rather than believed of the gateway. */

export interface TokenTransfer {
  readonly from: string;
  readonly amountBase: bigint;
  readonly logIndex: number;
}

export interface TransferReceipt {
  readonly status: 'success' | 'reverted';
  readonly blockNumber: bigint;
  readonly blockHash: string;
  /** Blocks that stand on it, itself included: 1 when it is in the newest. */
  readonly confirmations: number;
  /** Block time, by the chain's own clock. */
  readonly at: Date;
  /** Transfers of the token to the destination in this transaction; empty when it moved none there. */
  readonly transfers: readonly TokenTransfer[];
}

const RPC_TIMEOUT_MS = 10_000;
let client: Promise<PublicClient> | null = null;
let knownChainId: number | null = null;

/** viem is loaded at the first question: a start does not wait for it. */
async function connect(url: string): Promise<PublicClient> {
  const { createPublicClient, http } = await import('viem');
  return createPublicClient({ transport: http(url, { timeout: RPC_TIMEOUT_MS, retryCount: 1 }) });
}

async function clientFor(chainId: number): Promise<PublicClient> {
  forbidInTransaction('reading the chain');
  const { CHAIN_RPC_URL } = env();
  if (CHAIN_RPC_URL === undefined)
    throw new AppError('UPSTREAM_UNAVAILABLE', { message: 'No chain is configured.' });
  client ??= connect(CHAIN_RPC_URL);
  const connected = await client;
  knownChainId ??= await connected.getChainId();
  // Reading another chain than the asset's would find nothing, or something else.
  if (knownChainId !== chainId)
    throw new Error(`the RPC endpoint serves chain ${knownChainId}, not ${chainId}`);
  return connected;
}

async function ask<T>(chainId: number, question: (client: PublicClient) => Promise<T>): Promise<T> {
  const connected = await clientFor(chainId).catch((error: unknown) => {
    throw asUnavailable(error);
  });
  try {
    return await question(connected);
  } catch (error) {
    throw asUnavailable(error);
  }
}

/** viem's own errors say that the endpoint failed; anything else is a bug and stays one. */
function asUnavailable(error: unknown): unknown {
  const isViem = error instanceof Error && 'shortMessage' in error;
  return isViem ? new AppError('UPSTREAM_UNAVAILABLE', { cause: error }) : error;
}

export const blockNumber = (chainId: number): Promise<bigint> =>
  ask(chainId, (connected) => connected.getBlockNumber({ cacheTime: 0 }));

/**
 * The receipt of a transaction with its transfers of `token` to `to`, or null while the chain does not know it.
 * @throws AppError UPSTREAM_UNAVAILABLE
 */
export async function getReceiptTransfers(
  chainId: number,
  txid: string,
  token: string,
  to: string,
): Promise<TransferReceipt | null> {
  const { getAddress, isHash, parseAbi, parseEventLogs, TransactionReceiptNotFoundError } =
    await import('viem');
  if (!isHash(txid)) return null;
  return ask(chainId, async (connected) => {
    const receipt = await connected
      .getTransactionReceipt({ hash: txid satisfies Hash })
      .catch((error: unknown) => {
        if (error instanceof TransactionReceiptNotFoundError) return null;
        throw error;
      });
    if (!receipt) return null;
    const [head, block] = await Promise.all([
      connected.getBlockNumber({ cacheTime: 0 }),
      connected.getBlock({ blockHash: receipt.blockHash }),
    ]);
    const logs = parseEventLogs({
      abi: parseAbi(['event Transfer(address indexed from, address indexed to, uint256 value)']),
      eventName: 'Transfer',
      logs: receipt.logs,
    });
    const wanted: { token: Address; to: Address } = { token: getAddress(token), to: getAddress(to) };
    return {
      status: receipt.status,
      blockNumber: receipt.blockNumber,
      blockHash: receipt.blockHash,
      confirmations: Math.max(0, Number(head - receipt.blockNumber) + 1),
      at: new Date(Number(block.timestamp) * 1000),
      transfers: logs
        .filter((log) => getAddress(log.address) === wanted.token && getAddress(log.args.to) === wanted.to)
        .map((log) => ({ from: log.args.from, amountBase: log.args.value, logIndex: log.logIndex })),
    };
  });
}

/**
 * The token's balance of an address in base units.
 * @throws AppError UPSTREAM_UNAVAILABLE
 */
export async function tokenBalance(chainId: number, token: string, owner: string): Promise<bigint> {
  const { erc20Abi, getAddress } = await import('viem');
  return ask(chainId, (connected) =>
    connected.readContract({
      address: getAddress(token),
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [getAddress(owner)],
    }),
  );
}
