import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { approvePayout, cancelPayout, failPayout } from '../modules/payout/index.ts';
import { AutoRunModel } from '../modules/payout/auto-payout.model.ts';
import { noteRelease } from '../modules/payout/auto-payout.ts';
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
  startServer,
  type LiveServer,
} from '../testing/live-stack.ts';
import { person } from '../testing/marketplace.ts';
import {
  AMOUNT,
  EARNED,
  expectFaultless,
  MUCH,
  PAID_IN,
  startPayoutScene,
  sureAdmin,
  type Asked,
  type PayoutScene,
} from '../testing/payout-scene.ts';

/**
 * The server is killed as by a power cut at each step of a payout, on a real chain and the gateway's sandbox.
 * Afterwards nothing is lost and nobody is paid twice: the chain says what reached the address. Each test goes on
 * where the one before has ended, and the dead servers leave everything they had begun to those that come after.
 */
const EVIDENCE = 'Neither the gateway nor the chain has anything.';
const WHERE = ['before', 'after'] as const;
type Where = (typeof WHERE)[number];
let scene: PayoutScene;
let server: LiveServer;

beforeAll(async () => {
  scene = await startPayoutScene();
  server = scene.server;
}, 180_000);
afterAll(() => server.stop());
afterAll(() => scene.sandbox.stop());

const unclear = new Map<Where, Asked>();

describe('answers of the gateway that say nothing', () => {
  test.each([
    ['refused', { refusedPayout: 1 }, 'before'],
    ['half failed', { halfFailedPayout: 1 }, 'after'],
  ] as const)(
    '%s by the gateway: unknown, and no money moved',
    async (_what, faults, where) => {
      await scene.sandbox.setFaults(faults);
      const refused = await scene.asked();
      await scene.isIn(refused.id, 'unknown');
      await scene.expectUnclear(refused);
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
  let reserving: Awaited<ReturnType<PayoutScene['newPayout']>>;
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
    reserving = await scene.newPayout();
    for (const where of WHERE) {
      first.set(`cancel ${where}`, await scene.asked(MUCH)).set(`approve ${where}`, await scene.asked(MUCH));
      const lost = unclear.get(where);
      if (!lost) throw new Error('no payout is unclear');
      await scene.expectUnclear(lost);
      first.set(`fail ${where}`, lost);
      await failPayout({ payoutId: lost.id, evidence: EVIDENCE }, ada);
    }
    const idFor = (what: string) => payoutOf(what).id;
    await Promise.all([
      pressAndDie('payout:after-reserve', press('payouts', scene.seller, reserving.body)),
      ...WHERE.flatMap((where) => [
        pressAndDie(
          `payout-cancel:${where}-commit`,
          press(`payouts/${idFor(`cancel ${where}`)}/cancel`, scene.seller),
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
    expect(await scene.countOf(id, status)).toBe(where === 'before' ? 0 : 1);
    if (where === 'before') await pressAgain(again);
    await expect(again()).rejects.toThrow();
    expect(await scene.countOf(id, status)).toBe(1);
  }

  test('after the reservation: the same reference gives the same payout, paid once', async () => {
    const { id } = await scene.ask(reserving.body);
    await scene.expectPaidOnce({ ...reserving, id });
    expect(await PayoutModel.countDocuments({ reference: reserving.body.reference })).toBe(1);
  }, 120_000);

  test.each(WHERE)(
    '%s the commit of taking it back: taken back once, and the money is there',
    async (where) => {
      const { id, destination } = payoutOf(`cancel ${where}`);
      expect(await scene.held(id)).toBe(where === 'before' ? MUCH : 0n);
      await expectDoneOnce(id, 'cancelled', where, () => cancelPayout({ payoutId: id }, scene.seller));
      expect([await scene.held(id), await scene.sandbox.usdtOf(destination)]).toEqual([0n, 0n]);
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
      await scene.expectPaidOnce(approved, MUCH);
    },
    120_000,
  );

  test.each(WHERE)(
    '%s the commit that calls it failed: failed once, and the money is back once',
    async (where) => {
      const { id, destination } = payoutOf(`fail ${where}`);
      expect(await scene.held(id)).toBe(where === 'before' ? AMOUNT : 0n);
      await expectDoneOnce(id, 'failed', where, () => failPayout({ payoutId: id, evidence: EVIDENCE }, bob));
      expect([await scene.held(id), await scene.sandbox.usdtOf(destination)]).toEqual([0n, 0n]);
    },
    120_000,
  );

  test('all that was not paid out is the seller’s again', async () => {
    expect(await scene.payable()).toBe(EARNED - AMOUNT - 2n * MUCH);
    await expectFaultless();
  });
});

/** By the transfers of the gateway's wallet, which payouts before it have shown. */
test('slow, answered with 500 and 404 though it paid: found on the chain, paid once', async () => {
  await scene.sandbox.setFaults({ slowPayout: 1 });
  const slow = await scene.asked();
  await scene.expectPaidOnce(slow);
  expect(await scene.countOf(slow.id, 'unknown')).toBe(1);
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
      const begun = await scene.asked();
      await expectKilled(await startServer(scene.sandbox.port, crashPoint));
      expect((await scene.read(begun.id)).status).toBe(status);
      killed.set(crashPoint, begun);
      // The time is over for which others leave the work to the dead one.
      await WorkerLeaseModel.updateMany({}, { $set: { until: new Date(0) } });
    },
    120_000,
  );

  test('after the automatic payout was asked for', async () => {
    const { body, ...address } = await scene.newPayout();
    destination = address.destination;
    const confirmed = await signInAs({ id: scene.seller.id, stepUpUntil: Date.now() + 60_000 });
    const setting = { addressId: body.addressId, minimum: '0' };
    expectData(
      await scene.t.api.put('/api/payout/auto/ETH-USDT').set(confirmed.auth).send(setting),
      refund.setAutoPayout,
    );
    earned = await scene.payable();
    await inTransaction((tx) => noteRelease(tx, new Types.ObjectId().toHexString(), scene.seller.id));
    await expectKilled(await startServer(scene.sandbox.port, 'payout:after-auto'));
    expect(await scene.payable()).toBe(0n);
    // This time the next server waits until the lease of the dead one is over.
    server = await startServer(scene.sandbox.port);
  }, 120_000);

  test.each(['payout:after-confirm', 'payout:before-confirm', 'payout:after-submit-call'])(
    '%s: paid once, and confirmed after the next start',
    async (crashPoint) => {
      const begun = killedAt(crashPoint);
      await scene.expectPaidOnce(begun);
      expect(await scene.countOf(begun.id, 'unknown')).toBe(
        crashPoint === 'payout:after-submit-call' ? 1 : 0,
      );
    },
    120_000,
  );

  test('the run finds the payout it had asked for, paid once', async () => {
    const ended = await eventually(
      'the run that has paid out',
      () => AutoRunModel.findOne({ userId: scene.seller.id, status: 'paid_out' }).lean(),
      60_000,
    );
    await scene.expectPaidOnce({ id: ended.payoutId?.toHexString() ?? '', destination }, earned);
    expect(await PayoutModel.countDocuments({ reference: /^auto:/ })).toBe(1);
    expect(await scene.payable()).toBe(0n);
  }, 120_000);

  test('before the call: unknown, sent by nobody, until two people call it failed', async () => {
    const { id } = killedAt('payout:before-submit-call');
    await scene.expectUnclear(killedAt('payout:before-submit-call'));
    for (const name of ['Ada', 'Bob']) {
      await failPayout({ payoutId: id, evidence: EVIDENCE }, await person(name, { role: 'admin' }));
    }
    expect((await scene.read(id)).status).toBe('failed');
    expect(await scene.payable()).toBe(AMOUNT);
  });

  test('what the ledger says is with the gateway is there', async () => {
    await expectFaultless();
    // Five payouts of 10, two of 16 and one by itself reached their addresses, all others went nowhere.
    expect(await scene.sandbox.usdtOfGateway()).toBe(PAID_IN - 5n * AMOUNT - 2n * MUCH - earned);
  });
});
