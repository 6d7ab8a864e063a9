import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { dealStatus, invoiceOf, openPayment, waitingDeal } from '../../testing/paid-deals.ts';
import {
  creditOf,
  fakeGateway,
  read,
  setPayinStage,
  shows,
  tells,
  testApp,
  transaction,
  type PayinCase,
} from '../../testing/payin-stage.ts';
import { checkLedger } from '../ledger/index.ts';
import { findAsset } from '../integration/index.ts';
import * as contract from './payment.contract.ts';

/** An asset that is switched off while people are paying with it. */
const CODE = 'ETH-USDC';

beforeAll(() => setPayinStage());
const turn = (enabled: boolean): void => {
  Object.assign(findAsset(CODE) ?? {}, { enabled });
};
afterEach(() => {
  turn(true);
});

async function openedIn(asset: string): Promise<PayinCase> {
  const deal = await waitingDeal(testApp(), { cents: 10_000 });
  const payment = await openPayment(testApp(), deal, asset);
  return { deal, payment, invoice: invoiceOf(fakeGateway(), payment) };
}
const ask = ({ deal }: Pick<PayinCase, 'deal'>) =>
  testApp()
    .api.post('/api/payment/payments')
    .set(deal.buyer.auth)
    .send({ requestId: deal.requestId, asset: CODE });

async function arrives(c: PayinCase, amount: string): Promise<void> {
  const came = transaction(amount, CODE);
  shows(c.invoice, came);
  await tells(c.invoice, came);
}

test('no new attempt is made in it, and it is not offered', async () => {
  const deal = await waitingDeal(testApp());
  turn(false);
  expectError(await ask({ deal }), 'PROVIDER_UNAVAILABLE');
  const { items } = expectData(await testApp().api.get('/api/payment/assets'), contract.listAssets);
  expect(items.map(({ code }) => code)).toEqual(['ETH-USDT']);
});

test('an attempt that has its address is given again, topped up, and funds its deal', async () => {
  const c = await openedIn(CODE);
  await arrives(c, '60');
  turn(false);
  expect(expectData(await ask(c), contract.createPayment)).toMatchObject({
    id: c.payment.id,
    status: 'underpaid',
    address: c.payment.address,
    missing: { amount: '40000000', asset: CODE },
  });
  await arrives(c, '45');
  expect((await read(c)).status).toBe('completed');
  expect(await dealStatus(testApp(), c.deal)).toBe('funded');
  expect(await creditOf(c, CODE)).toBe(5_000_000n);
  expect((await checkLedger()).faults).toEqual([]);
});

test('what came in part can be taken back, and the deal paid with another one', async () => {
  const c = await openedIn(CODE);
  await arrives(c, '60');
  turn(false);
  const path = `/api/payment/payments/${c.payment.id}/refund`;
  expectData(await testApp().api.post(path).set(c.deal.buyer.auth).send({}), contract.askRefund);
  const other = await openPayment(testApp(), c.deal);
  expect(other).toMatchObject({ status: 'pending', asset: { code: 'ETH-USDT' } });
  // More of it to the old address is the buyer's too.
  await arrives(c, '10');
  expect((await read(c)).status).toBe('refund_due');
  expect((await checkLedger()).faults).toEqual([]);
});
