import { beforeAll, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { giveBalance } from '../../testing/money.ts';
import { onStage, setPayoutStage } from '../../testing/payout-stage.ts';
import { OUTSIDE_INVARIANTS } from './check-books.ts';
import * as contract from './check-books.contract.ts';

const ASSET = 'ETH-USDT';
const [HELD, COVERED] = OUTSIDE_INVARIANTS;
let admin: TestActor;

beforeAll(async () => {
  await setPayoutStage({ relay: false });
  admin = await signInAs({ role: 'admin' });
  await giveBalance((await signInAs()).id, 100_000_000n);
});

const ask = (who: TestActor | null) =>
  onStage()
    .app.api.get('/api/books/check')
    .set(who?.auth ?? {});
const check = async (): Promise<z.output<(typeof contract.checkBooks)['output']>> =>
  expectData(await ask(admin), contract.checkBooks);
const broken = ({ invariants }: Awaited<ReturnType<typeof check>>): string[] =>
  invariants.filter(({ ok }) => !ok).map(({ name }) => name);

it('names every invariant there is, also those that look outside', async () => {
  onStage().gateway.held = { [ASSET]: '100' };
  const verdict = await check();
  expect(verdict).toMatchObject({ ok: true, faults: [], postings: expect.any(Number) });
  expect(verdict.invariants.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['postings sum to zero per asset', HELD, COVERED]),
  );
  expect(broken(verdict)).toEqual([]);
});

it('is broken when the gateway holds less than is owed, and says how much less', async () => {
  onStage().gateway.held = { [ASSET]: '99.999' };
  const verdict = await check();
  expect([verdict.ok, broken(verdict)]).toEqual([false, [HELD, COVERED]]);
  expect(verdict.faults).toContainEqual({
    invariant: COVERED,
    detail: expect.stringContaining('lacks 1000 of the 100000000'),
  });
});

it('does not call right what could not be looked at', async () => {
  const { gateway } = onStage();
  gateway.down = true;
  const verdict = await check();
  gateway.down = false;
  expect([verdict.ok, broken(verdict)]).toEqual([false, [HELD]]);
});

it('calls nothing a fault that is gone a moment later', async () => {
  const { gateway } = onStage();
  gateway.held = { [ASSET]: '99' };
  const asked = check();
  setTimeout(() => {
    gateway.held = { [ASSET]: '100' };
  }, 1_000);
  expect((await asked).ok).toBe(true);
});

it('is broken while money is booked in an asset that left the registry', async () => {
  await giveBalance((await signInAs()).id, 5n, 'seller_payable', 'BNB-OLD');
  const verdict = await check();
  expect(verdict.faults).toEqual([
    { invariant: HELD, detail: 'BNB-OLD: money is booked in it, and it is not in the registry' },
  ]);
});

it('is for admins', async () => {
  expectError(await ask(await signInAs()), 'FORBIDDEN');
  expectError(await ask(await signInAs({ role: 'mediator' })), 'FORBIDDEN');
  expectError(await ask(null), 'UNAUTHENTICATED');
});
