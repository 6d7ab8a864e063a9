import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLedger } from '../modules/ledger/index.ts';
import { database } from '../platform/mongo.ts';
import {
  eventually,
  startLiveSandbox,
  startServer,
  type LiveSandbox,
  type LiveServer,
} from '../testing/live-stack.ts';
import {
  dealStatus,
  openPayment,
  readPayment,
  waitingDeal,
  type WaitingDeal,
} from '../testing/paid-deals.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';

/**
 * A real chain takes back the block with a payment, before it was deep enough and after it has funded a deal. The
 * gateway notices neither: it goes on telling of a transfer that is not there.
 */
const CONFIRMATIONS = 5;
const PRICE = '25000000';

let sandbox: LiveSandbox;
let server: LiveServer;
let t: TestApp;

beforeAll(async () => {
  // Slow enough to be caught between its first block and the last it needs.
  sandbox = await startLiveSandbox({ blockSeconds: 1, confirmations: CONFIRMATIONS });
  t = await startTestApp();
  server = await startServer(sandbox.port);
}, 180_000);
afterAll(async () => {
  await server.stop();
  await sandbox.stop();
});

const deposits = () => database().collection('deposits');

/** A node may only lag, so a block counts as gone after two minutes: the test does not wait for them. */
async function twoMinutesLater(txid: string): Promise<void> {
  await eventually('the watcher misses it', async () => {
    const missing = { txid, missingSince: { $ne: null } };
    const aged = await deposits().updateOne(missing, { $set: { missingSince: new Date(0) } });
    return aged.matchedCount === 1;
  });
}

const booked = async (): Promise<bigint> =>
  -((await checkLedger()).sums.get('gateway:ETH-USDT|ETH-USDT')?.balanceBase ?? 0n);
const soundBooks = async (): Promise<void> => {
  expect((await checkLedger()).faults).toEqual([]);
};
const becomes = (deal: WaitingDeal, status: string): Promise<boolean> =>
  eventually(status, async () => (await dealStatus(t, deal)) === status);

test('taken back before it is deep enough: nothing was booked, and the deal goes on waiting for its money', async () => {
  const deal = await waitingDeal(t, { cents: 2_500 });
  const attempt = await openPayment(t, deal);
  const read = () => readPayment(t, deal, attempt.id);
  const { txid } = await sandbox.pay({ externalId: attempt.providerPaymentId });
  await eventually('it is confirming', async () => (await read()).status === 'confirming');
  await sandbox.takeBack(txid);
  expect(await sandbox.usdtOf(attempt.address ?? '')).toBe(0n);
  await twoMinutesLater(txid);
  await eventually('it is gone', async () => (await read()).status === 'reorged');
  expect(await read()).toMatchObject({ received: { amount: '0' }, deposits: [{ txid, status: 'reorged' }] });
  expect([await dealStatus(t, deal), await booked()]).toEqual(['awaiting_payment', 0n]);
  await soundBooks();

  // Another transfer to the same address pays it, once, whatever the gateway adds up.
  await sandbox.pay({ externalId: attempt.providerPaymentId, amountBase: PRICE });
  await becomes(deal, 'funded');
  expect(await read()).toMatchObject({ status: 'completed', received: { amount: PRICE } });
  expect(await booked()).toBe(BigInt(PRICE));
  expect(await sandbox.usdtOf(attempt.address ?? '')).toBe(BigInt(PRICE));
  await soundBooks();
}, 180_000);

test('taken back after it has funded a deal: the deal freezes, and money sent anew sets it going again', async () => {
  const deal = await waitingDeal(t, { cents: 2_500 });
  const attempt = await openPayment(t, deal);
  const read = () => readPayment(t, deal, attempt.id);
  const before = await booked();
  const { txid } = await sandbox.pay({ externalId: attempt.providerPaymentId });
  await becomes(deal, 'funded');
  expect(await booked()).toBe(before + BigInt(PRICE));
  await sandbox.takeBack(txid);
  // Lost for the moment only, for all anybody can tell: nothing is undone yet.
  expect(await dealStatus(t, deal)).toBe('funded');
  await twoMinutesLater(txid);
  await becomes(deal, 'frozen');
  expect(await read()).toMatchObject({
    status: 'reorged',
    received: { amount: '0' },
    missing: { amount: PRICE },
  });
  expect(await booked()).toBe(before);
  await soundBooks();

  await sandbox.pay({ externalId: attempt.providerPaymentId, amountBase: PRICE });
  await becomes(deal, 'funded');
  await eventually('the payment is whole', async () => (await read()).status === 'completed');
  expect(await booked()).toBe(before + BigInt(PRICE));
  await soundBooks();
}, 180_000);
