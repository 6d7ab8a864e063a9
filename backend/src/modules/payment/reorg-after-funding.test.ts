import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { TEST_ASSETS } from '../../testing/environment.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { startFakeChain, type FakeChain } from '../../testing/fake-chain.ts';
import { giveBalance } from '../../testing/money.ts';
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
import { DAY_MS } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import * as escrow from '../escrow/escrow.contract.ts';
import { checkLedger } from '../ledger/index.ts';
import { DepositModel } from './deposit.model.ts';
import { watchDeposits } from './watch-deposits.ts';

/** The chain takes back what had funded a deal: the deal stands still, and goes on when the money is there again. */
const USDT = TEST_ASSETS[0]?.contract ?? '';
let chain: FakeChain;

beforeAll(async () => {
  chain = await startFakeChain();
  await setPayinStage({ CHAIN_RPC_URL: chain.url, PAYMENT_VERIFICATION: 'chain' });
});
afterAll(() => chain.stop());
jest.setTimeout(60_000);

async function pays(c: PayinCase, amountBase: bigint): Promise<string> {
  const txid = chain.send([{ token: USDT, to: c.invoice.address, amountBase }]);
  chain.mine(3);
  const told = { txid, amount: (Number(amountBase) / 1e6).toString() };
  shows(c.invoice, told);
  await tells(c.invoice, told);
  return txid;
}

/** The newest blocks are others now, and the chain has not shown the transaction for a while. */
async function loses(txid: string, keep: readonly string[] = []): Promise<void> {
  chain.reorganise(4, keep);
  await watchDeposits();
  chain.mine();
  await DepositModel.updateOne({ txid }, { $set: { missingSince: new Date(Date.now() - 10 * 60_000) } });
  await watchDeposits();
}

const act = ({ deal }: PayinCase, action: string, by: 'buyer' | 'seller', body: object = {}) =>
  testApp().api.post(`/api/escrow/deals/${deal.requestId}/${action}`).set(deal[by].auth).send(body);
const view = async ({ deal }: PayinCase) =>
  expectData(
    await testApp().api.get(`/api/escrow/deals/${deal.requestId}`).set(deal.buyer.auth),
    escrow.getDeal,
  );
const soundBooks = async (): Promise<void> => {
  expect((await checkLedger()).faults).toEqual([]);
};
const deliver = async (c: PayinCase): Promise<void> => {
  const milestoneId = (await view(c)).contract.milestones[0]?.id;
  expect((await act(c, 'deliver', 'seller', { milestoneId, note: 'Here it is.' })).status).toBe(200);
};
const approve = async (c: PayinCase) => {
  const { contract, seller } = await view(c);
  const [milestone] = contract.milestones;
  const deliveryId = milestone?.deliveries.at(-1)?.id;
  return act(c, 'approve', 'buyer', {
    milestoneId: milestone?.id,
    deliveryId,
    sellerId: seller.id,
    held: milestone?.held,
  });
};

describe('a funded deal whose money has left the chain', () => {
  test('stands still: nobody can do anything with money that is not there, and it says so', async () => {
    const c = await opened();
    const txid = await pays(c, 100_000_000n);
    await deliver(c);
    const before = await view(c);
    await loses(txid);
    const frozen = await view(c);
    expect(frozen).toMatchObject({
      status: 'frozen',
      turn: 'gateway',
      abilities: [],
      frozen: { missing: { amount: '100000000', asset: 'ETH-USDT' } },
      contract: { milestones: [{ status: 'delivered', held: { amount: '0' } }] },
    });
    expect(await read(c)).toMatchObject({ status: 'reorged', missing: { amount: '100000000' } });
    await soundBooks();
    const milestoneId = frozen.contract.milestones[0]?.id;
    // What they would confirm is not what was funded any more.
    expectError(await approve(c), 'CONFLICT');
    expectError(
      await act(c, 'changes', 'buyer', { milestoneId, note: 'Something else.', redeliveryDays: 3 }),
      'INVALID_TRANSITION',
    );
    expectError(await act(c, 'cancellation', 'seller', { note: '' }), 'INVALID_TRANSITION');
    // The inspection stands still as well: silence approves nothing.
    await testApp().advance(8 * DAY_MS);
    expect(await dealStatus(testApp(), c.deal)).toBe('frozen');
    // The same transaction is mined again: the watcher finds it by itself.
    chain.remine(txid);
    chain.mine(3);
    await watchDeposits();
    const after = await view(c);
    expect(after).toMatchObject({
      status: 'delivered',
      frozen: null,
      deadline: { action: 'autoApprove' },
      contract: { milestones: [{ held: { amount: '100000000' } }] },
    });
    expect(Date.parse(after.deadline?.at ?? '')).toBeGreaterThan(Date.parse(before.deadline?.at ?? ''));
    expect((await read(c)).status).toBe('completed');
    expect((await approve(c)).status).toBe(200);
    expect(await dealStatus(testApp(), c.deal)).toBe('completed');
    await soundBooks();
  });

  test('goes on by other money as well; parts wait until all is there', async () => {
    const c = await opened();
    const kept = await pays(c, 60_000_000n);
    const lost = await pays(c, 40_000_000n);
    await loses(lost, [kept]);
    expect(await view(c)).toMatchObject({
      status: 'frozen',
      frozen: { missing: { amount: '40000000' } },
      contract: { milestones: [{ held: { amount: '60000000' } }] },
    });
    await pays(c, 30_000_000n);
    expect(await read(c)).toMatchObject({ status: 'reorged', missing: { amount: '10000000' } });
    await pays(c, 15_000_000n);
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
    expect(await creditOf(c)).toBe(5_000_000n);
    await soundBooks();
  });

  test('what was too much is taken from the credit before anything stands still', async () => {
    const c = await opened();
    await pays(c, 100_000_000n);
    const lost = await pays(c, 30_000_000n);
    expect(await creditOf(c)).toBe(30_000_000n);
    const first = (await DepositModel.find({ paymentId: c.payment.id }).lean()).map(({ txid }) => txid);
    await loses(
      lost,
      first.filter((txid) => txid !== lost),
    );
    expect([await dealStatus(testApp(), c.deal), await creditOf(c)]).toEqual(['funded', 0n]);
    await soundBooks();
  });

  test('without the money for 14 days it is over, and what is left goes back', async () => {
    const c = await opened();
    await giveBalance(c.deal.buyer.id, 40_000_000n, 'buyer_credit');
    const put = testApp().api.put(`/api/payment/deals/${c.deal.requestId}/credit`).set(c.deal.buyer.auth);
    expect((await put.send({ credit: { amount: '40000000', asset: 'ETH-USDT' } })).status).toBe(200);
    const txid = await pays(c, 60_000_000n);
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
    await loses(txid);
    await testApp().advance(15 * DAY_MS);
    expect(await dealStatus(testApp(), c.deal)).toBe('refunded');
    expect(await owedTo(c)).toBe(40_000_000n);
    await soundBooks();
    // Should it come after all, it is the buyer's.
    await pays(c, 60_000_000n);
    expect(await creditOf(c)).toBe(60_000_000n);
    await soundBooks();
  });

  test('in dispute it waits for the outcome, however long', async () => {
    const c = await opened();
    const txid = await pays(c, 100_000_000n);
    await deliver(c);
    const body = {
      requestId: c.deal.requestId,
      milestoneId: (await view(c)).contract.milestones[0]?.id,
      reason: 'incomplete',
      wish: 'split',
      statement: 'Two of the five files are missing, and I have asked for them.',
    };
    const opening = await testApp().api.post('/api/disputes').set(c.deal.buyer.auth).send(body);
    expect(opening.status).toBe(201);
    await loses(txid);
    await testApp().advance(20 * DAY_MS);
    expect(await dealStatus(testApp(), c.deal)).toBe('frozen');
    await pays(c, 100_000_000n);
    expect(await dealStatus(testApp(), c.deal)).toBe('disputed');
    await soundBooks();
  });
});

test('released already: the loss is booked and an alarm raised; it is made good when it comes back', async () => {
  const c = await opened();
  const txid = await pays(c, 100_000_000n);
  await deliver(c);
  expect((await approve(c)).status).toBe(200);
  await loses(txid);
  expect(await dealStatus(testApp(), c.deal)).toBe('completed');
  const lossOf = async () => (await checkLedger()).sums.get('loss|ETH-USDT')?.balanceBase ?? 0n;
  expect(await lossOf()).toBe(-100_000_000n);
  expect(await database().collection('outbox').countDocuments({ name: 'payment:loss-raised' })).toBe(1);
  expect((await read(c)).status).toBe('reorged');
  await watchDeposits();
  expect(await lossOf()).toBe(-100_000_000n);
  chain.remine(txid);
  chain.mine(3);
  await watchDeposits();
  expect([await lossOf(), await creditOf(c)]).toEqual([0n, 0n]);
  expect((await read(c)).status).toBe('completed');
  await soundBooks();
});
