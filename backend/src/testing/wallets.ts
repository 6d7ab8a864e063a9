import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { getAddress, type Hex, type TypedDataDefinition } from 'viem';
import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts';
import { z } from 'zod';
import * as addresses from '../modules/wallet/payout-address/payout-address.contract.ts';
import * as wallets from '../modules/wallet/wallet.contract.ts';
import { signInAs, type TestActor } from './actors.ts';
import { expectData } from './expect-envelope.ts';
import { spawnNode } from './spawn.ts';
import { atSuiteEnd } from './suite-end.ts';
import type { TestApp } from './test-app.ts';

export const CHAIN_ID = 31337;

/** A key nobody else has. */
export const newKey = (): PrivateKeyAccount => privateKeyToAccount(generatePrivateKey());

export const steppedUp = (who: TestActor): Promise<TestActor> =>
  signInAs({ id: who.id, role: who.role, stepUpUntil: Date.now() + 60_000 });

export type Wallet = z.output<typeof wallets.walletSchema>;
export type TypedChallenge = z.output<typeof wallets.typedChallengeSchema>;

/** Asks for the text that proves a wallet. */
export async function challengeFor(t: TestApp, who: TestActor, address: string, chainId = CHAIN_ID) {
  const response = await t.api.post('/api/wallet/challenges').set(who.auth).send({ address, chainId });
  return expectData(response, wallets.startWalletProof);
}

export const sendProof = (t: TestApp, who: TestActor, nonce: string, signature: Hex) =>
  t.api.post('/api/wallet/wallets').set(who.auth).send({ nonce, signature });

/** Makes a key's wallet somebody's; of a contract, its address is given beside the key that signs for it. */
export async function proven(
  t: TestApp,
  who: TestActor,
  key: PrivateKeyAccount,
  address: string = key.address,
): Promise<Wallet> {
  const { nonce, message } = await challengeFor(t, who, address);
  const signature = await key.signMessage({ message });
  return expectData(await sendProof(t, who, nonce, signature), wallets.proveWallet);
}

export const signTyped = (key: PrivateKeyAccount, { typedData }: TypedChallenge): Promise<Hex> =>
  key.signTypedData(typedData as unknown as TypedDataDefinition);

export async function addressChallenge(
  t: TestApp,
  who: TestActor,
  walletId: string,
  signWith: 'itself' | 'present' = 'itself',
): Promise<TypedChallenge> {
  const body = { walletId, chainId: CHAIN_ID, signWith };
  const response = await t.api.post('/api/wallet/payout-addresses/challenge').set(who.auth).send(body);
  return expectData(response, addresses.startSigningPayoutAddress);
}

export const sendAddress = async (
  t: TestApp,
  who: TestActor,
  nonce: string,
  signature: Hex,
  reason = 'The old one is lost',
) =>
  t.api
    .post('/api/wallet/payout-addresses')
    .set((await steppedUp(who)).auth)
    .send({ nonce, signature, reason });

/** Signs that money goes to one of somebody's proven wallets, with the key given. */
export async function addressSigned(
  t: TestApp,
  who: TestActor,
  wallet: Wallet,
  key: PrivateKeyAccount,
  signWith: 'itself' | 'present' = 'itself',
) {
  const challenge = await addressChallenge(t, who, wallet.id, signWith);
  const response = await sendAddress(t, who, challenge.nonce, await signTyped(key, challenge));
  return expectData(response, addresses.signPayoutAddress);
}

const readySchema = z.object({ rpcUrl: z.string(), wallet: z.string() });
const START_WITHIN_MS = 60_000;

/** A real chain with a real contract wallet on it that this key owns; gone at the file's end. */
export async function startContractWallet(owner: string): Promise<z.infer<typeof readySchema>> {
  const running = spawnNode('src/testing/contract-wallet-child.ts', [owner]);
  atSuiteEnd(async () => {
    running.child.kill('SIGTERM');
    await running.exit;
  });
  const giveUpAt = Date.now() + START_WITHIN_MS;
  while (!running.output().includes('\n')) {
    if (running.child.exitCode !== null) throw new Error((await running.exit).stderr);
    if (Date.now() > giveUpAt) throw new Error('the chain did not come up');
    await sleep(50);
  }
  const ready = readySchema.parse(JSON.parse(running.output()));
  expect(getAddress(ready.wallet)).not.toBe(getAddress(owner));
  return { ...ready, wallet: getAddress(ready.wallet) };
}
