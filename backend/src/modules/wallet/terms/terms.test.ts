import { beforeAll, describe, expect, test } from '@jest/globals';
import { hashTypedData, recoverTypedDataAddress, type Hex, type TypedDataDefinition } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import * as escrow from '../../escrow/escrow.contract.ts';
import type { TestActor } from '../../../testing/actors.ts';
import { expectData, expectError } from '../../../testing/expect-envelope.ts';
import { person } from '../../../testing/marketplace.ts';
import { act, dealIn, setEscrowStage, stage } from '../../../testing/escrow-stage.ts';
import { waitingDeal, type WaitingDeal } from '../../../testing/paid-deals.ts';
import type { TestApp } from '../../../testing/test-app.ts';
import {
  addressSigned,
  CHAIN_ID,
  newKey,
  proven,
  signTyped,
  startContractWallet,
  steppedUp,
  type TypedChallenge,
  type Wallet,
} from '../../../testing/wallets.ts';
import { signaturesOfContract } from '../index.ts';
import { ChallengeModel } from '../wallet.model.ts';
import * as contract from './terms.contract.ts';

/** Both parties sign what they agreed to, each with a wallet of their own: a key, and a contract. */
const contractOwner = newKey();
let chain: { rpcUrl: string; wallet: string };
let t: TestApp;

beforeAll(async () => {
  chain = await startContractWallet(contractOwner.address);
  process.env['CHAIN_RPC_URL'] = chain.rpcUrl;
  await setEscrowStage();
  t = stage();
}, 90_000);

const path = (deal: WaitingDeal): string => `/api/wallet/deals/${deal.requestId}/signatures`;
const start = (deal: WaitingDeal, who: TestActor, walletId: string) =>
  t.api
    .post(`${path(deal)}/challenge`)
    .set(who.auth)
    .send({ walletId });
const challenge = async (deal: WaitingDeal, who: TestActor, wallet: Wallet): Promise<TypedChallenge> =>
  expectData(await start(deal, who, wallet.id), contract.startSigningTerms);
const send = (deal: WaitingDeal, who: TestActor, nonce: string, signature: Hex) =>
  t.api.post(path(deal)).set(who.auth).send({ nonce, signature });
const read = async (deal: WaitingDeal, who: TestActor) =>
  expectData(await t.api.get(path(deal)).set(who.auth), contract.getDealSignatures);

/** A deal that waits for its payment, and its seller's wallet. */
async function scene(): Promise<{ deal: WaitingDeal; key: PrivateKeyAccount; wallet: Wallet }> {
  const deal = await waitingDeal(t);
  const key = newKey();
  return { deal, key, wallet: await proven(t, deal.seller, key) };
}

describe('the terms of a deal', () => {
  test('are signed as a wallet shows them, and can be checked with nothing but the signature', async () => {
    const { deal, key, wallet } = await scene();
    await addressSigned(t, deal.seller, wallet, key);
    expect((await read(deal, deal.seller)).abilities).toEqual(['sign']);
    const asked = await challenge(deal, deal.seller, wallet);
    const { contract: terms } = expectData(
      await t.api.get(`/api/escrow/deals/${deal.requestId}`).set(deal.seller.auth),
      escrow.getDeal,
    );
    expect(asked.typedData.domain).toEqual({ name: 'Amn', version: '1', chainId: CHAIN_ID });
    expect(asked.typedData.message).toMatchObject({
      contractId: deal.contractId,
      termsHash: `0x${terms.termsHash}`,
      buyer: { account: deal.buyer.id, name: 'Bita' },
      seller: { account: deal.seller.id, name: 'Sam' },
      signedAs: 'seller',
      price: '100.00 USD',
      milestones: [{ id: terms.milestones[0]?.id, title: 'A logo for a tea house', price: '100.00 USD' }],
      acceptedAssets: ['ETH-USDT', 'ETH-USDC'],
      payoutAsset: 'ETH-USDT / ETH-USDC',
      payoutAddress: key.address,
    });
    const signature = await signTyped(key, asked);
    const signed = expectData(await send(deal, deal.seller, asked.nonce, signature), contract.signTerms);
    expect(signed).toMatchObject({ contractId: deal.contractId, abilities: [] });

    const [kept, ...others] = await signaturesOfContract(deal.contractId);
    if (!kept) throw new Error('nothing was kept');
    expect(others).toEqual([]);
    expect(signed.items).toEqual([kept]);
    const data = kept.typedData as unknown as TypedDataDefinition;
    expect(hashTypedData(data)).toBe(kept.digest);
    expect(await recoverTypedDataAddress({ ...data, signature: kept.signature as Hex })).toBe(key.address);
    expect(kept).toMatchObject({
      role: 'seller',
      userId: deal.seller.id,
      wallet: key.address,
      walletKind: 'eoa',
      termsHash: terms.termsHash,
      blockNumber: null,
    });
    // The other party sees it and may still sign.
    expect(await read(deal, deal.buyer)).toMatchObject({ items: [{ role: 'seller' }], abilities: ['sign'] });
  });

  test('are signed by a contract wallet as well, with the block in which it said so', async () => {
    const deal = await waitingDeal(t);
    const wallet = await proven(t, deal.buyer, contractOwner, chain.wallet);
    const asked = await challenge(deal, deal.buyer, wallet);
    const stranger = await signTyped(newKey(), asked);
    expectError(await send(deal, deal.buyer, asked.nonce, stranger), 'INVALID_SIGNATURE');
    const signature = await signTyped(contractOwner, asked);
    const signed = expectData(await send(deal, deal.buyer, asked.nonce, signature), contract.signTerms);
    expect(signed.items).toMatchObject([
      { role: 'buyer', wallet: chain.wallet, walletKind: 'contract', blockNumber: expect.any(Number) },
    ]);
  });

  test('that were altered, or are another chain’s, are not what was signed', async () => {
    const { deal, key, wallet } = await scene();
    const asked = await challenge(deal, deal.seller, wallet);
    const { typedData } = asked;
    const altered: TypedChallenge['typedData'][] = [
      { ...typedData, message: { ...typedData.message, price: '1000.00 USD' } },
      { ...typedData, message: { ...typedData.message, termsHash: `0x${'0'.repeat(64)}` } },
      { ...typedData, message: { ...typedData.message, payoutAddress: newKey().address } },
      { ...typedData, message: { ...typedData.message, milestones: [] } },
      { ...typedData, domain: { ...typedData.domain, chainId: 1 } },
      { ...typedData, domain: { ...typedData.domain, name: 'Other' } },
    ];
    for (const data of altered) {
      const signature = await signTyped(key, { ...asked, typedData: data });
      expectError(await send(deal, deal.seller, asked.nonce, signature), 'INVALID_SIGNATURE');
    }
    expectError(
      await send(deal, deal.seller, asked.nonce, await signTyped(newKey(), asked)),
      'INVALID_SIGNATURE',
    );
    expect((await read(deal, deal.seller)).items).toEqual([]);
  });

  test('are signed once by each, with a nonce that is good once and for a while', async () => {
    const { deal, key, wallet } = await scene();
    const late = await challenge(deal, deal.seller, wallet);
    await ChallengeModel.updateOne({ _id: late.nonce }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expectError(await send(deal, deal.seller, late.nonce, await signTyped(key, late)), 'SIGNATURE_EXPIRED');
    const [one, two] = [
      await challenge(deal, deal.seller, wallet),
      await challenge(deal, deal.seller, wallet),
    ];
    const answers = await Promise.all(
      [one, two].map(async (asked) => {
        const signature = await signTyped(key, asked);
        return send(deal, deal.seller, asked.nonce, signature);
      }),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await read(deal, deal.seller)).items).toHaveLength(1);
    const kept = answers[0]?.status === 201 ? one : two;
    expectError(await send(deal, deal.seller, kept.nonce, await signTyped(key, kept)), 'SIGNATURE_EXPIRED');
    expectError(await start(deal, deal.seller, wallet.id), 'ALREADY_EXISTS');
  });

  test('are nobody else’s to sign or to see, and want a wallet of one’s own', async () => {
    const { deal, key, wallet } = await scene();
    const stranger = await person('Stranger');
    const theirs = await proven(t, stranger, newKey());
    expectError(await t.api.get(path(deal)).set(stranger.auth), 'NOT_FOUND');
    expectError(await start(deal, stranger, theirs.id), 'NOT_FOUND');
    expectError(await start(deal, deal.buyer, wallet.id), 'NOT_FOUND');
    const asked = await challenge(deal, deal.seller, wallet);
    const signature = await signTyped(key, asked);
    expectError(await send(deal, deal.buyer, asked.nonce, signature), 'SIGNATURE_EXPIRED');
    const other = await waitingDeal(t);
    expectError(await send(other, deal.seller, asked.nonce, signature), 'SIGNATURE_EXPIRED');
    const admin = await person('Ada', { role: 'admin' });
    expect((await read(deal, admin)).abilities).toEqual([]);
    expectError(await start(deal, admin, (await proven(t, admin, newKey())).id), 'NOT_FOUND');
  });

  test('cannot be signed by a wallet that was released meanwhile', async () => {
    const { deal, key, wallet } = await scene();
    const asked = await challenge(deal, deal.seller, wallet);
    const sure = await steppedUp(deal.seller);
    await t.api.delete(`/api/wallet/wallets/${wallet.id}`).set(sure.auth).expect(200);
    expectError(await send(deal, deal.seller, asked.nonce, await signTyped(key, asked)), 'NOT_FOUND');
  });

  test.each([
    { name: 'given up before it was paid', status: 'awaiting_payment', action: 'abandon', by: 'buyer' },
    { name: 'paid back', status: 'funded', action: 'decline', by: 'seller' },
  ] as const)('of a deal that was $name are read, and signed no more', async ({ status, action, by }) => {
    const deal = await dealIn(status);
    const key = newKey();
    const wallet = await proven(t, deal.seller, key);
    const buyersKey = newKey();
    const buyersWallet = await proven(t, deal.buyer, buyersKey);
    const early = await challenge(deal, deal.buyer, buyersWallet);
    await send(deal, deal.buyer, early.nonce, await signTyped(buyersKey, early)).expect(201);
    const asked = await challenge(deal, deal.seller, wallet);
    expect((await read(deal, deal.seller)).abilities).toEqual(['sign']);
    expect((await act(deal, action, deal[by])).status).toBe(200);
    const late = await send(deal, deal.seller, asked.nonce, await signTyped(key, asked));
    expectError(late, 'INVALID_TRANSITION');
    expectError(await start(deal, deal.seller, wallet.id), 'INVALID_TRANSITION');
    expect(await read(deal, deal.seller)).toMatchObject({ items: [{ role: 'buyer' }], abilities: [] });
  });
});
