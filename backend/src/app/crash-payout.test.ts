import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { getAddress } from 'viem';
import * as escrow from '../modules/escrow/escrow.contract.ts';
import { accounts, balanceOf, checkLedger } from '../modules/ledger/index.ts';
import { approvePayout, cancelPayout, failPayout } from '../modules/payout/index.ts';
import { AutoRunModel } from '../modules/payout/auto-payout.model.ts';
import { noteRelease } from '../modules/payout/auto-payout.ts';
import * as payout from '../modules/payout/payout.contract.ts';
import { PayoutModel, WorkerLeaseModel } from '../modules/payout/payout.model.ts';
import * as refund from '../modules/payout/refund.contract.ts';
import { inTransaction } from '../platform/transaction.ts';
import { AppError } from '../shared/errors.ts';
import { signInAs, type TestActor } from '../testing/actors.ts';
import { expectData } from '../testing/expect-envelope.ts';
import {
  eventually,
  expectKilled,
  pressAndDie,
  startLiveSandbox,
  startServer,
  type LiveSandbox,
  type LiveServer,
} from '../testing/live-stack.ts';
import { person } from '../testing/marketplace.ts';
import { dealStatus, openPayment, waitingDeal, type WaitingDeal } from '../testing/paid-deals.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';

/**
 * The server is killed as by a power cut at each step of a payout, on a real chain and the gateway's sandbox.
 * Afterwards nothing is lost and nobody is paid twice: the chain says what reached the address. Each test goes on
 * where the one before has ended, and the dead servers leave everything they had begun to those that come after.
 */
const AMOUNT = 10_000_000n;
/** Above the limit: an admin approves it first. */
const MUCH = 16_000_000n;
const PAID_IN = 108_000_000n;
const EVIDENCE = 'Neither the gateway nor the chain has anything.';
const WHERE = ['before', 'after'] as const;
type Where = (typeof WHERE)[number];
let sandbox: LiveSandbox;
let t: TestApp;
let server: LiveServer;
let deal: WaitingDeal;

beforeAll(async () => {
  sandbox = await startLiveSandbox();
  process.env['PAYOUT_AUTO_LIMIT_CENTS'] = '1500';
  t = await startTestApp();
  // The servers act on what is due, or nobody is there to be killed.
  await t.deadlines.stop();
  server = await startServer(sandbox.port);
  deal = await earnedDeal();
}, 180_000);
afterAll(() => server.stop());
afterAll(() => sandbox.stop());

/** A deal from payment to release, so that the seller has what a seller can withdraw. */
async function earnedDeal(): Promise<WaitingDeal> {
  const made = await waitingDeal(t, { cents: 10_800 });
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

let counter = 0;
/** A payout to an address that nobody ever used, as the client asks for it. */
async function newPayout(amount = AMOUNT) {
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
    money: { amount: amount.toString(), asset: 'ETH-USDT' },
    addressId: address.id,
  };
  return { destination, body };
}

interface Asked {
  readonly id: string;
  readonly destination: string;
}

const ask = async (body: object) =>
  expectData(await t.api.post('/api/payout/payouts').set(deal.seller.auth).send(body), payout.requestPayout);
async function asked(amount = AMOUNT): Promise<Asked> {
  const { destination, body } = await newPayout(amount);
  return { destination, id: (await ask(body)).id };
}
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
const countOf = async (id: string, status: string): Promise<number> =>
  (await read(id)).history.filter((step) => step.status === status).length;
const payable = () => balanceOf(accounts.sellerPayable(deal.seller.id), 'ETH-USDT');
const held = (id: string) => balanceOf(accounts.payoutInflight(id), 'ETH-USDT');

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
async function expectFaultless(): Promise<void> {
  expect((await checkLedger()).faults).toEqual([]);
}

/** An admin who has just confirmed who they are. */
async function sureAdmin(name: string): Promise<TestActor> {
  const { id } = await person(name, { role: 'admin' });
  return signInAs({ id, role: 'admin', stepUpUntil: Date.now() + 600_000 });
}

const unclear = new Map<Where, Asked>();

describe('answers of the gateway that say nothing', () => {
  test.each([
    ['refused', { refusedPayout: 1 }, 'before'],
    ['half failed', { halfFailedPayout: 1 }, 'after'],
  ] as const)(
    '%s by the gateway: unknown, and no money moved',
    async (_what, faults, where) => {
      await sandbox.setFaults(faults);
      const refused = await asked();
      await isIn(refused.id, 'unknown');
      await expectUnclear(refused);
      unclear.set(where, refused);
    },
    90_000,
  );
});

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

/** Each press has a server that dies of it; the one beside them goes on with everything. */
describe('killed by the press of a button', () => {
  const first = new Map<string, Asked>();
  let reserving: Awaited<ReturnType<typeof newPayout>>;
  let ada: TestActor;
  let bob: TestActor;

  const payoutOf = (what: string): Asked => {
    const found = first.get(what);
    if (!found) throw new Error(`there is no payout for ${what}`);
    return found;
  };
  const press = (path: string, by: TestActor, body?: object) => (url: string) =>
    fetch(`${url}/api/payout/${path}`, {
      method: 'POST',
      headers: { ...by.auth, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  beforeAll(async () => {
    [ada, bob] = [await sureAdmin('Ada'), await sureAdmin('Bob')];
    reserving = await newPayout();
    for (const where of WHERE) {
      first.set(`cancel ${where}`, await asked(MUCH)).set(`approve ${where}`, await asked(MUCH));
      const lost = unclear.get(where);
      if (!lost) throw new Error('no payout is unclear');
      await expectUnclear(lost);
      first.set(`fail ${where}`, lost);
      await failPayout({ payoutId: lost.id, evidence: EVIDENCE }, ada);
    }
    const idFor = (what: string) => payoutOf(what).id;
    await Promise.all([
      pressAndDie('payout:after-reserve', press('payouts', deal.seller, reserving.body)),
      ...WHERE.flatMap((where) => [
        pressAndDie(
          `payout-cancel:${where}-commit`,
          press(`payouts/${idFor(`cancel ${where}`)}/cancel`, deal.seller),
        ),
        pressAndDie(
          `payout-approve:${where}-commit`,
          press(`payouts/${idFor(`approve ${where}`)}/approve`, ada),
        ),
        pressAndDie(
          `payout-fail:${where}-commit`,
          press(`desk/payouts/${idFor(`fail ${where}`)}/fail`, bob, { evidence: EVIDENCE }),
        ),
      ]),
    ]);
  }, 240_000);

  /** Before the commit nothing has happened; the same press does it then, once. */
  async function expectDoneOnce(id: string, status: string, where: Where, again: () => Promise<unknown>) {
    expect(await countOf(id, status)).toBe(where === 'before' ? 0 : 1);
    if (where === 'before') await pressAgain(again);
    await expect(again()).rejects.toThrow();
    expect(await countOf(id, status)).toBe(1);
  }

  test('after the reservation: the same reference gives the same payout, paid once', async () => {
    const { id } = await ask(reserving.body);
    await expectPaidOnce({ ...reserving, id });
    expect(await PayoutModel.countDocuments({ reference: reserving.body.reference })).toBe(1);
  }, 120_000);

  test.each(WHERE)(
    '%s the commit of taking it back: taken back once, and the money is there',
    async (where) => {
      const { id, destination } = payoutOf(`cancel ${where}`);
      expect(await held(id)).toBe(where === 'before' ? MUCH : 0n);
      await expectDoneOnce(id, 'cancelled', where, () => cancelPayout({ payoutId: id }, deal.seller));
      expect([await held(id), await sandbox.usdtOf(destination)]).toEqual([0n, 0n]);
    },
    120_000,
  );

  test.each(WHERE)(
    '%s the commit of an approval: approved once, and paid once',
    async (where) => {
      const approved = payoutOf(`approve ${where}`);
      await expectDoneOnce(approved.id, 'approved', where, () =>
        approvePayout({ payoutId: approved.id }, ada),
      );
      await expectPaidOnce(approved, MUCH);
    },
    120_000,
  );

  test.each(WHERE)(
    '%s the commit that calls it failed: failed once, and the money is back once',
    async (where) => {
      const { id, destination } = payoutOf(`fail ${where}`);
      expect(await held(id)).toBe(where === 'before' ? AMOUNT : 0n);
      await expectDoneOnce(id, 'failed', where, () => failPayout({ payoutId: id, evidence: EVIDENCE }, bob));
      expect([await held(id), await sandbox.usdtOf(destination)]).toEqual([0n, 0n]);
    },
    120_000,
  );

  test('all that was not paid out is the seller’s again', async () => {
    const earned = (PAID_IN * 975n) / 1000n;
    expect(await payable()).toBe(earned - AMOUNT - 2n * MUCH);
    await expectFaultless();
  });
});

/** By the transfers of the gateway's wallet, which payouts before it have shown. */
test('slow, answered with 500 and 404 though it paid: found on the chain, paid once', async () => {
  await sandbox.setFaults({ slowPayout: 1 });
  const slow = await asked();
  await expectPaidOnce(slow);
  expect(await countOf(slow.id, 'unknown')).toBe(1);
}, 120_000);

/** Nobody goes on here: what one server had begun is there when the next one starts, and dies as well. */
describe('killed at its work', () => {
  const killed = new Map<string, Asked>();
  const killedAt = (crashPoint: string): Asked => {
    const found = killed.get(crashPoint);
    if (!found) throw new Error(`nothing was killed at ${crashPoint}`);
    return found;
  };
  let earned = 0n;
  let destination = '';

  beforeAll(() => server.stop());

  test.each([
    ['payout:after-confirm', 'confirmed'],
    ['payout:before-confirm', 'submitted'],
    ['payout:after-submit-call', 'submitting'],
    ['payout:before-submit-call', 'submitting'],
  ])(
    'at %s',
    async (crashPoint, status) => {
      const begun = await asked();
      await expectKilled(await startServer(sandbox.port, crashPoint));
      expect((await read(begun.id)).status).toBe(status);
      killed.set(crashPoint, begun);
      // The time is over for which others leave the work to the dead one.
      await WorkerLeaseModel.updateMany({}, { $set: { until: new Date(0) } });
    },
    120_000,
  );

  test('after the automatic payout was asked for', async () => {
    const { body, ...address } = await newPayout();
    destination = address.destination;
    const confirmed = await signInAs({ id: deal.seller.id, stepUpUntil: Date.now() + 60_000 });
    const setting = { addressId: body.addressId, minimum: '0' };
    expectData(
      await t.api.put('/api/payout/auto/ETH-USDT').set(confirmed.auth).send(setting),
      refund.setAutoPayout,
    );
    earned = await payable();
    await inTransaction((tx) => noteRelease(tx, new Types.ObjectId().toHexString(), deal.seller.id));
    await expectKilled(await startServer(sandbox.port, 'payout:after-auto'));
    expect(await payable()).toBe(0n);
    // This time the next server waits until the lease of the dead one is over.
    server = await startServer(sandbox.port);
  }, 120_000);

  test.each(['payout:after-confirm', 'payout:before-confirm', 'payout:after-submit-call'])(
    '%s: paid once, and confirmed after the next start',
    async (crashPoint) => {
      const begun = killedAt(crashPoint);
      await expectPaidOnce(begun);
      expect(await countOf(begun.id, 'unknown')).toBe(crashPoint === 'payout:after-submit-call' ? 1 : 0);
    },
    120_000,
  );

  test('the run finds the payout it had asked for, paid once', async () => {
    const ended = await eventually(
      'the run that has paid out',
      () => AutoRunModel.findOne({ userId: deal.seller.id, status: 'paid_out' }).lean(),
      60_000,
    );
    await expectPaidOnce({ id: ended.payoutId?.toHexString() ?? '', destination }, earned);
    expect(await PayoutModel.countDocuments({ reference: /^auto:/ })).toBe(1);
    expect(await payable()).toBe(0n);
  }, 120_000);

  test('before the call: unknown, sent by nobody, until two people call it failed', async () => {
    const { id } = killedAt('payout:before-submit-call');
    await expectUnclear(killedAt('payout:before-submit-call'));
    for (const name of ['Ada', 'Bob']) {
      await failPayout({ payoutId: id, evidence: EVIDENCE }, await person(name, { role: 'admin' }));
    }
    expect((await read(id)).status).toBe('failed');
    expect(await payable()).toBe(AMOUNT);
  });

  test('what the ledger says is with the gateway is there', async () => {
    await expectFaultless();
    // Five payouts of 10, two of 16 and one by itself reached their addresses, all others went nowhere.
    expect(await sandbox.usdtOfGateway()).toBe(PAID_IN - 5n * AMOUNT - 2n * MUCH - earned);
  });
});
