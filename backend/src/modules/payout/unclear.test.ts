import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { HOUR_MS } from '../../platform/clock.ts';
import type { PayoutMood } from '../../testing/fake-gateway.ts';
import {
  asked,
  atGateway,
  callsFor,
  DESTINATION,
  inflight,
  mendStage,
  onStage,
  paidOut,
  pays,
  present,
  round,
  setPayoutStage,
  steps,
  USDT,
} from '../../testing/payout-stage.ts';

/** Everything unclear stays unclear until it is found, and is never sent again. */
beforeAll(() => setPayoutStage({ relay: false }));
beforeEach(mendStage);

test.each<PayoutMood>(['refuse', 'late', 'hang-up', 'page'])(
  '“%s” is unknown and never sent again',
  async (mood) => {
    onStage().gateway.payoutMood = mood;
    const payout = await asked();
    const before = onStage().gateway.payoutCalls;
    await round();
    expect(await present(payout)).toMatchObject({
      status: 'unknown',
      taskId: null,
      reason: expect.any(String),
    });
    onStage().gateway.payoutMood = 'accept';
    for (let index = 0; index < 5; index += 1) await round();
    expect((await present(payout)).status).toBe('unknown');
    expect(onStage().gateway.payoutCalls).toBe(before + 1);
    expect(await inflight(payout)).toBe(25_000_000n);
    expect((await present(payout)).reason).not.toMatch(/Traceback|\n/);
  },
);

test('a connection that broke after the gateway had it: found by external id, confirmed once', async () => {
  onStage().gateway.payoutMood = 'hang-up';
  const payout = await asked();
  await round();
  expect((await present(payout)).status).toBe('unknown');
  const txid = pays(25_000_000n);
  Object.assign(atGateway(payout), { txid });
  await round();
  expect((await present(payout)).status).toBe('submitted');
  onStage().chain.mine(2);
  Object.assign(atGateway(payout), { status: 'SUCCESS' });
  await round();
  expect(await present(payout)).toMatchObject({ status: 'confirmed', txid });
  expect(await steps(payout)).toEqual([
    'requested',
    'approved',
    'submitting',
    'unknown',
    'submitted',
    'confirmed',
  ]);
  expect(callsFor(payout)).toBe(1);
});

test('500 and 404 though it paid: found on the chain by the gateway’s own wallet', async () => {
  await paidOut();
  onStage().gateway.payoutMood = 'late';
  const payout = await asked('31000000');
  await round();
  expect((await present(payout)).status).toBe('unknown');
  // Somebody else sends the same amount to the same address: that is none of the gateway's.
  pays(31_000_000n, DESTINATION, '0x00000000000000000000000000000000000bad01');
  onStage().chain.mine(3);
  await round();
  expect((await present(payout)).status).toBe('unknown');
  const txid = pays(31_000_000n);
  onStage().chain.mine(2);
  await round();
  expect(await present(payout)).toMatchObject({ status: 'confirmed', txid });
  expect(await inflight(payout)).toBe(0n);
});

test('found before it is deep enough, it is followed until it is', async () => {
  await paidOut();
  onStage().gateway.payoutMood = 'late';
  const payout = await asked('34000000');
  await round();
  const txid = pays(34_000_000n);
  await round();
  expect((await present(payout)).status).toBe('submitted');
  onStage().chain.mine(3);
  await round();
  expect(await present(payout)).toMatchObject({ status: 'confirmed', txid });
  expect(await inflight(payout)).toBe(0n);
});

test('two transfers that fit leave it to people', async () => {
  await paidOut();
  onStage().gateway.payoutMood = 'late';
  const payout = await asked('32000000');
  await round();
  pays(32_000_000n);
  pays(32_000_000n);
  onStage().chain.mine(3);
  await round();
  expect((await present(payout)).status).toBe('unknown');
});

test('one transfer pays one payout only', async () => {
  await paidOut();
  onStage().gateway.payoutMood = 'late';
  const [first, second] = [await asked('33000000'), await asked('33000000')] as const;
  await round();
  pays(33_000_000n);
  onStage().chain.mine(3);
  await round();
  await round();
  const statuses = [(await present(first)).status, (await present(second)).status].sort();
  expect(statuses).toEqual(['confirmed', 'unknown']);
});

test('a task that succeeded with a failed transfer is unknown', async () => {
  const payout = await asked();
  await round();
  const result = [
    { dest: DESTINATION, amount: 25, status: 'error', txids: [], message: 'execution reverted' },
  ];
  atGateway(payout).task = { status: 'SUCCESS', result };
  await round();
  expect(await present(payout)).toMatchObject({
    status: 'unknown',
    reason: 'the transfer failed: execution reverted',
  });
  await round();
  expect(callsFor(payout)).toBe(1);
});

test.each([
  [
    'a failed transaction',
    () => onStage().chain.send([{ token: USDT, to: DESTINATION, amountBase: 25_000_000n }], { failed: true }),
  ],
  ['less than the amount', () => pays(24_999_999n)],
  ['another address', () => pays(25_000_000n, '0x000000000000000000000000000000000000dEaD')],
])('%s, called a success, is unknown', async (_what, send) => {
  const payout = await asked();
  await round();
  Object.assign(atGateway(payout), { status: 'SUCCESS', txid: send() });
  onStage().chain.mine(3);
  await round();
  expect((await present(payout)).status).toBe('unknown');
  expect(await inflight(payout)).toBe(25_000_000n);
});

test('no transfer within a day is unknown', async () => {
  const payout = await asked();
  await round();
  await onStage().app.advance(25 * HOUR_MS);
  await round();
  expect(await present(payout)).toMatchObject({ status: 'unknown', reason: 'no transfer within a day' });
});

test('while the chain cannot be read nothing is decided', async () => {
  const payout = await asked();
  await round();
  Object.assign(atGateway(payout), { status: 'SUCCESS', txid: pays(25_000_000n) });
  onStage().chain.mine(3);
  onStage().chain.down = true;
  await round();
  expect((await present(payout)).status).toBe('submitted');
  onStage().chain.down = false;
  await round();
  expect((await present(payout)).status).toBe('confirmed');
});
