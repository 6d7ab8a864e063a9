import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import {
  act,
  approvalOf,
  ASSET,
  booksOf,
  dealIn,
  deliveryBody,
  does,
  changesBody,
  FEE_BASE,
  postedFor,
  PRICE_BASE,
  readDeal,
  setEscrowStage,
  stage,
  timelineOf,
  untouched,
} from '../../testing/escrow-stage.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import { eventsOf, person } from '../../testing/marketplace.ts';
import { mayLose } from '../../testing/races.ts';
import { actOnDeadline } from './deadlines.ts';

beforeAll(() => setEscrowStage({ relay: false }));

const RELEASED = { escrow: 0n, seller: PRICE_BASE - FEE_BASE, buyer: 0n };
const HELD = { escrow: PRICE_BASE, seller: 0n, buyer: 0n };

describe('the approval', () => {
  it('releases the money to the seller, less the fee, and ends the deal', async () => {
    const deal = await dealIn('delivered');
    const after = await does(deal, 'approve', deal.buyer, await approvalOf(deal));
    expect(after).toMatchObject({
      status: 'completed',
      turn: 'nobody',
      yourTurn: false,
      deadline: null,
      abilities: [],
      contract: { milestones: [{ status: 'released', held: { amount: '0' }, inspectionEndsAt: null }] },
    });
    expect(after.money.map(({ place, money }) => `${place} ${money.amount}`).sort()).toEqual([
      `fee_revenue ${FEE_BASE}`,
      `seller_payable ${PRICE_BASE - FEE_BASE}`,
    ]);
    expect(await booksOf(deal)).toEqual(RELEASED);
    expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'release']);
    expect((await timelineOf(deal)).at(-1)).toBe('approve buyer');
    const events = await eventsOf(deal.requestId, { buyer: deal.buyer, seller: deal.seller });
    expect(events.at(-1)).toBe('request:completed buyer seller');
  });

  it('names what was seen: another amount, asset, person or delivery releases nothing', async () => {
    const deal = await dealIn('delivered');
    const [seen, stranger] = [await approvalOf(deal), await person('Stranger')];
    const others: object[] = [
      { held: { amount: '99999999', asset: ASSET } },
      { held: { amount: '100000001', asset: ASSET } },
      { held: { amount: '100000000', asset: 'ETH-USDC' } },
      { sellerId: stranger.id },
      { sellerId: deal.buyer.id },
      { deliveryId: new Types.ObjectId().toHexString() },
      { deliveryId: seen.milestoneId },
    ];
    await untouched(async () => {
      for (const other of others) {
        expectError(await act(deal, 'approve', deal.buyer, { ...seen, ...other }), 'CONFLICT');
      }
      const nowhere = { ...seen, milestoneId: new Types.ObjectId().toHexString() };
      expectError(await act(deal, 'approve', deal.buyer, nowhere), 'NOT_FOUND');
    });
    expect(await booksOf(deal)).toEqual(HELD);
  });

  it.each(['milestoneId', 'deliveryId', 'sellerId', 'held'])('is refused without %s', async (field) => {
    const deal = await dealIn('delivered');
    const seen = await approvalOf(deal);
    const rest = Object.fromEntries(Object.entries(seen).filter(([name]) => name !== field));
    const refused = await untouched(() => act(deal, 'approve', deal.buyer, rest));
    expectError(refused, 'VALIDATION_FAILED');
  });

  it('of a delivery that was replaced in the meantime is refused', async () => {
    const deal = await dealIn('delivered');
    const seen = await approvalOf(deal);
    await does(deal, 'changes', deal.buyer, await changesBody(deal));
    await does(deal, 'deliver', deal.seller, await deliveryBody(deal));
    expectError(await untouched(() => act(deal, 'approve', deal.buyer, seen)), 'CONFLICT');
    await does(deal, 'approve', deal.buyer, await approvalOf(deal));
    expect(await booksOf(deal)).toEqual(RELEASED);
  });
});

describe('an approval that comes twice', () => {
  it('under one key replays the first answer', async () => {
    const deal = await dealIn('delivered');
    const seen = await approvalOf(deal);
    const first = await act(deal, 'approve', deal.buyer, seen, 'approve-once-key');
    const second = await untouched(() => act(deal, 'approve', deal.buyer, seen, 'approve-once-key'));
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect(second.get('Idempotent-Replayed')).toBe('true');
    const other = { ...seen, sellerId: deal.buyer.id };
    expectError(await act(deal, 'approve', deal.buyer, other, 'approve-once-key'), 'IDEMPOTENCY_MISMATCH');
    expect(await booksOf(deal)).toEqual(RELEASED);
  });

  it.each([
    ['under one key', ['approve-at-once', 'approve-at-once'], [200, 200]],
    ['under two keys', ['approve-key-one', 'approve-key-two'], [200, 409]],
    ['without a key', [undefined, undefined], [200, 409]],
  ])('at the same moment, %s, releases once', async (_how, keys, statuses) => {
    const deal = await dealIn('delivered');
    const seen = await approvalOf(deal);
    const answers = await Promise.all(keys.map((key) => act(deal, 'approve', deal.buyer, seen, key)));
    expect(answers.map(({ status }) => status).sort()).toEqual(statuses);
    expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'release']);
    expect((await timelineOf(deal)).filter((line) => line.startsWith('approve'))).toHaveLength(1);
    expect(await booksOf(deal)).toEqual(RELEASED);
  });

  it('from ten windows at once releases once', async () => {
    const deal = await dealIn('delivered');
    const seen = await approvalOf(deal);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => act(deal, 'approve', deal.buyer, seen)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    expect(await booksOf(deal)).toEqual(RELEASED);
  });
});

describe('an approval that meets something else', () => {
  it('the timer: released once', async () => {
    const deal = await dealIn('delivered');
    const seen = await approvalOf(deal);
    await Promise.all([
      act(deal, 'approve', deal.buyer, seen),
      stage().advance(8 * 24 * 3600_000),
      mayLose(actOnDeadline(deal.requestId, 'autoApprove')),
    ]);
    expect(await postedFor(deal)).toEqual(['deposit', 'fund', 'release']);
    expect(await booksOf(deal)).toEqual(RELEASED);
  });

  it('a request for changes: one of the two', async () => {
    const deal = await dealIn('delivered');
    const [seen, changes] = [await approvalOf(deal), await changesBody(deal)];
    const answers = await Promise.all([
      act(deal, 'approve', deal.buyer, seen),
      act(deal, 'changes', deal.buyer, changes),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const released = answers[0].status === 200;
    expect((await readDeal(deal)).status).toBe(released ? 'completed' : 'changes_requested');
    expect(await booksOf(deal)).toEqual(released ? RELEASED : HELD);
  });
});
