import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { feeScheduleSchema, flatSchedule, type FeeSchedule } from '../../config/fee-schedule.ts';
import { divideFees, feesFor, termsOf } from './escrow.fees.ts';

const tiered = feeScheduleSchema.parse({
  default: {
    bearer: 'seller',
    fixedCents: 30,
    tiers: [
      { fromCents: 0, percentBps: 300 },
      { fromCents: 100_000, percentBps: 200 },
      { fromCents: 1_000_000, percentBps: 100 },
    ],
  },
  categories: {
    art: { bearer: 'buyer', tiers: [{ fromCents: 0, percentBps: 500 }] },
    design: { bearer: 'shared', buyerShareBps: 2_500, tiers: [{ fromCents: 0, percentBps: 400 }] },
  },
});

const amounts = (price: bigint, category: Parameters<typeof feesFor>[1], schedule: FeeSchedule) => {
  const { buyerFeeCents, sellerFeeCents } = feesFor(price, category, schedule);
  return [buyerFeeCents, sellerFeeCents];
};

describe('what a deal costs', () => {
  it('is 2.5 % of the price, from the seller, unless told otherwise', () => {
    expect(amounts(50_000n, 'other', flatSchedule(250))).toEqual([0n, 1_250n]);
  });

  it.each([
    [99_999n, 30n + 2_999n],
    [100_000n, 30n + 3_000n],
    // The percentage of a tier is that of what lies in it.
    [200_000n, 30n + 3_000n + 2_000n],
    [2_000_000n, 30n + 3_000n + 18_000n + 10_000n],
  ])('of %d cents in tiers is %d', (price, fee) => {
    expect(amounts(price, 'other', tiered)).toEqual([0n, fee]);
  });

  it('follows the category, and is borne as its rule says', () => {
    expect(amounts(10_000n, 'art', tiered)).toEqual([500n, 0n]);
    expect(amounts(10_000n, 'design', tiered)).toEqual([100n, 300n]);
  });

  it('leaves the odd cent with people, and of a shared fee with the buyer', () => {
    expect(amounts(39n, 'other', flatSchedule(250))).toEqual([0n, 0n]);
    expect(amounts(10_025n, 'design', tiered)).toEqual([100n, 301n]);
  });

  it('is never more than half of the price, whatever is fixed', () => {
    expect(amounts(20n, 'other', tiered)).toEqual([0n, 10n]);
    expect(amounts(1n, 'other', tiered)).toEqual([0n, 0n]);
  });
});

const tiers = fc
  .uniqueArray(fc.integer({ min: 1, max: 1_000_000_000 }), { maxLength: 6 })
  .chain((starts) =>
    fc.tuple(
      ...[0, ...starts.sort((a, b) => a - b)].map((fromCents) =>
        fc.record({ fromCents: fc.constant(fromCents), percentBps: fc.integer({ min: 0, max: 5_000 }) }),
      ),
    ),
  );
const shape = { fixedCents: fc.integer({ min: 0, max: 1_000_000 }), tiers };
const schedules = fc
  .oneof(
    fc.record({ bearer: fc.constantFrom('buyer', 'seller'), ...shape }),
    fc.record({
      bearer: fc.constant('shared'),
      buyerShareBps: fc.integer({ min: 1, max: 9_999 }),
      ...shape,
    }),
  )
  .map((rule) => feeScheduleSchema.parse({ default: rule }));
const prices = fc.oneof(fc.bigInt({ min: 1n, max: 200n }), fc.bigInt({ min: 1n, max: 1_000_000_000n }));

describe('for every schedule and price', () => {
  it('no part is negative, and all together are at most half of the price', () => {
    fc.assert(
      fc.property(schedules, prices, (schedule, price) => {
        const { buyerFeeCents, sellerFeeCents } = feesFor(price, 'other', schedule);
        expect(buyerFeeCents >= 0n && sellerFeeCents >= 0n).toBe(true);
        expect((buyerFeeCents + sellerFeeCents) * 2n <= price).toBe(true);
      }),
    );
  });

  it('a higher price costs the buyer no less and leaves the seller no less', () => {
    fc.assert(
      fc.property(schedules, prices, fc.bigInt({ min: 0n, max: 1_000_000n }), (schedule, price, more) => {
        const low = feesFor(price, 'other', schedule);
        const high = feesFor(price + more, 'other', schedule);
        expect(high.buyerFeeCents >= low.buyerFeeCents).toBe(true);
        expect(price + more - high.sellerFeeCents >= price - low.sellerFeeCents).toBe(true);
      }),
    );
  });

  it('it is the sum of what its milestones bear, and none bears more than its price', () => {
    const parts = fc.array(fc.bigInt({ min: 1n, max: 50_000_000n }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(schedules, parts, (schedule, pricesCents) => {
        const price = pricesCents.reduce((a, b) => a + b, 0n);
        const fees = feesFor(price, 'other', schedule);
        const divided = divideFees(fees, pricesCents);
        expect(divided.reduce((sum, { buyerFeeCents }) => sum + buyerFeeCents, 0n)).toBe(fees.buyerFeeCents);
        expect(divided.reduce((sum, { sellerFeeCents }) => sum + sellerFeeCents, 0n)).toBe(
          fees.sellerFeeCents,
        );
        divided.forEach(({ buyerFeeCents, sellerFeeCents }, index) => {
          expect(buyerFeeCents >= 0n && sellerFeeCents >= 0n).toBe(true);
          expect(sellerFeeCents <= (pricesCents[index] ?? 0n)).toBe(true);
        });
      }),
    );
  });
});

describe('the terms that a contract keeps', () => {
  const tiers = [{ fromCents: 0, percentBps: 100 }];
  it.each([
    [{ bearer: 'seller', fixedCents: 5, tiers }, 0],
    [{ bearer: 'buyer', fixedCents: 5, tiers }, 10_000],
    [{ bearer: 'shared', buyerShareBps: 2_500, fixedCents: 5, tiers }, 2_500],
  ] as const)('of %j: the buyer bears %d of 10,000', (rule, buyerShareBps) => {
    expect(termsOf(rule)).toEqual({ bearer: rule.bearer, buyerShareBps, fixedCents: 5, tiers });
    const fees = feesFor(100_000n, 'other', { default: rule, categories: {} });
    expect(fees.terms).toEqual(termsOf(rule));
  });
});

describe('a schedule', () => {
  const of = (rule: object) => feeScheduleSchema.safeParse({ default: { bearer: 'seller', ...rule } });
  it('may go as far as its limits', () => {
    const tier = { fromCents: 0, percentBps: 0 };
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ fromCents: index, percentBps: 1 }));
    const shared = (buyerShareBps: number) => of({ bearer: 'shared', buyerShareBps, tiers: [tier] });
    for (const [taken, given] of [
      [true, of({ tiers: [{ ...tier, percentBps: 5_000 }] })],
      [true, of({ tiers: [tier, { ...tier, fromCents: 1_000_000_000 }] })],
      [false, of({ tiers: [tier, { ...tier, fromCents: 1_000_000_001 }] })],
      [true, of({ tiers: many(20) })],
      [false, of({ tiers: many(21) })],
      [true, of({ tiers: [tier], fixedCents: 1_000_000 })],
      [false, of({ tiers: [tier], fixedCents: 1_000_001 })],
      [false, of({ tiers: [{ ...tier, percentBps: -1 }] })],
      [false, of({ tiers: [{ ...tier, percentBps: 0.5 }] })],
      [false, of({ tiers: [tier, { ...tier, fromCents: 0.5 }] })],
      [false, of({ tiers: [{ ...tier, fromCents: -1 }] })],
      [false, of({ tiers: [{ ...tier, note: '' }] })],
      [true, shared(1)],
      [true, shared(9_999)],
      [false, shared(0)],
      [false, shared(10_000)],
      [false, shared(0.5)],
    ] as const) {
      expect([given.success, given.data ?? given.error.issues[0]?.path]).toEqual([taken, expect.anything()]);
    }
  });

  it('has no fixed part and no categories unless it says so, and names where it is wrong', () => {
    expect(of({ tiers: [{ fromCents: 0, percentBps: 1 }] }).data).toEqual({
      default: { bearer: 'seller', fixedCents: 0, tiers: [{ fromCents: 0, percentBps: 1 }] },
      categories: {},
    });
    const issues = of({ tiers: [0, 5, 5, 3].map((fromCents) => ({ fromCents, percentBps: 1 })) }).error
      ?.issues;
    expect(issues?.map(({ path, message, code }) => [path.join('.'), message, code])).toEqual([
      ['default.tiers.2.fromCents', 'begins where the tier before it begins: they overlap', 'custom'],
      ['default.tiers.3.fromCents', 'tiers must ascend', 'custom'],
    ]);
    expect(of({ bearer: 'buyer', tiers: [{ fromCents: 0, percentBps: 1 }], note: '' }).success).toBe(false);
    expect(flatSchedule(250)).toEqual({
      default: { bearer: 'seller', fixedCents: 0, tiers: [{ fromCents: 0, percentBps: 250 }] },
      categories: {},
    });
  });
});

describe('a schedule is refused', () => {
  const rule = (changes: object) => ({
    bearer: 'seller',
    tiers: [{ fromCents: 0, percentBps: 250 }],
    ...changes,
  });
  const tier = (fromCents: number, percentBps = 100) => ({ fromCents, percentBps });
  it.each([
    ['that does not begin at 0', rule({ tiers: [tier(100)] }), 'must begin at 0'],
    ['whose tiers overlap', rule({ tiers: [tier(0), tier(500), tier(500)] }), 'overlap'],
    ['whose tiers do not ascend', rule({ tiers: [tier(0), tier(900), tier(500)] }), 'must ascend'],
    ['without a tier', rule({ tiers: [] }), '1'],
    ['of more than half', rule({ tiers: [tier(0, 5_001)] }), '5000'],
    ['of a part of a cent', rule({ fixedCents: 0.5 }), 'int'],
    ['below zero', rule({ fixedCents: -1 }), '0'],
    ['shared without a share', rule({ bearer: 'shared' }), 'number'],
    ['with a share of nobody’s', rule({ buyerShareBps: 5_000 }), 'buyerShareBps'],
    ['borne by somebody else', rule({ bearer: 'amn' }), 'bearer'],
  ])('%s', (_, given, message) => {
    const { success, error } = feeScheduleSchema.safeParse({ default: given });
    expect(success).toBe(false);
    expect(JSON.stringify(error?.issues)).toContain(message);
  });

  it('for a category that there is not', () => {
    expect(
      feeScheduleSchema.safeParse({ default: rule({}), categories: { weapons: rule({}) } }).success,
    ).toBe(false);
  });
});
