import { expect } from '@jest/globals';
import type { AppOptions } from '../app/build-app.ts';
import { accounts, balanceOf } from '../modules/ledger/index.ts';
import { workOffInbox } from '../modules/payment/index.ts';
import { database } from '../platform/mongo.ts';
import {
  newTxid,
  payinBody,
  startFakeGateway,
  type FakeGateway,
  type FakeInvoice,
  type TestTransaction,
} from './fake-gateway.ts';
import {
  invoiceOf,
  openPayment,
  readPayment,
  sendCallback,
  waitingDeal,
  type PaymentView,
  type WaitingDeal,
} from './paid-deals.ts';
import { atSuiteEnd } from './suite-end.ts';
import { startTestApp, type TestApp } from './test-app.ts';

/** A gateway that says what a test tells it to, and deals that wait for their payment there. */
export interface PayinCase {
  readonly deal: WaitingDeal;
  readonly payment: PaymentView;
  readonly invoice: FakeInvoice;
}

let gateway: FakeGateway | undefined;
let app: TestApp | undefined;

/** For `beforeAll`; both are gone at the file's end. */
export async function setPayinStage(
  changes: Record<string, string> = {},
  options: AppOptions = {},
): Promise<void> {
  const started = await startFakeGateway();
  gateway = started;
  Object.assign(process.env, { SHKEEPER_URL: started.url, ...changes });
  atSuiteEnd(() => started.stop());
  app = await startTestApp(options);
}

export function fakeGateway(): FakeGateway {
  if (!gateway) throw new Error('setPayinStage comes first');
  return gateway;
}

export function testApp(): TestApp {
  if (!app) throw new Error('setPayinStage comes first');
  return app;
}

/** A deal of so many cents with a payment that has its address. */
export async function opened(cents = 10_000): Promise<PayinCase> {
  const deal = await waitingDeal(testApp(), { cents });
  const payment = await openPayment(testApp(), deal);
  return { deal, payment, invoice: invoiceOf(fakeGateway(), payment) };
}

/** From now on the invoice lists these transactions. */
export function shows(invoice: FakeInvoice, ...transactions: readonly TestTransaction[]): void {
  invoice.txs.push(
    ...transactions.map(({ txid, amount, crypto = invoice.asset }) => ({
      txid,
      amount,
      crypto,
      addr: invoice.address,
      status: 'CONFIRMED',
    })),
  );
}

/** A confirmed callback with these transactions, worked off; the last one set it off. */
export async function tells(
  invoice: FakeInvoice,
  ...transactions: readonly TestTransaction[]
): Promise<void> {
  const response = await sendCallback(testApp(), payinBody(invoice, transactions));
  expect(response.status).toBe(202);
  await workOffInbox();
}

/** Events that wait for another try get it now. */
export async function retryInbox(): Promise<void> {
  const inbox = database().collection('gateway_inbox');
  await inbox.updateMany({ status: 'new' }, { $set: { notBefore: new Date(0) } });
  await workOffInbox();
}

export const read = ({ deal, payment }: PayinCase): Promise<PaymentView> =>
  readPayment(testApp(), deal, payment.id);
export const creditOf = ({ deal }: PayinCase, asset = 'ETH-USDT'): Promise<bigint> =>
  balanceOf(accounts.buyerCredit(deal.buyer.id), asset);
export const owedTo = ({ deal }: PayinCase, asset = 'ETH-USDT'): Promise<bigint> =>
  balanceOf(accounts.refundPayable(deal.buyer.id), asset);

/** A transaction of whole coins, by default in the invoice's own. */
export const transaction = (amount: string, crypto?: string): TestTransaction => ({
  txid: newTxid(),
  amount,
  ...(crypto === undefined ? {} : { crypto }),
});
