import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TEST_ASSETS } from '../../testing/environment.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { startFakeChain, type FakeChain } from '../../testing/fake-chain.ts';
import { dealStatus } from '../../testing/paid-deals.ts';
import {
  creditOf,
  fakeGateway,
  opened,
  read,
  setPayinStage,
  testApp,
  type PayinCase,
} from '../../testing/payin-stage.ts';
import { checkLedger } from '../ledger/index.ts';
import { HintModel } from './hint.model.ts';
import { lookAtHints } from './look-at-hints.ts';
import * as contract from './payment.contract.ts';
import { DepositModel } from './deposit.model.ts';
import { PaymentModel } from './payment.model.ts';
import { scanAddresses, spansFor } from './scan-addresses.ts';
import type { ScannablePayment } from './scan.repository.ts';
import { watchDeposits } from './watch-deposits.ts';

/** Payments that are found without the gateway: by what the buyer's page tells, or by the chain alone. */
const USDT = TEST_ASSETS[0]?.contract ?? '';
const USDC = TEST_ASSETS[1]?.contract ?? '';
const PRICE = 100_000_000n;
let chain: FakeChain;

beforeAll(async () => {
  chain = await startFakeChain();
  await setPayinStage({ CHAIN_RPC_URL: chain.url, PAYMENT_VERIFICATION: 'chain' }, { relay: false });
});
afterAll(() => chain.stop());
beforeEach(() => {
  chain.down = false;
  // The gateway saw nothing and tells nothing.
  fakeGateway().down = true;
});

/** A payment with its address, while the gateway still answered. */
async function waiting(cents = 10_000): Promise<PayinCase> {
  fakeGateway().down = false;
  const found = await opened(cents);
  fakeGateway().down = true;
  return found;
}

const usdt = (to: string, amountBase = PRICE) => ({ token: USDT, to, amountBase });
const report = ({ payment, deal }: PayinCase, txid: string, by = deal.buyer) =>
  testApp().api.post(`/api/payment/payments/${payment.id}/transactions`).set(by.auth).send({ txid });
const tell = async (c: PayinCase, txid: string) =>
  expectData(await report(c, txid), contract.reportTransaction);
const look = async (): Promise<void> => {
  await HintModel.updateMany({}, { $set: { nextLookAt: new Date(0) } });
  await lookAtHints();
};
const stateOf = async (txid: string) => (await HintModel.findOne({ txid }).lean())?.state;
const unknownTxid = (digit: string): string => `0x${digit.repeat(64)}`;

describe('a transaction that the buyer’s page tells', () => {
  test('is looked for at once, counts by the chain’s own words, and funds at depth', async () => {
    const c = await waiting();
    const txid = chain.send([usdt(c.invoice.address)]);
    const answer = await tell(c, txid.toUpperCase().replace('0X', '0x'));
    // Telling alone moves nothing.
    expect(answer).toMatchObject({ status: 'pending', deposits: [] });
    await look();
    expect(await read(c)).toMatchObject({ status: 'confirming', confirmations: { seen: 1, required: 3 } });
    chain.mine(1);
    await watchDeposits();
    expect(await dealStatus(testApp(), c.deal)).toBe('awaiting_payment');
    chain.mine(1);
    await watchDeposits();
    expect(await read(c)).toMatchObject({ status: 'completed', received: { amount: '100000000' } });
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
    expect(await stateOf(txid)).toBe('found');
  });

  test('told again, by two tabs at once, and searched for as well, counts once', async () => {
    const c = await waiting();
    const txid = chain.send([usdt(c.invoice.address)]);
    chain.mine(5);
    const answers = await Promise.all([report(c, txid), report(c, txid), report(c, txid)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await HintModel.countDocuments({ txid })).toBe(1);
    await Promise.all([look(), scanAddresses(), look()]);
    await scanAddresses();
    expect(await read(c)).toMatchObject({ status: 'completed', received: { amount: '100000000' } });
    expect(await creditOf(c)).toBe(0n);
    expect(await DepositModel.countDocuments({ txid })).toBe(1);
  });

  test('waits while it is in no block, and books nothing', async () => {
    const c = await waiting();
    await tell(c, unknownTxid('a'));
    await look();
    expect(await read(c)).toMatchObject({ status: 'pending', deposits: [] });
    expect(await stateOf(unknownTxid('a'))).toBe('waiting');
    await HintModel.updateOne(
      { txid: unknownTxid('a') },
      { $set: { reportedAt: new Date(Date.now() - 25 * 3_600_000) } },
    );
    await look();
    expect(await stateOf(unknownTxid('a'))).toBe('nothing');
  });

  test('of somebody else, to another address, of another token, failed, or from before is nothing', async () => {
    const older = chain.send([usdt('0x00000000000000000000000000000000000000aa')]);
    const [c, other] = [await waiting(), await waiting()];
    const bad = [
      older,
      chain.send([usdt(other.invoice.address)]),
      chain.send([usdt('0x00000000000000000000000000000000000000bb')]),
      chain.send([{ token: USDC, to: c.invoice.address, amountBase: PRICE }]),
      chain.send([usdt(c.invoice.address)], { failed: true }),
    ];
    chain.mine(5);
    for (const txid of bad) await tell(c, txid);
    await look();
    for (const txid of bad) expect(await stateOf(txid)).toBe('nothing');
    expect(await read(c)).toMatchObject({ status: 'pending', deposits: [] });
  });

  test('reported for two payments counts for the one whose address got the money', async () => {
    const [mine, other] = [await waiting(), await waiting()];
    const txid = chain.send([usdt(mine.invoice.address)]);
    chain.mine(5);
    await Promise.all([tell(mine, txid), tell(other, txid)]);
    await look();
    expect(await read(mine)).toMatchObject({ status: 'completed' });
    expect(await read(other)).toMatchObject({ status: 'pending', deposits: [] });
    expect(await DepositModel.countDocuments({ txid })).toBe(1);
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('is told by the buyer alone, as a hash, and not without end', async () => {
    const c = await waiting();
    expectError(await report(c, unknownTxid('1'), c.deal.seller), 'NOT_FOUND');
    expectError(await report(c, unknownTxid('1'), (await waiting()).deal.buyer), 'NOT_FOUND');
    expectError(await report(c, '0x12'), 'VALIDATION_FAILED');
    for (let index = 10; index < 30; index += 1) await tell(c, `0x${String(index).repeat(32)}`);
    expectError(await report(c, unknownTxid('f')), 'RATE_LIMITED');
    await tell(c, `0x${'10'.repeat(32)}`);
  });
});

describe('a payment that nobody tells of', () => {
  test('is found by searching the chain for its address', async () => {
    const c = await waiting();
    const txid = chain.send([usdt(c.invoice.address, PRICE / 2n)]);
    await scanAddresses();
    expect(await read(c)).toMatchObject({ status: 'confirming', deposits: [{ txid }] });
    chain.send([usdt(c.invoice.address, PRICE / 2n)]);
    chain.mine(4);
    await scanAddresses();
    await watchDeposits();
    expect(await read(c)).toMatchObject({ status: 'completed', received: { amount: '100000000' } });
  });

  test('is found by what replaced the transaction that was told', async () => {
    const c = await waiting();
    await tell(c, unknownTxid('c'));
    const replacement = chain.send([usdt(c.invoice.address)]);
    chain.mine(4);
    await look();
    await scanAddresses();
    expect(await read(c)).toMatchObject({ status: 'completed', deposits: [{ txid: replacement }] });
    expect(await stateOf(unknownTxid('c'))).toBe('waiting');
  });

  test('is found after the node was away, and in a block that took the place of another', async () => {
    const c = await waiting();
    chain.down = true;
    await scanAddresses();
    chain.down = false;
    chain.mine(3);
    await scanAddresses();
    // The searched blocks are replaced by others, one of which holds the transfer.
    chain.reorganise(3);
    chain.send([usdt(c.invoice.address)]);
    await scanAddresses();
    expect(await read(c)).toMatchObject({ status: 'confirming' });
  });

  test('is not one from before it was opened, nor of another token', async () => {
    const c = await waiting();
    await PaymentModel.updateOne({ _id: c.payment.id }, { $set: { startBlock: chain.head() + 1 } });
    chain.send([usdt(c.invoice.address)]);
    chain.send([{ token: USDC, to: c.invoice.address, amountBase: PRICE }]);
    chain.mine(5);
    await scanAddresses();
    expect(await read(c)).toMatchObject({ status: 'pending', deposits: [] });
  });
});

describe('what is searched', () => {
  const asset = { ...TEST_ASSETS[0], confirmations: 3 } as Parameters<typeof spansFor>[1];
  const at = (id: string, startBlock: number, scannedTo: number | null = null) =>
    ({ id, startBlock, scannedTo }) as ScannablePayment;
  const idsOf = (payments: readonly ScannablePayment[]) => payments.map(({ id }) => id);

  test('begins after the payment’s first block and goes back a little for replaced blocks', () => {
    expect(spansFor([at('a', 100), at('b', 50, 110)], asset, 120)).toMatchObject([
      { fromBlock: 101, toBlock: 120 },
    ]);
    expect(spansFor([at('a', 100)], asset, 100)).toEqual([]);
  });

  test('catches up from the furthest without holding up those near the head', () => {
    const spans = spansFor(
      [at('near', 9_990), at('far', 10), at('farther', 5), at('mid', 5_000)],
      asset,
      10_000,
    );
    expect(spans.map(({ fromBlock, toBlock, payments }) => [fromBlock, toBlock, idsOf(payments)])).toEqual([
      [6, 2_005, ['farther', 'far']],
      [9_991, 10_000, ['near']],
    ]);
  });
});
