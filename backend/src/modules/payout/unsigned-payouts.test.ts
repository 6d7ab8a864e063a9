import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { database } from '../../platform/mongo.ts';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { person } from '../../testing/marketplace.ts';
import {
  asked,
  callsFor,
  inflight,
  mendStage,
  onStage,
  payable,
  present,
  round,
  setPayoutStage,
  steps,
} from '../../testing/payout-stage.ts';
import { addressSigned, newKey, proven } from '../../testing/wallets.ts';
import { approvePayout, refusePayout } from './judge-payout.ts';
import { addPayoutAddress } from './payout-addresses.ts';
import { PayoutModel } from './payout.model.ts';
import type { PayoutRecord } from './payout.repository.ts';
import { cancelPayout } from './payout.service.ts';
import * as refund from './refund.contract.ts';

/** Who signs a payout address is paid there only from then on, also of what was asked for before. */
beforeAll(() => setPayoutStage());
beforeEach(mendStage);

const ALL = 100_000_000n;

/** What its owner was told of a payout. */
const told = async ({ userId, id }: PayoutRecord): Promise<string[]> => {
  await onStage().app.settle();
  const rows = await database()
    .collection('notifications')
    .find({ userId: new Types.ObjectId(userId), key: { $regex: id } })
    .toArray();
  return rows.map(({ kind }) => String(kind));
};

const ownerOf = ({ userId }: PayoutRecord): Promise<TestActor> => signInAs({ id: userId });

/** Its owner signs another address: a wallet of theirs. */
async function signsAnother(payout: PayoutRecord): Promise<void> {
  const { app } = onStage();
  const [who, key] = [await ownerOf(payout), newKey()];
  await addressSigned(app, who, await proven(app, who, key), key);
}

/** One that an admin has to let go. */
async function waiting(): Promise<PayoutRecord> {
  const payout = await asked();
  await PayoutModel.updateOne(
    { _id: payout.id },
    { $set: { status: 'requested', approvalsNeeded: 1, approvalReason: 'amount' } },
  );
  return present(payout);
}

async function expectTakenBack(payout: PayoutRecord): Promise<void> {
  expect((await present(payout)).status).toBe('cancelled');
  expect([await inflight(payout), await payable(payout)]).toEqual([0n, ALL]);
  expect(callsFor(payout)).toBe(0);
}

test('what waits to be approved or sent comes back when another address is signed, whoever hears of it', async () => {
  onStage().gateway.online = [];
  const payouts = [await waiting(), await asked()];
  const other = await asked();
  for (const payout of payouts) await signsAnother(payout);
  await onStage().app.settle();
  for (const payout of payouts) {
    await expectTakenBack(payout);
    expect((await present(payout)).reason).toContain('signed another');
    expect(await told(payout)).toEqual(['payout:cancelled']);
  }
  const [first] = payouts;
  const admin = await person('Ada', { role: 'admin' });
  await expect(approvePayout({ payoutId: first?.id ?? '' }, admin)).rejects.toMatchObject({
    code: 'INVALID_TRANSITION',
  });
  expect((await present(other)).status).toBe('approved');
});

test('its owner hears of it when an admin does not let it go, and not of what they took back themselves', async () => {
  const admin = await person('Ada', { role: 'admin' });
  const [refused, own] = [await waiting(), await waiting()];
  await refusePayout({ payoutId: refused.id, note: 'The account is under review.' }, admin);
  await cancelPayout({ payoutId: own.id }, { id: own.userId });
  expect([await told(refused), await told(own)]).toEqual([['payout:cancelled'], []]);
});

test('it is not sent where nobody has heard of the signature yet', async () => {
  const payout = await asked();
  // Signed without the event that tells of it: many rounds of the worker come first.
  const signed = { userId: new Types.ObjectId(payout.userId), chainId: 31337, replacedAt: null };
  await database()
    .collection('signed_payout_addresses')
    .insertOne({ ...signed, address: newKey().address, proof: {}, signedAt: new Date() });
  await Promise.all([round(), round(), round()]);
  await expectTakenBack(payout);
});

test('what was sent before stays sent', async () => {
  const payout = await asked();
  await round();
  await signsAnother(payout);
  await onStage().app.settle();
  await round();
  expect(await steps(payout)).toEqual(['requested', 'approved', 'submitting', 'submitted']);
  expect([await inflight(payout), callsFor(payout)]).toEqual([25_000_000n, 1]);
});

test('a signature for the address that it goes to changes nothing', async () => {
  const { app, gateway } = onStage();
  gateway.online = [];
  const payout = await asked();
  const [who, key] = [await ownerOf(payout), newKey()];
  await PayoutModel.updateOne({ _id: payout.id }, { $set: { destination: key.address } });
  await addressSigned(app, who, await proven(app, who, key), key);
  await app.settle();
  expect((await present(payout)).status).toBe('approved');
  mendStage();
  await round();
  expect((await present(payout)).status).toBe('submitted');
});

test('an automatic payout to another address says that it is off, and cannot be set to one', async () => {
  const { app } = onStage();
  const who = await person('Sam');
  const sure = await signInAs({ id: who.id, stepUpUntil: Date.now() + 60_000 });
  const set = (addressId: string) =>
    app.api.put('/api/payout/auto/ETH-USDT').set(sure.auth).send({ addressId, minimum: '0' });
  const add = async (address: string) =>
    (await addPayoutAddress({ chainId: 31337, address, label: 'x' }, who)).id;
  const [key, free] = [newKey(), await add(newKey().address)];
  const setting = async () =>
    expectData(await app.api.get('/api/payout/auto').set(who.auth), refund.listAutoPayouts).items[0];
  expectData(await set(free), refund.setAutoPayout);
  expect(await setting()).toMatchObject({ state: 'on' });
  await addressSigned(app, who, await proven(app, who, key), key);
  expect(await setting()).toMatchObject({ state: 'off_unsigned' });
  expectError(await set(free), 'ADDRESS_NOT_SIGNED');
  expectData(await set(await add(key.address)), refund.setAutoPayout);
  expect(await setting()).toMatchObject({ state: 'on' });
});
