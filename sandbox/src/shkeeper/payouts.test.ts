import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { erc20Abi, parseAbi, createWalletClient, http, type Address } from 'viem';
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { testWallet } from '../chain/test-wallets.ts';
import { Stack } from './testing/stack.ts';
import { until } from './testing/until.ts';

interface TransferResult {
  dest: string;
  amount: number;
  status: string;
  txids: string[];
  message?: string;
}

describe('payouts', () => {
  let stack: Stack;
  before(async () => {
    stack = await Stack.start();
    await stack.gateway({ payoutCallbacks: true });
    for (const externalId of ['money-1', 'money-2']) {
      await stack.invoice(externalId, '100');
      await stack.pay({ externalId });
      await stack.receiver.payment(externalId);
    }
  });
  beforeEach(async () => {
    await stack.call('DELETE', '/sandbox/faults');
    stack.receiver.reset();
  });
  after(() => stack.stop());

  const newAddress = (): Address => privateKeyToAddress(generatePrivateKey());
  const holds = async (holder: Address): Promise<bigint> =>
    stack.running.gateway.chain.client.readContract({
      address: stack.tokens.usdt,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [holder],
    });
  const firstResult = (task: Record<string, unknown>): TransferResult => {
    const [result] = task.result as TransferResult[];
    assert.ok(result);
    return result;
  };
  const status = async (externalId: string) =>
    stack.api('GET', `/ETH-USDT/payout/status?external_id=${externalId}`);

  it('moves real tokens, swept from invoice addresses, and ends as SUCCESS', async () => {
    const to = newAddress();
    const answer = await stack.payout('out-1', '150.25', to);
    assert.equal(answer.status, 200);
    assert.deepEqual(Object.keys(answer.body).sort(), ['external_id', 'task_id']);
    assert.equal(answer.body.external_id, 'out-1');
    const result = firstResult(await stack.task(answer.body.task_id));
    assert.equal(result.status, 'success');
    assert.equal(result.dest, to);
    assert.equal(result.amount, 150.25);
    assert.equal(await holds(to), 150_250_000n);

    await until('SUCCESS', async () => (await status('out-1')).body.status === 'SUCCESS');
    const { body } = await status('out-1');
    assert.equal(body.txid, result.txids[0]);
    assert.equal(body.amount, '150.25');
    assert.equal(body.destination, to);
    assert.equal((await stack.api('GET', '/ETH-USDT/balance')).body.amount_crypto, '49.75');

    await until('the callback', () => stack.receiver.received.length === 1);
    const callback = stack.receiver.received[0]?.body ?? {};
    const { timestamp, ...rest } = callback;
    assert.match(String(timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    assert.deepEqual(rest, {
      payout_id: body.id,
      external_id: 'out-1',
      status: 'SUCCESS',
      amount: '150.25',
      crypto: 'ETH-USDT',
      amount_fiat: '150.25',
      currency_fiat: 'USD',
      tx_hash: result.txids[0],
    });
  });

  it('gives up a payout callback after seven tries', async () => {
    stack.receiver.usual = 500;
    const { body } = await stack.payout('out-seven', '0.5', newAddress());
    await stack.task(body.task_id);
    const callback = () => stack.running.gateway.callbacks.all().at(-1);
    await until('the end of the tries', () => callback()?.state === 'given-up');
    assert.equal(callback()?.attempts, 7);
    assert.equal(stack.receiver.received.length, 7);
  });

  it('wants a name and a password: without them it leads to a sign-in page', async () => {
    for (const headers of [
      {},
      { Authorization: `Basic ${Buffer.from('payouts:wrong').toString('base64')}` },
    ]) {
      for (const [method, path] of [
        ['POST', '/api/v1/ETH-USDT/payout'],
        ['GET', '/api/v1/ETH-USDT/task/some'],
      ] as const) {
        const answer = await stack.call(method, path, undefined, headers);
        assert.equal(answer.status, 302);
        assert.equal(answer.headers.get('location'), '/login');
      }
    }
  });

  it('pays calls that come at once each, and refuses the same id afterwards', async () => {
    // Only calls that overlap are paid more than once; on a busy machine the first may be written down too soon.
    let attempt = 0;
    await until('two calls that meet', async () => {
      attempt += 1;
      const to = newAddress();
      const id = `out-rush-${attempt}`;
      const answers = await Promise.all(Array.from({ length: 6 }, () => stack.payout(id, '1', to)));
      const paid = answers.filter(({ body }) => body.task_id !== undefined);
      for (const { body } of paid) await stack.task(body.task_id);
      assert.equal(await holds(to), BigInt(paid.length) * 1_000_000n, 'so many calls, so many payments');
      const again = await stack.payout(id, '1', to);
      assert.equal(again.status, 500);
      assert.match(String(again.body.message), /already exists/);
      return paid.length >= 2;
    });
  });

  it('pays again for a known id where that is switched on', async () => {
    await stack.call('PUT', '/sandbox/faults', { paysAgain: true });
    const to = newAddress();
    for (const { body } of [
      await stack.payout('out-again', '1', to),
      await stack.payout('out-again', '1', to),
    ]) {
      await stack.task(body.task_id);
    }
    assert.equal(await holds(to), 2_000_000n);
  });

  it('slow: 500 and 404 though it pays, and a second call pays twice', async () => {
    await stack.call('PUT', '/sandbox/faults', { slowPayout: 1 });
    const to = newAddress();
    const answer = await stack.payout('out-slow', '2', to);
    assert.equal(answer.status, 500);
    assert.equal(answer.body.status, 'error');
    assert.equal((await status('out-slow')).status, 404);
    await until('the money', async () => (await holds(to)) === 2_000_000n);
    const second = await stack.payout('out-slow', '2', to);
    await stack.task(second.body.task_id);
    assert.equal(await holds(to), 4_000_000n);
  });

  it('refused: 200 with an error, no task, and IN_PROGRESS for ever', async () => {
    await stack.call('PUT', '/sandbox/faults', { refusedPayout: 1 });
    const answer = await stack.payout('out-refused', '1', newAddress());
    assert.equal(answer.status, 200);
    assert.equal(answer.body.status, 'error');
    assert.equal(answer.body.task_id, undefined);
    assert.equal((await status('out-refused')).body.status, 'IN_PROGRESS');
  });

  it('half-failed: a SUCCESS task with an error inside, and no money moved', async () => {
    await stack.call('PUT', '/sandbox/faults', { halfFailedPayout: 1 });
    const to = newAddress();
    const { body } = await stack.payout('out-half', '1', to);
    const task = await stack.task(body.task_id);
    assert.equal(task.status, 'SUCCESS');
    const result = firstResult(task);
    assert.equal(result.status, 'error');
    assert.deepEqual(result.txids, []);
    assert.equal((await status('out-half')).body.status, 'IN_PROGRESS');
    assert.equal(await holds(to), 0n);
  });

  it('failed: a FAILURE task with a sentence, when asked for and when money is missing', async () => {
    await stack.call('PUT', '/sandbox/faults', { failedPayout: 1 });
    const asked = await stack.payout('out-failed', '1', newAddress());
    const missing = await stack.payout('out-too-much', '1000000', newAddress());
    for (const [externalId, { body }] of [
      ['out-failed', asked] as const,
      ['out-too-much', missing] as const,
    ]) {
      const task = await stack.task(body.task_id);
      assert.equal(task.status, 'FAILURE');
      assert.match(String(task.result), /Have not enough tokens/);
      assert.equal((await status(externalId)).body.status, 'FAIL');
    }
  });

  it('tells a transfer that the token reverts inside a SUCCESS task', async () => {
    const wallet = createWalletClient({
      account: testWallet('bank').account,
      chain: foundry,
      transport: http(stack.rpcUrl),
    });
    const abi = parseAbi(['function pause()', 'function unpause()']);
    const { body: first } = await stack.payout('out-gathered', '1', newAddress());
    await stack.task(first.task_id);
    await wallet.writeContract({ address: stack.tokens.usdt, abi, functionName: 'pause' });
    const { body } = await stack.payout('out-reverted', '0.25', newAddress());
    const task = await stack.task(body.task_id);
    await wallet.writeContract({ address: stack.tokens.usdt, abi, functionName: 'unpause' });
    assert.equal(task.status, 'SUCCESS');
    assert.equal(firstResult(task).status, 'error');
    assert.equal(firstResult(task).txids.length, 1);
    assert.equal((await status('out-reverted')).body.status, 'IN_PROGRESS');
  });

  it('newer versions reserve first: one payment of many calls, and a refusal is final', async () => {
    await stack.call('PUT', '/sandbox/faults', { reservesFirst: true });
    const to = newAddress();
    const answers = await Promise.all(Array.from({ length: 6 }, () => stack.payout('out-reserved', '1', to)));
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409, 409, 409, 409, 409]);
    await stack.task(answers.find((answer) => answer.status === 200)?.body.task_id);
    assert.equal(await holds(to), 1_000_000n);

    await stack.call('PUT', '/sandbox/faults', { refusedPayout: 1 });
    assert.equal((await stack.payout('out-refused-new', '1', to)).status, 400);
    assert.equal((await status('out-refused-new')).body.status, 'FAIL');

    await stack.call('PUT', '/sandbox/faults', { slowPayout: 1 });
    assert.equal((await stack.payout('out-slow-new', '1', to)).status, 500);
    assert.equal((await status('out-slow-new')).body.status, 'IN_PROGRESS');
  });

  it('pays in the chain’s own coin too', async () => {
    const { body: invoice } = await stack.api('POST', '/ETH/payment_request', {
      external_id: 'ether',
      fiat: 'USD',
      amount: '2500',
      callback_url: stack.receiver.url,
    });
    await stack.pay({ address: String(invoice.wallet) });
    await stack.receiver.payment('ether');
    const to = newAddress();
    const request = { external_id: 'out-ether', amount: '0.75', destination: to, fee: '1' };
    const { body } = await stack.basic('POST', '/ETH/payout', request);
    const task = await stack.task(body.task_id);
    assert.equal(task.status, 'SUCCESS');
    assert.equal(
      await stack.running.gateway.chain.client.getBalance({ address: to }),
      750_000_000_000_000_000n,
    );
  });
});
