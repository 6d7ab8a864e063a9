import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { after, before, describe, it } from 'node:test';
import { createWalletClient, erc20Abi, http, type Address } from 'viem';
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { deployTokens, tokenList, type TestTokens } from '../chain/deploy-tokens.ts';
import { testWallet } from '../chain/test-wallets.ts';
import type { GatewayConfig } from './config.ts';
import { startGateway, type RunningGateway } from './server.ts';
import { startAnvil, type Anvil } from './testing/anvil.ts';
import { until } from './testing/until.ts';

const DAY_MS = 86_400_000;

describe('a chain restored from an older snapshot', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shkeeper-repair-'));
  const snapshot = join(folder, 'chain.json');
  let anvil: Anvil;
  let tokens: TestTokens;
  let config: GatewayConfig;
  let running: RunningGateway;

  before(async () => {
    anvil = await startAnvil();
    tokens = await deployTokens(anvil.rpcUrl);
    config = {
      port: 0,
      rpcUrl: anvil.rpcUrl,
      assets: tokenList(tokens),
      mnemonic: 'a phrase that only this test uses',
      stateDir: folder,
      apiKey: 'key-of-the-test',
      payoutUsername: 'payouts',
      payoutPassword: 'password-of-the-test',
      webhookFormat: 'shkeeper',
      webhookSecret: undefined,
      backendUrl: undefined,
      sandboxSecret: undefined,
      timeScale: 0.001,
      pollMs: 20,
      confirmations: 1,
      unconfirmedCallbacks: false,
      payoutCallbacks: false,
      feePercent: '2',
      rates: { ETH: '2500' },
    };
    running = await startGateway(config);
  });
  after(async () => {
    await running.stop();
    await anvil.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const tokensOf = async (holder: Address): Promise<bigint> =>
    running.gateway.chain.client.readContract({
      address: tokens.usdt,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [holder],
    });
  const invoice = async (externalId: string) => {
    const usdt = config.assets.find((asset) => asset.code === 'ETH-USDT');
    assert.ok(usdt);
    const callback_url = 'http://127.0.0.1:9/nobody';
    return running.gateway.invoices.request(usdt, {
      external_id: externalId,
      fiat: 'USD',
      amount: '100',
      callback_url,
    });
  };
  const received = (externalId: string): string =>
    running.gateway.invoices.byExternalId(externalId).at(0)?.balanceCrypto ?? '';

  it('gets its transactions back under the same hashes, and its moved clock', async () => {
    const { gateway } = running;
    const early = await invoice('before the snapshot');
    await gateway.testPayments.pay({ externalId: 'before the snapshot' });
    await until('the first payment', () => received('before the snapshot') === '100');

    const request = gateway.chain.client.request as (call: { method: string }) => Promise<unknown>;
    const dump = String(await request({ method: 'anvil_dumpState' }));
    writeFileSync(snapshot, gunzipSync(Buffer.from(dump.slice(2), 'hex')));

    const late = await invoice('after the snapshot');
    const { txid } = await gateway.testPayments.pay({
      externalId: 'after the snapshot',
      amountBase: '60000000',
    });
    await until('the second payment', () => received('after the snapshot') === '60');
    const outside = createWalletClient({
      account: testWallet('buyer-3').account,
      chain: foundry,
      transport: http(anvil.rpcUrl),
    });
    const transfer = { address: tokens.usdt, abi: erc20Abi, functionName: 'transfer' } as const;
    const outsideTxid = await outside.writeContract({ ...transfer, args: [late.address, 40_000_000n] });
    await until('the third payment', () => received('after the snapshot') === '100');
    await gateway.clock.advance(gateway.chain, 3 * DAY_MS);
    const to = privateKeyToAddress(generatePrivateKey());
    await gateway.payouts.create('ETH-USDT', {
      external_id: 'out',
      amount: '120',
      destination: to,
      fee: '1',
    });
    await until('the payout', () => gateway.payouts.byExternalId('ETH-USDT', 'out')?.status === 'SUCCESS');
    const payoutTxid = gateway.payouts.byExternalId('ETH-USDT', 'out')?.txid;
    await running.stop();
    await anvil.stop();

    anvil = await startAnvil(['--load-state', snapshot], anvil.port);
    running = await startGateway(config);

    assert.ok(running.repair.resent >= 5, 'two payments, gas, sweeps and a payout');
    assert.deepEqual(running.repair.refused, []);
    assert.equal(await tokensOf(to), 120_000_000n);
    assert.ok(payoutTxid);
    for (const hash of [txid, outsideTxid, payoutTxid]) {
      const receipt = await running.gateway.chain.client.getTransactionReceipt({ hash });
      assert.equal(receipt.status, 'success');
    }
    assert.ok(
      (await running.gateway.chain.offset()) > 3 * DAY_MS - 60_000,
      'the clock is three days ahead again',
    );

    await until('the new blocks to be read', async () => {
      const head = Number(await running.gateway.chain.client.getBlockNumber());
      return running.gateway.watcher.lastBlock === head;
    });
    assert.equal(received('after the snapshot'), '100', 'what was counted is not counted twice');
    assert.equal(received('before the snapshot'), '100');
    assert.equal(running.gateway.callbacks.all().length, 3);

    await running.gateway.testPayments.pay({
      address: early.address,
      amountBase: '5000000',
      asset: 'ETH-USDT',
    });
    await until('a payment on the repaired chain', () => received('before the snapshot') === '105');
  });

  it('finds nothing to do on a chain that lost nothing', async () => {
    await running.stop();
    running = await startGateway(config);
    assert.deepEqual(running.repair, { resent: 0, refused: [], movedMs: 0 });
  });
});
