import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPlatform } from '../testing/platform.ts';
import { blockNumber, getReceiptTransfers, tokenBalance } from './chain.ts';
import { inTransaction } from './transaction.ts';

/** An RPC endpoint that answers what a node does: one block, one transaction with three Transfer logs. */
const TOKEN = '0x5fbdb2315678afecb367f032d93f642f64180aa3';
const OTHER_TOKEN = '0xe7f1725e7734ce288f8367e1bb143e90bb3f0512';
const BUYER = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';
const INVOICE = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc';
const TXID = `0x${'ab'.repeat(32)}`;
const BLOCK = `0x${'cd'.repeat(32)}`;
const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';

const topic = (address: string): string => `0x${'0'.repeat(24)}${address.slice(2)}`;
const word = (value: bigint): string => `0x${value.toString(16).padStart(64, '0')}`;
const log = (logIndex: number, token: string, to: string, amount: bigint) => ({
  address: token,
  topics: [TRANSFER, topic(BUYER), topic(to)],
  data: word(amount),
  blockNumber: '0x10',
  blockHash: BLOCK,
  transactionHash: TXID,
  transactionIndex: '0x0',
  logIndex: `0x${logIndex.toString(16)}`,
  removed: false,
});

const chainId = '0x7a69';
let down = false;
const answers: Record<string, (params: unknown[]) => unknown> = {
  eth_chainId: () => chainId,
  eth_blockNumber: () => '0x12',
  eth_getBlockByHash: () => ({ number: '0x10', hash: BLOCK, timestamp: '0x65920080', transactions: [] }),
  eth_getTransactionReceipt: ([txid]) =>
    txid === TXID
      ? {
          transactionHash: TXID,
          transactionIndex: '0x0',
          blockHash: BLOCK,
          blockNumber: '0x10',
          from: BUYER,
          to: TOKEN,
          status: '0x1',
          type: '0x2',
          cumulativeGasUsed: '0x1',
          gasUsed: '0x1',
          effectiveGasPrice: '0x1',
          logs: [
            log(0, TOKEN, INVOICE, 7n),
            log(1, OTHER_TOKEN, INVOICE, 100n),
            log(2, TOKEN, INVOICE, 5n),
            log(3, TOKEN, BUYER, 9n),
          ],
        }
      : null,
  eth_call: () => word(42n),
};

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  let text = '';
  for await (const chunk of req) text += String(chunk);
  const { id, method, params } = JSON.parse(text) as { id: number; method: string; params: unknown[] };
  res.statusCode = down ? 503 : 200;
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify({ jsonrpc: '2.0', id, result: answers[method]?.(params) ?? null }));
}

let server: Server;
beforeAll(async () => {
  server = createServer((req, res) => void answer(req, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env['CHAIN_RPC_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await startPlatform();
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

describe('reading the chain', () => {
  it('finds every transfer of the token to the address in one transaction, and no other', async () => {
    const receipt = await getReceiptTransfers(31337, TXID, TOKEN, INVOICE);
    expect(receipt).toMatchObject({ status: 'success', blockNumber: 16n, confirmations: 3 });
    expect(receipt?.transfers.map((transfer) => [transfer.logIndex, transfer.amountBase])).toEqual([
      [0, 7n],
      [2, 5n],
    ]);
    expect(receipt?.at.toISOString()).toBe('2024-01-01T00:00:00.000Z');
  });

  it('knows nothing of an unknown transaction, and of what is no transaction', async () => {
    expect(await getReceiptTransfers(31337, `0x${'00'.repeat(32)}`, TOKEN, INVOICE)).toBeNull();
    expect(await getReceiptTransfers(31337, 'not-a-hash', TOKEN, INVOICE)).toBeNull();
  });

  it('reads heights and balances', async () => {
    expect(await blockNumber(31337)).toBe(18n);
    expect(await tokenBalance(31337, TOKEN, BUYER)).toBe(42n);
  });

  it('refuses to look for an asset on another chain than its own', async () => {
    await expect(blockNumber(1)).rejects.toThrow('serves chain 31337, not 1');
  });

  it('says that it cannot tell when the endpoint is away, which is not "unpaid"', async () => {
    down = true;
    await expect(getReceiptTransfers(31337, TXID, TOKEN, INVOICE)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
    down = false;
  });

  it('is not asked inside a transaction', async () => {
    await expect(inTransaction(() => blockNumber(31337))).rejects.toThrow(
      'must not run inside a transaction',
    );
  });
});
