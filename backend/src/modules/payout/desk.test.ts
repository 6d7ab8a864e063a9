import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { HOUR_MS, MINUTE_MS } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { formatUnits } from '../../shared/money.ts';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { person } from '../../testing/marketplace.ts';
import {
  asked,
  DESTINATION,
  inflight,
  mendStage,
  onStage,
  paidOut,
  payable,
  pays,
  present,
  round,
  setPayoutStage,
  USDT,
} from '../../testing/payout-stage.ts';
import { accounts, checkLedger, post } from '../ledger/index.ts';
import * as notification from '../notification/notification.contract.ts';
import * as desk from './desk.contract.ts';
import * as contract from './payout.contract.ts';
import type { PayoutRecord } from './payout.repository.ts';

/** What admins see and do about payouts that nobody can tell about, that wait, or that are Amn's own. */
let ada: TestActor;
let bob: TestActor;

const confirmed = (who: TestActor) =>
  signInAs({ id: who.id, role: who.role, stepUpUntil: Date.now() + 60_000 });

beforeAll(async () => {
  process.env['PAYOUT_AUTO_LIMIT_CENTS'] = '9000';
  await setPayoutStage();
  [ada, bob] = [
    await confirmed(await person('Ada', { role: 'admin' })),
    await confirmed(await person('Bob', { role: 'admin' })),
  ];
  await paidOut();
});
beforeEach(mendStage);

const api = () => onStage().app.api;
const path = (payout: PayoutRecord, rest = '') => `/api/payout/desk/payouts/${payout.id}${rest}`;
const detail = async (payout: PayoutRecord, admin = ada) =>
  expectData(await api().get(path(payout)).set(admin.auth), desk.getDeskPayout);

let amount = 40_000_000n;
/** The gateway's answer came too late, and nobody knows whether it pays. */
async function lost(): Promise<{ payout: PayoutRecord; amountBase: bigint }> {
  amount += 1n;
  onStage().gateway.payoutMood = 'late';
  const payout = await asked(amount.toString());
  await round();
  expect((await present(payout)).status).toBe('unknown');
  return { payout, amountBase: amount };
}

const found = (payout: PayoutRecord, txid: string, admin = ada) =>
  api().post(path(payout, '/found')).set(admin.auth).send({ txid });

describe('a transfer that is named for an unknown payout', () => {
  const STRANGER = '0x00000000000000000000000000000000000bad01';

  test.each<readonly [string, (base: bigint) => string]>([
    ['that nobody ever made', () => `0x${'ab'.repeat(32)}`],
    ['by somebody else', (base) => pays(base, DESTINATION, STRANGER)],
    ['of a little less', (base) => pays(base - 1n)],
    ['of a little more', (base) => pays(base + 1n)],
    ['to another address', (base) => pays(base, '0x000000000000000000000000000000000000dEaD')],
    [
      'that failed',
      (base) => onStage().chain.send([{ token: USDT, to: DESTINATION, amountBase: base }], { failed: true }),
    ],
    [
      'of another token',
      (base) => onStage().chain.send([{ token: STRANGER, to: DESTINATION, amountBase: base }]),
    ],
  ])('is refused when it is one %s', async (_what, send) => {
    const { payout, amountBase } = await lost();
    const txid = send(amountBase);
    onStage().chain.mine(5);
    expectError(await found(payout, txid), 'CONFLICT');
    expect((await present(payout)).status).toBe('unknown');
    expect(await inflight(payout)).toBe(amountBase);
  });

  test('is refused when it pays another payout, is older, or is not deep enough', async () => {
    const early = pays(amount + 1n);
    onStage().chain.mine(5);
    const { payout, amountBase } = await lost();
    expectError(await found(payout, early), 'CONFLICT');
    mendStage();
    const other = await paidOut(25_000_000n);
    expectError(await found(payout, other.txid ?? ''), 'CONFLICT');
    const shallow = pays(amountBase);
    expectError(await found(payout, shallow), 'CONFLICT');
    onStage().chain.down = true;
    expectError(await found(payout, shallow), 'PROVIDER_UNAVAILABLE');
    expect((await present(payout)).status).toBe('unknown');
    onStage().chain.down = false;
    onStage().chain.mine(3);
    expect(expectData(await found(payout, shallow), desk.recordPayoutFound)).toMatchObject({
      status: 'confirmed',
      txid: shallow,
    });
    expectError(await found(payout, shallow), 'INVALID_TRANSITION');
    expect(await inflight(payout)).toBe(0n);
  });

  test('decides between two that fit, for one payout only', async () => {
    const { payout, amountBase } = await lost();
    amount -= 1n;
    const { payout: twin } = await lost();
    const [first, second] = [pays(amountBase), pays(amountBase)];
    onStage().chain.mine(4);
    const answers = await Promise.all([found(payout, first), found(twin, first, bob)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [winner, loser] = answers[0].status === 200 ? [payout, twin] : [twin, payout];
    expect((await present(winner)).txid).toBe(first);
    expectData(await found(loser, second), desk.recordPayoutFound);
    expect((await checkLedger()).faults).toEqual([]);
  });
});

test('the evidence shows what gateway and chain say, and what was tried', async () => {
  const { payout, amountBase } = await lost();
  const txid = pays(amountBase);
  pays(7n, DESTINATION, '0x00000000000000000000000000000000000bad01');
  const evidence = expectData(
    await api().get(path(payout, '/evidence')).set(ada.auth),
    desk.getPayoutEvidence,
  );
  expect(evidence.gateway).toMatchObject({ isAnswering: true });
  expect(evidence.chain).toMatchObject({ isReadable: true, leavesLogs: true, confirmationsWanted: 3 });
  expect(evidence.candidates).toEqual([
    expect.objectContaining({ isFromGateway: false, isRightAmount: false }),
    expect.objectContaining({ txid, isFromGateway: true, isRightAmount: true, pays: null }),
  ]);
  const shown = await detail(payout);
  expect(shown.notes.map(({ kind }) => kind)).toEqual(['call', 'answer']);
  expect(shown.abilities).toEqual(['lookAgain', 'recordFound', 'callFailed']);
  onStage().chain.mine(3);
  const looked = expectData(
    await api().post(path(payout, '/look-again')).set(ada.auth),
    desk.lookAtPayoutAgain,
  );
  expect(looked).toMatchObject({ status: 'confirmed', txid });
  expect((await detail(payout)).notes.at(-1)).toMatchObject({ kind: 'look', admin: { id: ada.id } });
});

test('called failed by two admins it can be tried again, once, by a payout that names it', async () => {
  const { payout, amountBase } = await lost();
  const body = { evidence: 'Neither gateway nor chain know of it.' };
  const fail = (admin: TestActor) => api().post(path(payout, '/fail')).set(admin.auth).send(body);
  const owner = await signInAs({ id: payout.userId });
  const again = (reference: string) =>
    api()
      .post('/api/payout/payouts')
      .set(owner.auth)
      .send({
        reference,
        source: 'seller_payable',
        money: { amount: amountBase.toString(), asset: 'ETH-USDT' },
        addressId: payout.addressId,
        replaces: payout.id,
      });
  expectData(await fail(ada), desk.callPayoutFailed);
  expectError(await fail(ada), 'CONFLICT');
  expectError(await again('too-early-for-that'), 'CONFLICT');
  expect(expectData(await fail(bob), desk.callPayoutFailed).status).toBe('failed');
  expect(await payable(payout)).toBe(100_000_000n);
  const second = expectData(await again('second-attempt'), contract.requestPayout);
  expect(second.replaces).toBe(payout.id);
  expect(expectData(await again('second-attempt'), contract.requestPayout).id).toBe(second.id);
  expectError(await again('third-attempt'), 'ALREADY_EXISTS');
  expect((await detail(payout)).replacedBy).toBe(second.id);
});

test('what waits for approval can be refused by another admin; the money goes back', async () => {
  const payout = await asked('95000000');
  expect(payout).toMatchObject({ status: 'requested', approvalReason: 'amount' });
  expect((await detail(payout)).abilities).toEqual(['approve', 'refuse']);
  const refuse = (note: string) => api().post(path(payout, '/refuse')).set(ada.auth).send({ note });
  expectError(await refuse('no'), 'VALIDATION_FAILED');
  expect(expectData(await refuse('Looks like a takeover.'), desk.refusePayout).status).toBe('cancelled');
  expect(await payable(payout)).toBe(100_000_000n);
});

describe('a payout that is stuck', () => {
  const health = async () =>
    ((await api().get('/api/health/ready')).body as { data: { payouts: string } }).data.payouts;
  const told = async (base: bigint) => {
    await onStage().app.settle();
    const response = await api().get('/api/notifications?limit=100').set(ada.auth);
    const rows = expectData(response, notification.listNotifications).items.filter(
      ({ kind, params }) => kind === 'payout:stuck' && params.amount === formatUnits(base, 6),
    );
    const mailed = { notificationId: { $in: rows.map(({ id }) => new Types.ObjectId(id)) } };
    expect(await database().collection('mails').countDocuments(mailed)).toBe(rows.length);
    return rows.length;
  };
  const stuck = async () =>
    expectData(
      await api().get('/api/payout/desk/payouts?view=stuck&limit=100').set(ada.auth),
      desk.listDeskPayouts,
    ).items;

  test('is told of once for each status, shown, and makes health say so until it moves on', async () => {
    const { payout, amountBase } = await lost();
    await onStage().app.advance(14 * MINUTE_MS);
    expect(await told(amountBase)).toBe(0);
    await onStage().app.advance(MINUTE_MS);
    await onStage().app.advance(HOUR_MS);
    expect(await told(amountBase)).toBe(1);
    expect(await health()).toBe('alarm');
    expect((await stuck()).map((row) => row.payout.id)).toContain(payout.id);
    const txid = pays(amountBase);
    onStage().chain.mine(3);
    expectData(await found(payout, txid), desk.recordPayoutFound);
    expect((await stuck()).map((row) => row.payout.id)).not.toContain(payout.id);
  });
});

describe('the list', () => {
  test('is by state and age, the oldest first, page by page, and for admins only', async () => {
    const list = async (query: string) =>
      expectData(await api().get(`/api/payout/desk/payouts?${query}`).set(ada.auth), desk.listDeskPayouts);
    const all = (await list('view=all&limit=100')).items.map(({ payout }) => payout.id);
    const first = await list('view=all&limit=2');
    const second = await list(`view=all&limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([...first.items, ...second.items].map(({ payout }) => payout.id)).toEqual(all.slice(0, 4));
    expect(new Set((await list('view=all&status=failed')).items.map(({ payout }) => payout.status))).toEqual(
      new Set(['failed']),
    );
    expect((await list('view=all&olderThanHours=8760')).items).toEqual([]);
    expectError(await api().get('/api/payout/desk/payouts?cursor=abc').set(ada.auth), 'VALIDATION_FAILED');
    const somebody = await person('Sam');
    for (const route of ['payouts', 'summary', 'addresses']) {
      expectError(await api().get(`/api/payout/desk/${route}`).set(somebody.auth), 'FORBIDDEN');
    }
    const summary = expectData(
      await api().get('/api/payout/desk/summary').set(ada.auth),
      desk.getDeskSummary,
    );
    expect(summary.day.limit.amount).toBe('5000000');
  });
});

describe('Amn’s own money', () => {
  const withdraw = (reference: string, base: string, addressId: string, admin = ada) =>
    api()
      .post('/api/payout/desk/withdrawals')
      .set(admin.auth)
      .send({ reference, money: { amount: base, asset: 'ETH-USDT' }, addressId });
  const address = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC';

  test('goes to an address of Amn’s own, with another admin’s approval, and no more than was earned', async () => {
    const [gateway, fees] = [accounts.gateway('ETH-USDT'), accounts.feeRevenue()];
    await inTransaction((tx) =>
      post(tx, {
        key: 'test:fees',
        event: 'split',
        entries: [
          { account: gateway, asset: 'ETH-USDT', side: 'debit', amountBase: 9_000_000n },
          { account: fees, asset: 'ETH-USDT', side: 'credit', amountBase: 9_000_000n },
        ],
        refs: {},
      }),
    );
    const body = { chainId: 31337, address, label: 'Treasury' };
    const added = expectData(
      await api().post('/api/payout/desk/addresses').set(ada.auth).send(body),
      desk.addPlatformAddress,
    );
    const own = await api().get('/api/payout/addresses').set(ada.auth);
    expect(expectData(own, contract.listPayoutAddresses).items).toEqual([]);

    expectError(await withdraw('fees-too-much', '9000001', added.id), 'INSUFFICIENT_BALANCE');
    const answers = await Promise.all([
      withdraw('fees-first', '6000000', added.id),
      withdraw('fees-second', '6000000', added.id, bob),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const asker = answers[0].status === 201 ? ada : bob;
    const other = asker === ada ? bob : ada;
    const winner = answers.find(({ status }) => status === 201);
    if (!winner) throw new Error('one of them is there');
    const payout = expectData(winner, desk.withdrawFees);
    expect(payout).toMatchObject({ status: 'requested', approval: { needed: 1, reason: 'platform_money' } });
    const approve = (admin: TestActor) =>
      api().post(`/api/payout/payouts/${payout.id}/approve`).set(admin.auth);
    expectError(await approve(asker), 'FORBIDDEN');
    expect(expectData(await approve(other), desk.approvePayout).status).toBe('approved');
    // It is none of the admin's own withdrawals, and none of their money.
    const listed = await api().get('/api/payout/payouts').set(asker.auth);
    expect(expectData(listed, contract.listPayouts).items).toEqual([]);
    const balances = await api().get('/api/ledger/balances').set(asker.auth);
    expect(balances.body).toMatchObject({ data: { items: [] } });
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('never goes to a person’s address, nor a person’s to Amn’s', async () => {
    const who = await asked('1000000');
    expectError(await withdraw('fees-to-sam', '1000000', who.addressId), 'INVALID_ADDRESS');
  });

  test('for network fees is booked once, in a chain’s own coin', async () => {
    const book = (reference: string, asset = 'ETH') =>
      api()
        .post('/api/payout/desk/gas-top-ups')
        .set(ada.auth)
        .send({ reference, money: { amount: '1000000000000000000', asset }, note: 'First filling' });
    expectData(await book('gas-first'), desk.bookGasTopUp);
    expectError(await book('gas-first'), 'ALREADY_EXISTS');
    expectError(await book('gas-second', 'ETH-USDT'), 'ASSET_NOT_ACCEPTED');
    const { sums } = await checkLedger();
    expect(sums.get('equity|ETH')?.balanceBase).toBe(10n ** 18n);
  });
});
