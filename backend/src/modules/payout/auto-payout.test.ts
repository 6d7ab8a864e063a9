import { beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { HOUR_MS } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { TestActor } from '../../testing/actors.ts';
import { signInAs } from '../../testing/actors.ts';
import { approvalOf, dealIn, does, setEscrowStage, stage } from '../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { cancelPart, dealInParts, doesPart } from '../../testing/milestone-stage.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { DESTINATION } from '../../testing/payout-stage.ts';
import { accounts, balanceOf } from '../ledger/index.ts';
import { recordCredentialChange } from '../user/index.ts';
import { AutoRunModel } from './auto-payout.model.ts';
import { noteRelease } from './auto-payout.ts';
import { addPayoutAddress, removePayoutAddress } from './payout-addresses.ts';
import { PayoutModel } from './payout.model.ts';
import * as refund from './refund.contract.ts';
import { runAutoPayout } from './run-auto-payout.ts';

/** What a seller earns goes out by itself: once, to the address they set, not before its hold is over. */
beforeAll(async () => {
  process.env['PAYOUT_ADDRESS_HOLD_HOURS'] = '24';
  await setEscrowStage();
});

const EARNED = 97_500_000n;

const set = async (seller: TestActor, addressId: string, minimum = '0') => {
  const { auth } = await signInAs({ id: seller.id, stepUpUntil: Date.now() + 60_000 });
  const body = { addressId, minimum };
  return stage().api.put('/api/payout/auto/ETH-USDT').set(auth).send(body);
};

/** A delivered deal whose seller has set an automatic payout. */
async function delivered(options: { held?: boolean; minimum?: string; deal?: WaitingDeal } = {}) {
  const deal = options.deal ?? (await dealIn('delivered'));
  const { seller } = deal;
  const address = await addPayoutAddress({ chainId: 31337, address: DESTINATION, label: 'x' }, seller);
  if (options.held !== true) await stage().advance(24 * HOUR_MS);
  expectData(await set(seller, address.id, options.minimum), refund.setAutoPayout);
  return { deal, seller, addressId: address.id };
}

const release = async (deal: WaitingDeal): Promise<void> => {
  await does(deal, 'approve', deal.buyer, await approvalOf(deal));
  await stage().settle();
  await stage().advance(0);
};
const payoutsOf = (seller: TestActor) => PayoutModel.find({ userId: seller.id }).lean();
const payable = (seller: TestActor) => balanceOf(accounts.sellerPayable(seller.id), 'ETH-USDT');
const setting = async (seller: TestActor) =>
  expectData(await stage().api.get('/api/payout/auto').set(seller.auth), refund.listAutoPayouts).items[0];

test('everything earned is asked for when it is released, once', async () => {
  const { deal, seller } = await delivered();
  await release(deal);
  expect(await payoutsOf(seller)).toMatchObject([
    { source: 'seller_payable', destination: DESTINATION, reference: expect.stringMatching(/^auto:/) },
  ]);
  expect(await payable(seller)).toBe(0n);
  const [run] = await AutoRunModel.find({ userId: seller.id }).lean();
  await Promise.all([1, 2, 3].map(() => runAutoPayout(run?._id.toHexString() ?? '')));
  expect(await payoutsOf(seller)).toHaveLength(1);
});

test('one of several milestones goes out when it is released, whatever becomes of the others', async () => {
  const { deal, seller } = await delivered({ deal: await dealInParts() });
  const goOn = async () => {
    await stage().settle();
    await stage().advance(0);
  };
  await doesPart(deal, 'deliver', 1, seller);
  await doesPart(deal, 'approve', 1, deal.buyer);
  await goOn();
  expect((await payoutsOf(seller)).map(({ amountBase }) => amountBase.toString())).toEqual(['19500000']);
  expect(await payable(seller)).toBe(0n);
  await cancelPart(deal, 2);
  await doesPart(deal, 'deliver', 3, seller);
  // Released last, but the deal as a whole is divided and not completed.
  expect((await doesPart(deal, 'approve', 3, deal.buyer)).status).toBe('settled');
  await goOn();
  expect((await payoutsOf(seller)).map(({ amountBase }) => amountBase.toString())).toEqual([
    '19500000',
    '29250000',
  ]);
  expect(await payable(seller)).toBe(0n);
});

test('of several tries at once, or after dying in between, one pays', async () => {
  const { deal, seller } = await delivered();
  await does(deal, 'approve', deal.buyer, await approvalOf(deal));
  await stage().settle();
  const [run] = await AutoRunModel.find({ userId: seller.id }).lean();
  const runId = run?._id.toHexString() ?? '';
  await Promise.allSettled([1, 2, 3, 4].map(() => runAutoPayout(runId)));
  await stage().advance(0);
  expect(await payoutsOf(seller)).toHaveLength(1);
  // The payout was made, and its process died before it could say so.
  await AutoRunModel.updateOne({ _id: run?._id }, { $set: { status: 'waiting', payoutId: null } });
  await runAutoPayout(runId);
  const payouts = await payoutsOf(seller);
  expect(payouts).toHaveLength(1);
  expect(await AutoRunModel.findById(runId).lean()).toMatchObject({
    status: 'paid_out',
    payoutId: payouts[0]?._id,
  });
});

test('the same event notes it once', async () => {
  const { seller } = await delivered();
  const eventId = new Types.ObjectId().toHexString();
  await inTransaction((tx) => noteRelease(tx, eventId, seller.id));
  await expect(inTransaction((tx) => noteRelease(tx, eventId, seller.id))).rejects.toThrow(/E11000/);
  expect(await AutoRunModel.countDocuments({ userId: seller.id })).toBe(1);
  await stage().advance(0);
  // There was nothing to pay out.
  expect(await payoutsOf(seller)).toEqual([]);
});

test('a hold is waited for, visibly', async () => {
  const { deal, seller } = await delivered({ held: true });
  await release(deal);
  expect(await payoutsOf(seller)).toEqual([]);
  expect(await payable(seller)).toBe(EARNED);
  expect(await setting(seller)).toMatchObject({ state: 'on', waitsUntil: expect.any(String) });
  await stage().advance(23 * HOUR_MS);
  expect(await payoutsOf(seller)).toEqual([]);
  await stage().advance(HOUR_MS);
  expect(await payoutsOf(seller)).toHaveLength(1);
  expect(await setting(seller)).toMatchObject({ waitsUntil: null });
});

describe('nothing goes out by itself', () => {
  test('below the minimum', async () => {
    const { deal, seller } = await delivered({ minimum: (EARNED + 1n).toString() });
    await release(deal);
    expect(await payable(seller)).toBe(EARNED);
    expect(await payoutsOf(seller)).toEqual([]);
  });

  test('after a change of credentials, until it is set anew', async () => {
    const { deal, seller, addressId } = await delivered();
    await inTransaction((tx) => recordCredentialChange(tx, seller.id));
    expect(await setting(seller)).toMatchObject({ state: 'off_credentials' });
    await release(deal);
    await stage().advance(48 * HOUR_MS);
    expect(await payoutsOf(seller)).toEqual([]);
    expectData(await set(seller, addressId), refund.setAutoPayout);
    expect(await setting(seller)).toMatchObject({ state: 'on' });
  });

  test('when credentials change while it waits for the hold', async () => {
    const { deal, seller } = await delivered({ held: true });
    await release(deal);
    await inTransaction((tx) => recordCredentialChange(tx, seller.id));
    await stage().advance(48 * HOUR_MS);
    expect(await payoutsOf(seller)).toEqual([]);
    expect(await payable(seller)).toBe(EARNED);
  });

  test('once its address is removed, or it is turned off', async () => {
    const [gone, off] = [await delivered(), await delivered()];
    await removePayoutAddress({ addressId: gone.addressId }, gone.seller);
    expect(await setting(gone.seller)).toMatchObject({ state: 'off_address', address: null });
    expectData(
      await stage().api.delete('/api/payout/auto/ETH-USDT').set(off.seller.auth),
      refund.removeAutoPayout,
    );
    for (const { deal, seller } of [gone, off]) {
      await release(deal);
      expect(await payoutsOf(seller)).toEqual([]);
    }
  });
});

test('it wants a confirmed password and an address of one’s own', async () => {
  const [mine, other] = [await delivered(), await delivered()];
  const path = '/api/payout/auto/ETH-USDT';
  const body = { addressId: other.addressId, minimum: '0' };
  expectError(await stage().api.put(path).set(mine.seller.auth).send(body), 'STEP_UP_REQUIRED');
  expectError(await set(mine.seller, other.addressId), 'INVALID_ADDRESS');
});
