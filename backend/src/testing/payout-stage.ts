import { Types } from 'mongoose';
import type { AppOptions } from '../app/build-app.ts';
import { accounts, balanceOf } from '../modules/ledger/index.ts';
import { addPayoutAddress, getPayout, requestPayout, type PayoutRecord } from '../modules/payout/index.ts';
import { workOnPayouts } from '../modules/payout/payout.workers.ts';
import { database } from '../platform/mongo.ts';
import { TEST_ASSETS } from './environment.ts';
import { GATEWAY_WALLET, startFakeChain, type FakeChain } from './fake-chain.ts';
import { startFakeGateway, type FakeGateway, type FakePayout } from './fake-gateway.ts';
import { person } from './marketplace.ts';
import { giveBalance } from './money.ts';
import { atSuiteEnd } from './suite-end.ts';
import { startTestApp, type TestApp } from './test-app.ts';

/** A gateway and a chain that do what a test tells them, and payouts on their way there. */
export const USDT = TEST_ASSETS[0]?.contract ?? '';
export const DESTINATION = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

interface Stage {
  readonly gateway: FakeGateway;
  readonly chain: FakeChain;
  readonly app: TestApp;
}
let stage: Stage | undefined;

/** For `beforeAll`; all of it is gone at the file's end. */
export async function setPayoutStage(options: AppOptions = {}): Promise<void> {
  const [gateway, chain] = await Promise.all([startFakeGateway(), startFakeChain()]);
  process.env['SHKEEPER_URL'] = gateway.url;
  process.env['CHAIN_RPC_URL'] = chain.url;
  process.env['PAYOUT_ADDRESS_HOLD_HOURS'] = '0';
  atSuiteEnd(async () => {
    await Promise.all([gateway.stop(), chain.stop()]);
  });
  stage = { gateway, chain, app: await startTestApp(options) };
}

export function onStage(): Stage {
  if (!stage) throw new Error('setPayoutStage comes first');
  return stage;
}

/** For `beforeEach`: everything works again. */
export function mendStage(): void {
  const { gateway, chain } = onStage();
  Object.assign(gateway, { down: false, payoutMood: 'accept', online: ['ETH-USDT'] });
  chain.down = false;
}

/** Somebody with a balance of 100 asks for so much of it (base units). */
export async function asked(amount = '25000000'): Promise<PayoutRecord> {
  const who = await person('Sam');
  await giveBalance(who.id, 100_000_000n);
  const address = await addPayoutAddress({ chainId: 31337, address: DESTINATION, label: 'x' }, who);
  const reference = `stage-${new Types.ObjectId().toHexString()}`;
  const money = { amount, asset: 'ETH-USDT' };
  return requestPayout({ reference, source: 'seller_payable', money, addressId: address.id }, who);
}

export function atGateway(payout: PayoutRecord): FakePayout {
  const found = onStage().gateway.payouts.find(({ externalId }) => externalId === payout.id);
  if (!found) throw new Error('the gateway has no such payout');
  return found;
}

/** A transfer on the chain, by default from the gateway's wallet; gives its id. */
export const pays = (amountBase: bigint, to = DESTINATION, from = GATEWAY_WALLET): string =>
  onStage().chain.send([{ token: USDT, to, amountBase, from }]);

/** One round of the worker, with every look due. */
export async function round(): Promise<void> {
  await database()
    .collection('payouts')
    .updateMany({}, { $set: { nextLookAt: new Date(0) } });
  await workOnPayouts();
}

export const present = ({ id, userId }: PayoutRecord): Promise<PayoutRecord> =>
  getPayout({ payoutId: id }, { id: userId, role: 'user' });
export const steps = async (payout: PayoutRecord): Promise<string[]> =>
  (await present(payout)).history.map(({ status }) => status);
export const callsFor = (payout: PayoutRecord): number =>
  onStage().gateway.payouts.filter(({ externalId }) => externalId === payout.id).length;
export const payable = ({ userId }: PayoutRecord): Promise<bigint> =>
  balanceOf(accounts.sellerPayable(userId), 'ETH-USDT');
export const inflight = ({ id }: PayoutRecord): Promise<bigint> =>
  balanceOf(accounts.payoutInflight(id), 'ETH-USDT');

/** Takes a payout to `confirmed`, so that the gateway's wallet is known. */
export async function paidOut(amountBase = 25_000_000n): Promise<PayoutRecord> {
  const payout = await asked(amountBase.toString());
  await round();
  Object.assign(atGateway(payout), { status: 'SUCCESS', txid: pays(amountBase) });
  onStage().chain.mine(2);
  await round();
  return present(payout);
}
