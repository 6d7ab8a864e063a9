import { beforeAll, describe, expect, test } from '@jest/globals';
import { createPublicClient, createWalletClient, http, parseEther, type Address } from 'viem';
import { foundry } from 'viem/chains';
import type { TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { person } from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import {
  challengeFor,
  CHAIN_ID,
  newKey,
  proven,
  sendProof,
  startContractWallet,
  steppedUp,
} from '../../testing/wallets.ts';
import * as contract from './wallet.contract.ts';
import { ChallengeModel, WalletModel } from './wallet.model.ts';

/** Who a wallet belongs to, by its own signature: keys, and a real contract on a real chain. */
const contractOwner = newKey();
let chain: { rpcUrl: string; wallet: string };
let t: TestApp;

beforeAll(async () => {
  chain = await startContractWallet(contractOwner.address);
  process.env['CHAIN_RPC_URL'] = chain.rpcUrl;
  t = await startTestApp();
}, 90_000);

const listed = async (who: TestActor) =>
  expectData(await t.api.get('/api/wallet/wallets').set(who.auth), contract.listWallets).items;
const remove = async (who: TestActor, walletId: string) =>
  t.api.delete(`/api/wallet/wallets/${walletId}`).set((await steppedUp(who)).auth);

describe('a proof', () => {
  test('is a text that names site, person, wallet, chain and a nonce, and makes the wallet theirs', async () => {
    const [who, key] = [await person('Sam'), newKey()];
    const challenge = await challengeFor(t, who, key.address.toLowerCase());
    for (const part of [
      'localhost:8083 wants you to sign in',
      key.address,
      who.id,
      `Chain ID: ${CHAIN_ID}`,
      `Nonce: ${challenge.nonce}`,
      'Expiration Time: ',
    ])
      expect(challenge.message).toContain(part);
    const signature = await key.signMessage({ message: challenge.message });
    const wallet = expectData(await sendProof(t, who, challenge.nonce, signature), contract.proveWallet);
    expect(wallet).toMatchObject({
      address: key.address,
      kind: 'eoa',
      network: 'Ethereum',
      isPayoutAddress: false,
    });
    expect(await listed(who)).toEqual([wallet]);
    const stored = await WalletModel.findOne({ address: key.address }).lean();
    expect(stored?.proof).toEqual({ message: challenge.message, signature });
  });

  test('counts once: the same nonce again, also for what it proved, is refused', async () => {
    const [who, key] = [await person('Sam'), newKey()];
    const { nonce, message } = await challengeFor(t, who, key.address);
    const signature = await key.signMessage({ message });
    expectData(await sendProof(t, who, nonce, signature), contract.proveWallet);
    expectError(await sendProof(t, who, nonce, signature), 'SIGNATURE_EXPIRED');
  });

  test('sent twice at once is taken once', async () => {
    const [who, key] = [await person('Sam'), newKey()];
    const { nonce, message } = await challengeFor(t, who, key.address);
    const signature = await key.signMessage({ message });
    const answers = await Promise.all([1, 2, 3].map(() => sendProof(t, who, nonce, signature)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    expect(await listed(who)).toHaveLength(1);
  });

  test('runs out by the wall clock, which moving the business clock does not change', async () => {
    const [who, key] = [await person('Sam'), newKey()];
    const { nonce, message } = await challengeFor(t, who, key.address);
    const signature = await key.signMessage({ message });
    await ChallengeModel.updateOne({ _id: nonce }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expectError(await sendProof(t, who, nonce, signature), 'SIGNATURE_EXPIRED');
    const next = await challengeFor(t, who, key.address);
    await t.advance(3 * 24 * 3_600_000);
    expectData(
      await sendProof(t, who, next.nonce, await key.signMessage({ message: next.message })),
      contract.proveWallet,
    );
  });

  test('is the person’s alone who asked for it', async () => {
    const [who, thief, key] = [await person('Sam'), await person('Thief'), newKey()];
    const { nonce, message } = await challengeFor(t, who, key.address);
    const signature = await key.signMessage({ message });
    expectError(await sendProof(t, thief, nonce, signature), 'SIGNATURE_EXPIRED');
    expect(await listed(thief)).toEqual([]);
  });

  test('by another key, of another text, of another chain or of other bytes is refused', async () => {
    const [who, key] = [await person('Sam'), newKey()];
    const { nonce, message } = await challengeFor(t, who, key.address);
    const bad = [
      await newKey().signMessage({ message }),
      await key.signMessage({ message: `${message} ` }),
      await key.signMessage({ message: message.replace(`Chain ID: ${CHAIN_ID}`, 'Chain ID: 1') }),
      await key.signMessage({ message: message.replace('localhost:8083', 'amn.example') }),
      `0x${'11'.repeat(65)}` as const,
      '0x00' as const,
    ];
    for (const signature of bad) expectError(await sendProof(t, who, nonce, signature), 'INVALID_SIGNATURE');
    expect(await listed(who)).toEqual([]);
    // Nothing of that used the nonce up.
    expectData(await sendProof(t, who, nonce, await key.signMessage({ message })), contract.proveWallet);
  });

  test('is asked for a wallet on a chain that is paid on, and by a verified person', async () => {
    const who = await person('Sam');
    const key = newKey();
    const ask = (body: object, by = who) => t.api.post('/api/wallet/challenges').set(by.auth).send(body);
    expectError(await ask({ address: key.address, chainId: 1 }), 'VALIDATION_FAILED');
    expectError(await ask({ address: `0x${'g'.repeat(40)}`, chainId: CHAIN_ID }), 'VALIDATION_FAILED');
    const wrongCase = '0x70997970c51812dc3A010C7d01b50e0d17dc79C8';
    expectError(await ask({ address: wrongCase, chainId: CHAIN_ID }), 'VALIDATION_FAILED');
    const unverified = await person('New', { verified: false });
    expectError(await ask({ address: key.address, chainId: CHAIN_ID }, unverified), 'EMAIL_NOT_VERIFIED');
  });
});

describe('a wallet', () => {
  test('has one owner at a time, and can change hands once its owner has removed it', async () => {
    const [first, second, key] = [await person('First'), await person('Second'), newKey()];
    const wallet = await proven(t, first, key);
    const { nonce, message } = await challengeFor(t, second, key.address);
    expectError(await sendProof(t, second, nonce, await key.signMessage({ message })), 'WALLET_TAKEN');
    expectError(await remove(second, wallet.id), 'NOT_FOUND');
    expectError(await t.api.delete(`/api/wallet/wallets/${wallet.id}`).set(first.auth), 'STEP_UP_REQUIRED');
    expectData(await remove(first, wallet.id), contract.removeWallet);
    expectError(await remove(first, wallet.id), 'NOT_FOUND');
    expect(await listed(first)).toEqual([]);
    expect((await proven(t, second, key)).address).toBe(key.address);
    expect(await listed(second)).toHaveLength(1);
  });

  test('proven by two people at the same moment becomes one’s', async () => {
    const key = newKey();
    const people = await Promise.all(['A', 'B', 'C', 'D'].map((name) => person(name)));
    const proofs = await Promise.all(
      people.map(async (who) => {
        const { nonce, message } = await challengeFor(t, who, key.address);
        return { who, nonce, signature: await key.signMessage({ message }) };
      }),
    );
    const answers = await Promise.all(
      proofs.map(({ who, nonce, signature }) => sendProof(t, who, nonce, signature)),
    );
    const winners = answers.filter(({ status }) => status === 201);
    expect(winners).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 201) expectError(answer, 'WALLET_TAKEN');
    expect(await WalletModel.countDocuments({ address: key.address })).toBe(1);
  });

  test('proven again by its owner stays one wallet', async () => {
    const [who, key] = [await person('Sam'), newKey()];
    const first = await proven(t, who, key);
    const again = await proven(t, who, key);
    expect(again.id).toBe(first.id);
    expect(await listed(who)).toHaveLength(1);
  });
});

describe('a contract wallet', () => {
  const client = () =>
    createPublicClient({ chain: foundry, transport: http(chain.rpcUrl), pollingInterval: 50 });

  test('is proven by what its contract says of the signature', async () => {
    const [who, stranger] = [await person('Sam'), newKey()];
    const { nonce, message } = await challengeFor(t, who, chain.wallet);
    expectError(await sendProof(t, who, nonce, await stranger.signMessage({ message })), 'INVALID_SIGNATURE');
    const wallet = expectData(
      await sendProof(t, who, nonce, await contractOwner.signMessage({ message })),
      contract.proveWallet,
    );
    expect(wallet).toMatchObject({ address: chain.wallet, kind: 'contract', chainId: CHAIN_ID });
  });

  test('does not take a signature that its contract has stopped calling its own', async () => {
    const [who, next] = [await person('Sam'), newKey()];
    const wallet = createWalletClient({
      account: contractOwner,
      chain: foundry,
      transport: http(chain.rpcUrl),
    });
    const call = async (method: string, params: unknown[]): Promise<void> => {
      await fetch(chain.rpcUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      });
    };
    await call('anvil_setBalance', [contractOwner.address, `0x${parseEther('1').toString(16)}`]);
    const { nonce, message } = await challengeFor(t, who, chain.wallet);
    const signature = await contractOwner.signMessage({ message });
    const hash = await wallet.writeContract({
      address: chain.wallet as Address,
      abi: [
        {
          type: 'function',
          name: 'changeOwner',
          stateMutability: 'nonpayable',
          inputs: [{ type: 'address' }],
          outputs: [],
        },
      ],
      functionName: 'changeOwner',
      args: [next.address],
    });
    await client().waitForTransactionReceipt({ hash });
    expectError(await sendProof(t, who, nonce, signature), 'INVALID_SIGNATURE');
  });

  test('is nothing where there is no contract', async () => {
    const who = await person('Sam');
    const { nonce, message } = await challengeFor(t, who, newKey().address);
    expectError(
      await sendProof(t, who, nonce, await contractOwner.signMessage({ message })),
      'INVALID_SIGNATURE',
    );
  });
});
