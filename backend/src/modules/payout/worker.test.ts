import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newTxid } from '../../testing/fake-gateway.ts';
import { person } from '../../testing/marketplace.ts';
import { sendCallback } from '../../testing/paid-deals.ts';
import {
  asked,
  atGateway,
  callsFor,
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
  steps,
} from '../../testing/payout-stage.ts';
import { database } from '../../platform/mongo.ts';
import { checkLedger } from '../ledger/index.ts';
import { workOffInbox } from '../payment/index.ts';
import { failPayout } from './judge-payout.ts';
import { PayoutModel, WorkerLeaseModel } from './payout.model.ts';
import type { PayoutRecord } from './payout.repository.ts';
import { workerId } from './worker-lease.repository.ts';

/** The one worker: one call for one payout, and people where nobody can tell. */
beforeAll(() => setPayoutStage({ relay: false }));
beforeEach(mendStage);

describe('the good way', () => {
  test('one call, then polling until the chain has it at depth', async () => {
    const payout = await asked();
    await round();
    expect(await present(payout)).toMatchObject({ status: 'submitted', taskId: atGateway(payout).taskId });
    expect(atGateway(payout)).toMatchObject({ amount: '25', destination: DESTINATION });
    const txid = pays(25_000_000n);
    Object.assign(atGateway(payout), { status: 'SUCCESS', txid });
    await round();
    // The gateway calls it done, the chain has one confirmation of three.
    expect((await present(payout)).status).toBe('submitted');
    onStage().chain.mine(2);
    await round();
    expect(await present(payout)).toMatchObject({ status: 'confirmed', txid });
    expect(await steps(payout)).toEqual(['requested', 'approved', 'submitting', 'submitted', 'confirmed']);
    expect(await inflight(payout)).toBe(0n);
    expect(await payable(payout)).toBe(75_000_000n);
    expect(callsFor(payout)).toBe(1);
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('its owner hears of every step', async () => {
    const payout = await paidOut();
    const rows = await database().collection('outbox').find({ 'ids.payoutId': payout.id }).toArray();
    expect(rows).toHaveLength(4);
    expect(rows.every((row) => JSON.stringify(row['addressees']) === JSON.stringify([payout.userId]))).toBe(
      true,
    );
  });

  test('many rounds at once make one call', async () => {
    const payout = await asked();
    await Promise.all([round(), round(), round(), round()]);
    await round();
    expect(callsFor(payout)).toBe(1);
  });

  test('a callback of the gateway hastens the look, and proves nothing by itself', async () => {
    const payout = await asked();
    await round();
    const body = (txid: string) =>
      JSON.stringify({
        payout_id: 1,
        external_id: payout.id,
        status: 'SUCCESS',
        tx_hash: txid,
        amount: '25',
        crypto: 'ETH-USDT',
      });
    expect((await sendCallback(onStage().app, body(newTxid()))).status).toBe(202);
    await workOffInbox();
    expect((await present(payout)).status).toBe('submitted');
    Object.assign(atGateway(payout), { status: 'SUCCESS', txid: pays(25_000_000n) });
    onStage().chain.mine(2);
    await sendCallback(onStage().app, body('another').replace('"payout_id":1', '"payout_id":2'));
    await workOffInbox();
    expect((await present(payout)).status).toBe('confirmed');
  });
});

describe('while the gateway is away', () => {
  test('nothing is tried', async () => {
    const payout = await asked();
    onStage().gateway.down = true;
    await round();
    onStage().gateway.down = false;
    onStage().gateway.online = ['ETH-USDC'];
    await round();
    expect((await present(payout)).status).toBe('approved');
    expect(callsFor(payout)).toBe(0);
    onStage().gateway.online = ['ETH-USDT'];
    await round();
    expect((await present(payout)).status).toBe('submitted');
  });

  test('another process with the lease keeps this one from working', async () => {
    const payout = await asked();
    const until = new Date(Date.now() + 60_000);
    await WorkerLeaseModel.updateOne({ _id: 'payout-worker' }, { $set: { holder: 'another', until } });
    await round();
    expect((await present(payout)).status).toBe('approved');
    await WorkerLeaseModel.updateOne({ _id: 'payout-worker' }, { $set: { until: new Date(0) } });
    await round();
    expect((await present(payout)).status).toBe('submitted');
    expect(await WorkerLeaseModel.findById('payout-worker').lean()).toMatchObject({ holder: workerId });
  });
});

test('a payout found submitting, by a worker that died, is unknown and never sent', async () => {
  const payout = await asked();
  await PayoutModel.updateOne({ _id: payout.id }, { $set: { status: 'submitting', workerId: 'dead' } });
  const before = onStage().gateway.payoutCalls;
  await round();
  await round();
  expect(await present(payout)).toMatchObject({
    status: 'unknown',
    reason: 'its worker stopped in the middle',
  });
  expect(onStage().gateway.payoutCalls).toBe(before);
});

describe('people call an unknown payout failed', () => {
  const unknown = async (): Promise<PayoutRecord> => {
    onStage().gateway.payoutMood = 'refuse';
    const payout = await asked();
    await round();
    return present(payout);
  };
  const admins = () => Promise.all(['Ada', 'Bob'].map((name) => person(name, { role: 'admin' })));
  const evidence = 'The wallet’s own history has no such transfer.';

  test('two different admins, with evidence; the money goes back', async () => {
    const [ada, bob] = await admins();
    if (!ada || !bob) throw new Error('two admins are needed');
    const payout = await unknown();
    const input = { payoutId: payout.id, evidence };
    await expect(failPayout({ ...input, evidence: ' no ' }, ada)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    expect((await failPayout(input, ada)).status).toBe('unknown');
    await expect(failPayout(input, ada)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(failPayout(input, { id: payout.userId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await payable(payout)).toBe(75_000_000n);
    expect((await failPayout(input, bob)).status).toBe('failed');
    expect(await payable(payout)).toBe(100_000_000n);
    expect(await inflight(payout)).toBe(0n);
    await expect(failPayout(input, bob)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await checkLedger()).faults).toEqual([]);
  });

  test('never while the gateway has a transfer for it, nor one that is on its way', async () => {
    const [ada] = await admins();
    if (!ada) throw new Error('an admin is needed');
    const payout = await unknown();
    Object.assign(atGateway(payout), { txid: newTxid() });
    await expect(failPayout({ payoutId: payout.id, evidence }, ada)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    onStage().gateway.down = true;
    await expect(failPayout({ payoutId: payout.id, evidence }, ada)).rejects.toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
    });
    onStage().gateway.down = false;
    onStage().gateway.payoutMood = 'accept';
    const sent = await asked();
    await round();
    await expect(failPayout({ payoutId: sent.id, evidence }, ada)).rejects.toMatchObject({
      code: 'INVALID_TRANSITION',
    });
  });
});
