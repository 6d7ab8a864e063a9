import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  http,
  parseEther,
  publicActions,
  type Hash,
} from 'viem';
import { foundry } from 'viem/chains';
import { testWallet } from '../chain/test-wallets.ts';
import { PortFinder } from '../lib/ports.ts';
import { openScratch, removeFolder, scratchFolder, type Scratch } from '../testing/scratch.ts';
import { startChain } from './chain.ts';

const reader = '0x000000000000000000000000000000000000dEaD';

describe('the chain', () => {
  let folder = '';
  let scratch: Scratch;
  let url = '';

  const open = async (initialOffsetSeconds = 0) => {
    scratch = await openScratch(folder);
    const ports = new PortFinder(false);
    const chain = await startChain(scratch.supervisor, {
      folder,
      findPort: () => ports.findAny(),
      findBarePort: () => ports.findAny(),
      say: (line) => scratch.said.push(line),
      initialOffsetSeconds,
      onFailure: () => undefined,
    });
    ({ url } = chain);
  };
  /** Kills anvil without a word, as a SIGKILL of the whole run does, and starts again. */
  const killAndOpen = async () => {
    scratch.supervisor.killAll();
    await scratch.supervisor.stop().catch((error: unknown) => {
      assert.match(String(error), /fetch failed/);
    });
    await open();
  };
  const client = () => createPublicClient({ chain: foundry, transport: http(url), pollingInterval: 100 });
  const test = () =>
    createTestClient({ chain: foundry, mode: 'anvil', transport: http(url) }).extend(publicActions);
  const send = (value = '1') =>
    createWalletClient({
      chain: foundry,
      transport: http(url),
      account: testWallet('bank').account,
    }).sendTransaction({
      to: reader,
      value: parseEther(value),
    });
  const receipt = (hash: Hash) => client().waitForTransactionReceipt({ hash, timeout: 15_000 });

  beforeEach(async () => {
    folder = await scratchFolder();
    await open();
  });
  afterEach(async () => {
    await scratch.supervisor.stop();
    await removeFolder(folder);
  });

  it('mines a block a second while somebody waits for one', async () => {
    const hash = await send();
    const { blockNumber } = await receipt(hash);
    const before = performance.now();
    while ((await client().getBlockNumber({ cacheTime: 0 })) < blockNumber + 2n) {
      assert.ok(performance.now() - before < 6_000, 'two more blocks take too long');
    }
  });

  it('shows no block that a SIGKILL could take back', async () => {
    const hash = await send();
    const seen = await receipt(hash);
    const head = await client().getBlockNumber({ cacheTime: 0 });
    await killAndOpen();
    const again = await client().getTransactionReceipt({ hash });
    assert.deepEqual(
      [again.blockHash, again.blockNumber, again.status],
      [seen.blockHash, seen.blockNumber, 'success'],
    );
    assert.equal(await client().getBalance({ address: reader }), parseEther('1'));
    // Whoever follows the chain goes on from the number it read last, so no number may come twice.
    assert.ok((await client().getBlockNumber({ cacheTime: 0 })) >= head);
  });

  it('takes no transaction that a SIGKILL could lose', async () => {
    const hash = await send();
    await killAndOpen();
    assert.equal((await receipt(hash)).status, 'success');
    const next = await send('2');
    assert.equal((await receipt(next)).status, 'success');
    assert.equal(await client().getBalance({ address: reader }), parseEther('3'));
  });

  it('keeps a transaction of an account that the chain itself signs for', async () => {
    const account = testWallet('buyer-1').account.address;
    const hash = await createWalletClient({ chain: foundry, transport: http(url), account }).sendTransaction({
      to: reader,
      value: 1n,
    });
    await killAndOpen();
    assert.equal((await receipt(hash)).status, 'success');
  });

  it('keeps its moved clock', async () => {
    const weekSeconds = 7 * 86_400;
    await test().increaseTime({ seconds: weekSeconds });
    await test().mine({ blocks: 1 });
    const isAWeekAhead = async () => {
      const { timestamp } = await client().getBlock();
      const aheadSeconds = Number(timestamp) - Date.now() / 1000;
      assert.ok(Math.abs(aheadSeconds - weekSeconds) < 30, `it is ${aheadSeconds} s ahead`);
    };
    await isAWeekAhead();
    await killAndOpen();
    await receipt(await send());
    await isAWeekAhead();
  });

  it('begins in the past where it is told to', async () => {
    await scratch.supervisor.stop();
    await removeFolder(folder);
    await open(-30 * 86_400);
    const { timestamp } = await client().getBlock();
    assert.ok(Math.abs(Number(timestamp) + 30 * 86_400 - Date.now() / 1000) < 30);
  });

  it('goes on in the past after a start anew, while its clock is behind this machine’s', async () => {
    await scratch.supervisor.stop();
    await removeFolder(folder);
    folder = await scratchFolder();
    await open(-3600);
    await test().mine({ blocks: 1 });
    await scratch.supervisor.stop();
    await open();
    const { status, blockNumber } = await receipt(await send());
    assert.equal(status, 'success');
    const { timestamp } = await client().getBlock({ blockNumber });
    const behind = Date.now() / 1000 - Number(timestamp);
    assert.ok(behind > 3500 && behind < 3700, `the chain is ${behind} s behind`);
  });

  it('answers errors, batches and nonsense as JSON-RPC does', async () => {
    const post = async (body: string) => {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      return await response.json();
    };
    assert.deepEqual(await post('[{"jsonrpc":"2.0","id":7,"method":"eth_chainId"}]'), [
      { jsonrpc: '2.0', id: 7, result: '0x7a69' },
    ]);
    assert.match(JSON.stringify(await post('{"id":1,"method":"no_such"}')), /"error":\{"code":-32601/);
    assert.match(JSON.stringify(await post('nonsense')), /-32700/);
    assert.match(JSON.stringify(await post('{"id":1}')), /-32600/);
    assert.match(
      JSON.stringify(await post('{"id":1,"method":"eth_sendRawTransaction","params":["0x00"]}')),
      /"error"/,
    );
  });
});
