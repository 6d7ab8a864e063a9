import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { getAddress } from 'viem';
import * as escrow from '../modules/escrow/escrow.contract.ts';
import { accounts, balanceOf, checkLedger } from '../modules/ledger/index.ts';
import { approvePayout, cancelPayout, failPayout } from '../modules/payout/index.ts';
import { AutoRunModel } from '../modules/payout/auto-payout.model.ts';
import { noteRelease } from '../modules/payout/auto-payout.ts';
import * as payout from '../modules/payout/payout.contract.ts';
import { PayoutModel } from '../modules/payout/payout.model.ts';
import * as refund from '../modules/payout/refund.contract.ts';
import { inTransaction } from '../platform/transaction.ts';
import { AppError } from '../shared/errors.ts';
import { signInAs, type TestActor } from '../testing/actors.ts';
import { expectData } from '../testing/expect-envelope.ts';
import {
  eventually,
  freePort,
  liveEnvironment,
  startLiveSandbox,
  startServer,
  type LiveSandbox,
} from '../testing/live-stack.ts';
import { person } from '../testing/marketplace.ts';
import { dealStatus, openPayment, waitingDeal, type WaitingDeal } from '../testing/paid-deals.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';

/**
 * The server is killed as by a power cut at each step of a payout, on a real chain and the gateway's sandbox.
 * After another start nothing is lost and nobody is paid twice: the chain says what reached the address.
 */
const AMOUNT = 10_000_000n;
let sandbox: LiveSandbox;
let t: TestApp;
let port = 0;
let deal: WaitingDeal;

beforeAll(async () => {
  const { SHKEEPER_API_KEY = '', SHKEEPER_PAYOUT_PASSWORD = '' } = process.env;
  sandbox = await startLiveSandbox(SHKEEPER_API_KEY, SHKEEPER_PAYOUT_PASSWORD);
  port = await freePort();
  Object.assign(process.env, liveEnvironment(sandbox, port));
  t = await startTestApp();
  // The servers act on what is due, or nobody is there to be killed.
  await t.deadlines.stop();
  deal = await earnedDeal();
}, 180_000);
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.setFaults({ refusedPayout: false, halfFailedPayout: false, slowPayout: false }));

/** A deal from payment to release, so that the seller has what a seller can withdraw. */
async function earnedDeal(): Promise<WaitingDeal> {
  const server = await startServer(port);
  const made = await waitingDeal(t, { cents: 20_000 });
  const { providerPaymentId } = await openPayment(t, made);
  await sandbox.pay({ externalId: providerPaymentId });
  await eventually('funding', async () => (await dealStatus(t, made)) === 'funded', 60_000);
  await server.stop();
  const base = `/api/escrow/deals/${made.requestId}`;
  const read = async () => expectData(await t.api.get(base).set(made.buyer.auth), escrow.getDeal);
  const milestoneId = (await read()).contract.milestones[0]?.id;
  const delivered = { milestoneId, note: 'Here it is.' };
  expectData(await t.api.post(`${base}/deliver`).set(made.seller.auth).send(delivered), escrow.deliver);
  const milestone = (await read()).contract.milestones[0];
  const approval = {
    milestoneId,
    deliveryId: milestone?.deliveries[0]?.id,
    sellerId: made.seller.id,
    held: milestone?.held,
  };
  expectData(await t.api.post(`${base}/approve`).set(made.buyer.auth).send(approval), escrow.approveDelivery);
  return made;
}

let paidByItself = 0n;
let counter = 0;
/** A payout to an address that nobody ever used, as the client asks for it. */
async function newPayout() {
  const destination = getAddress(`0x${randomBytes(20).toString('hex')}`);
  const confirmed = await signInAs({ id: deal.seller.id, stepUpUntil: Date.now() + 60_000 });
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
    money: { amount: AMOUNT.toString(), asset: 'ETH-USDT' },
    addressId: address.id,
  };
  return { destination, body };
}

const ask = async (body: object) =>
  expectData(await t.api.post('/api/payout/payouts').set(deal.seller.auth).send(body), payout.requestPayout);
const read = async (id: string) =>
  expectData(await t.api.get(`/api/payout/payouts/${id}`).set(deal.seller.auth), payout.getPayout);
async function isIn(id: string, status: string): Promise<void> {
  try {
    await eventually(`a payout in ${status}`, async () => (await read(id)).status === status, 60_000);
  } catch (error) {
    // How far it came, and what the gateway made of it.
    const seen = { payout: await read(id), gateway: await sandbox.state() };
    throw new Error(
      JSON.stringify(seen, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
      {
        cause: error,
      },
    );
  }
}
const payable = () => balanceOf(accounts.sellerPayable(deal.seller.id), 'ETH-USDT');

test('killed after the reservation: the same reference gives the same payout, paid once', async () => {
  const { destination, body } = await newPayout();
  const before = await payable();
  const doomed = await startServer(port, 'payout:after-reserve');
  const headers = { ...deal.seller.auth, 'Content-Type': 'application/json' };
  const call = { method: 'POST', headers, body: JSON.stringify(body) };
  await expect(fetch(`${doomed.url}/api/payout/payouts`, call)).rejects.toThrow();
  expect((await doomed.exit).signal).toBe('SIGKILL');

  const server = await startServer(port);
  const { id } = await ask(body);
  await isIn(id, 'confirmed');
  expect(await sandbox.usdtOf(destination)).toBe(AMOUNT);
  expect(await payable()).toBe(before - AMOUNT);
  await server.stop();
}, 180_000);

test.each(['payout:after-submit-call', 'payout:before-confirm', 'payout:after-confirm'])(
  'killed at %s: paid once, and confirmed after the next start',
  async (crashPoint) => {
    const { destination, body } = await newPayout();
    const { id } = await ask(body);
    const doomed = await startServer(port, crashPoint);
    expect((await doomed.exit).signal).toBe('SIGKILL');

    const server = await startServer(port);
    await isIn(id, 'confirmed');
    expect(await sandbox.usdtOf(destination)).toBe(AMOUNT);
    const seen = (await read(id)).history.map(({ status }) => status);
    expect(seen.filter((status) => status === 'submitting')).toHaveLength(1);
    expect(seen.includes('unknown')).toBe(crashPoint === 'payout:after-submit-call');
    expect((await checkLedger()).faults).toEqual([]);
    await server.stop();
  },
  120_000,
);

test('killed before the call: unknown, sent by nobody, until two people call it failed', async () => {
  const { destination, body } = await newPayout();
  const before = await payable();
  const { id } = await ask(body);
  const doomed = await startServer(port, 'payout:before-submit-call');
  expect((await doomed.exit).signal).toBe('SIGKILL');

  const server = await startServer(port);
  await isIn(id, 'unknown');
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect((await read(id)).status).toBe('unknown');
  expect(await sandbox.usdtOf(destination)).toBe(0n);
  expect(await payable()).toBe(before - AMOUNT);
  await server.stop();

  const evidence = 'Neither the gateway nor the chain has anything.';
  for (const name of ['Ada', 'Bob']) {
    await failPayout({ payoutId: id, evidence }, await person(name, { role: 'admin' }));
  }
  expect((await read(id)).status).toBe('failed');
  expect(await payable()).toBe(before);
}, 120_000);

test.each([
  ['refused', { refusedPayout: 1 }],
  ['half failed', { halfFailedPayout: 1 }],
])(
  '%s by the gateway: unknown, and no money moved',
  async (_what, faults) => {
    await sandbox.setFaults(faults);
    const { destination, body } = await newPayout();
    const server = await startServer(port);
    const { id } = await ask(body);
    await isIn(id, 'unknown');
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect((await read(id)).status).toBe('unknown');
    expect(await sandbox.usdtOf(destination)).toBe(0n);
    await server.stop();
  },
  90_000,
);

test('slow, answered with 500 and 404 though it paid: found on the chain, paid once', async () => {
  await sandbox.setFaults({ slowPayout: 1 });
  const { destination, body } = await newPayout();
  const server = await startServer(port);
  const { id } = await ask(body);
  await isIn(id, 'confirmed');
  expect((await read(id)).history.map(({ status }) => status)).toContain('unknown');
  expect(await sandbox.usdtOf(destination)).toBe(AMOUNT);
  await server.stop();
}, 180_000);

/** Somebody presses a button of a server that dies of it. */
async function pressAndDie(path: string, by: TestActor, point: string, body?: object): Promise<void> {
  const doomed = await startServer(port, point);
  const headers = { ...by.auth, 'Content-Type': 'application/json' };
  const call = { method: 'POST', headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  await expect(fetch(`${doomed.url}/api/payout/${path}`, call)).rejects.toThrow();
  expect((await doomed.exit).signal).toBe('SIGKILL');
}

/** An admin who has just confirmed who they are. */
async function sureAdmin(name: string): Promise<TestActor> {
  const { id } = await person(name, { role: 'admin' });
  return signInAs({ id, role: 'admin', stepUpUntil: Date.now() + 600_000 });
}

/** A payout that waits for an admin, as one above the limit does. */
async function askForApproval(body: object): Promise<string> {
  const { id, history } = await ask(body);
  const waits = { status: 'requested', approvalsNeeded: 1, approvalReason: 'amount' };
  await PayoutModel.updateOne({ _id: id }, { $set: { ...waits, history: history.slice(0, 1) } });
  return id;
}

const countOf = async (id: string, status: string): Promise<number> =>
  (await read(id)).history.filter((step) => step.status === status).length;

const WHERE = ['before', 'after'] as const;

/**
 * The same press again. What a dead server had begun holds the payout until MongoDB drops it; until then it is a
 * conflict.
 */
const pressAgain = (press: () => Promise<unknown>): Promise<unknown> =>
  eventually('the same press', () =>
    press().then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'CONFLICT') return false;
        throw error;
      },
    ),
  );

test.each(WHERE)(
  'killed %s the commit of taking it back: taken back once, and the money is there',
  async (where) => {
    const { body } = await newPayout();
    const before = await payable();
    const id = await askForApproval(body);
    expect(await payable()).toBe(before - AMOUNT);
    await pressAndDie(`payouts/${id}/cancel`, deal.seller, `payout-cancel:${where}-commit`);
    expect((await read(id)).status).toBe(where === 'before' ? 'requested' : 'cancelled');
    const press = () => cancelPayout({ payoutId: id }, deal.seller);
    if (where === 'before') await pressAgain(press);
    await expect(press()).rejects.toThrow();
    expect([await countOf(id, 'cancelled'), await payable()]).toEqual([1, before]);
  },
  120_000,
);

test.each(WHERE)(
  'killed %s the commit of an approval: approved once, and paid once',
  async (where) => {
    const { destination, body } = await newPayout();
    const id = await askForApproval(body);
    const ada = await sureAdmin('Ada');
    await pressAndDie(`payouts/${id}/approve`, ada, `payout-approve:${where}-commit`);
    expect((await read(id)).status).toBe(where === 'before' ? 'requested' : 'approved');
    const press = () => approvePayout({ payoutId: id }, ada);
    if (where === 'before') await pressAgain(press);
    await expect(press()).rejects.toThrow();
    const server = await startServer(port);
    await isIn(id, 'confirmed');
    expect(await sandbox.usdtOf(destination)).toBe(AMOUNT);
    expect([await countOf(id, 'approved'), await countOf(id, 'submitting')]).toEqual([1, 1]);
    await server.stop();
  },
  180_000,
);

test('killed around the commit that calls it failed: failed once, and the money is back once', async () => {
  await sandbox.setFaults({ refusedPayout: 2 });
  const before = await payable();
  const lost = new Map<(typeof WHERE)[number], string>();
  const server = await startServer(port);
  for (const where of WHERE) {
    const { id } = await ask((await newPayout()).body);
    await isIn(id, 'unknown');
    lost.set(where, id);
  }
  await server.stop();
  const [ada, bob] = [await sureAdmin('Ada'), await sureAdmin('Bob')];
  const evidence = 'Neither the gateway nor the chain has anything.';
  for (const [where, payoutId] of lost) {
    await failPayout({ payoutId, evidence }, ada);
    await pressAndDie(`desk/payouts/${payoutId}/fail`, bob, `payout-fail:${where}-commit`, { evidence });
    expect((await read(payoutId)).status).toBe(where === 'before' ? 'unknown' : 'failed');
    const press = () => failPayout({ payoutId, evidence }, bob);
    if (where === 'before') await pressAgain(press);
    await expect(press()).rejects.toThrow();
    expect(await countOf(payoutId, 'failed')).toBe(1);
  }
  expect(await payable()).toBe(before);
  expect((await checkLedger()).faults).toEqual([]);
}, 180_000);

test('killed after the automatic payout was asked for: the run finds it, paid once', async () => {
  const { destination, body } = await newPayout();
  const confirmed = await signInAs({ id: deal.seller.id, stepUpUntil: Date.now() + 60_000 });
  const setting = { addressId: body.addressId, minimum: '0' };
  expectData(
    await t.api.put('/api/payout/auto/ETH-USDT').set(confirmed.auth).send(setting),
    refund.setAutoPayout,
  );
  const earned = await payable();
  await inTransaction((tx) => noteRelease(tx, new Types.ObjectId().toHexString(), deal.seller.id));
  const doomed = await startServer(port, 'payout:after-auto');
  expect((await doomed.exit).signal).toBe('SIGKILL');

  const server = await startServer(port);
  const ended = await eventually(
    'the run that has paid out',
    () => AutoRunModel.findOne({ userId: deal.seller.id, status: 'paid_out' }).lean(),
    60_000,
  );
  await isIn(ended.payoutId?.toHexString() ?? '', 'confirmed');
  expect(await sandbox.usdtOf(destination)).toBe(earned);
  expect(await PayoutModel.countDocuments({ reference: /^auto:/ })).toBe(1);
  expect(await payable()).toBe(0n);
  await server.stop();
  paidByItself = earned;
}, 180_000);

test('what the ledger says is with the gateway is there', async () => {
  expect((await checkLedger()).faults).toEqual([]);
  // 200 were paid in; seven payouts of 10 and one by itself reached their addresses, all others went nowhere.
  expect(await sandbox.usdtOfGateway()).toBe(200_000_000n - 7n * AMOUNT - paidByItself);
});
