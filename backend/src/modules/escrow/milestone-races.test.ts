import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '../../platform/clock.ts';
import { act, postedFor, readDeal, setEscrowStage, stage } from '../../testing/escrow-stage.ts';
import { bodyFor, dealInParts, doesPart, moneyOf, part, statusesOf } from '../../testing/milestone-stage.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { codeOf, expectOneWinner, race, RACE_PATIENCE_MS } from '../../testing/races.ts';
import { actOnDeadline } from './deadlines.ts';

/** Two acts at one moment on parts of one deal: neither may undo the other or pay twice. */

beforeAll(() => setEscrowStage({ relay: false }));

const TWO = [part('First', 4_000, 10), part('Second', 6_000, 20)];

type Act = readonly [action: string, number: number, by: 'buyer' | 'seller'];

/** The deal with what each rival sends, read before anybody moves. */
async function ready(deal: WaitingDeal, acts: readonly Act[]) {
  const bodies = await Promise.all(acts.map(([action, number]) => bodyFor(deal, action, number)));
  return { deal, rivals: acts.map(([action, , by], index) => ({ action, by, body: bodies[index] })) };
}
type Scene = Awaited<ReturnType<typeof ready>>;

const rivalsOf = ({ deal, rivals }: Scene) =>
  rivals.map(
    ({ action, by, body }) =>
      async () =>
        codeOf(await act(deal, action, deal[by], body)),
  );

async function delivered(...numbers: readonly number[]): Promise<WaitingDeal> {
  const deal = await dealInParts(TWO);
  for (const number of numbers) await doesPart(deal, 'deliver', number, deal.seller);
  return deal;
}

/** The first part goes one way only; the other one is where it was, or back where `restBack` says so. */
async function expectOneWay(deal: WaitingDeal, restBack: boolean): Promise<void> {
  const { escrow, seller, buyer } = await moneyOf(deal);
  const released = seller > 0n;
  expect(escrow).toEqual([0n, !released && restBack ? 0n : 60_000_000n]);
  expect([seller, buyer]).toEqual(released ? [39_000_000n, 0n] : [0n, restBack ? 100_000_000n : 40_000_000n]);
}

describe('at one moment', () => {
  it(
    'one part is approved and the other delivered, and both hold',
    () =>
      race({
        replayed: true,
        stage: async () => {
          const acts: Act[] = [
            ['approve', 1, 'buyer'],
            ['deliver', 2, 'seller'],
          ];
          return ready(await delivered(1), acts);
        },
        rivals: rivalsOf,
        verdict: async ({ deal }, codes) => {
          expect(codes).toEqual(['done', 'done']);
          const view = await readDeal(deal);
          expect([view.status, statusesOf(view)]).toEqual(['delivered', 'released delivered']);
          expect(view.contract.milestones[1]?.deliveries).toHaveLength(1);
          expect(await moneyOf(deal)).toEqual({ escrow: [0n, 60_000_000n], seller: 39_000_000n, buyer: 0n });
        },
      }),
    RACE_PATIENCE_MS,
  );

  it(
    'both parts are approved, each once, and the deal is completed',
    () =>
      race({
        replayed: true,
        stage: async () => {
          const acts = [1, 2, 1, 2].map((number): Act => ['approve', number, 'buyer']);
          return ready(await delivered(1, 2), acts);
        },
        rivals: rivalsOf,
        verdict: async ({ deal }, codes) => {
          for (const part of [0, 1]) expectOneWinner(codes.filter((_, index) => index % 2 === part));
          expect((await readDeal(deal)).status).toBe('completed');
          expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'release', 'release']);
          expect(await moneyOf(deal)).toEqual({ escrow: [0n, 0n], seller: 97_500_000n, buyer: 0n });
        },
      }),
    RACE_PATIENCE_MS,
  );

  it(
    'one part is approved and its cancellation agreed to: the money goes one way',
    () =>
      race({
        replayed: true,
        stage: async () => {
          const deal = await delivered(1);
          await doesPart(deal, 'cancellation', 1, deal.buyer);
          const acts: Act[] = [
            ['approve', 1, 'buyer'],
            ['cancellation/confirm', 1, 'seller'],
          ];
          return ready(deal, acts);
        },
        rivals: rivalsOf,
        verdict: async ({ deal }, codes) => {
          expectOneWinner(codes);
          await expectOneWay(deal, false);
        },
      }),
    RACE_PATIENCE_MS,
  );

  it(
    'a cancellation of the whole is agreed to and a part approved: nothing is paid twice',
    () =>
      race({
        replayed: true,
        stage: async () => {
          const deal = await delivered(1);
          await act(deal, 'cancellation', deal.buyer, {});
          return { deal, approval: await bodyFor(deal, 'approve', 1) };
        },
        rivals: ({ deal, approval }) => [
          async () => codeOf(await act(deal, 'approve', deal.buyer, approval)),
          async () => codeOf(await act(deal, 'cancellation/confirm', deal.seller)),
        ],
        verdict: async ({ deal }, codes) => {
          expectOneWinner(codes);
          await expectOneWay(deal, true);
        },
      }),
    RACE_PATIENCE_MS,
  );

  it('the timer of one part runs out as the other is approved', async () => {
    const deal = await dealInParts(TWO);
    await stage().advance(12 * DAY_MS);
    await doesPart(deal, 'deliver', 2, deal.seller);
    const approval = await bodyFor(deal, 'approve', 2);
    const [answer] = await Promise.all([
      act(deal, 'approve', deal.buyer, approval),
      stage().advance(27 * HOUR_MS),
      actOnDeadline(deal.requestId, 'miss'),
      actOnDeadline(deal.requestId, 'miss'),
    ]);
    expect(answer.status).toBe(200);
    const view = await readDeal(deal);
    expect([view.status, statusesOf(view)]).toEqual(['settled', 'refunded released']);
    expect(await moneyOf(deal)).toEqual({ escrow: [0n, 0n], seller: 58_500_000n, buyer: 40_000_000n });
  });
});
