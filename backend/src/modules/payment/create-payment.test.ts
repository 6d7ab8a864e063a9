import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { newTxid, payinBody, startFakeGateway, type FakeGateway } from '../../testing/fake-gateway.ts';
import { person } from '../../testing/marketplace.ts';
import {
  dealStatus,
  invoiceOf,
  openPayment,
  readPayment,
  sendCallback,
  waitingDeal,
} from '../../testing/paid-deals.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { MINUTE_MS } from '../../platform/clock.ts';
import { accounts, balanceOf, checkLedger } from '../ledger/index.ts';
import { workOffInbox } from './inbox.service.ts';
import { lookAtInvoices } from './look-at-invoices.ts';
import * as contract from './payment.contract.ts';
import { PaymentModel } from './payment.model.ts';

/** Known here, and not switched on: what is not stable has to be. */
const WETH_LIKE = {
  symbol: 'WBTC',
  name: 'Wrapped Bitcoin',
  network: 'Ethereum',
  chainId: 31337,
  decimals: 8,
  confirmations: 3,
  stable: false,
};

let gateway: FakeGateway;
let t: TestApp;

const REGISTRY = [
  ...(JSON.parse(process.env['ASSET_REGISTRY'] ?? '[]') as object[]),
  {
    code: 'ETH-WETH',
    symbol: 'WETH',
    name: 'Wrapped Ether',
    network: 'Ethereum',
    chainId: 31337,
    contract: '0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2',
    decimals: 18,
    confirmations: 3,
    stable: false,
    enabled: true,
    priceLockMinutes: 30,
  },
  { ...WETH_LIKE, code: 'ETH-WBTC', contract: '0x2260FAC5E5542a773Aa44fBCfeDf7C193bc2C599' },
];

beforeAll(async () => {
  gateway = await startFakeGateway();
  process.env['SHKEEPER_URL'] = gateway.url;
  process.env['ASSET_REGISTRY'] = JSON.stringify(REGISTRY);
  t = await startTestApp({ relay: false });
});
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.down = false;
  gateway.invoiceDelayMs = 5;
  gateway.online = ['ETH', 'ETH-USDT', 'ETH-USDC', 'ETH-WETH', 'ETH-WBTC'];
  gateway.rate = '2500';
});

const create = (deal: { requestId: string }, auth: Record<string, string>, asset = 'ETH-USDT') =>
  t.api.post('/api/payment/payments').set(auth).send({ requestId: deal.requestId, asset });

const forgetAssetList = async () => {
  await t.api.get('/api/payment/assets');
};

describe('a new payment', () => {
  test('asks for our amount, at an address of its own, with everything a wallet needs', async () => {
    const deal = await waitingDeal(t, { cents: 12_345 });
    const payment = await openPayment(t, deal);
    const invoice = invoiceOf(gateway, payment);
    expect(payment).toMatchObject({
      status: 'pending',
      requestId: deal.requestId,
      contractId: deal.contractId,
      providerPaymentId: payment.id,
      address: invoice.address,
      expected: { amount: '123450000', asset: 'ETH-USDT' },
      missing: { amount: '123450000', asset: 'ETH-USDT' },
      received: { amount: '0', asset: 'ETH-USDT' },
      price: { amount: '12345', currency: 'USD' },
      rate: '1',
      confirmations: { seen: 0, required: 3 },
      deposits: [],
    });
    // The gateway is told the price; what it asks for with its markup is nobody's business.
    expect(invoice.amount).toBe('123.45');
    expect(payment.paymentUri).toBe(
      `ethereum:${payment.asset.contract ?? ''}@31337/transfer?address=${invoice.address}&uint256=123450000`,
    );
    expect(new Date(payment.rateLockedUntilAt).getTime()).toBe(
      new Date(payment.createdAt).getTime() + 30 * MINUTE_MS,
    );
    expect(payment.payBefore).not.toBeNull();
  });

  test('asked again gives the same attempt; another asset gives another', async () => {
    const deal = await waitingDeal(t);
    const first = await openPayment(t, deal);
    const again = await openPayment(t, deal);
    const other = await openPayment(t, deal, 'ETH-USDC');
    expect(again).toEqual(first);
    expect(other.id).not.toBe(first.id);
    expect(other.address).not.toBe(first.address);
    expect(other.providerPaymentId).not.toBe(first.providerPaymentId);
    const list = expectData(
      await t.api.get(`/api/payment/deals/${deal.requestId}/payments`).set(deal.seller.auth),
      contract.listDealPayments,
    );
    expect(list.items.map(({ id }) => id)).toEqual([other.id, first.id]);
  });

  test('twenty at once make one attempt and one invoice', async () => {
    const deal = await waitingDeal(t);
    gateway.invoiceDelayMs = 150;
    const before = gateway.invoices.length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(deal, deal.buyer.auth)));
    const payments = answers.map((answer) => expectData(answer, contract.createPayment));
    expect(new Set(payments.map(({ id }) => id)).size).toBe(1);
    expect(new Set(payments.map(({ address }) => address)).size).toBe(1);
    expect(gateway.invoices.length).toBe(before + 1);
  });

  test('a stable asset keeps address and attempt after the price lock', async () => {
    const deal = await waitingDeal(t);
    const first = await openPayment(t, deal);
    await t.advance(40 * MINUTE_MS);
    expect(await openPayment(t, deal)).toMatchObject({
      id: first.id,
      address: first.address,
      status: 'pending',
    });
  });

  test('another asset is rated, rounded up, and after its lock gets a new attempt', async () => {
    gateway.rate = '3000';
    const deal = await waitingDeal(t, { assets: ['ETH-WETH'] });
    const first = await openPayment(t, deal, 'ETH-WETH');
    expect(first).toMatchObject({ rate: '3000', expected: { amount: '33333340000000000' } });
    gateway.rate = '2500';
    await t.advance(31 * MINUTE_MS);
    expect((await readPayment(t, deal, first.id)).status).toBe('expired');
    const second = await openPayment(t, deal, 'ETH-WETH');
    expect(second).toMatchObject({ rate: '2500', expected: { amount: '40000000000000000' } });
    expect(second.providerPaymentId).not.toBe(first.providerPaymentId);
    // The first invoice was never asked for again with another amount.
    expect(invoiceOf(gateway, first).amount).toBe('100.00');
  });
});

describe('late, in an asset that is not stable', () => {
  const ether = async (payment: { id: string }, amount: string) => {
    const invoice = gateway.invoices.find(({ externalId }) => externalId === payment.id);
    if (!invoice) throw new Error('no such invoice');
    const paid = { txid: newTxid(), amount };
    invoice.txs.push({ ...paid, crypto: invoice.asset, addr: invoice.address, status: 'CONFIRMED' });
    expect((await sendCallback(t, payinBody(invoice, [paid]))).status).toBe(202);
    await workOffInbox();
  };
  const lateDeal = async () => {
    const deal = await waitingDeal(t, { assets: ['ETH-WETH'] });
    const payment = await openPayment(t, deal, 'ETH-WETH');
    await t.advance(31 * MINUTE_MS);
    return { deal, payment };
  };

  test('counts at the price of its detection, and funds when that is enough', async () => {
    const { deal, payment } = await lateDeal();
    gateway.rate = '4000';
    await ether(payment, '0.04');
    expect(await readPayment(t, deal, payment.id)).toMatchObject({
      status: 'completed',
      rate: '4000',
      expected: { amount: '25000000000000000' },
      revalued: { rate: '2500', expected: { amount: '40000000000000000' } },
    });
    expect(await dealStatus(t, deal)).toBe('funded');
    // What the coin has risen is too much for the deal, and so the buyer's.
    expect(await balanceOf(accounts.buyerCredit(deal.buyer.id), 'ETH-WETH')).toBe(15_000_000_000_000_000n);
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('is short when the coin has fallen: topped up within the new lock it funds', async () => {
    const { deal, payment } = await lateDeal();
    gateway.rate = '2000';
    await ether(payment, '0.04');
    expect(await readPayment(t, deal, payment.id)).toMatchObject({
      status: 'underpaid',
      missing: { amount: '10000000000000000' },
      abilities: ['useCredit', 'proposeLess', 'askRefund'],
    });
    await ether(payment, '0.01');
    expect((await readPayment(t, deal, payment.id)).status).toBe('completed');
  });

  test('without a rate it is shown and kept; it counts as soon as there is one', async () => {
    const { deal, payment } = await lateDeal();
    gateway.rate = 'none';
    await ether(payment, '0.04');
    expect(await readPayment(t, deal, payment.id)).toMatchObject({
      status: 'late',
      received: { amount: '40000000000000000', asset: 'ETH-WETH' },
      abilities: ['askRefund'],
    });
    gateway.rate = '2500';
    await PaymentModel.updateOne({ _id: payment.id }, { $set: { nextLookAt: new Date(0) } });
    await lookAtInvoices();
    expect((await readPayment(t, deal, payment.id)).status).toBe('completed');
  });

  test('the buyer may take it back meanwhile, and it is owed when the deal ends', async () => {
    const taken = await lateDeal();
    gateway.rate = 'none';
    await ether(taken.payment, '0.04');
    const path = `/api/payment/payments/${taken.payment.id}/refund`;
    expect((await t.api.post(path).set(taken.deal.buyer.auth)).status).toBe(200);
    expect(await balanceOf(accounts.refundPayable(taken.deal.buyer.id), 'ETH-WETH')).toBe(40n * 10n ** 15n);
    gateway.rate = '2500';
    const { deal, payment } = await lateDeal();
    gateway.rate = 'none';
    await ether(payment, '0.04');
    const abandon = `/api/escrow/deals/${deal.requestId}/abandon`;
    expect((await t.api.post(abandon).set(deal.buyer.auth)).status).toBe(200);
    expect((await readPayment(t, deal, payment.id)).status).toBe('refund_due');
    expect((await checkLedger()).faults).toEqual([]);
  });
});

describe('who may pay what', () => {
  test('only the buyer, with an accepted asset that exists', async () => {
    const deal = await waitingDeal(t, { assets: ['ETH-USDT'] });
    const stranger = await person('Mallory');
    expectError(await create(deal, deal.seller.auth), 'FORBIDDEN');
    expectError(await create(deal, stranger.auth), 'NOT_FOUND');
    expectError(await create(deal, {}), 'UNAUTHENTICATED');
    expectError(await create(deal, deal.buyer.auth, 'ETH-USDC'), 'ASSET_NOT_ACCEPTED');
    expectError(await create(deal, deal.buyer.auth, 'DOGE'), 'ASSET_NOT_ACCEPTED');
    expectError(await create({ requestId: 'f'.repeat(24) }, deal.buyer.auth), 'NOT_FOUND');
    expect(await PaymentModel.countDocuments({ requestId: deal.requestId })).toBe(0);
  });

  test('the parties see it, nobody else does', async () => {
    const deal = await waitingDeal(t);
    const payment = await openPayment(t, deal);
    const stranger = await person('Mallory');
    const path = `/api/payment/payments/${payment.id}`;
    expectData(await t.api.get(path).set(deal.seller.auth), contract.getPayment);
    expectError(await t.api.get(path).set(stranger.auth), 'NOT_FOUND');
    const list = `/api/payment/deals/${deal.requestId}/payments`;
    expectError(await t.api.get(list).set(stranger.auth), 'NOT_FOUND');
  });

  test.each([
    [{ asset: 'ETH-USDT' }],
    [{ requestId: { $ne: null }, asset: 'ETH-USDT' }],
    [{ requestId: 'f'.repeat(24), asset: { $gt: '' } }],
    [{ requestId: 'f'.repeat(24), asset: 'ETH-USDT', amount: '1' }],
    [{ requestId: 'f'.repeat(23), asset: 'ETH-USDT' }],
    [{ requestId: 'f'.repeat(24), asset: 'eth usdt' }],
  ])('refuses %j', async (body) => {
    const buyer = await person('Bita');
    expectError(await t.api.post('/api/payment/payments').set(buyer.auth).send(body), 'VALIDATION_FAILED');
  });
});

describe('while the gateway is away', () => {
  test('the attempt waits, and is given its address by the next call', async () => {
    const deal = await waitingDeal(t);
    await forgetAssetList();
    gateway.down = true;
    expectError(await create(deal, deal.buyer.auth), 'PROVIDER_UNAVAILABLE');
    gateway.down = false;
    expect((await openPayment(t, deal)).address).not.toBeNull();
    expect(await PaymentModel.countDocuments({ requestId: deal.requestId })).toBe(1);
  });

  test('or by the look that is taken from time to time', async () => {
    const deal = await waitingDeal(t);
    await forgetAssetList();
    gateway.down = true;
    expectError(await create(deal, deal.buyer.auth), 'PROVIDER_UNAVAILABLE');
    const [waiting] = await PaymentModel.find({ requestId: deal.requestId }).lean();
    expect(waiting).toMatchObject({ status: 'created', address: null });
    gateway.down = false;
    await PaymentModel.updateOne({ _id: waiting?._id }, { $set: { nextLookAt: new Date(0) } });
    await lookAtInvoices();
    expect(await readPayment(t, deal, String(waiting?._id))).toMatchObject({ status: 'pending' });
  });
});

test('the list of assets is the registry, less what the gateway has offline', async () => {
  const { items, others } = expectData(await t.api.get('/api/payment/assets'), contract.listAssets);
  expect(items.map(({ code }) => code)).toEqual(['ETH-USDT', 'ETH-USDC', 'ETH-WETH']);
  expect(items[0]).toMatchObject({ symbol: 'USDT', decimals: 6, chainId: 31337, stable: true });
  // What comes by mistake is never shown with the wrong number of digits.
  const chain = { network: 'Ethereum', chainId: 31337, explorerUrl: null };
  expect(others).toContainEqual({ ...chain, code: 'ETH', symbol: 'ETH', decimals: 18 });
  expect(others.map(({ code }) => code)).toEqual(['ETH', 'ETH-WBTC']);
});
