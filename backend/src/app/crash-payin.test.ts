import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import * as payment from '../modules/payment/payment.contract.ts';
import { checkLedger } from '../modules/ledger/index.ts';
import { expectData } from '../testing/expect-envelope.ts';
import {
  eventually,
  freePort,
  liveEnvironment,
  startLiveSandbox,
  startServer,
  type LiveSandbox,
} from '../testing/live-stack.ts';
import { eventsOf } from '../testing/marketplace.ts';
import { dealStatus, openPayment, readPayment, waitingDeal } from '../testing/paid-deals.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';

/**
 * The server is killed as by a power cut at each step between a payment and its answer, on a real chain and the
 * gateway's sandbox. After another start nothing is lost and nothing counted twice.
 */
let sandbox: LiveSandbox;
let t: TestApp;
let port = 0;

beforeAll(async () => {
  const { SHKEEPER_API_KEY = '', SHKEEPER_PAYOUT_PASSWORD = '' } = process.env;
  sandbox = await startLiveSandbox(SHKEEPER_API_KEY, SHKEEPER_PAYOUT_PASSWORD);
  port = await freePort();
  Object.assign(process.env, liveEnvironment(sandbox, port));
  // This process makes the deals and looks; the one that is killed does the work.
  t = await startTestApp();
}, 180_000);
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.setFaults({}));

const invoicesFor = async (externalId: string): Promise<number> => {
  const { invoices } = (await sandbox.state()) as { invoices: { externalId: string }[] };
  return invoices.filter((invoice) => invoice.externalId === externalId).length;
};

test.each(['payment:before-invoice-call', 'payment:after-invoice-call'])(
  'killed at %s: the same attempt gets the same, single invoice',
  async (crashPoint) => {
    const deal = await waitingDeal(t, { cents: 2_500 });
    const body = JSON.stringify({ requestId: deal.requestId, asset: 'ETH-USDT' });
    const headers = { ...deal.buyer.auth, 'Content-Type': 'application/json' };
    const call = { method: 'POST', headers, body };

    const doomed = await startServer(port, crashPoint);
    await expect(fetch(`${doomed.url}/api/payment/payments`, call)).rejects.toThrow();
    expect((await doomed.exit).signal).toBe('SIGKILL');

    const server = await startServer(port);
    const list = `/api/payment/deals/${deal.requestId}/payments`;
    const { items } = await eventually('the address', async () => {
      const found = expectData(await t.api.get(list).set(deal.buyer.auth), payment.listDealPayments);
      return found.items[0]?.address ? found : null;
    });
    const again = await openPayment(t, deal);
    expect(items.map(({ id }) => id)).toEqual([again.id]);
    expect(again.status).toBe('pending');
    expect(await invoicesFor(again.providerPaymentId)).toBe(1);
    await server.stop();
  },
  240_000,
);

test.each([
  'payment:after-webhook-stored',
  'payment:after-deposit',
  'fund:before-commit',
  'fund:after-commit',
])(
  'killed at %s: the deal is funded once',
  async (crashPoint) => {
    const deal = await waitingDeal(t, { cents: 2_500 });
    const attempt = await openPayment(t, deal);
    const doomed = await startServer(port, crashPoint);
    await sandbox.pay({ externalId: attempt.providerPaymentId });
    expect((await doomed.exit).signal).toBe('SIGKILL');

    const server = await startServer(port);
    await eventually('funding', async () => (await dealStatus(t, deal)) === 'funded');
    const paid = await readPayment(t, deal, attempt.id);
    expect(paid).toMatchObject({
      status: 'completed',
      received: { amount: '25000000' },
      deposits: [{ status: 'confirmed', money: { amount: '25000000' } }],
    });
    const events = await eventsOf(deal.requestId, { buyer: deal.buyer, seller: deal.seller });
    expect(events.filter((event) => event === 'request:funded buyer seller')).toHaveLength(1);
    expect((await checkLedger()).faults).toEqual([]);
    await server.stop();
  },
  240_000,
);

test('a callback that is lost for good is made good by the chain', async () => {
  await sandbox.setFaults({ lostCallback: true });
  const deal = await waitingDeal(t, { cents: 2_500 });
  const attempt = await openPayment(t, deal);
  const server = await startServer(port);
  await sandbox.pay({ externalId: attempt.providerPaymentId });
  await eventually('funding', async () => (await dealStatus(t, deal)) === 'funded', 60_000);
  await server.stop();
}, 180_000);

test('what the ledger says is with the gateway is there', async () => {
  const { faults } = await checkLedger();
  expect(faults).toEqual([]);
  // Five deals of 25 dollars were paid.
  expect(await sandbox.usdtOfGateway()).toBe(125_000_000n);
});
