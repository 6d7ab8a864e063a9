import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestActor } from '../../testing/actors.ts';
import { signInAs } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { startFakeGateway, type FakeGateway } from '../../testing/fake-gateway.ts';
import { person } from '../../testing/marketplace.ts';
import { giveBalance } from '../../testing/money.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { addPayoutAddress } from './payout-addresses.ts';
import * as desk from './desk.contract.ts';
import * as contract from './payout.contract.ts';

let gateway: FakeGateway;
let t: TestApp;

beforeAll(async () => {
  gateway = await startFakeGateway();
  process.env['SHKEEPER_URL'] = gateway.url;
  process.env['PAYOUT_ADDRESS_HOLD_HOURS'] = '0';
  t = await startTestApp({ relay: false });
});
afterAll(() => gateway.stop());

const ADDRESS = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
let counter = 0;

/** Asks for everything that somebody has. */
const askForAll = async (who: TestActor, base: bigint) => {
  await giveBalance(who.id, base);
  const address = await addPayoutAddress({ chainId: 31337, address: ADDRESS, label: 'x' }, who);
  counter += 1;
  const body = {
    reference: `approval-${counter}`,
    source: 'seller_payable',
    money: { amount: base.toString(), asset: 'ETH-USDT' },
    addressId: address.id,
  };
  return expectData(await t.api.post('/api/payout/payouts').set(who.auth).send(body), contract.requestPayout);
};

describe('approval above the limits', () => {
  const approve = async (admin: TestActor, id: string) =>
    t.api
      .post(`/api/payout/payouts/${id}/approve`)
      .set((await signInAs({ id: admin.id, role: admin.role, stepUpUntil: Date.now() + 60_000 })).auth);
  const large = async (cents: number) => {
    const base = BigInt(cents) * 10_000n;
    const who = await person('Sam');
    const payout = await askForAll(who, base);
    expect(payout.status).toBe('requested');
    return { who, id: payout.id };
  };

  test('takes one admin, with a confirmed password', async () => {
    const { who, id } = await large(100_001);
    const admin = await person('Ada', { role: 'admin' });
    expectError(await approve(who, id), 'FORBIDDEN');
    const path = `/api/payout/payouts/${id}/approve`;
    expectError(await t.api.post(path).set(admin.auth), 'STEP_UP_REQUIRED');
    expect(expectData(await approve(admin, id), desk.approvePayout).status).toBe('approved');
    expectError(await approve(admin, id), 'CONFLICT');
  });

  test('takes two different ones above the second limit', async () => {
    const { id } = await large(1_000_001);
    const [ada, bob] = [await person('Ada', { role: 'admin' }), await person('Bob', { role: 'admin' })];
    expect(expectData(await approve(ada, id), desk.approvePayout).status).toBe('requested');
    expectError(await approve(ada, id), 'CONFLICT');
    expect(expectData(await approve(bob, id), desk.approvePayout).status).toBe('approved');
  });

  test('is never one’s own', async () => {
    const admin = await person('Ada', { role: 'admin' });
    const own = await askForAll(admin, 5_000_000_000n);
    expectError(await approve(admin, own.id), 'FORBIDDEN');
  });
});
