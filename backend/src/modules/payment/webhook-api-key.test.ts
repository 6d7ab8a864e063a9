import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newTxid, payinBody, startFakeGateway, type FakeGateway } from '../../testing/fake-gateway.ts';
import { dealStatus, invoiceOf, openPayment, readPayment, waitingDeal } from '../../testing/paid-deals.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { hmacHex, postRaw } from '../../testing/webhook-cases.ts';
import { workOffInbox } from './inbox.service.ts';

/** The older format, which proves itself with the key in clear, when it is the one that is configured. */
const KEY = process.env['SHKEEPER_API_KEY'] ?? '';
let gateway: FakeGateway;
let t: TestApp;

beforeAll(async () => {
  gateway = await startFakeGateway();
  process.env['SHKEEPER_URL'] = gateway.url;
  process.env['SHKEEPER_WEBHOOK_FORMAT'] = 'api-key';
  t = await startTestApp();
});
afterAll(() => gateway.stop());

test('the key funds the deal, since the re-read invoice bears it out', async () => {
  const deal = await waitingDeal(t);
  const payment = await openPayment(t, deal);
  const invoice = invoiceOf(gateway, payment);
  const paid = { txid: newTxid(), amount: '100' };
  const body = payinBody(invoice, [paid]);
  expect((await postRaw(t.url, [['X-Shkeeper-Api-Key', KEY]], body)).status).toBe(202);
  await workOffInbox();
  // Whoever knows the key can write callbacks, but not invoices.
  expect((await readPayment(t, deal, payment.id)).status).toBe('pending');
  invoice.txs.push({ ...paid, crypto: invoice.asset, addr: invoice.address, status: 'CONFIRMED' });
  const copy = payinBody(invoice, [paid], { status: 'OVERPAID' });
  expect((await postRaw(t.url, [['X-Shkeeper-Api-Key', KEY]], copy)).status).toBe(202);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await workOffInbox();
  expect((await readPayment(t, deal, payment.id)).status).toBe('completed');
  expect(await dealStatus(t, deal)).toBe('funded');
});

test.each<[string, [string, string][]]>([
  ['another key', [['X-Shkeeper-Api-Key', `${KEY}0`]]],
  [
    'the key twice',
    [
      ['X-Shkeeper-Api-Key', KEY],
      ['X-Shkeeper-Api-Key', KEY],
    ],
  ],
  ['a signature', [['X-Signature', hmacHex(KEY, '{}')]]],
  [
    'the key and a signature',
    [
      ['X-Shkeeper-Api-Key', KEY],
      ['X-Signature', hmacHex(KEY, '{}')],
    ],
  ],
  ['nothing', []],
])('%s is 401', async (_what, headers) => {
  expect((await postRaw(t.url, headers, '{}')).status).toBe(401);
});
