import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY_MS } from '../../platform/clock.ts';
import { TEST_ASSETS } from '../../testing/environment.ts';
import { expectData } from '../../testing/expect-envelope.ts';
import { startFakeChain, type FakeChain } from '../../testing/fake-chain.ts';
import { dealStatus } from '../../testing/paid-deals.ts';
import {
  creditOf,
  opened,
  owedTo,
  read,
  setPayinStage,
  shows,
  tells,
  testApp,
  type PayinCase,
} from '../../testing/payin-stage.ts';
import { checkLedger } from '../ledger/index.ts';
import { lookAtInvoices } from './look-at-invoices.ts';
import * as contract from './payment.contract.ts';
import { PaymentModel } from './payment.model.ts';

/** An address is watched for as long as its deal lives, whatever became of the payment, and if no callback comes. */
let chain: FakeChain;

beforeAll(async () => {
  chain = await startFakeChain();
  await setPayinStage({ CHAIN_RPC_URL: chain.url, PAYMENT_VERIFICATION: 'chain' });
});
afterAll(() => chain.stop());

const comes = (c: PayinCase, amount: number): { txid: string; amount: string } => {
  const token = TEST_ASSETS[0]?.contract ?? '';
  const amountBase = BigInt(amount) * 1_000_000n;
  const txid = chain.send([{ token, to: c.invoice.address, amountBase }]);
  chain.mine(3);
  const transaction = { txid, amount: amount.toString() };
  shows(c.invoice, transaction);
  return transaction;
};
/** A look at a payment of which nothing was heard for a hundred days; gives the days until the next one. */
async function looksAfterAges(c: PayinCase): Promise<number> {
  const updatedAt = new Date(Date.now() - 100 * DAY_MS);
  await PaymentModel.updateOne({ _id: c.payment.id }, { $set: { updatedAt, nextLookAt: new Date(0) } });
  await lookAtInvoices();
  const after = await PaymentModel.findById(c.payment.id).lean();
  return ((after?.nextLookAt.getTime() ?? 0) - Date.now()) / DAY_MS;
}

test('of a deal that lasts for months, also after it was paid', async () => {
  const c = await opened();
  await tells(c.invoice, comes(c, 100));
  expect(await dealStatus(testApp(), c.deal)).toBe('funded');
  expect(await looksAfterAges(c)).toBeLessThan(1);
  // Nobody tells of this one.
  comes(c, 7);
  await looksAfterAges(c);
  expect(await creditOf(c)).toBe(7_000_000n);
  const path = `/api/escrow/deals/${c.deal.requestId}/decline`;
  expect((await testApp().api.post(path).set(c.deal.seller.auth).send({})).status).toBe(200);
  expect(await looksAfterAges(c)).toBeGreaterThan(300);
  expect((await checkLedger()).faults).toEqual([]);
});

test('of an attempt that was taken back and paid out, while the deal waits for another one', async () => {
  const c = await opened();
  await tells(c.invoice, comes(c, 60));
  const path = `/api/payment/payments/${c.payment.id}/refund`;
  expectData(await testApp().api.post(path).set(c.deal.buyer.auth).send({}), contract.askRefund);
  await PaymentModel.updateOne({ _id: c.payment.id }, { $set: { status: 'refunded' } });
  comes(c, 5);
  expect(await looksAfterAges(c)).toBeLessThan(1);
  expect((await read(c)).status).toBe('refunded');
  expect(await owedTo(c)).toBe(65_000_000n);
  expect((await checkLedger()).faults).toEqual([]);
});
