import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newTxid, payinBody, startFakeGateway, type FakeGateway } from '../../testing/fake-gateway.ts';
import { dealStatus, invoiceOf, openPayment, readPayment, waitingDeal } from '../../testing/paid-deals.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { hmacHex, postRaw } from '../../testing/webhook-cases.ts';
import { workOffInbox } from './inbox.service.ts';

/** The format of the specification, when it is the one that is configured. */
const SECRET = 'a-secret-of-the-specification';
let gateway: FakeGateway;
let t: TestApp;

beforeAll(async () => {
  gateway = await startFakeGateway();
  process.env['SHKEEPER_URL'] = gateway.url;
  process.env['SHKEEPER_WEBHOOK_FORMAT'] = 'spec';
  process.env['SHKEEPER_WEBHOOK_SECRET'] = SECRET;
  t = await startTestApp();
});
afterAll(() => gateway.stop());

test('X-Signature over the raw body funds the deal and is answered with 200', async () => {
  const deal = await waitingDeal(t);
  const payment = await openPayment(t, deal);
  const invoice = invoiceOf(gateway, payment);
  const paid = { txid: newTxid(), amount: '100' };
  invoice.txs.push({ ...paid, crypto: invoice.asset, addr: invoice.address, status: 'CONFIRMED' });
  const body = payinBody(invoice, [paid]);
  expect(await postRaw(t.url, [['X-Signature', hmacHex(SECRET, body)]], body)).toEqual({
    status: 200,
    json: { success: true, data: { received: true } },
  });
  await workOffInbox();
  expect((await readPayment(t, deal, payment.id)).status).toBe('completed');
  expect(await dealStatus(t, deal)).toBe('funded');
});

const KEY = process.env['SHKEEPER_API_KEY'] ?? '';
const now = String(Math.floor(Date.now() / 1000));
test.each<[string, (body: string) => [string, string][]]>([
  [
    'the gateway’s own format',
    (body) => [
      ['X-Shkeeper-Timestamp', now],
      ['X-Shkeeper-Signature', hmacHex(KEY, `${now}.${body}`)],
    ],
  ],
  ['the key in clear', () => [['X-Shkeeper-Api-Key', KEY]]],
  [
    'both formats',
    (body) => [
      ['X-Signature', hmacHex(SECRET, body)],
      ['X-Shkeeper-Api-Key', KEY],
    ],
  ],
  ['another secret', (body) => [['X-Signature', hmacHex(KEY, body)]]],
  [
    'a repeated signature',
    (body) => [
      ['X-Signature', hmacHex(SECRET, body)],
      ['X-Signature', hmacHex(SECRET, body)],
    ],
  ],
  ['a short signature', (body) => [['X-Signature', hmacHex(SECRET, body).slice(0, 32)]]],
  ['nothing', () => []],
])('%s is 401', async (_what, headersOf) => {
  const body = '{"external_id":"x"}';
  expect((await postRaw(t.url, headersOf(body), body)).status).toBe(401);
});
