import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accounts, balanceOf, checkLedger } from '../ledger/index.ts';
import {
  atDesk,
  caseIn,
  decision,
  deskDoes,
  deskPeople,
  divideOf,
  HALF,
  party,
  partyDoes,
  proposalOf,
  readDispute,
  setDisputeStage,
  sum,
  type Case,
} from '../../testing/dispute-stage.ts';
import {
  ASSET,
  booksOf,
  milestoneOf,
  postedFor,
  PRICE_BASE,
  readDeal,
  timelineOf,
} from '../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { eventsOf } from '../../testing/marketplace.ts';
import { splitByLargestRemainder } from '../../shared/money.ts';
import * as contract from './dispute.contract.ts';

beforeAll(() => setDisputeStage({ relay: false }));

const HELD = { escrow: PRICE_BASE, seller: 0n, buyer: 0n };

const offered = async (at: Case, by: 'buyer' | 'seller', amount: bigint): Promise<string> =>
  (await partyDoes(at, 'splits', at[by], { buyerGets: sum(amount) })).splits.at(-1)?.id ?? '';

/** What the ledger has made of a price of 100 USDT and a fee of 2.5 % of the seller's part. */
describe.each([
  [0n, 'completed', 'released', 'release', 97_500_000n],
  [PRICE_BASE, 'refunded', 'refunded', 'refund', 0n],
  [50_000_000n, 'settled', 'settled', 'split', 48_750_000n],
  // 66 666 667 left: 65 000 000.325 and 1 666 666.675, so that the odd unit is the fee's.
  [33_333_333n, 'settled', 'settled', 'split', 65_000_000n],
  // One unit left: 0.975 and 0.025, so that it is the seller's.
  [PRICE_BASE - 1n, 'settled', 'settled', 'split', 1n],
  [1n, 'settled', 'settled', 'split', 97_499_999n],
] as const)('when the buyer gets %p of it', (buyer, status, milestoneStatus, posting, seller) => {
  it('the money is where it belongs at once, to the last unit', async () => {
    const feeBefore = await balanceOfFees();
    const at = await caseIn('negotiation');
    const splitId = await offered(at, 'seller', buyer);
    const settled = await partyDoes(at, `splits/${splitId}/accept`, at.buyer);
    expect(settled).toMatchObject({
      status: 'settled',
      deadline: null,
      abilities: [],
      outcome: { how: 'split' },
    });
    expect(await booksOf(at)).toEqual({ escrow: 0n, seller, buyer });
    expect((await balanceOfFees()) - feeBefore).toBe(PRICE_BASE - buyer - seller);
    expect(await readDeal(at)).toMatchObject({ status, deadline: null, turn: 'nobody' });
    expect((await milestoneOf(at)).status).toBe(milestoneStatus);
    expect((await postedFor(at)).slice(2)).toEqual([posting]);
    expect((await timelineOf(at)).at(-1)).toBe('resolve buyer');
    // What a client shows before anything is sent: the release's shares, by largest remainder.
    const shares = [settled.release.seller, settled.release.fee].map(({ amount }) => BigInt(amount));
    expect(splitByLargestRemainder(PRICE_BASE - buyer, shares)).toEqual([
      seller,
      PRICE_BASE - buyer - seller,
    ]);
    expect(settled.outcome?.division).toEqual({
      buyerGets: sum(buyer),
      sellerGets: sum(seller),
      fee: sum(PRICE_BASE - buyer - seller),
    });
  });
});

/** The fee account has no stored balance; it is what the postings sum up to. */
async function balanceOfFees(): Promise<bigint> {
  const { sums } = await checkLedger();
  return sums.get(`${accounts.feeRevenue()}|${ASSET}`)?.balanceBase ?? 0n;
}

describe('any division', () => {
  it('adds up to what was held', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.integer({ min: 0, max: 5_000 }),
        (held, share, price, feeBps) => {
          const buyerGets = (held * BigInt(share)) / 10_000n;
          const { buyerGetsBase, sellerGetsBase, feeBase } = divideOf(held, buyerGets, price, feeBps);
          expect(buyerGetsBase + sellerGetsBase + feeBase).toBe(held);
          expect(buyerGetsBase).toBe(buyerGets);
          expect(sellerGetsBase >= 0n && feeBase >= 0n).toBe(true);
        },
      ),
    );
    expect(() => divideOf(10n, 11n, 100n, 0)).toThrow(RangeError);
    expect(() => divideOf(10n, -1n, 100n, 0)).toThrow(RangeError);
  });
});

describe('a split offered', () => {
  it('is accepted by the other party only, as it was seen, and once', async () => {
    const at = await caseIn('negotiation');
    const first = await offered(at, 'seller', 10n);
    expectError(await party(at, `splits/${first}/accept`, at.seller), 'FORBIDDEN');
    const second = await offered(at, 'seller', 20n);
    expectError(await party(at, `splits/${first}/accept`, at.buyer), 'CONFLICT');
    expectError(await party(at, `splits/${'f'.repeat(24)}/accept`, at.buyer), 'NOT_FOUND');
    const key = 'accept-it-once';
    const answer = await party(at, `splits/${second}/accept`, at.buyer, undefined, key);
    const again = await party(at, `splits/${second}/accept`, at.buyer, undefined, key);
    expect(expectData(again, contract.acceptSplit)).toEqual(expectData(answer, contract.acceptSplit));
    expectError(await party(at, `splits/${second}/accept`, at.buyer), 'CONFLICT');
    expect((await readDispute(at)).splits.map(({ status }) => status)).toEqual(['replaced', 'accepted']);
    expect((await booksOf(at)).buyer).toBe(20n);
  });

  it('can be declined, taken back, and made by both sides side by side', async () => {
    const at = await caseIn('awaiting_response');
    const [mine, theirs] = [await offered(at, 'buyer', 90n), await offered(at, 'seller', 10n)];
    await partyDoes(at, `splits/${theirs}/decline`, at.buyer);
    const { splits } = await partyDoes(at, `splits/${mine}/decline`, at.buyer);
    expect(splits.map(({ status }) => status)).toEqual(['declined', 'declined']);
    expectError(await party(at, `splits/${mine}/accept`, at.seller), 'CONFLICT');
    expectError(await party(at, `splits/${mine}/decline`, at.seller), 'CONFLICT');
  });

  it('is off the table when the dispute ends by another one', async () => {
    const at = await caseIn('negotiation');
    const [, theirs] = [await offered(at, 'buyer', 90n), await offered(at, 'seller', 10n)];
    const { splits } = await partyDoes(at, `splits/${theirs}/accept`, at.buyer);
    expect(splits.map(({ status }) => status)).toEqual(['lapsed', 'accepted']);
  });

  it('is of the asset that is held, and not more than that', async () => {
    const at = await caseIn('negotiation');
    const send = (buyerGets: object) => party(at, 'splits', at.buyer, { buyerGets });
    expectError(await send(sum(PRICE_BASE + 1n)), 'VALIDATION_FAILED');
    expectError(await send(sum(1n, 'ETH-USDC')), 'VALIDATION_FAILED');
    expectError(await send({ amount: '-1', asset: ASSET }), 'VALIDATION_FAILED');
    expectError(await send({ amount: '1.5', asset: ASSET }), 'VALIDATION_FAILED');
    expectError(await send({ amount: 5, asset: ASSET }), 'VALIDATION_FAILED');
  });

  it.each(['mediation', 'proposed', 'ruled', 'appealed'] as const)(
    'settles a dispute that is %s',
    async (status) => {
      const at = await caseIn(status);
      const splitId = await offered(at, 'buyer', 70_000_000n);
      expect((await partyDoes(at, `splits/${splitId}/accept`, at.seller)).status).toBe('settled');
      expect((await booksOf(at)).buyer).toBe(70_000_000n);
    },
  );
});

describe('the mediator’s proposal', () => {
  it('settles when both accept it', async () => {
    const at = await caseIn('proposed');
    const seen = await proposalOf(at);
    const first = await partyDoes(at, 'proposal/accept', at.seller, seen);
    expect(first).toMatchObject({ status: 'proposed', proposal: { acceptedBy: ['seller'] } });
    expect(await booksOf(at)).toEqual(HELD);
    expectError(await party(at, 'proposal/accept', at.seller, seen), 'INVALID_TRANSITION');
    const second = await partyDoes(at, 'proposal/accept', at.buyer, seen);
    expect(second).toMatchObject({ status: 'settled', outcome: { how: 'proposal' } });
    expect(await booksOf(at)).toEqual({ escrow: 0n, seller: 48_750_000n, buyer: 50_000_000n });
  });

  it('may be accepted after all while the time runs, but no other than the one that was seen', async () => {
    const at = await caseIn('proposed');
    expectError(await party(at, 'proposal/accept', at.buyer, { proposalId: 'f'.repeat(24) }), 'CONFLICT');
    const seen = await proposalOf(at);
    await partyDoes(at, 'proposal/decline', at.buyer, seen);
    expect((await partyDoes(at, 'proposal/accept', at.buyer, seen)).proposal).toMatchObject({
      acceptedBy: ['buyer'],
      declinedBy: [],
    });
  });
});

describe('a ruling', () => {
  it('posts nothing, and is final when both do without an appeal', async () => {
    const at = await caseIn('ruled');
    expect(await booksOf(at)).toEqual(HELD);
    expect((await partyDoes(at, 'appeal/waive', at.buyer)).status).toBe('ruled');
    expect(await postedFor(at)).toEqual(['deposit', 'fund']);
    expectError(
      await party(at, 'appeal', at.buyer, { reasons: 'I have changed my mind about it.' }),
      'INVALID_TRANSITION',
    );
    const final = await partyDoes(at, 'appeal/waive', at.seller);
    expect(final).toMatchObject({ status: 'final', outcome: { how: 'ruling' } });
    expect((await booksOf(at)).buyer).toBe(PRICE_BASE / 2n);
    expect(await eventsOf(at.requestId)).toContainEqual(expect.stringContaining('request:settled'));
  });

  it('is appealed once; somebody else decides, and may decide otherwise', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await caseIn('ruled');
    const appealed = await partyDoes(at, 'appeal', at.seller, {
      reasons: 'The files were all there from the first.',
    });
    expect(appealed).toMatchObject({ status: 'appealed', mediator: null, appeal: { by: 'seller' } });
    expectError(
      await party(at, 'appeal', at.buyer, { reasons: 'I would like to appeal as well.' }),
      'INVALID_TRANSITION',
    );
    expectError(await atDesk(at, 'assign', mediator, { mediatorId: mediator.id }), 'FORBIDDEN');
    expectError(await atDesk(at, 'assign', admin, { mediatorId: mediator.id }), 'FORBIDDEN');
    await deskDoes(at, 'assign', admin, { mediatorId: second.id });
    expectError(await atDesk(at, 'appeal-decision', mediator, decision(sum(0n))), 'FORBIDDEN');
    const key = 'decide-it-once';
    const decided = await atDesk(at, 'appeal-decision', second, decision(sum(0n)), key);
    expect(decided.status).toBe(200);
    await atDesk(at, 'appeal-decision', second, decision(sum(0n)), key);
    const view = await readDispute(at);
    expect(view).toMatchObject({
      status: 'final',
      outcome: { how: 'appeal' },
      decision: { by: { id: second.id } },
    });
    expect(view.ruling?.by.id).toBe(mediator.id);
    expect(await booksOf(at)).toEqual({ escrow: 0n, seller: 97_500_000n, buyer: 0n });
    expect((await timelineOf(at)).at(-1)).toBe('resolve mediator');
  });
});

describe('what is paid out', () => {
  it('can be withdrawn at once', async () => {
    const at = await caseIn('negotiation');
    const splitId = await offered(at, 'buyer', PRICE_BASE / 2n);
    await partyDoes(at, `splits/${splitId}/accept`, at.seller);
    expect(await balanceOf(accounts.refundPayable(at.buyer.id), ASSET)).toBe(PRICE_BASE / 2n);
    expect(HALF.amount).toBe(String(PRICE_BASE / 2n));
  });
});
