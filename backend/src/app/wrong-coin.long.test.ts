import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPublicClient, getAddress, http } from 'viem';
import { checkLedger } from '../modules/ledger/index.ts';
import * as desk from '../modules/payment/payment-desk.contract.ts';
import * as payout from '../modules/payout/payout.contract.ts';
import * as refund from '../modules/payout/refund.contract.ts';
import { signInAs } from '../testing/actors.ts';
import { expectData } from '../testing/expect-envelope.ts';
import {
  eventually,
  startLiveSandbox,
  startServer,
  type LiveSandbox,
  type LiveServer,
} from '../testing/live-stack.ts';
import { giveGas } from '../testing/money.ts';
import { openPayment, readPayment, waitingDeal } from '../testing/paid-deals.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';

/** A buyer sends the chain's own coin to the address of a token, on a real chain, and gets it back. */
let sandbox: LiveSandbox;
let server: LiveServer;
let t: TestApp;

beforeAll(async () => {
  sandbox = await startLiveSandbox();
  t = await startTestApp();
  await giveGas();
  server = await startServer(sandbox.port);
}, 180_000);
afterAll(async () => {
  await server.stop();
  await sandbox.stop();
});

test('the wrong coin is owed by an admin’s word, withdrawn like a token, and arrives', async () => {
  const deal = await waitingDeal(t, { cents: 5_000 });
  const payment = await openPayment(t, deal);
  await sandbox.setFaults({ wrongCoin: 1 });
  await sandbox.pay({ externalId: payment.providerPaymentId });
  const status = async () => (await readPayment(t, deal, payment.id)).status;
  await eventually('quarantine', async () => (await status()) === 'quarantined');

  const admin = await signInAs({
    role: 'admin',
    emailVerified: true,
    stepUpUntil: Date.now() + 3_600_000,
  });
  const waiting = await eventually('a deposit that is proven', async () => {
    const listed = await t.api.get('/api/payment/desk/deposits').set(admin.auth);
    return expectData(listed, desk.listDeskDeposits).items.find(({ held }) => held.amount !== '0');
  });
  expect(waiting).toMatchObject({ fault: 'wrong_asset', held: { asset: 'ETH' } });
  const decided = await t.api
    .post(`/api/payment/desk/deposits/${waiting.id}/resolution`)
    .set(admin.auth)
    .send({ outcome: 'owe', evidence: 'The explorer shows it at the address.' });
  expectData(decided, desk.resolveDeposit);

  const { auth } = await signInAs({ id: deal.buyer.id, stepUpUntil: Date.now() + 600_000 });
  const destination = getAddress(`0x${randomBytes(20).toString('hex')}`);
  const address = expectData(
    await t.api
      .post('/api/payout/addresses')
      .set(auth)
      .send({ chainId: 31337, address: destination, label: 'Mine' }),
    payout.addPayoutAddress,
  );
  const { amount } = waiting.held;
  const body = {
    reference: 'the-wrong-coin',
    source: 'refund_payable',
    money: { amount, asset: 'ETH' },
    addressId: address.id,
  };
  const { id } = expectData(
    await t.api.post('/api/payout/payouts').set(auth).send(body),
    payout.requestPayout,
  );
  const read = async () =>
    expectData(await t.api.get(`/api/payout/payouts/${id}`).set(auth), payout.getPayout);
  await eventually('the payout', async () => (await read()).status === 'confirmed', 90_000);
  const chain = createPublicClient({ transport: http(sandbox.rpcUrl) });
  expect(await chain.getBalance({ address: destination })).toBe(BigInt(amount));
  const refunds = await t.api.get('/api/payout/refunds').set(auth);
  expect(expectData(refunds, refund.listRefunds).items).toEqual([]);
  expect((await checkLedger()).faults).toEqual([]);
}, 240_000);
