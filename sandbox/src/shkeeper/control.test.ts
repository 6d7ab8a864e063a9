import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { readConfig } from './config.ts';
import { Stack } from './testing/stack.ts';
import { until } from './testing/until.ts';

const DAY_MS = 86_400_000;

describe('control', () => {
  let stack: Stack;
  const told: { path: string | undefined; headers: IncomingHttpHeaders; body: unknown }[] = [];
  const backend = createServer((request, response) => {
    void text(request).then((body) => {
      told.push({ path: request.url, headers: request.headers, body: JSON.parse(body) });
      response.writeHead(204).end();
    });
  });
  before(async () => {
    stack = await Stack.start();
    backend.listen(0, '127.0.0.1');
    await once(backend, 'listening');
    const { port } = backend.address() as AddressInfo;
    await stack.gateway({ backendUrl: `http://127.0.0.1:${port}`, sandboxSecret: 'secret-of-the-sandbox' });
  });
  after(async () => {
    backend.closeAllConnections();
    backend.close();
    await stack.stop();
  });

  const pay = (request: unknown) => stack.call('POST', '/sandbox/pay', request);

  it('moves the clock of the chain and tells the backend, with the secret', async () => {
    const before = Number((await stack.running.gateway.chain.client.getBlock()).timestamp) * 1000;
    const { status, body } = await stack.call('POST', '/sandbox/clock', { advanceMs: DAY_MS });
    assert.equal(status, 200);
    assert.equal(body.backend, 204);
    const moved = Number((await stack.running.gateway.chain.client.getBlock()).timestamp) * 1000 - before;
    assert.ok(moved >= DAY_MS && moved < DAY_MS + 60_000);
    assert.ok(Math.abs(Date.parse(String(body.now)) - Date.now() - DAY_MS) < 60_000);
    assert.equal(told.length, 1);
    assert.equal(told[0]?.path, '/api/demo/clock');
    assert.equal(told[0].headers['x-sandbox-secret'], 'secret-of-the-sandbox');
    assert.deepEqual(told[0].body, { advanceMs: DAY_MS });
  });

  it('stamps what happens afterwards with the moved time', async () => {
    await stack.invoice('moved', '10');
    await stack.pay({ externalId: 'moved' });
    const { body } = await stack.receiver.payment('moved');
    const [transaction] = body.transactions as { date: string }[];
    const date = Date.parse(`${transaction?.date.replace(' ', 'T') ?? ''}Z`);
    assert.ok(date - Date.now() > DAY_MS - 60_000);
  });

  it('pays what is asked without the markup, any part of it, or any address', async () => {
    await stack.invoice('price', '33.33');
    assert.equal((await pay({ externalId: 'price' })).body.amountBase, '33330000');
    await stack.receiver.payment('price');
    const paid = await pay({ externalId: 'price' });
    assert.equal(paid.status, 409);
    assert.match(String(paid.body.error), /is paid/);
    const { body: ether } = await stack.api('POST', '/ETH/payment_request', {
      ...{ external_id: 'ether', fiat: 'USD', amount: '33.33333', callback_url: stack.receiver.url },
    });
    const sent = await pay({ address: ether.wallet });
    assert.equal(sent.body.amountBase, '13333340000000000', 'rounded up to eight places');
    const elsewhere = {
      address: '0x000000000000000000000000000000000000dEaD',
      asset: 'ETH-USDC',
      amount: '1.5',
    };
    const { body } = await pay({ ...elsewhere, wallet: 'buyer-2' });
    assert.equal(body.amountBase, '1500000');
    assert.match(String(body.txid), /^0x[0-9a-f]{64}$/);
  });

  it('says what is wrong with a payment that cannot be made', async () => {
    for (const [request, status, words] of [
      [{ externalId: 'nobody' }, 409, /no invoice/],
      [{ address: 'nowhere' }, 400, /address/],
      [{}, 400, /either/],
      [{ externalId: 'price', amountBase: '-1' }, 400, /base units/],
      [{ externalId: 'price', amountBase: '1', asset: 'DOGE' }, 409, /not an asset/],
      [{ externalId: 'price', amount: '9000000' }, 409, /not enough/],
      [{ externalId: 'price', amount: '1', wallet: 'nobody' }, 409, /no test wallet/],
      ['{', 400, /not JSON/],
    ] as const) {
      const { status: answered, body } = await pay(request);
      assert.equal(answered, status, JSON.stringify(request));
      assert.match(String(body.error), words);
    }
  });

  it('shows wallets with addresses and balances', async () => {
    const { body } = await stack.call('GET', '/sandbox/wallets');
    const wallets = body.wallets as { name: string; address: string; balances: Record<string, string> }[];
    const names = wallets.map(({ name }) => name);
    for (const name of ['buyer-1', 'seller-1', 'hot wallet']) assert.ok(names.includes(name), name);
    assert.equal(wallets.find(({ name }) => name === 'seller-1')?.balances['ETH-USDT'], '1000000000000');
  });

  it('refuses pages of other sites', async () => {
    const headers = { Origin: 'http://evil.example' };
    const { status } = await stack.call('POST', '/sandbox/mine', { blocks: 1 }, headers);
    assert.equal(status, 403);
    const own = await stack.call('POST', '/sandbox/mine', { blocks: 1 }, { Origin: stack.running.url });
    assert.equal(own.status, 200);
  });

  it('has a page that shows it all, without a line of script in it', async () => {
    await stack.invoice('<b>"&amp;', '10');
    const page = await stack.call('GET', '/');
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-security-policy') ?? '', /script-src 'self'/);
    assert.ok(page.text.includes('&lt;b&gt;&quot;&amp;amp;'), 'what people send is shown as text');
    assert.doesNotMatch(page.text, /<script(?![^>]*src=)|\son[a-z]+=|style="/);
    for (const section of ['invoices', 'payouts', 'callbacks', 'faults', 'wallets']) {
      assert.ok(page.text.includes(`id="${section}"`), section);
    }
    for (const file of ['page.js', 'page.css', 'icon.svg']) {
      assert.equal((await stack.call('GET', `/${file}`)).status, 200, file);
    }
  });

  it('sees a payment in the pool before any block has it', async () => {
    const { chain } = stack.running.gateway;
    const request = chain.client.request as (call: { method: string; params: unknown[] }) => Promise<unknown>;
    await stack.invoice('pool', '10');
    await request({ method: 'evm_setAutomine', params: [false] });
    await stack.pay({ externalId: 'pool' });
    const entries = async () => {
      const { body } = await stack.api('GET', '/invoices/pool');
      return (body.invoices as { status: string; txs: { status: string }[] }[])[0];
    };
    await until('the pool to be read', async () => (await entries())?.txs[0]?.status === 'UNCONFIRMED');
    assert.equal((await entries())?.status, 'UNPAID');
    await request({ method: 'evm_setAutomine', params: [true] });
    await stack.call('POST', '/sandbox/mine', { blocks: 1 });
    await stack.receiver.payment('pool');
    assert.deepEqual(
      (await entries())?.txs.map(({ status }) => status),
      ['CONFIRMED'],
    );
  });

  it('does not start without its settings, and names them without their values', () => {
    assert.throws(
      () => readConfig({ SHKEEPER_SANDBOX_API_KEY: 'short', SHKEEPER_SANDBOX_WEBHOOK_FORMAT: 'spec' }),
      (error: Error) =>
        error.message.includes('SHKEEPER_SANDBOX_RPC_URL') &&
        error.message.includes('SHKEEPER_SANDBOX_PAYOUT_PASSWORD') &&
        !error.message.includes('short'),
    );
  });
});
