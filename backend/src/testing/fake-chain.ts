import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  erc20Abi,
  numberToHex,
  pad,
  type Address,
  type Hex,
} from 'viem';

export interface FakeTransfer {
  /** Its contract; `COIN` for the chain's own coin. */
  readonly token: string;
  readonly to: string;
  readonly amountBase: bigint;
  readonly from?: string;
}

interface Block {
  readonly number: number;
  readonly hash: Hex;
  readonly timestamp: number;
}

interface Transaction {
  readonly hash: Hex;
  blockNumber: number;
  readonly failed: boolean;
  readonly logs: readonly FakeTransfer[];
}

/** A chain of which only the answers exist: blocks, receipts and Transfer logs, and reorganisations of them. */
export interface FakeChain {
  readonly url: string;
  chainId: number;
  down: boolean;
  /** Wei a unit; what a transaction costs is this times `GAS_USED`. */
  gasPrice: bigint;
  head: () => number;
  mine: (blocks?: number) => void;
  /** Puts the transfers into one transaction of a new block. */
  send: (transfers: readonly FakeTransfer[], options?: { readonly failed?: boolean }) => string;
  /** Replaces the newest blocks; what was in them is gone unless it is named. */
  reorganise: (blocks: number, keep?: readonly string[]) => void;
  /** Puts a transaction that a reorganisation dropped into a new block. */
  remine: (hash: string) => void;
  readonly stop: () => Promise<void>;
}

/** In place of a token's contract: what the transaction itself carries. */
export const COIN = '';
export const GAS_USED = 51_000n;
export const GATEWAY_WALLET = '0x00000000000000000000000000000000000f00d1';
const NO_ADDRESS = '0x0000000000000000000000000000000000000000';
const newHash = (): Hex => `0x${randomBytes(32).toString('hex')}`;

export async function startFakeChain(chainId = 31337): Promise<FakeChain> {
  const startedAt = Math.floor(Date.now() / 1000);
  let blocks: Block[] = [];
  let transactions: Transaction[] = [];
  const dropped = new Map<string, Transaction>();

  const addBlock = (): Block => {
    const number = blocks.length;
    const block = { number, hash: newHash(), timestamp: startedAt + number };
    blocks.push(block);
    return block;
  };
  addBlock();

  const blockOf = (tx: Transaction): Block | undefined => blocks[tx.blockNumber];

  const tokenLogsOf = (tx: Transaction) => tx.logs.filter(({ token }) => token !== COIN);

  const logsOf = (tx: Transaction) =>
    tokenLogsOf(tx).map(({ token, to, amountBase, from = GATEWAY_WALLET }, index) => ({
      address: token.toLowerCase(),
      topics: encodeEventTopics({
        abi: erc20Abi,
        eventName: 'Transfer',
        args: { from: from as Address, to: to as Address },
      }),
      data: encodeAbiParameters([{ type: 'uint256' }], [amountBase]),
      blockNumber: numberToHex(tx.blockNumber),
      blockHash: blockOf(tx)?.hash,
      transactionHash: tx.hash,
      transactionIndex: '0x0',
      logIndex: numberToHex(index),
      removed: false,
    }));

  const coinOf = (tx: Transaction) => tx.logs.find(({ token }) => token === COIN);
  const targetOf = (tx: Transaction): string => coinOf(tx)?.to ?? tx.logs[0]?.token ?? NO_ADDRESS;

  const transactionOf = (hash: unknown) => {
    const tx = transactions.find((candidate) => candidate.hash === hash);
    const block = tx && blockOf(tx);
    if (!tx || !block) return null;
    return {
      hash: tx.hash,
      blockHash: block.hash,
      blockNumber: numberToHex(block.number),
      transactionIndex: '0x0',
      from: coinOf(tx)?.from ?? GATEWAY_WALLET,
      to: targetOf(tx),
      value: numberToHex(coinOf(tx)?.amountBase ?? 0n),
      gas: numberToHex(GAS_USED),
      gasPrice: numberToHex(state.gasPrice),
      input: '0x',
      nonce: '0x0',
      type: '0x0',
      v: '0x0',
      r: '0x0',
      s: '0x0',
    };
  };

  const receiptOf = (hash: unknown) => {
    const tx = transactions.find((candidate) => candidate.hash === hash);
    const block = tx && blockOf(tx);
    if (!tx || !block) return null;
    return {
      transactionHash: tx.hash,
      transactionIndex: '0x0',
      blockHash: block.hash,
      blockNumber: numberToHex(block.number),
      from: GATEWAY_WALLET,
      to: targetOf(tx),
      cumulativeGasUsed: '0x0',
      gasUsed: numberToHex(GAS_USED),
      effectiveGasPrice: numberToHex(state.gasPrice),
      contractAddress: null,
      logs: tx.failed ? [] : logsOf(tx),
      logsBloom: '0x',
      status: tx.failed ? '0x0' : '0x1',
      type: '0x2',
    };
  };

  const presentBlock = (number: number) => {
    const block = blocks[number];
    return block
      ? {
          number: numberToHex(block.number),
          hash: block.hash,
          parentHash: blocks[number - 1]?.hash ?? pad('0x', { size: 32 }),
          timestamp: numberToHex(block.timestamp),
          transactions: [],
          gasLimit: '0x0',
          gasUsed: '0x0',
          size: '0x0',
          difficulty: '0x0',
        }
      : null;
  };

  interface LogFilter {
    readonly address: string;
    readonly topics: (string | string[] | null)[];
    readonly fromBlock: Hex;
    readonly toBlock: Hex;
  }
  const findLogs = ({ address, topics, fromBlock, toBlock }: LogFilter) =>
    transactions
      .filter((tx) => tx.blockNumber >= Number(fromBlock) && tx.blockNumber <= Number(toBlock) && !tx.failed)
      .flatMap(logsOf)
      .filter((log) => log.address === address.toLowerCase())
      .filter((log) =>
        topics.every((wanted, index) => {
          const topic = log.topics[index] as string;
          return wanted === null || (Array.isArray(wanted) ? wanted : [wanted]).includes(topic);
        }),
      );

  const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

  /** What came to an address minus what left it; a wallet that the test let pay out of nothing holds nothing. */
  const heldBy = (owner: string, token: string): bigint => {
    const moved = transactions
      .filter(({ failed }) => !failed)
      .flatMap(({ logs }) => logs)
      .filter((log) => sameText(log.token, token));
    const total = moved.reduce((sum, { to, from = GATEWAY_WALLET, amountBase }) => {
      const came = sameText(to, owner) ? amountBase : 0n;
      const left = sameText(from, owner) ? amountBase : 0n;
      return sum + came - left;
    }, 0n);
    return total > 0n ? total : 0n;
  };

  const balanceOf = ({ to: token, data }: { readonly to: Hex; readonly data: Hex }): Hex => {
    const owner = String(decodeFunctionData({ abi: erc20Abi, data }).args[0]);
    return encodeAbiParameters([{ type: 'uint256' }], [heldBy(owner, token)]);
  };

  const call = (method: string, params: unknown[]): unknown => {
    switch (method) {
      case 'eth_chainId':
        return numberToHex(state.chainId);
      case 'eth_blockNumber':
        return numberToHex(blocks.length - 1);
      case 'eth_getTransactionReceipt':
        return receiptOf(params[0]);
      case 'eth_getTransactionByHash':
        return transactionOf(params[0]);
      case 'eth_getBlockByNumber':
        return presentBlock(params[0] === 'latest' ? blocks.length - 1 : Number(params[0]));
      case 'eth_gasPrice':
        return numberToHex(state.gasPrice);
      case 'eth_call':
        return balanceOf(params[0] as { to: Hex; data: Hex });
      case 'eth_getBalance':
        // Gas is not taken from anybody here: a test lets it leave like everything else.
        return numberToHex(heldBy(String(params[0]), COIN));
      case 'eth_getLogs':
        return findLogs(params[0] as LogFilter);
      default:
        throw new Error(`${method} is not known here`);
    }
  };

  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      if (state.down) {
        res.writeHead(503).end();
        return;
      }
      interface Request {
        readonly id: number;
        readonly method: string;
        readonly params?: unknown[];
      }
      const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Request | Request[];
      const respond = ({ id, method, params }: Request) => ({
        jsonrpc: '2.0',
        id,
        result: call(method, params ?? []),
      });
      res.setHeader('Content-Type', 'application/json');
      res.end(JSON.stringify(Array.isArray(asked) ? asked.map(respond) : respond(asked)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const state: FakeChain = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chainId,
    down: false,
    gasPrice: 0n,
    head: () => blocks.length - 1,
    mine: (count = 1) => {
      for (let index = 0; index < count; index += 1) addBlock();
    },
    send: (logs, options = {}) => {
      const hash = newHash();
      transactions.push({ hash, blockNumber: addBlock().number, failed: options.failed ?? false, logs });
      return hash;
    },
    reorganise: (count, keep = []) => {
      const first = blocks.length - count;
      blocks = blocks.slice(0, first);
      const survives = (tx: Transaction) => tx.blockNumber < first || keep.includes(tx.hash);
      for (const tx of transactions) if (!survives(tx)) dropped.set(tx.hash, tx);
      transactions = transactions.filter(survives);
      for (let index = 0; index < count; index += 1) addBlock();
    },
    remine: (hash) => {
      const tx = dropped.get(hash);
      if (tx) transactions.push({ ...tx, blockNumber: addBlock().number });
      dropped.delete(hash);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
}
