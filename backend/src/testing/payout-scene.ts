import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { getAddress } from 'viem';
import * as escrow from '../modules/escrow/escrow.contract.ts';
import { accounts, balanceOf, checkLedger } from '../modules/ledger/index.ts';
import * as payout from '../modules/payout/payout.contract.ts';
import { signInAs, type TestActor } from './actors.ts';
import { expectData } from './expect-envelope.ts';
import {
  eventually,
  startLiveSandbox,
  startServer,
  type LiveSandbox,
  type LiveServer,
} from './live-stack.ts';
import { person } from './marketplace.ts';
import { giveGas } from './money.ts';
import { dealStatus, openPayment, waitingDeal, type WaitingDeal } from './paid-deals.ts';
import { startTestApp, type TestApp } from './test-app.ts';

/** A seller who has earned something, on a real chain and the gateway's sandbox, and what becomes of their payouts. */

/** Below the limit: paid out without anybody's approval. */
export const AMOUNT = 10_000_000n;
/** Above the limit: an admin approves it first. */
export const MUCH = 16_000_000n;
/** What the buyer has paid; Amn keeps a fortieth of it. */
export const PAID_IN = 108_000_000n;
export const EARNED = (PAID_IN * 975n) / 1000n;

const ASSET = 'ETH-USDT';

/** A payout, and the address that nobody else is paid at. */
export interface Asked {
  readonly id: string;
  readonly destination: string;
}

/** An admin who has just confirmed who they are. */
export async function sureAdmin(name: string): Promise<TestActor> {
  const { id } = await person(name, { role: 'admin' });
  return signInAs({ id, role: 'admin', stepUpUntil: Date.now() + 600_000 });
}

export async function expectFaultless(): Promise<void> {
  expect((await checkLedger()).faults).toEqual([]);
}

/** A deal from payment to release, so that the seller has what a seller can withdraw. */
async function earnedDeal(t: TestApp, sandbox: LiveSandbox): Promise<WaitingDeal> {
  const made = await waitingDeal(t, { cents: Number(PAID_IN / 10_000n) });
  const { providerPaymentId } = await openPayment(t, made);
  await sandbox.pay({ externalId: providerPaymentId });
  await eventually('funding', async () => (await dealStatus(t, made)) === 'funded', 60_000);
  const base = `/api/escrow/deals/${made.requestId}`;
  const look = async () => expectData(await t.api.get(base).set(made.buyer.auth), escrow.getDeal);
  const milestoneId = (await look()).contract.milestones[0]?.id;
  const delivered = { milestoneId, note: 'Here it is.' };
  expectData(await t.api.post(`${base}/deliver`).set(made.seller.auth).send(delivered), escrow.deliver);
  const milestone = (await look()).contract.milestones[0];
  const approval = {
    milestoneId,
    deliveryId: milestone?.deliveries[0]?.id,
    sellerId: made.seller.id,
    held: milestone?.held,
  };
  expectData(await t.api.post(`${base}/approve`).set(made.buyer.auth).send(approval), escrow.approveDelivery);
  return made;
}

type Payouts = ReturnType<typeof payoutsOf>;

/** What the seller asks for, and what has become of it. */
function payoutsOf(t: TestApp, sandbox: LiveSandbox, seller: TestActor) {
  let counter = 0;

  /** A payout to an address that nobody ever used, as the client asks for it. */
  async function newPayout(amount = AMOUNT) {
    const destination = getAddress(`0x${randomBytes(20).toString('hex')}`);
    const confirmed = await signInAs({ id: seller.id, stepUpUntil: Date.now() + 60_000 });
    const address = expectData(
      await t.api
        .post('/api/payout/addresses')
        .set(confirmed.auth)
        .send({ chainId: 31337, address: destination, label: 'x' }),
      payout.addPayoutAddress,
    );
    counter += 1;
    const body = {
      reference: `crash-test-${counter}`,
      source: 'seller_payable',
      money: { amount: amount.toString(), asset: ASSET },
      addressId: address.id,
    };
    return { destination, body };
  }

  const ask = async (body: object) =>
    expectData(await t.api.post('/api/payout/payouts').set(seller.auth).send(body), payout.requestPayout);

  async function asked(amount = AMOUNT): Promise<Asked> {
    const { destination, body } = await newPayout(amount);
    return { destination, id: (await ask(body)).id };
  }

  const read = async (id: string) =>
    expectData(await t.api.get(`/api/payout/payouts/${id}`).set(seller.auth), payout.getPayout);

  async function isIn(id: string, status: string): Promise<void> {
    try {
      await eventually(`a payout in ${status}`, async () => (await read(id)).status === status, 60_000);
    } catch (error) {
      // How far it came, and what the gateway made of it.
      const seen = { payout: await read(id), gateway: await sandbox.state() };
      throw new Error(
        JSON.stringify(seen, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
        { cause: error },
      );
    }
  }

  const countOf = async (id: string, status: string): Promise<number> =>
    (await read(id)).history.filter((step) => step.status === status).length;
  const payable = () => balanceOf(accounts.sellerPayable(seller.id), ASSET);
  const held = (id: string) => balanceOf(accounts.payoutInflight(id), ASSET);

  async function expectPaidOnce({ id, destination }: Asked, amount = AMOUNT): Promise<void> {
    await isIn(id, 'confirmed');
    expect(await sandbox.usdtOf(destination)).toBe(amount);
    expect(await countOf(id, 'submitting')).toBe(1);
  }

  async function expectUnclear({ id, destination }: Asked): Promise<void> {
    expect((await read(id)).status).toBe('unknown');
    expect(await sandbox.usdtOf(destination)).toBe(0n);
    expect(await held(id)).toBe(AMOUNT);
  }

  return { newPayout, ask, asked, read, isIn, countOf, payable, held, expectPaidOnce, expectUnclear };
}

export interface PayoutScene extends Payouts {
  readonly t: TestApp;
  readonly sandbox: LiveSandbox;
  /** What runs beside the ones that are killed. */
  readonly server: LiveServer;
  readonly seller: TestActor;
}

/** For `beforeAll`, with three minutes; the suite stops server and sandbox itself. */
export async function startPayoutScene(): Promise<PayoutScene> {
  const sandbox = await startLiveSandbox();
  process.env['PAYOUT_AUTO_LIMIT_CENTS'] = '1500';
  const t = await startTestApp();
  await giveGas();
  // The servers act on what is due, or nobody is there to be killed.
  await t.deadlines.stop();
  const server = await startServer(sandbox.port);
  const { seller } = await earnedDeal(t, sandbox);
  return { t, sandbox, server, seller, ...payoutsOf(t, sandbox, seller) };
}
