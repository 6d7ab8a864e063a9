import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import type { PrivateKeyAccount } from 'viem/accounts';
import { DAY_MS } from '../../../platform/clock.ts';
import { database } from '../../../platform/mongo.ts';
import type { TestActor } from '../../../testing/actors.ts';
import { expectData, expectError } from '../../../testing/expect-envelope.ts';
import { person } from '../../../testing/marketplace.ts';
import { giveBalance } from '../../../testing/money.ts';
import { startTestApp, type TestApp } from '../../../testing/test-app.ts';
import {
  addressChallenge,
  addressSigned,
  newKey,
  proven,
  sendAddress,
  signTyped,
  startContractWallet,
  steppedUp,
  type Wallet,
} from '../../../testing/wallets.ts';
import { accounts, balanceOf } from '../../ledger/index.ts';
import { addPayoutAddress } from '../../payout/index.ts';
import * as payout from '../../payout/payout.contract.ts';
import * as contract from './payout-address.contract.ts';

/** Where money goes by a person's own signature, and how that can change. */
const contractOwner = newKey();
let chain: { rpcUrl: string; wallet: string };
let t: TestApp;
let admin: TestActor;

beforeAll(async () => {
  chain = await startContractWallet(contractOwner.address);
  process.env['CHAIN_RPC_URL'] = chain.rpcUrl;
  process.env['PAYOUT_ADDRESS_HOLD_HOURS'] = '0';
  t = await startTestApp();
  admin = await person('Ada', { role: 'admin' });
}, 90_000);

interface Scene {
  readonly who: TestActor;
  readonly oldKey: PrivateKeyAccount;
  readonly newKey: PrivateKeyAccount;
  readonly oldWallet: Wallet;
  readonly newWallet: Wallet;
}
let s: Scene;

/** Somebody with a balance and two wallets, the first of which is their signed payout address. */
beforeEach(async () => {
  const who = await person('Sam');
  await giveBalance(who.id, 100_000_000n);
  const keys = [newKey(), newKey()] as const;
  const oldWallet = await proven(t, who, keys[0]);
  const newWallet = await proven(t, who, keys[1]);
  s = { who, oldKey: keys[0], newKey: keys[1], oldWallet, newWallet };
  await addressSigned(t, who, oldWallet, keys[0]);
});

const read = async (who: TestActor) =>
  expectData(
    await t.api.get('/api/wallet/payout-addresses').set(who.auth),
    contract.listSignedPayoutAddresses,
  );
const target = async (who: TestActor): Promise<string | undefined> => (await read(who)).items[0]?.address;

let counter = 0;
async function withdraw(who: TestActor, address: string) {
  const known = await t.api.get('/api/payout/addresses').set(who.auth);
  const { items } = expectData(known, payout.listPayoutAddresses);
  const existing = items.find((one) => one.address === address);
  const { id } = existing ?? (await addPayoutAddress({ chainId: 31337, address, label: 'x' }, who));
  counter += 1;
  const body = {
    reference: `signed-${counter}`,
    source: 'seller_payable',
    money: { amount: '10000000', asset: 'ETH-USDT' },
    addressId: id,
  };
  return t.api.post('/api/payout/payouts').set(who.auth).send(body);
}

/** The new wallet signs: a request that waits. */
async function asked(): Promise<string> {
  await addressSigned(t, s.who, s.newWallet, s.newKey);
  const id = (await read(s.who)).replacements[0]?.id;
  if (id === undefined) throw new Error('there is no request');
  return id;
}
const replacement = async () => (await read(s.who)).replacements[0];
const decide = async (id: string, verdict: 'approve' | 'refuse', by: TestActor) =>
  t.api
    .post(`/api/wallet/admin/replacements/${id}/${verdict}`)
    .set((await steppedUp(by)).auth)
    .send({ note: 'We spoke on the phone.' });

describe('a signed payout address', () => {
  test('is the only one that is paid; without one anybody is free to choose', async () => {
    const free = await person('Free');
    await giveBalance(free.id, 100_000_000n);
    expectData(await withdraw(free, newKey().address), payout.requestPayout);
    const refused = await withdraw(s.who, newKey().address);
    expect(expectError(refused, 'ADDRESS_NOT_SIGNED')).toEqual({ signedAddress: s.oldKey.address });
    expect(await balanceOf(accounts.sellerPayable(s.who.id), 'ETH-USDT')).toBe(100_000_000n);
    const paid = expectData(await withdraw(s.who, s.oldKey.address), payout.requestPayout);
    expect(paid.destination).toBe(s.oldKey.address);
  });

  test('wants a confirmed password and a wallet of one’s own, and keeps that wallet', async () => {
    const who = await person('Sam');
    const wallet = await proven(t, who, newKey());
    const challenge = await addressChallenge(t, s.who, s.newWallet.id);
    const body = { nonce: challenge.nonce, signature: await signTyped(s.newKey, challenge), reason: '' };
    expectError(
      await t.api.post('/api/wallet/payout-addresses').set(s.who.auth).send(body),
      'STEP_UP_REQUIRED',
    );
    const foreign = { walletId: s.oldWallet.id, chainId: 31337, signWith: 'itself' };
    const start = (by: TestActor, ask: object) =>
      t.api.post('/api/wallet/payout-addresses/challenge').set(by.auth).send(ask);
    expectError(await start(who, foreign), 'NOT_FOUND');
    expectError(await start(who, { ...foreign, walletId: wallet.id, chainId: 1 }), 'NOT_FOUND');
    expectError(await start(s.who, foreign), 'ALREADY_EXISTS');
    const sure = await steppedUp(s.who);
    const remove = (walletId: string) => t.api.delete(`/api/wallet/wallets/${walletId}`).set(sure.auth);
    expectError(await remove(s.oldWallet.id), 'WALLET_IN_USE');
    await asked();
    expectError(await remove(s.newWallet.id), 'WALLET_IN_USE');
  });

  test('is a contract wallet’s own as well', async () => {
    const who = await person('Sam');
    const wallet = await proven(t, who, contractOwner, chain.wallet);
    const signed = await addressSigned(t, who, wallet, contractOwner);
    expect(signed.items).toMatchObject([
      { address: chain.wallet, signerKind: 'contract', blockNumber: expect.any(Number) },
    ]);
  });

  test('takes no signature of anybody else, of anything else, or a second time', async () => {
    const challenge = await addressChallenge(t, s.who, s.newWallet.id);
    const { typedData } = challenge;
    const altered = { ...typedData, message: { ...typedData.message, payoutAddress: newKey().address } };
    for (const signature of [
      await signTyped(newKey(), challenge),
      await signTyped(s.newKey, { ...challenge, typedData: altered }),
      await signTyped(s.newKey, {
        ...challenge,
        typedData: { ...typedData, domain: { ...typedData.domain, chainId: 1 } },
      }),
    ])
      expectError(await sendAddress(t, s.who, challenge.nonce, signature), 'INVALID_SIGNATURE');
    const right = await signTyped(s.newKey, challenge);
    expectError(await sendAddress(t, await person('Thief'), challenge.nonce, right), 'SIGNATURE_EXPIRED');
    expectData(await sendAddress(t, s.who, challenge.nonce, right), contract.signPayoutAddress);
    expectError(await sendAddress(t, s.who, challenge.nonce, right), 'SIGNATURE_EXPIRED');
    expect(await target(s.who)).toBe(s.oldKey.address);
  });

  test('signed twice at once by a person without one becomes one', async () => {
    const who = await person('Sam');
    const keys = [newKey(), newKey()];
    const signed = await Promise.all(
      keys.map(async (key) => {
        const challenge = await addressChallenge(t, who, (await proven(t, who, key)).id);
        return { nonce: challenge.nonce, signature: await signTyped(key, challenge) };
      }),
    );
    const answers = await Promise.all(
      signed.map(({ nonce, signature }) => sendAddress(t, who, nonce, signature)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await read(who)).items).toHaveLength(1);
  });

  test('changes at once when the one signed before signs the change, which ends an open request', async () => {
    const id = await asked();
    const third = newKey();
    const wallet = await proven(t, s.who, third);
    const signed = await addressSigned(t, s.who, wallet, s.oldKey, 'present');
    expect(signed.items).toMatchObject([{ address: third.address, signer: s.oldKey.address }]);
    expect(signed.replacements).toMatchObject([{ id, status: 'cancelled' }]);
    expectError(await withdraw(s.who, s.oldKey.address), 'ADDRESS_NOT_SIGNED');
    expectData(await withdraw(s.who, third.address), payout.requestPayout);
  });
});

describe('a request to replace it', () => {
  test('waits seven days after an admin’s approval, and pays the old address until then', async () => {
    const id = await asked();
    expect(await replacement()).toMatchObject({
      status: 'held',
      oldAddress: s.oldKey.address,
      newAddress: s.newKey.address,
      reason: 'The old one is lost',
      abilities: ['cancel'],
    });
    expectError(await withdraw(s.who, s.newKey.address), 'ADDRESS_NOT_SIGNED');
    const approved = expectData(await decide(id, 'approve', admin), contract.approveReplacement);
    expect(approved).toMatchObject({
      status: 'approved',
      decidedBy: { id: admin.id },
      abilities: ['refuse'],
    });
    await t.advance(7 * DAY_MS - 60_000);
    expect(await target(s.who)).toBe(s.oldKey.address);
    await t.advance(120_000);
    expect(await replacement()).toMatchObject({ status: 'completed', abilities: [] });
    expect(await target(s.who)).toBe(s.newKey.address);
    expectData(await withdraw(s.who, s.newKey.address), payout.requestPayout);
    expectError(await withdraw(s.who, s.oldKey.address), 'ADDRESS_NOT_SIGNED');
    const sure = await steppedUp(s.who);
    await t.api.delete(`/api/wallet/wallets/${s.oldWallet.id}`).set(sure.auth).expect(200);
  });

  test('that nobody approved stays what it is, and completes with the approval once the time is over', async () => {
    const id = await asked();
    await t.advance(30 * DAY_MS);
    expect(await replacement()).toMatchObject({ status: 'held' });
    expect(await target(s.who)).toBe(s.oldKey.address);
    const done = expectData(await decide(id, 'approve', admin), contract.approveReplacement);
    expect(done.history.map(({ status }) => status)).toEqual(['held', 'approved', 'completed']);
    expect(await target(s.who)).toBe(s.newKey.address);
  });

  test('is decided by an admin with a confirmed password, and by nobody about their own', async () => {
    const id = await asked();
    const approve = `/api/wallet/admin/replacements/${id}/approve`;
    expectError(await t.api.post(approve).set(s.who.auth).send({}), 'FORBIDDEN');
    expectError(await t.api.post(approve).set(admin.auth).send({}), 'STEP_UP_REQUIRED');
    const self = { ...(await steppedUp({ ...s.who, role: 'admin' })), role: 'admin' as const };
    expectError(await t.api.post(approve).set(self.auth).send({}), 'FORBIDDEN');
    const own = await t.api.get('/api/wallet/admin/replacements?limit=100').set(self.auth);
    const listed = expectData(own, contract.listReplacements).items.find((one) => one.id === id);
    expect(listed).toMatchObject({ user: { id: s.who.id, name: 'Sam' }, abilities: [] });
    expectData(await decide(id, 'refuse', admin), contract.refuseReplacement);
    expectError(await decide(id, 'approve', admin), 'INVALID_TRANSITION');
    await t.advance(8 * DAY_MS);
    expect(await target(s.who)).toBe(s.oldKey.address);
  });

  test('is open once, and stopped by its owner’s confirmed password', async () => {
    const id = await asked();
    const again = await addressChallenge(t, s.who, s.newWallet.id);
    expectError(await sendAddress(t, s.who, again.nonce, await signTyped(s.newKey, again)), 'ALREADY_EXISTS');
    const cancel = `/api/wallet/replacements/${id}/cancel`;
    expectError(await t.api.post(cancel).set(s.who.auth), 'STEP_UP_REQUIRED');
    const other = await steppedUp(await person('Other'));
    expectError(await t.api.post(cancel).set(other.auth), 'NOT_FOUND');
    await decide(id, 'approve', admin);
    await t.api
      .post(cancel)
      .set((await steppedUp(s.who)).auth)
      .expect(200);
    await t.advance(8 * DAY_MS);
    expect(await target(s.who)).toBe(s.oldKey.address);
    expect(await replacement()).toMatchObject({ status: 'cancelled' });
  });

  test('is stopped by the old wallet alone, without an account', async () => {
    const id = await asked();
    const path = `/api/wallet/replacements/${id}/stop/challenge`;
    expectError(await t.api.post(path).send({ wallet: s.newKey.address }), 'NOT_FOUND');
    const started = await t.api.post(path).send({ wallet: s.oldKey.address });
    const challenge = expectData(started, contract.startStoppingReplacement);
    const stop = (signature: string) =>
      t.api.post('/api/wallet/replacements/stop').send({ nonce: challenge.nonce, signature });
    expectError(await stop(await signTyped(s.newKey, challenge)), 'INVALID_SIGNATURE');
    const right = await signTyped(s.oldKey, challenge);
    expectData(await stop(right), contract.stopReplacement);
    expectError(await stop(right), 'SIGNATURE_EXPIRED');
    expect(await replacement()).toMatchObject({ status: 'cancelled' });
    expectError(await t.api.post(path).send({ wallet: s.oldKey.address }), 'NOT_FOUND');
  });

  test('approved and stopped at the same moment ends one way', async () => {
    const id = await asked();
    await t.advance(8 * DAY_MS);
    const sure = await steppedUp(s.who);
    const [approval, stop] = await Promise.all([
      decide(id, 'approve', admin),
      t.api.post(`/api/wallet/replacements/${id}/cancel`).set(sure.auth),
    ]);
    const won = approval.status === 200;
    expect(stop.status === 200).toBe(!won);
    expect(await target(s.who)).toBe(won ? s.newKey.address : s.oldKey.address);
    expect(await replacement()).toMatchObject({ status: won ? 'completed' : 'cancelled' });
  });

  test('tells its owner, by mail as well, and every admin', async () => {
    await asked();
    await t.settle();
    const desk = await database()
      .collection('notifications')
      .find({ kind: 'wallet:replacement-requested', userId: new Types.ObjectId(admin.id) })
      .toArray();
    expect(desk.at(-1)).toMatchObject({ params: { counterparty: 'Sam' } });
    const mailed = { notificationId: { $in: desk.map(({ _id }) => _id) } };
    expect(await database().collection('mails').countDocuments(mailed)).toBe(desk.length);
    const listed = await t.api.get('/api/notifications').set(s.who.auth);
    const { id } = (await replacement()) ?? { id: '' };
    const body = JSON.stringify(listed.body);
    expect(body).toContain('wallet:replacement-updated');
    expect(body).toContain(`"replacementId":"${id}"`);
  });
});
