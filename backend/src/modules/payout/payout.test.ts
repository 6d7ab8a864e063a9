import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { HOUR_MS } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { TestActor } from '../../testing/actors.ts';
import { signInAs } from '../../testing/actors.ts';
import { TEST_ASSETS } from '../../testing/environment.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { startFakeGateway, type FakeGateway } from '../../testing/fake-gateway.ts';
import { person } from '../../testing/marketplace.ts';
import { giveBalance } from '../../testing/money.ts';
import { openPayment, waitingDeal } from '../../testing/paid-deals.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { accounts, balanceOf, checkLedger } from '../ledger/index.ts';
import { recordCredentialChange } from '../user/index.ts';
import * as contract from './payout.contract.ts';
import { PayoutModel } from './payout.model.ts';

/** Addresses, reservations, approvals: all that happens before the gateway is called. */
const ADDRESS = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
let gateway: FakeGateway;
let t: TestApp;

beforeAll(async () => {
  gateway = await startFakeGateway();
  process.env['SHKEEPER_URL'] = gateway.url;
  process.env['PAYOUT_ADDRESS_HOLD_HOURS'] = '24';
  t = await startTestApp({ relay: false });
});
afterAll(() => gateway.stop());

const stepUp = async (who: TestActor): Promise<TestActor> =>
  signInAs({ id: who.id, role: who.role, stepUpUntil: Date.now() + 60_000 });

const addAddress = async (who: TestActor, changes: object = {}) =>
  t.api
    .post('/api/payout/addresses')
    .set((await stepUp(who)).auth)
    .send({ chainId: 31337, address: ADDRESS, label: 'My wallet', ...changes });

/** Somebody with a balance and an address that can be used. */
const seller = async (balanceBase = 100_000_000n): Promise<{ who: TestActor; addressId: string }> => {
  const who = await person('Sam');
  await giveBalance(who.id, balanceBase);
  const address = expectData(await addAddress(who), contract.addPayoutAddress);
  await t.advance(24 * HOUR_MS);
  return { who, addressId: address.id };
};

let counter = 0;
const newReference = (): string => `reference-${(counter += 1)}`;
const bodyOf = (addressId: string, amount: string, changes: object = {}) => ({
  reference: newReference(),
  source: 'seller_payable',
  money: { amount, asset: 'ETH-USDT' },
  addressId,
  ...changes,
});
const ask = (who: TestActor, body: object) => t.api.post('/api/payout/payouts').set(who.auth).send(body);
const payable = (who: TestActor) => balanceOf(accounts.sellerPayable(who.id), 'ETH-USDT');
const inflight = (id: string) => balanceOf(accounts.payoutInflight(id), 'ETH-USDT');

describe('a payout address', () => {
  test('wants a confirmed password, is kept in its one spelling, and is held', async () => {
    const who = await person('Sam');
    const body = { chainId: 31337, address: ADDRESS.toLowerCase(), label: 'My wallet' };
    expectError(await t.api.post('/api/payout/addresses').set(who.auth).send(body), 'STEP_UP_REQUIRED');
    const added = expectData(await addAddress(who, body), contract.addPayoutAddress);
    expect(added).toMatchObject({ address: ADDRESS, network: 'Ethereum', label: 'My wallet' });
    expect(new Date(added.usableFromAt).getTime()).toBeGreaterThanOrEqual(
      new Date(added.createdAt).getTime() + 24 * HOUR_MS,
    );
    expectError(await addAddress(who, body), 'ALREADY_EXISTS');
  });

  test('is refused when money sent there would be lost', async () => {
    const who = await person('Sam');
    const deal = await waitingDeal(t);
    const payment = await openPayment(t, deal);
    const bad = [
      { address: `0x${'0'.repeat(40)}` },
      { address: TEST_ASSETS[0]?.contract },
      { address: TEST_ASSETS[1]?.contract.toLowerCase() },
      { address: payment.address },
      { address: ADDRESS.replace('C', 'c') },
      { address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' },
      { chainId: 1 },
    ];
    for (const changes of bad) expectError(await addAddress(who, changes), 'INVALID_ADDRESS');
    expectData(await t.api.get('/api/payout/addresses').set(who.auth), contract.listPayoutAddresses);
  });

  test('cannot be used during the hold, which a change of credentials starts anew', async () => {
    const { who, addressId } = await seller();
    await inTransaction((tx) => recordCredentialChange(tx, who.id));
    await t.advance(23 * HOUR_MS);
    const refused = await ask(who, bodyOf(addressId, '1000000'));
    expect(expectError(refused, 'ADDRESS_ON_HOLD')).toMatchObject({ usableFromAt: expect.any(String) });
    expect(await payable(who)).toBe(100_000_000n);
    await t.advance(HOUR_MS);
    expectData(await ask(who, bodyOf(addressId, '1000000')), contract.requestPayout);
  });

  test('is its owner’s alone; removed, it is gone for new payouts, and a new one is held again', async () => {
    const { who, addressId } = await seller();
    const other = await seller();
    expectError(await ask(other.who, bodyOf(addressId, '1000000')), 'INVALID_ADDRESS');
    expectError(await t.api.delete(`/api/payout/addresses/${addressId}`).set(other.who.auth), 'NOT_FOUND');
    const asked = expectData(await ask(who, bodyOf(addressId, '1000000')), contract.requestPayout);
    expectData(
      await t.api.delete(`/api/payout/addresses/${addressId}`).set(who.auth),
      contract.removePayoutAddress,
    );
    expectError(await ask(who, bodyOf(addressId, '1000000')), 'INVALID_ADDRESS');
    const read = await t.api.get(`/api/payout/payouts/${asked.id}`).set(who.auth);
    expect(expectData(read, contract.getPayout).destination).toBe(ADDRESS);
    const again = expectData(await addAddress(who), contract.addPayoutAddress);
    expectError(await ask(who, bodyOf(again.id, '1000000')), 'ADDRESS_ON_HOLD');
  });
});

describe('a request', () => {
  test('reserves the money at once and is approved up to the limit', async () => {
    const { who, addressId } = await seller();
    const payout = expectData(await ask(who, bodyOf(addressId, '40000000')), contract.requestPayout);
    expect(payout).toMatchObject({
      status: 'approved',
      source: 'seller_payable',
      money: { amount: '40000000', asset: 'ETH-USDT' },
      destination: ADDRESS,
      txid: null,
      abilities: ['cancel'],
    });
    expect(payout.history.map(({ status }) => status)).toEqual(['requested', 'approved']);
    expect(await payable(who)).toBe(60_000_000n);
    expect(await inflight(payout.id)).toBe(40_000_000n);
    const balances = await t.api.get('/api/ledger/balances').set(who.auth);
    expect(balances.body).toMatchObject({
      data: {
        items: [{ sellerPayable: { amount: '60000000' }, payoutInflight: { amount: '40000000' } }],
      },
    });
    expectError(await ask(who, bodyOf(addressId, '60000001')), 'INSUFFICIENT_BALANCE');
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('with the same reference and body is the same payout, with another body a mismatch', async () => {
    const { who, addressId } = await seller();
    const body = bodyOf(addressId, '10000000');
    const first = expectData(await ask(who, body), contract.requestPayout);
    expect(expectData(await ask(who, body), contract.requestPayout).id).toBe(first.id);
    for (const changes of [
      { money: { amount: '10000001', asset: 'ETH-USDT' } },
      { money: { amount: '10000000', asset: 'ETH-USDC' } },
      { source: 'refund_payable' },
      { addressId: new Types.ObjectId().toHexString() },
    ]) {
      expectError(await ask(who, { ...body, ...changes }), 'IDEMPOTENCY_MISMATCH');
    }
    expect(await payable(who)).toBe(90_000_000n);
    // Another person may use the same words.
    const other = await seller();
    expectData(await ask(other.who, { ...body, addressId: other.addressId }), contract.requestPayout);
  });

  test('fifty times in parallel is one payout', async () => {
    const { who, addressId } = await seller();
    const body = bodyOf(addressId, '70000000');
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(who, body)));
    const ids = answers.map((answer) => expectData(answer, contract.requestPayout).id);
    expect(new Set(ids).size).toBe(1);
    expect(await PayoutModel.countDocuments({ userId: who.id })).toBe(1);
    expect(await payable(who)).toBe(30_000_000n);
  });

  test('in parallel for more than there is: as many as the balance bears', async () => {
    const { who, addressId } = await seller(50_000_000n);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask(who, bodyOf(addressId, '20000000'))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    for (const refused of answers.filter(({ status }) => status !== 201)) {
      expect(['INSUFFICIENT_BALANCE', 'CONFLICT']).toContain(
        (refused.body as { error: { code: string } }).error.code,
      );
    }
    expect(await payable(who)).toBe(10_000_000n);
  });

  test.each(['refund_payable', 'buyer_credit'] as const)('takes from %s alike', async (source) => {
    const { who, addressId } = await seller();
    await giveBalance(who.id, 5_000_000n, source);
    expectError(await ask(who, bodyOf(addressId, '5000001', { source })), 'INSUFFICIENT_BALANCE');
    expectData(await ask(who, bodyOf(addressId, '5000000', { source })), contract.requestPayout);
    expect(await balanceOf(accounts.withdrawable(source, who.id), 'ETH-USDT')).toBe(0n);
    expect(await payable(who)).toBe(100_000_000n);
  });

  test('below the minimum is refused, and an unknown asset', async () => {
    const { who, addressId } = await seller();
    expectError(await ask(who, bodyOf(addressId, '999999')), 'VALIDATION_FAILED');
    const unknown = bodyOf(addressId, '1', { money: { amount: '5000000', asset: 'DOGE' } });
    expectError(await ask(who, unknown), 'ASSET_NOT_ACCEPTED');
    expect(await payable(who)).toBe(100_000_000n);
  });

  test.each(['0', '-1', '1e400', 'NaN', '1.5', '', '01', { $gt: '0' }, 5, null])(
    'with the amount %j is refused',
    async (amount) => {
      const who = await person('Sam');
      const body = bodyOf('f'.repeat(24), '1', { money: { amount, asset: 'ETH-USDT' } });
      expectError(await ask(who, body), 'VALIDATION_FAILED');
    },
  );

  test.each([
    { reference: 'short' },
    { reference: { $ne: null } },
    { source: 'escrow' },
    { addressId: 'x' },
    { more: 1 },
  ])('with %j is refused', async (changes) => {
    const who = await person('Sam');
    expectError(await ask(who, bodyOf('f'.repeat(24), '5000000', changes)), 'VALIDATION_FAILED');
  });
});

describe('taking back', () => {
  const cancel = (who: TestActor, id: string) => t.api.post(`/api/payout/payouts/${id}/cancel`).set(who.auth);

  test('before the gateway has it releases the reservation, once', async () => {
    const { who, addressId } = await seller();
    const { id } = expectData(await ask(who, bodyOf(addressId, '40000000')), contract.requestPayout);
    const answers = await Promise.all([cancel(who, id), cancel(who, id), cancel(who, id)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await payable(who)).toBe(100_000_000n);
    expect(await inflight(id)).toBe(0n);
    const read = await t.api.get(`/api/payout/payouts/${id}`).set(who.auth);
    expect(expectData(read, contract.getPayout)).toMatchObject({ status: 'cancelled', abilities: [] });
  });

  test('is the owner’s alone', async () => {
    const { who, addressId } = await seller();
    const { id } = expectData(await ask(who, bodyOf(addressId, '40000000')), contract.requestPayout);
    const stranger = await person('Mallory');
    expectError(await cancel(stranger, id), 'NOT_FOUND');
    expectError(await t.api.get(`/api/payout/payouts/${id}`).set(stranger.auth), 'NOT_FOUND');
  });
});

test('payouts are listed newest first, page by page, and by status', async () => {
  const { who, addressId } = await seller();
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    ids.unshift(expectData(await ask(who, bodyOf(addressId, '2000000')), contract.requestPayout).id);
  }
  const page = async (query: string) =>
    expectData(await t.api.get(`/api/payout/payouts?${query}`).set(who.auth), contract.listPayouts);
  const first = await page('limit=3');
  const second = await page(`limit=3&cursor=${first.nextCursor ?? ''}`);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
  expect((await page('status=confirmed')).items).toEqual([]);
  expectError(await t.api.get('/api/payout/payouts?cursor=abc').set(who.auth), 'VALIDATION_FAILED');
});
