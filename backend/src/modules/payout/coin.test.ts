import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { TEST_ASSETS } from '../../testing/environment.ts';
import { expectData } from '../../testing/expect-envelope.ts';
import { COIN, GATEWAY_WALLET } from '../../testing/fake-chain.ts';
import { person } from '../../testing/marketplace.ts';
import { giveBalance } from '../../testing/money.ts';
import {
  atGateway,
  DESTINATION,
  mendStage,
  onStage,
  paidOut,
  present,
  round,
  setPayoutStage,
} from '../../testing/payout-stage.ts';
import { accounts, balanceOf, checkLedger } from '../ledger/index.ts';
import * as payment from '../payment/payment.contract.ts';
import * as desk from './desk.contract.ts';
import { bookGasTopUp } from './gas-top-up.ts';
import { forgetEstimates } from './network-fee.ts';
import { addPayoutAddress } from './payout-addresses.ts';
import * as contract from './payout.contract.ts';
import type { PayoutRecord } from './payout.repository.ts';
import { recordFound } from './record-found.ts';
import * as refund from './refund.contract.ts';
import { requestPayout } from './request-payout.ts';

/**
 * What nobody can pay with, and what came all the same: the coin of a chain sent to a token's address, and a token
 * that was switched off. Both are owed, and have the same way back as everything else.
 */
const GWEI = 1_000_000_000n;
const ETH = 10n ** 18n;
/** 100 dollars at the gateway's rate. */
const OWED = ETH / 25n;
let admin: TestActor;

beforeAll(async () => {
  process.env['ASSET_REGISTRY'] = JSON.stringify(
    TEST_ASSETS.map((asset) => ({ ...asset, enabled: asset.code !== 'ETH-USDC' })),
  );
  await setPayoutStage();
  admin = await signInAs({ role: 'admin', emailVerified: true, stepUpUntil: Date.now() + 3_600_000 });
});
beforeEach(() => {
  mendStage();
  onStage().gateway.online = ['ETH', 'ETH-USDC', 'ETH-USDT'];
  onStage().chain.gasPrice = 10n * GWEI;
  forgetEstimates();
});

async function owed(asset: string, amountBase: bigint) {
  const who = await person('Bita');
  await giveBalance(who.id, amountBase, 'refund_payable', asset);
  const address = await addPayoutAddress({ chainId: 31337, address: DESTINATION, label: 'x' }, who);
  return { who, addressId: address.id };
}

async function asked(asset: string, amountBase: bigint): Promise<{ who: TestActor; payout: PayoutRecord }> {
  const { who, addressId } = await owed(asset, amountBase);
  const reference = `coin-${new Types.ObjectId().toHexString()}`;
  const money = { amount: amountBase.toString(), asset };
  const payout = await requestPayout({ reference, source: 'refund_payable', money, addressId }, who);
  return { who, payout };
}

const sendCoin = (amountBase: bigint, from = GATEWAY_WALLET): string => {
  const txid = onStage().chain.send([{ token: COIN, to: DESTINATION, amountBase, from }]);
  onStage().chain.mine(3);
  return txid;
};
const soundBooks = async (): Promise<void> => {
  expect((await checkLedger()).faults).toEqual([]);
};

test('both are told of with their network, since they can be paid out', async () => {
  const { items, others } = expectData(
    await onStage().app.api.get('/api/payment/assets'),
    payment.listAssets,
  );
  expect(items.map(({ code }) => code)).toEqual(['ETH-USDT']);
  expect(others).toEqual([
    { code: 'ETH', symbol: 'ETH', network: 'Ethereum', chainId: 31337, decimals: 18, explorerUrl: null },
    { code: 'ETH-USDC', symbol: 'USDC', network: 'Ethereum', chainId: 31337, decimals: 6, explorerUrl: null },
  ]);
});

describe('a chain’s own coin', () => {
  test('goes back to who is owed it, once the chain shows that it arrived', async () => {
    const { who, payout } = await asked('ETH', OWED);
    await round();
    expect(atGateway(payout)).toMatchObject({ amount: '0.04', destination: DESTINATION });
    Object.assign(atGateway(payout), { status: 'SUCCESS', txid: sendCoin(OWED) });
    await round();
    expect(await present(payout)).toMatchObject({ status: 'confirmed', networkFee: { asset: 'ETH' } });
    expect(await balanceOf(accounts.refundPayable(who.id), 'ETH')).toBe(0n);
    expect(await balanceOf(accounts.payoutInflight(payout.id), 'ETH')).toBe(0n);
    const left = await onStage().app.api.get('/api/payout/refunds').set(who.auth);
    expect(expectData(left, refund.listRefunds).items).toEqual([]);
  });

  test('is not covered until what was burnt for its fee is put in', async () => {
    const { who } = await owed('ETH', OWED);
    const fault = { invariant: 'assets cover liabilities', detail: expect.stringMatching(/^ETH: held/) };
    expect((await checkLedger()).faults).toEqual([fault]);
    const topUp = { amount: ETH.toString(), asset: 'ETH' };
    await bookGasTopUp({ reference: 'gas-1', money: topUp, note: 'For fees.' }, admin);
    await soundBooks();
    expect(await balanceOf(accounts.refundPayable(who.id), 'ETH')).toBe(OWED);
  });

  test('is quoted by what its own transfer takes', async () => {
    const { who } = await owed('ETH', OWED);
    const path = `/api/payout/quote?source=refund_payable&asset=ETH&amount=${OWED}`;
    const quote = expectData(await onStage().app.api.get(path).set(who.auth), contract.quotePayout);
    expect(quote).toMatchObject({
      networkFee: { native: { asset: 'ETH', amount: (210_000n * GWEI).toString() } },
      bearer: 'platform',
      arrives: { amount: OWED.toString(), asset: 'ETH' },
      approvals: 0,
      isBelowMinimum: false,
    });
  });

  test('that did not arrive in full is unclear, and can be named by its transaction once it has', async () => {
    await paidOut();
    const { payout } = await asked('ETH', OWED);
    await round();
    Object.assign(atGateway(payout), { status: 'SUCCESS', txid: sendCoin(OWED - 1n) });
    await round();
    expect((await present(payout)).status).toBe('unknown');
    // It cannot be searched for on the chain, and the desk is told so.
    const evidence = await onStage()
      .app.api.get(`/api/payout/desk/payouts/${payout.id}/evidence`)
      .set(admin.auth);
    expect(expectData(evidence, desk.getPayoutEvidence)).toMatchObject({
      chain: { isReadable: false, leavesLogs: false },
      candidates: [],
    });
    const stranger = sendCoin(OWED, '0x00000000000000000000000000000000000bad01');
    await expect(recordFound({ payoutId: payout.id, txid: stranger }, admin)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await recordFound({ payoutId: payout.id, txid: sendCoin(OWED) }, admin);
    expect((await present(payout)).status).toBe('confirmed');
    await soundBooks();
  });

  test('of a chain that Amn has nothing on is refused', async () => {
    await expect(asked('BTC', 10_000n)).rejects.toMatchObject({ code: 'ASSET_NOT_ACCEPTED' });
  });
});

test('a token that was switched off is paid out as before', async () => {
  const { who, payout } = await asked('ETH-USDC', 30_000_000n);
  await round();
  const token = TEST_ASSETS[1]?.contract ?? '';
  const txid = onStage().chain.send([{ token, to: DESTINATION, amountBase: 30_000_000n }]);
  onStage().chain.mine(3);
  Object.assign(atGateway(payout), { status: 'SUCCESS', txid });
  await round();
  expect((await present(payout)).status).toBe('confirmed');
  expect(await balanceOf(accounts.refundPayable(who.id), 'ETH-USDC')).toBe(0n);
  await soundBooks();
});
