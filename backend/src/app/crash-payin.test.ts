import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as payment from '../modules/payment/payment.contract.ts';
import { checkLedger } from '../modules/ledger/index.ts';
import { expectData } from '../testing/expect-envelope.ts';
import {
  eventually,
  expectKilled,
  pressAndDie,
  startLiveSandbox,
  startServer,
  type LiveSandbox,
  type LiveServer,
} from '../testing/live-stack.ts';
import { eventsOf } from '../testing/marketplace.ts';
import {
  dealStatus,
  openPayment,
  readPayment,
  waitingDeal,
  type PaymentView,
  type WaitingDeal,
} from '../testing/paid-deals.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';

/**
 * The server is killed as by a power cut at each step between a payment and its answer, on a real chain and the
 * gateway's sandbox. Afterwards nothing is lost and nothing counted twice.
 */
let sandbox: LiveSandbox;
let t: TestApp;
let server: LiveServer;

beforeAll(async () => {
  sandbox = await startLiveSandbox();
  // This process makes the deals and looks; the one that is killed does the work.
  t = await startTestApp();
  server = await startServer(sandbox.port);
}, 180_000);
afterAll(() => server.stop());
afterAll(() => sandbox.stop());

const invoicesFor = async (externalId: string): Promise<number> => {
  const { invoices } = (await sandbox.state()) as { invoices: { externalId: string }[] };
  return invoices.filter((invoice) => invoice.externalId === externalId).length;
};

/** Each press has a server that dies of it; another one goes on beside them. */
describe('killed while a payment is opened', () => {
  const POINTS = ['payment:before-invoice-call', 'payment:after-invoice-call'] as const;
  const deals = new Map<string, WaitingDeal>();

  beforeAll(async () => {
    for (const point of POINTS) deals.set(point, await waitingDeal(t, { cents: 2_500 }));
    await Promise.all(
      [...deals].map(([point, { requestId, buyer }]) =>
        pressAndDie(point, (url) =>
          fetch(`${url}/api/payment/payments`, {
            method: 'POST',
            headers: { ...buyer.auth, 'Content-Type': 'application/json' },
            body: JSON.stringify({ requestId, asset: 'ETH-USDT' }),
          }),
        ),
      ),
    );
  }, 180_000);

  test.each(POINTS)(
    'at %s: the same attempt gets the same, single invoice',
    async (point) => {
      const deal = deals.get(point);
      if (!deal) throw new Error('nobody opened a payment');
      const list = `/api/payment/deals/${deal.requestId}/payments`;
      const { items } = await eventually('the address', async () => {
        const found = expectData(await t.api.get(list).set(deal.buyer.auth), payment.listDealPayments);
        return found.items[0]?.address ? found : null;
      });
      const again = await openPayment(t, deal);
      expect(items.map(({ id }) => id)).toEqual([again.id]);
      expect(again.status).toBe('pending');
      expect(await invoicesFor(again.providerPaymentId)).toBe(1);
    },
    120_000,
  );
});

interface Begun {
  readonly deal: WaitingDeal;
  readonly attempt: PaymentView;
}

async function begun(): Promise<Begun> {
  const deal = await waitingDeal(t, { cents: 2_500 });
  return { deal, attempt: await openPayment(t, deal) };
}

/** What one server had begun is there when the next one starts, and dies as well. */
describe('killed while money comes in', () => {
  const POINTS = [
    'payment:after-webhook-stored',
    'payment:after-deposit',
    'fund:before-commit',
    'fund:after-commit',
  ] as const;
  const payments = new Map<string, Begun>();

  beforeAll(async () => {
    await server.stop();
    for (const point of POINTS) payments.set(point, await begun());
    for (const [point, { attempt }] of payments) {
      const doomed = await startServer(sandbox.port, point);
      await sandbox.pay({ externalId: attempt.providerPaymentId });
      await expectKilled(doomed);
    }
    server = await startServer(sandbox.port);
    // All of them: the ledger is checked at rest, not while another deal is being funded.
    const isFunded = async (deal: WaitingDeal) => (await dealStatus(t, deal)) === 'funded';
    for (const { deal } of payments.values()) await eventually('funding', () => isFunded(deal));
  }, 300_000);

  test.each(POINTS)(
    'at %s: the deal is funded once',
    async (point) => {
      const found = payments.get(point);
      if (!found) throw new Error('nobody paid');
      const { deal, attempt } = found;
      const paid = await readPayment(t, deal, attempt.id);
      expect(paid).toMatchObject({
        status: 'completed',
        received: { amount: '25000000' },
        deposits: [{ status: 'confirmed', money: { amount: '25000000' } }],
      });
      const events = await eventsOf(deal.requestId, { buyer: deal.buyer, seller: deal.seller });
      expect(events.filter((event) => event === 'request:funded buyer seller')).toHaveLength(1);
      expect((await checkLedger()).faults).toEqual([]);
    },
    120_000,
  );
});

test('a callback that is lost for good is made good by the chain', async () => {
  await sandbox.setFaults({ lostCallback: true });
  const { deal, attempt } = await begun();
  await sandbox.pay({ externalId: attempt.providerPaymentId });
  await eventually('funding', async () => (await dealStatus(t, deal)) === 'funded', 60_000);
}, 120_000);

test('what the ledger says is with the gateway is there', async () => {
  const { faults } = await checkLedger();
  expect(faults).toEqual([]);
  // Five deals of 25 dollars were paid.
  expect(await sandbox.usdtOfGateway()).toBe(125_000_000n);
});
