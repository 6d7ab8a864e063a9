import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { API_KEY, Stack } from './testing/stack.ts';
import { until } from './testing/until.ts';

describe('faults', () => {
  let stack: Stack;
  before(async () => {
    stack = await Stack.start();
    await stack.gateway();
  });
  beforeEach(async () => {
    await stack.call('DELETE', '/sandbox/faults');
    stack.receiver.reset();
  });
  after(() => stack.stop());

  const set = async (faults: Record<string, unknown>): Promise<void> => {
    const { status, text } = await stack.call('PUT', '/sandbox/faults', faults);
    assert.equal(status, 200, text);
  };
  const paid = async (externalId: string): Promise<void> => {
    await stack.invoice(externalId, '10');
    await stack.pay({ externalId });
  };

  it('duplicate: the same callback comes again although it was accepted', async () => {
    await set({ duplicate: 2 });
    await paid('duplicate');
    await stack.receiver.payment('duplicate', 3);
    const [first, ...copies] = stack.receiver.payments('duplicate');
    for (const copy of copies) assert.equal(copy.raw, first?.raw);
    await until('the last copy', () => stack.running.gateway.callbacks.all().at(-1)?.state === 'delivered');
    assert.equal(stack.receiver.payments('duplicate').length, 3);
  });

  it('late: the first attempt waits', async () => {
    await set({ lateMs: 400 });
    const startedAt = Date.now();
    await paid('late');
    const { at } = await stack.receiver.payment('late');
    assert.ok(at - startedAt >= 400);
  });

  it('reordered: callbacks are gathered and come newest first', async () => {
    await set({ reordered: true });
    await paid('reordered-1');
    await paid('reordered-2');
    await paid('reordered-3');
    await until('all three', () => stack.receiver.payments().length === 3);
    const order = stack.receiver.payments().map(({ body }) => body.external_id);
    assert.deepEqual(order, ['reordered-3', 'reordered-2', 'reordered-1']);
  });

  it('lost: nothing comes until it is sent by hand', async () => {
    await set({ lostCallback: 1 });
    await paid('lost');
    const lost = () => stack.running.gateway.callbacks.all().find(({ externalId }) => externalId === 'lost');
    await until('the loss', () => lost()?.state === 'lost');
    await paid('not lost');
    await stack.receiver.payment('not lost');
    assert.equal(stack.receiver.payments('lost').length, 0);
    await stack.call('POST', `/sandbox/callbacks/${lost()?.id ?? 0}/resend`);
    await stack.receiver.payment('lost');
  });

  it('bad signature: one digit is wrong, and the repetition is right', async () => {
    await set({ badSignature: 1 });
    stack.receiver.answers.push(401);
    await paid('bad-signature');
    await stack.receiver.payment('bad-signature', 2);
    const valid = stack.receiver.payments('bad-signature').map(({ headers, raw }) => {
      const message = `${String(headers['x-shkeeper-timestamp'])}.${raw}`;
      const expected = createHmac('sha256', API_KEY).update(message).digest('hex');
      assert.equal(String(headers['x-shkeeper-signature']).length, 64);
      return headers['x-shkeeper-signature'] === expected;
    });
    assert.deepEqual(valid, [false, true]);
  });

  it('wrong coin: a payment of a USDT invoice goes out in ether', async () => {
    await set({ wrongCoin: 1 });
    await stack.invoice('wrong-coin', '10');
    const { asset } = await stack.pay({ externalId: 'wrong-coin' });
    assert.equal(asset, 'ETH');
    const { body } = await stack.receiver.payment('wrong-coin');
    assert.equal(body.status, 'OVERPAID');
    assert.equal(body.balance_crypto, '0');
  });

  it('offline coins are left out of the list and make no addresses', async () => {
    await set({ offlineCoins: ['ETH-USDT'] });
    const { body } = await stack.api('GET', '/crypto');
    assert.deepEqual(body.crypto, ['ETH', 'ETH-USDC']);
    const request = { external_id: 'offline', fiat: 'USD', amount: '10', callback_url: stack.receiver.url };
    const refused = await stack.api('POST', '/ETH-USDT/payment_request', request);
    assert.equal(refused.status, 200);
    assert.equal(refused.body.status, 'error');
  });

  it('slow API: every answer waits', async () => {
    await set({ slowApiMs: 300 });
    const startedAt = Date.now();
    await stack.api('GET', '/crypto');
    assert.ok(Date.now() - startedAt >= 300);
  });

  it('the key in clear beside the signature, as some versions send it', async () => {
    await set({ apiKeyToo: true });
    await paid('key-too');
    const { headers } = await stack.receiver.payment('key-too');
    assert.equal(headers['x-shkeeper-api-key'], API_KEY);
    assert.match(String(headers['x-shkeeper-signature']), /^[0-9a-f]{64}$/);
  });

  it('refuses switches that do not exist, and keeps the others over a restart', async () => {
    const unknown = await stack.call('PUT', '/sandbox/faults', { duplicat: 2 });
    assert.equal(unknown.status, 400);
    const config = stack.config();
    await stack.gateway(config);
    await set({ slowApiMs: 1, lostCallback: 3 });
    await stack.gateway(config);
    const { body } = await stack.call('GET', '/sandbox/faults');
    assert.equal(body.slowApiMs, 1);
    assert.equal(body.lostCallback, 3);
  });
});
