import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TEST_ASSETS } from '../../testing/environment.ts';
import { startFakeChain, type FakeChain } from '../../testing/fake-chain.ts';
import { payinBody, unconfirmedBody, type FakeInvoice } from '../../testing/fake-gateway.ts';
import { dealStatus, sendCallback } from '../../testing/paid-deals.ts';
import {
  creditOf,
  opened,
  owedTo,
  read,
  retryInbox,
  setPayinStage,
  shows,
  tells,
  testApp,
  type PayinCase,
} from '../../testing/payin-stage.ts';
import { checkLedger } from '../ledger/index.ts';
import { DepositModel } from './deposit.model.ts';
import { workOffInbox } from './inbox.service.ts';
import { lookAtInvoices } from './look-at-invoices.ts';
import { PaymentModel } from './payment.model.ts';
import { watchDeposits } from './watch-deposits.ts';

/** Verification by the chain: receipt, contract, destination, amounts, depth and age. */
const USDT = TEST_ASSETS[0]?.contract ?? '';
const USDC = TEST_ASSETS[1]?.contract ?? '';
let chain: FakeChain;

beforeAll(async () => {
  chain = await startFakeChain();
  await setPayinStage({ CHAIN_RPC_URL: chain.url, PAYMENT_VERIFICATION: 'chain' }, { relay: false });
});
afterAll(() => chain.stop());
beforeEach(() => {
  chain.down = false;
  chain.chainId = 31337;
});

/** The gateway counts, lists and tells a transaction. */
const tellsOf = async (
  invoice: FakeInvoice,
  txid: string,
  amount: string,
  crypto?: string,
): Promise<void> => {
  const told = { txid, amount, ...(crypto === undefined ? {} : { crypto }) };
  shows(invoice, told);
  await tells(invoice, told);
};
const usdt = (to: string, amountBase: bigint) => ({ token: USDT, to, amountBase });
const look = async ({ payment }: PayinCase): Promise<void> => {
  await PaymentModel.updateOne({ _id: payment.id }, { $set: { nextLookAt: new Date(0) } });
  await lookAtInvoices();
};

describe('confirmations', () => {
  test('are counted n of N, and the last one funds', async () => {
    const c = await opened();
    const txid = chain.send([usdt(c.invoice.address, 100_000_000n)]);
    await sendCallback(testApp(), unconfirmedBody(c.invoice, { txid, amount: '100' }));
    await workOffInbox();
    expect((await read(c)).status).toBe('detected');
    const seen: [string, number][] = [];
    for (let round = 0; round < 3; round += 1) {
      await watchDeposits();
      const { status, confirmations } = await read(c);
      seen.push([status, confirmations.seen]);
      chain.mine();
    }
    expect(seen).toEqual([
      ['confirming', 1],
      ['confirming', 2],
      ['completed', 3],
    ]);
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
  });

  test('a confirmed callback before the depth only shows; the watcher completes', async () => {
    const c = await opened();
    const txid = chain.send([usdt(c.invoice.address, 100_000_000n)]);
    await tellsOf(c.invoice, txid, '100');
    expect(await read(c)).toMatchObject({ status: 'confirming', confirmations: { seen: 1, required: 3 } });
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
    chain.mine(2);
    await Promise.all([watchDeposits(), watchDeposits(), watchDeposits()]);
    expect((await read(c)).status).toBe('completed');
    expect(await DepositModel.countDocuments({ txid })).toBe(1);
  });

  test('nothing follows while the node is away or is another chain’s', async () => {
    const c = await opened();
    const txid = chain.send([usdt(c.invoice.address, 100_000_000n)]);
    chain.mine(3);
    chain.down = true;
    await tellsOf(c.invoice, txid, '100');
    expect((await read(c)).status).toBe('pending');
    chain.down = false;
    chain.chainId = 1;
    await retryInbox();
    expect((await read(c)).status).toBe('pending');
    chain.chainId = 31337;
    await retryInbox();
    expect((await read(c)).status).toBe('completed');
  });
});

describe('what the chain does not bear out', () => {
  test.each<[string, (c: PayinCase) => { txid: string; amount: string }]>([
    [
      'another token',
      (c) => ({
        txid: chain.send([{ token: USDC, to: c.invoice.address, amountBase: 100_000_000n }]),
        amount: '100',
      }),
    ],
    [
      'another destination',
      () => ({
        txid: chain.send([usdt('0x000000000000000000000000000000000000dEaD', 100_000_000n)]),
        amount: '100',
      }),
    ],
    [
      'less than was told',
      (c) => ({ txid: chain.send([usdt(c.invoice.address, 99_999_999n)]), amount: '100' }),
    ],
    [
      'a failed transaction',
      (c) => ({ txid: chain.send([usdt(c.invoice.address, 100_000_000n)], { failed: true }), amount: '100' }),
    ],
  ])('%s is quarantined, never counted', async (_what, send) => {
    const c = await opened();
    const { txid, amount } = send(c);
    chain.mine(5);
    await tellsOf(c.invoice, txid, amount);
    expect(await read(c)).toMatchObject({ status: 'quarantined', received: { amount: '0' } });
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
  });

  test('a transfer older than the payment is none of it', async () => {
    const old = await opened();
    const txid = chain.send([usdt(old.invoice.address, 100_000_000n)]);
    chain.mine(5);
    const c = await opened();
    // As if the address had been used before.
    await PaymentModel.updateOne({ _id: old.payment.id }, { $set: { startBlock: chain.head() } });
    await tellsOf(old.invoice, txid, '100');
    expect(await read(old)).toMatchObject({ status: 'quarantined', received: { amount: '0' } });
    expect((await read(c)).status).toBe('pending');
  });

  test('a transaction that nobody mined stays detected', async () => {
    const c = await opened();
    await tellsOf(c.invoice, `0x${'ab'.repeat(32)}`, '100');
    await watchDeposits();
    expect((await read(c)).status).toBe('detected');
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
  });
});

test('two transfers in one transaction both count, though the gateway counts one', async () => {
  const c = await opened();
  const txid = chain.send([usdt(c.invoice.address, 60_000_000n), usdt(c.invoice.address, 40_000_000n)]);
  chain.mine(3);
  await tellsOf(c.invoice, txid, '60');
  expect(await read(c)).toMatchObject({
    status: 'completed',
    received: { amount: '100000000' },
    deposits: [{ txid, money: { amount: '100000000' } }],
  });
});

test('the wrong coin of the chain is booked in its own asset and shown', async () => {
  const c = await opened();
  const txid = chain.send([{ token: USDC, to: c.invoice.address, amountBase: 25_000_000n }]);
  chain.mine(3);
  await tellsOf(c.invoice, txid, '25', 'ETH-USDC');
  expect(await read(c)).toMatchObject({
    status: 'quarantined',
    deposits: [{ status: 'quarantined', money: { amount: '25000000', asset: 'ETH-USDC' } }],
  });
  expect((await checkLedger()).faults).toEqual([]);
});

describe('a lost callback', () => {
  test('is made good by the invoice and a receipt at depth', async () => {
    const c = await opened();
    const txid = chain.send([usdt(c.invoice.address, 100_000_000n)]);
    shows(c.invoice, { txid, amount: '100' });
    await look(c);
    expect(await read(c)).toMatchObject({ status: 'confirming', confirmations: { seen: 1 } });
    chain.mine(2);
    await look(c);
    expect((await read(c)).status).toBe('completed');
    // The callback, should it come after all, changes nothing.
    await sendCallback(testApp(), payinBody(c.invoice, [{ txid, amount: '100' }]));
    await workOffInbox();
    expect(await creditOf(c)).toBe(0n);
  });

  test('the invoice alone never funds', async () => {
    const c = await opened();
    shows(c.invoice, { txid: `0x${'cd'.repeat(32)}`, amount: '100' });
    await look(c);
    await watchDeposits();
    expect((await read(c)).status).toBe('detected');
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
  });
});

describe('a reorganisation', () => {
  /** As if the chain had not shown it for a while. */
  const age = async (txid: string): Promise<void> => {
    chain.mine();
    const missingSince = new Date(Date.now() - 10 * 60_000);
    await DepositModel.updateOne({ txid }, { $set: { missingSince } });
  };

  test('before depth: shown, and counted when it is mined again', async () => {
    const c = await opened();
    const txid = chain.send([usdt(c.invoice.address, 100_000_000n)]);
    await tellsOf(c.invoice, txid, '100');
    chain.reorganise(1);
    await watchDeposits();
    expect((await read(c)).status).toBe('confirming');
    await age(txid);
    await watchDeposits();
    expect(await read(c)).toMatchObject({
      status: 'reorged',
      received: { amount: '0' },
      deposits: [{ status: 'reorged' }],
    });
    const again = chain.send([usdt(c.invoice.address, 100_000_000n)]);
    chain.mine(3);
    await tellsOf(c.invoice, again, '100');
    expect((await read(c)).status).toBe('completed');
  });

  test('of money in suspense: booked back, and nothing is owed for it', async () => {
    const c = await opened();
    const txid = chain.send([usdt(c.invoice.address, 40_000_000n)]);
    chain.mine(2);
    await tellsOf(c.invoice, txid, '40');
    expect((await read(c)).status).toBe('underpaid');
    chain.reorganise(3);
    await watchDeposits();
    await age(txid);
    await watchDeposits();
    expect(await read(c)).toMatchObject({ status: 'reorged', received: { amount: '0' } });
    expect((await checkLedger()).faults).toEqual([]);
    const path = `/api/escrow/deals/${c.deal.requestId}/abandon`;
    expect((await testApp().api.post(path).set(c.deal.buyer.auth)).status).toBe(200);
    expect(await owedTo(c)).toBe(0n);
  });

  test('that keeps the transaction in another block is none', async () => {
    const c = await opened();
    const txid = chain.send([usdt(c.invoice.address, 100_000_000n)]);
    await tellsOf(c.invoice, txid, '100');
    chain.reorganise(1, [txid]);
    chain.mine(2);
    await watchDeposits();
    expect((await read(c)).status).toBe('completed');
  });
});
