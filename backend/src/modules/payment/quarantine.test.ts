import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { TEST_ASSETS } from '../../testing/environment.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { startFakeChain, type FakeChain } from '../../testing/fake-chain.ts';
import { person } from '../../testing/marketplace.ts';
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
import { accounts, balanceOf, checkLedger } from '../ledger/index.ts';
import { DepositModel } from './deposit.model.ts';
import * as desk from './payment-desk.contract.ts';
import { PaymentModel } from './payment.model.ts';
import { watchDeposits } from './watch-deposits.ts';

/** What admins do with a deposit of which nobody could say what it is. */
const [USDT, USDC] = TEST_ASSETS.map(({ contract }) => contract);
let chain: FakeChain;
let admin: TestActor;
let other: TestActor;

beforeAll(async () => {
  chain = await startFakeChain();
  await setPayinStage({
    CHAIN_RPC_URL: chain.url,
    PAYMENT_VERIFICATION: 'chain',
    PAYOUT_AUTO_LIMIT_CENTS: '10000',
    PAYOUT_SECOND_LIMIT_CENTS: '20000',
  });
  const as = { role: 'admin', emailVerified: true, stepUpUntil: Date.now() + 3_600_000 } as const;
  [admin, other] = await Promise.all([signInAs(as), signInAs(as)]);
});
afterAll(() => chain.stop());

const EVIDENCE = 'Looked the transaction up in the explorer.';
const resolve = (id: string, outcome: string, by: TestActor, evidence = EVIDENCE) =>
  testApp().api.post(`/api/payment/desk/deposits/${id}/resolution`).set(by.auth).send({ outcome, evidence });

async function arrives(
  c: PayinCase,
  amountBase: bigint,
  token: string | undefined,
  crypto: string,
  told = amountBase,
): Promise<string> {
  const txid = chain.send([{ token: token ?? '', to: c.invoice.address, amountBase }]);
  chain.mine(3);
  const transaction = { txid, amount: (Number(told) / 1e6).toString(), crypto };
  shows(c.invoice, transaction);
  await tells(c.invoice, transaction);
  const deposit = await DepositModel.findOne({ txid }).lean();
  if (!deposit) throw new Error('no such deposit');
  return deposit._id.toHexString();
}
const wrongCoin = (c: PayinCase, amountBase = 25_000_000n) => arrives(c, amountBase, USDC, 'ETH-USDC');
const disputed = (c: PayinCase) => arrives(c, 100_000_000n, USDT, 'ETH-USDT', 120_000_000n);
const soundBooks = async (): Promise<void> => {
  expect((await checkLedger()).faults).toEqual([]);
};

describe('the wrong coin', () => {
  test('lies in quarantine; owed to the buyer it is in the asset that came', async () => {
    const c = await opened();
    const id = await wrongCoin(c);
    expect((await read(c)).status).toBe('quarantined');
    await soundBooks();
    const decided = expectData(await resolve(id, 'owe', admin), desk.resolveDeposit);
    expect(decided.deposits).toMatchObject([
      { status: 'owed', resolution: { outcome: 'owe', votes: [{ admin: { id: admin.id } }] } },
    ]);
    expect(await owedTo(c, 'ETH-USDC')).toBe(25_000_000n);
    // The right money can still come to the same address.
    expect((await read(c)).status).toBe('pending');
    await arrives(c, 100_000_000n, USDT, 'ETH-USDT');
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
    expectError(await resolve(id, 'dismiss', admin), 'INVALID_TRANSITION');
    await soundBooks();
  });

  test('never counts for the deal, and not ours it leaves the books', async () => {
    const c = await opened();
    const id = await wrongCoin(c);
    expectError(await resolve(id, 'count', admin), 'VALIDATION_FAILED');
    expectError(await resolve(id, 'dismiss', admin, 'no'), 'VALIDATION_FAILED');
    expectData(await resolve(id, 'dismiss', admin), desk.resolveDeposit);
    expect(await owedTo(c, 'ETH-USDC')).toBe(0n);
    expect((await read(c)).deposits).toMatchObject([{ status: 'dismissed' }]);
    // What is heard of it afterwards changes nothing.
    const { txid } = (await DepositModel.findById(id).lean()) ?? { txid: '' };
    await tells(c.invoice, { txid, amount: '25', crypto: 'ETH-USDC' });
    await watchDeposits();
    expect((await read(c)).deposits).toMatchObject([{ status: 'dismissed' }]);
    await soundBooks();
  });

  test('after the deal was given up the payment is due, not pending', async () => {
    const c = await opened();
    const id = await wrongCoin(c);
    const path = `/api/escrow/deals/${c.deal.requestId}/abandon`;
    await testApp().api.post(path).set(c.deal.buyer.auth);
    expectData(await resolve(id, 'owe', admin), desk.resolveDeposit);
    expect((await read(c)).status).toBe('refund_due');
  });
});

describe('sources that disagree', () => {
  test('what the chain proves can count for the contract', async () => {
    const c = await opened();
    const id = await disputed(c);
    expect(await read(c)).toMatchObject({ status: 'quarantined', received: { amount: '0' } });
    expectData(await resolve(id, 'count', admin), desk.resolveDeposit);
    expect(await read(c)).toMatchObject({ status: 'completed', received: { amount: '100000000' } });
    expect(await dealStatus(testApp(), c.deal)).toBe('funded');
    expect(await creditOf(c)).toBe(0n);
    await soundBooks();
  });

  test('what nothing proves cannot move; it can be declared not ours', async () => {
    const c = await opened();
    const txid = chain.send([{ token: USDT ?? '', to: c.invoice.address, amountBase: 5n }], { failed: true });
    chain.mine(3);
    shows(c.invoice, { txid, amount: '100' });
    await tells(c.invoice, { txid, amount: '100' });
    const id = (await DepositModel.findOne({ txid }).lean())?._id.toHexString() ?? '';
    expectError(await resolve(id, 'owe', admin), 'CONFLICT');
    expectError(await resolve(id, 'count', admin), 'CONFLICT');
    chain.down = true;
    expectError(await resolve(id, 'count', admin), 'PROVIDER_UNAVAILABLE');
    chain.down = false;
    expectData(await resolve(id, 'dismiss', admin), desk.resolveDeposit);
    expect((await read(c)).status).toBe('pending');
    await soundBooks();
  });

  test('ten presses of two admins are one posting', async () => {
    const c = await opened();
    const id = await disputed(c);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => resolve(id, 'owe', index % 2 ? admin : other)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await owedTo(c)).toBe(100_000_000n);
    await soundBooks();
  });
});

describe('who decides', () => {
  test('above the second limit two different admins, who say the same', async () => {
    const c = await opened();
    const id = await wrongCoin(c, 300_000_000n);
    expect(expectData(await resolve(id, 'owe', admin), desk.resolveDeposit).deposits).toMatchObject([
      { status: 'quarantined', resolution: { outcome: 'owe', votesNeeded: 2, decidedAt: null } },
    ]);
    expectError(await resolve(id, 'owe', admin), 'CONFLICT');
    expect(await owedTo(c, 'ETH-USDC')).toBe(0n);
    // Another outcome begins anew.
    expectData(await resolve(id, 'dismiss', other), desk.resolveDeposit);
    expectData(await resolve(id, 'owe', other), desk.resolveDeposit);
    expectData(await resolve(id, 'owe', admin), desk.resolveDeposit);
    expect(await owedTo(c, 'ETH-USDC')).toBe(300_000_000n);
    await soundBooks();
  });

  test('nobody about their own deal, and nobody but admins, who confirmed their password', async () => {
    const c = await opened();
    const id = await wrongCoin(c);
    await PaymentModel.updateOne({ _id: c.payment.id }, { $set: { sellerId: admin.id } });
    expectError(await resolve(id, 'owe', admin), 'FORBIDDEN');
    const stale = await signInAs({ role: 'admin', emailVerified: true });
    expectError(await resolve(id, 'owe', stale), 'STEP_UP_REQUIRED');
    for (const role of ['user', 'mediator'] as const) {
      const somebody = await signInAs({ role, emailVerified: true, stepUpUntil: Date.now() + 60_000 });
      expectError(await resolve(id, 'owe', somebody), 'FORBIDDEN');
      for (const path of ['payments', 'overview', 'inbox', 'deposits', `payments/${c.payment.id}`]) {
        expectError(await testApp().api.get(`/api/payment/desk/${path}`).set(somebody.auth), 'FORBIDDEN');
      }
    }
    expectError(await resolve('f'.repeat(24), 'owe', admin), 'NOT_FOUND');
    expectError(await resolve(id, 'keep', admin), 'VALIDATION_FAILED');
    expectError(await resolve(id, 'owe', await person('Mallory')), 'FORBIDDEN');
    expect(await balanceOf(accounts.refundPayable(c.deal.buyer.id), 'ETH-USDC')).toBe(0n);
  });
});

test('money that was owed out of quarantine and leaves the chain is taken back', async () => {
  const c = await opened();
  const id = await wrongCoin(c);
  const { txid } = (await DepositModel.findById(id).lean()) ?? { txid: '' };
  expectData(await resolve(id, 'owe', admin), desk.resolveDeposit);
  chain.reorganise(4);
  await watchDeposits();
  chain.mine();
  await DepositModel.updateOne({ txid }, { $set: { missingSince: new Date(Date.now() - 600_000) } });
  await watchDeposits();
  expect(await owedTo(c, 'ETH-USDC')).toBe(0n);
  expect((await read(c)).deposits).toMatchObject([{ status: 'reorged' }]);
  await soundBooks();
});
