import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { TEST_ASSETS } from '../../testing/environment.ts';
import { expectData } from '../../testing/expect-envelope.ts';
import { startFakeChain, type FakeChain } from '../../testing/fake-chain.ts';
import { newTxid } from '../../testing/fake-gateway.ts';
import { person } from '../../testing/marketplace.ts';
import { giveBalance } from '../../testing/money.ts';
import { dealStatus, invoiceOf, openPayment, waitingDeal } from '../../testing/paid-deals.ts';
import {
  fakeGateway,
  read,
  setPayinStage,
  shows,
  tells,
  testApp,
  type PayinCase,
} from '../../testing/payin-stage.ts';
import { round } from '../../testing/payout-stage.ts';
import { checkLedger } from '../ledger/index.ts';
import { addPayoutAddress, getPayout, requestPayout } from '../payout/index.ts';
import { DepositModel } from './deposit.model.ts';
import { lookAtHints } from './look-at-hints.ts';
import * as contract from './payment.contract.ts';
import { scanAddresses } from './scan-addresses.ts';
import { watchDeposits } from './watch-deposits.ts';

/** Assets of two chains, each read by its own node: what ails one is nothing to the other. */
const [USDT] = TEST_ASSETS;
const BNB_USDT = {
  code: 'BNB-USDT',
  symbol: 'USDT',
  name: 'Tether USD',
  network: 'BNB Smart Chain',
  chainId: 56,
  contract: '0x55d398326f99059fF775485246999027B3197955',
  decimals: 18,
  confirmations: 3,
  stable: true,
};
let ethereum: FakeChain;
let bnb: FakeChain;

beforeAll(async () => {
  [ethereum, bnb] = await Promise.all([startFakeChain(31337), startFakeChain(56)]);
  await setPayinStage({
    ASSET_REGISTRY: JSON.stringify([USDT, BNB_USDT]),
    CHAIN_RPC_URL: `31337=${ethereum.url},56=${bnb.url}`,
    PAYMENT_VERIFICATION: 'chain',
    PAYOUT_ADDRESS_HOLD_HOURS: '0',
  });
  fakeGateway().online = ['ETH-USDT', 'BNB-USDT'];
});
afterAll(() => Promise.all([ethereum.stop(), bnb.stop()]));
beforeEach(() => {
  for (const chain of [ethereum, bnb]) chain.down = false;
});

async function openedIn(asset: string): Promise<PayinCase> {
  const deal = await waitingDeal(testApp(), { cents: 10_000, assets: ['ETH-USDT', 'BNB-USDT'] });
  const payment = await openPayment(testApp(), deal, asset);
  return { deal, payment, invoice: invoiceOf(fakeGateway(), payment) };
}
const onEthereum = ({ invoice }: PayinCase): string =>
  ethereum.send([{ token: USDT?.contract ?? '', to: invoice.address, amountBase: 100_000_000n }]);
const onBnb = ({ invoice }: PayinCase): string =>
  bnb.send([{ token: BNB_USDT.contract, to: invoice.address, amountBase: 100n * 10n ** 18n }]);

async function told(c: PayinCase, txid: string): Promise<void> {
  shows(c.invoice, { txid, amount: '100' });
  await tells(c.invoice, { txid, amount: '100' });
}
const reported = (c: PayinCase, txid: string) =>
  testApp()
    .api.post(`/api/payment/payments/${c.payment.id}/transactions`)
    .set(c.deal.buyer.auth)
    .send({ txid });

test('each is proven by its own chain, at the decimals it has there', async () => {
  const [one, other] = [await openedIn('ETH-USDT'), await openedIn('BNB-USDT')];
  expect(other.payment).toMatchObject({
    asset: { chainId: 56, decimals: 18 },
    expected: { amount: (100n * 10n ** 18n).toString() },
  });
  const txids = [onEthereum(one), onBnb(other)] as const;
  for (const chain of [ethereum, bnb]) chain.mine(3);
  await told(one, txids[0]);
  await told(other, txids[1]);
  for (const { deal } of [one, other]) expect(await dealStatus(testApp(), deal)).toBe('funded');
  // A transfer of one chain is none of the other.
  const third = await openedIn('BNB-USDT');
  const elsewhere = ethereum.send([
    { token: BNB_USDT.contract, to: third.invoice.address, amountBase: 100n * 10n ** 18n },
  ]);
  ethereum.mine(3);
  expectData(await reported(third, elsewhere), contract.reportTransaction);
  await lookAtHints();
  await scanAddresses();
  expect(await read(third)).toMatchObject({ status: 'pending', received: { amount: '0' } });
  expect((await checkLedger()).faults).toEqual([]);
});

test('while the node of one is away the other’s deposits are followed, and its own when it is back', async () => {
  const [one, other] = [await openedIn('BNB-USDT'), await openedIn('ETH-USDT')];
  const txids = [onBnb(one), onEthereum(other)] as const;
  expectData(await reported(one, txids[0]), contract.reportTransaction);
  await lookAtHints();
  expect((await read(one)).status).toBe('confirming');
  bnb.down = true;
  expectData(await reported(other, txids[1]), contract.reportTransaction);
  await lookAtHints();
  ethereum.mine(3);
  bnb.mine(3);
  await watchDeposits();
  expect(await dealStatus(testApp(), other.deal)).toBe('funded');
  expect((await read(one)).status).toBe('confirming');
  bnb.down = false;
  await watchDeposits();
  expect(await dealStatus(testApp(), one.deal)).toBe('funded');
});

test('however many wait for a node that is away, those of the other chain are reached', async () => {
  const c = await openedIn('ETH-USDT');
  expectData(await reported(c, onEthereum(c)), contract.reportTransaction);
  await lookAtHints();
  const known = await DepositModel.findOne({ paymentId: c.payment.id }).lean();
  const waiting = Array.from({ length: 401 }, (_, index) => ({
    ...known,
    // Older than it, so that they come first.
    _id: new Types.ObjectId(`${'0'.repeat(20)}${(index + 1).toString(16).padStart(4, '0')}`),
    chainId: 56,
    asset: 'BNB-USDT',
    txid: newTxid(),
  }));
  await DepositModel.insertMany(waiting);
  bnb.down = true;
  ethereum.mine(3);
  await watchDeposits();
  await DepositModel.deleteMany({ _id: { $in: waiting.map(({ _id }) => _id) } });
  expect(await dealStatus(testApp(), c.deal)).toBe('funded');
});

test('a hint about the one whose node is away keeps no other from being followed', async () => {
  const [one, other] = [await openedIn('BNB-USDT'), await openedIn('ETH-USDT')];
  const txids = [onBnb(one), onEthereum(other)] as const;
  bnb.down = true;
  expectData(await reported(one, txids[0]), contract.reportTransaction);
  expectData(await reported(other, txids[1]), contract.reportTransaction);
  await lookAtHints();
  expect((await read(one)).status).toBe('pending');
  expect((await read(other)).status).toBe('confirming');
});

test('a payout is confirmed by the chain that it went out on', async () => {
  const who = await person('Sam');
  const amountBase = 30n * 10n ** 18n;
  await giveBalance(who.id, amountBase, 'seller_payable', 'BNB-USDT');
  const destination = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
  const address = await addPayoutAddress({ chainId: 56, address: destination, label: 'x' }, who);
  const { id: payoutId } = await requestPayout(
    {
      reference: 'two-chains-1',
      source: 'seller_payable',
      money: { amount: amountBase.toString(), asset: 'BNB-USDT' },
      addressId: address.id,
    },
    who,
  );
  await round();
  const [sent] = fakeGateway().payouts.filter(({ externalId }) => externalId === payoutId);
  const txid = bnb.send([{ token: BNB_USDT.contract, to: destination, amountBase }]);
  Object.assign(sent ?? {}, { status: 'SUCCESS', txid });
  await round();
  const status = async () => (await getPayout({ payoutId }, { id: who.id, role: 'user' })).status;
  expect(await status()).toBe('submitted');
  bnb.mine(3);
  await round();
  expect(await status()).toBe('confirmed');
  expect((await checkLedger()).faults).toEqual([]);
});
