import {
  createPublicClient,
  getAddress,
  http,
  isAddressEqual,
  isHash,
  parseEventLogs,
  erc20Abi,
  TransactionReceiptNotFoundError,
  type Address,
  type Hash,
  type Hex,
  type PublicClient,
  type TransactionReceipt,
} from 'viem';

/** Money that a transaction brought to an address, as the chain itself tells it. */
export interface ChainTransfer {
  /** Sum of all transfers to the address in this transaction, base units. */
  readonly amountBase: bigint;
  /** 1 in the newest block. */
  readonly confirmations: number;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly blockTime: Date;
  /** Senders of the transfers, lowercase. */
  readonly from: readonly string[];
  /** What the transaction burnt, in the chain's own coin, base units. */
  readonly networkFeeBase: bigint;
}

/** A transfer that may be the one looked for. */
export interface OutgoingTransfer {
  readonly txid: string;
  /** Lowercase. */
  readonly from: string;
  readonly amountBase: bigint;
  readonly blockNumber: number;
}

export type ChainReading =
  | { readonly state: 'found'; readonly transfer: ChainTransfer }
  /** Not in a block that the node knows. */
  | { readonly state: 'missing' }
  /** In a block, but failed there. */
  | { readonly state: 'reverted' };

export interface TransferQuery {
  readonly txid: string;
  readonly destination: string;
  /** Token contract; null for the chain's own coin. */
  readonly contract: string | null;
}

export interface OutgoingQuery {
  readonly contract: string;
  readonly destination: string;
  readonly amountBase: bigint;
  readonly fromBlock: number;
  /** Only transfers by these senders count. */
  readonly senders: readonly string[];
}

export interface IncomingQuery {
  readonly contract: string;
  readonly destinations: readonly string[];
  readonly fromBlock: number;
  /** Included; at most `LOG_SPAN_BLOCKS` blocks are searched at once. */
  readonly toBlock: number;
}

/** A transfer that the token's own log tells of. */
export interface IncomingTransfer {
  readonly txid: string;
  readonly destination: string;
}

/** What a contract wallet is asked: whether a signature of this digest is its own (EIP-1271). */
export interface ContractSignatureQuery {
  readonly address: string;
  readonly digest: Hex;
  readonly signature: Hex;
}

export interface ChainHead {
  readonly number: number;
  readonly hash: string;
}

export interface ChainReader {
  /** The newest block. */
  readHead: () => Promise<ChainHead>;
  readTransfer: (query: TransferQuery) => Promise<ChainReading>;
  /** Ids of transactions with such a transfer, oldest first. */
  findOutgoing: (query: OutgoingQuery) => Promise<string[]>;
  /** Transfers of a token to any of the addresses, oldest first. */
  findIncoming: (query: IncomingQuery) => Promise<IncomingTransfer[]>;
  /**
   * The newest block in which the contract at this address calls the signature its own; null when it does not,
   * or when there is no contract.
   */
  verifyContractSignature: (query: ContractSignatureQuery) => Promise<number | null>;
  /** Transfers of a token to an address by anybody, of any amount, since a block; the newest `limit` of them. */
  findTransfersTo: (
    query: Omit<OutgoingQuery, 'senders' | 'amountBase'> & { readonly limit: number },
  ) => Promise<OutgoingTransfer[]>;
  /** What a unit of gas costs now, in base units of the chain's own coin. */
  readGasPrice: () => Promise<bigint>;
  /**
   * What each of the owners holds in one block, the newest, base units.
   * @param contract of the token; null for the chain's own coin
   */
  readBalances: (contract: string | null, owners: readonly string[]) => Promise<bigint[]>;
  /** Hash of the block that stands at a height now; null above the head. */
  readBlockHash: (blockNumber: number) => Promise<string | null>;
}

/** The node cannot be read now, or it is the node of another chain. Nothing follows from that about money. */
export class ChainUnavailableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ChainUnavailableError';
  }
}

const TIMEOUT_MS = 8_000;
/** Nodes limit how many blocks one search for logs may span. */
export const LOG_SPAN_BLOCKS = 2_000;
/** Balances that are asked for in one exchange, and how many are under way at a time. */
const BALANCES_PER_CALL = 100;
const BALANCES_AT_ONCE = 500;

const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);

const sameAddress = (a: string, b: Address): boolean => isAddressEqual(getAddress(a), b);

/**
 * Reads transfers from a chain by JSON-RPC.
 * @param chainId every reading is refused while the node answers for another chain
 */
export function createChainReader(rpcUrl: string, chainId: number): ChainReader {
  const client: PublicClient = createPublicClient({
    transport: http(rpcUrl, { timeout: TIMEOUT_MS, retryCount: 1 }),
    // A head that is some seconds old would show too few confirmations.
    cacheTime: 0,
  });
  const batching: PublicClient = createPublicClient({
    transport: http(rpcUrl, { timeout: TIMEOUT_MS, retryCount: 1, batch: { batchSize: BALANCES_PER_CALL } }),
  });
  let checked: Promise<void> | null = null;

  const checkChain = async (): Promise<void> => {
    const found = await client.getChainId();
    if (found !== chainId) throw new ChainUnavailableError(`the node is of chain ${found}, not ${chainId}`);
  };

  const reading = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      checked ??= checkChain();
      await checked;
      return await work();
    } catch (error) {
      checked = null;
      if (error instanceof ChainUnavailableError) throw error;
      throw new ChainUnavailableError('the chain cannot be read', error);
    }
  };

  const receiptOf = async (hash: Hash): Promise<TransactionReceipt | null> => {
    try {
      return await client.getTransactionReceipt({ hash });
    } catch (error) {
      if (error instanceof TransactionReceiptNotFoundError) return null;
      throw error;
    }
  };

  /** Transfers to the address in the transaction: those of the one token, or the coin sent along. */
  const transfersIn = async (
    receipt: TransactionReceipt,
    destination: Address,
    contract: string | null,
  ): Promise<{ from: string; value: bigint }[]> => {
    if (contract === null) {
      const { to, value, from } = await client.getTransaction({ hash: receipt.transactionHash });
      return to !== null && sameAddress(to, destination) && value > 0n ? [{ from, value }] : [];
    }
    return parseEventLogs({ abi: erc20Abi, eventName: 'Transfer', logs: receipt.logs })
      .filter(
        (log) => sameAddress(log.address, getAddress(contract)) && sameAddress(log.args.to, destination),
      )
      .map((log) => ({ from: log.args.from, value: log.args.value }));
  };

  return {
    readHead: () =>
      reading(async () => {
        const { number, hash } = await client.getBlock();
        return { number: Number(number), hash };
      }),

    readTransfer: ({ txid, destination, contract }) =>
      reading(async (): Promise<ChainReading> => {
        if (!isHash(txid)) return { state: 'missing' };
        const receipt = await receiptOf(txid);
        if (receipt === null) return { state: 'missing' };
        if (receipt.status !== 'success') return { state: 'reverted' };
        const [head, block, transfers] = await Promise.all([
          client.getBlockNumber(),
          client.getBlock({ blockNumber: receipt.blockNumber }),
          transfersIn(receipt, getAddress(destination), contract),
        ]);
        // Between the two calls the block may have been replaced: look again later.
        if (block.hash !== receipt.blockHash || head < receipt.blockNumber) return { state: 'missing' };
        return {
          state: 'found',
          transfer: {
            amountBase: sum(transfers.map(({ value }) => value)),
            confirmations: Number(head - receipt.blockNumber) + 1,
            blockNumber: Number(receipt.blockNumber),
            blockHash: receipt.blockHash,
            blockTime: new Date(Number(block.timestamp) * 1000),
            from: [...new Set(transfers.map(({ from }) => from.toLowerCase()))],
            networkFeeBase: receipt.gasUsed * receipt.effectiveGasPrice,
          },
        };
      }),

    findTransfersTo: ({ contract, destination, fromBlock, limit }) =>
      reading(async () => {
        const head = Number(await client.getBlockNumber());
        const found: OutgoingTransfer[] = [];
        for (let from = fromBlock; from <= head; from += LOG_SPAN_BLOCKS) {
          const logs = await client.getContractEvents({
            abi: erc20Abi,
            eventName: 'Transfer',
            address: getAddress(contract),
            args: { to: getAddress(destination) },
            fromBlock: BigInt(from),
            toBlock: BigInt(Math.min(from + LOG_SPAN_BLOCKS - 1, head)),
            strict: true,
          });
          found.push(
            ...logs.map((log) => ({
              txid: log.transactionHash,
              from: log.args.from.toLowerCase(),
              amountBase: log.args.value,
              blockNumber: Number(log.blockNumber),
            })),
          );
        }
        return found.slice(-limit).reverse();
      }),

    readGasPrice: () => reading(() => client.getGasPrice()),

    findOutgoing: ({ contract, destination, amountBase, fromBlock, senders }) =>
      reading(async () => {
        const head = Number(await client.getBlockNumber());
        const found: string[] = [];
        for (let from = fromBlock; from <= head; from += LOG_SPAN_BLOCKS) {
          const logs = await client.getContractEvents({
            abi: erc20Abi,
            eventName: 'Transfer',
            address: getAddress(contract),
            args: { from: senders.map((sender) => getAddress(sender)), to: getAddress(destination) },
            fromBlock: BigInt(from),
            toBlock: BigInt(Math.min(from + LOG_SPAN_BLOCKS - 1, head)),
            strict: true,
          });
          found.push(
            ...logs.filter(({ args }) => args.value === amountBase).map((log) => log.transactionHash),
          );
        }
        return [...new Set(found)];
      }),

    findIncoming: ({ contract, destinations, fromBlock, toBlock }) =>
      reading(async () => {
        const logs = await client.getContractEvents({
          abi: erc20Abi,
          eventName: 'Transfer',
          address: getAddress(contract),
          args: { to: destinations.map((destination) => getAddress(destination)) },
          fromBlock: BigInt(fromBlock),
          toBlock: BigInt(toBlock),
          strict: true,
        });
        return logs.map(({ transactionHash, args }) => ({ txid: transactionHash, destination: args.to }));
      }),

    verifyContractSignature: ({ address, digest, signature }) =>
      reading(async () => {
        const { number: blockNumber } = await client.getBlock();
        const code = await client.getCode({ address: getAddress(address), blockNumber });
        // A wallet that is not there yet could not hold its owner's money to its rules: it has to be deployed.
        if (code === undefined) return null;
        const its = await client.verifyHash({
          address: getAddress(address),
          hash: digest,
          signature,
          blockNumber,
        });
        return its ? Number(blockNumber) : null;
      }),

    readBalances: (contract, owners) =>
      reading(async () => {
        // All of one block: money that moves between two of the addresses is then counted once.
        const blockNumber = await client.getBlockNumber();
        const balanceOf = (owner: string): Promise<bigint> =>
          contract === null
            ? batching.getBalance({ address: getAddress(owner), blockNumber })
            : batching.readContract({
                abi: erc20Abi,
                address: getAddress(contract),
                functionName: 'balanceOf',
                args: [getAddress(owner)],
                blockNumber,
              });
        const balances: bigint[] = [];
        for (let first = 0; first < owners.length; first += BALANCES_AT_ONCE) {
          const some = owners.slice(first, first + BALANCES_AT_ONCE);
          balances.push(...(await Promise.all(some.map(balanceOf))));
        }
        return balances;
      }),

    readBlockHash: (blockNumber) =>
      reading(async () => {
        const head = Number(await client.getBlockNumber());
        if (blockNumber > head) return null;
        return (await client.getBlock({ blockNumber: BigInt(blockNumber) })).hash;
      }),
  };
}
