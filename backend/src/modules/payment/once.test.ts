import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TEST_ASSETS } from '../../testing/environment.ts';
import { startFakeChain, type FakeChain } from '../../testing/fake-chain.ts';
import { payinBody } from '../../testing/fake-gateway.ts';
import { dealStatus, sendCallback } from '../../testing/paid-deals.ts';
import {
  creditOf,
  opened,
  read,
  retryInbox,
  setPayinStage,
  shows,
  tells,
  testApp,
} from '../../testing/payin-stage.ts';
import { checkLedger } from '../ledger/index.ts';
import { DepositModel } from './deposit.model.ts';
import { workOffInbox } from './inbox.service.ts';
import { lookAtInvoices } from './look-at-invoices.ts';
import { PaymentModel } from './payment.model.ts';
import { watchDeposits } from './watch-deposits.ts';

/** One transaction counts once, by whichever source, and never for two payments. */
const USDT = TEST_ASSETS[0]?.contract ?? '';
let chain: FakeChain;

beforeAll(async () => {
  chain = await startFakeChain();
  await setPayinStage({ CHAIN_RPC_URL: chain.url, PAYMENT_VERIFICATION: 'chain' });
});
afterAll(() => chain.stop());

const to = (address: string, amountBase: bigint) => ({ token: USDT, to: address, amountBase });

test('callback, watcher and a look at the invoice, all at once', async () => {
  const c = await opened();
  const txid = chain.send([to(c.invoice.address, 130_000_000n)]);
  chain.mine(3);
  const told = { txid, amount: '130' };
  shows(c.invoice, told);
  await Promise.all([
    sendCallback(testApp(), payinBody(c.invoice, [told])),
    sendCallback(testApp(), payinBody(c.invoice, [told])),
  ]);
  await PaymentModel.updateOne({ _id: c.payment.id }, { $set: { nextLookAt: new Date(0) } });
  await Promise.all([workOffInbox(), workOffInbox(), lookAtInvoices(), watchDeposits(), watchDeposits()]);
  await retryInbox();
  expect(await DepositModel.countDocuments({ txid })).toBe(1);
  expect((await read(c)).status).toBe('completed');
  expect(await creditOf(c)).toBe(30_000_000n);
  expect((await checkLedger()).faults).toEqual([]);
});

test('a transaction of one payment that is claimed for another never counts there', async () => {
  const [mine, other] = [await opened(), await opened()];
  const txid = chain.send([to(mine.invoice.address, 100_000_000n)]);
  chain.mine(3);
  const told = { txid, amount: '100' };
  for (const { invoice } of [mine, other]) shows(invoice, told);
  await Promise.all([tells(mine.invoice, told), tells(other.invoice, told)]);
  await retryInbox();
  expect((await read(mine)).status).toBe('completed');
  expect(await read(other)).toMatchObject({ status: 'quarantined', received: { amount: '0' } });
  expect(await dealStatus(testApp(), other.deal)).toBe('awaiting_payment');
  expect((await checkLedger()).faults).toEqual([]);
});

test('one transaction that pays two addresses counts for each with what went there', async () => {
  const [first, second] = [await opened(), await opened()];
  const txid = chain.send([to(first.invoice.address, 100_000_000n), to(second.invoice.address, 60_000_000n)]);
  chain.mine(3);
  shows(first.invoice, { txid, amount: '100' });
  shows(second.invoice, { txid, amount: '60' });
  await tells(first.invoice, { txid, amount: '100' });
  await tells(second.invoice, { txid, amount: '60' });
  expect((await read(first)).status).toBe('completed');
  expect(await read(second)).toMatchObject({ status: 'underpaid', missing: { amount: '40000000' } });
  expect(await DepositModel.countDocuments({ txid })).toBe(2);
  expect((await checkLedger()).faults).toEqual([]);
});
