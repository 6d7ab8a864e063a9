import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ZodType } from 'zod';
import {
  assetCodeSchema,
  baseAmountSchema,
  ceilDiv,
  centsInQuerySchema,
  centsOutSchema,
  formatUnits,
  moneySchema,
  parseUnits,
  positiveBaseAmountSchema,
  priceSchema,
  splitByLargestRemainder,
  toMoney,
  toPrice,
} from './money.ts';

describe('splitByLargestRemainder', () => {
  it('gives the odd unit to the largest remainder, the first on a tie', () => {
    expect(splitByLargestRemainder(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(splitByLargestRemainder(5n, [3n, 1n])).toEqual([4n, 1n]);
  });

  it('always adds up to the whole, and is never off by more than one unit', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), weights, (total, parts) => {
        const sum = parts.reduce((a, b) => a + b, 0n);
        fc.pre(sum > 0n);
        const split = splitByLargestRemainder(total, parts);
        expect(split.reduce((a, b) => a + b, 0n)).toBe(total);
        split.forEach((part, index) => {
          const floor = (total * (parts[index] ?? 0n)) / sum;
          expect(part - floor === 0n || part - floor === 1n).toBe(true);
        });
      }),
    );
  });

  it('refuses weights that cannot divide', () => {
    expect(() => splitByLargestRemainder(1n, [0n, 0n])).toThrow(RangeError);
    expect(() => splitByLargestRemainder(1n, [-1n, 2n])).toThrow(RangeError);
    expect(() => splitByLargestRemainder(1n, [2n, -1n, 3n])).toThrow('weights must be ≥ 0 and not all zero');
    expect(() => splitByLargestRemainder(1n, [])).toThrow(RangeError);
    expect(splitByLargestRemainder(7n, [0n, 1n, 0n])).toEqual([0n, 7n, 0n]);
  });

  it('gives the odd units to the largest remainders, wherever they stand', () => {
    expect(splitByLargestRemainder(10n, [1n, 2n, 4n])).toEqual([1n, 3n, 6n]);
    expect(splitByLargestRemainder(2n, [1n, 1n, 1n, 1n])).toEqual([1n, 1n, 0n, 0n]);
    expect(splitByLargestRemainder(0n, [1n, 2n])).toEqual([0n, 0n]);
    expect(splitByLargestRemainder(1n, [1n, 3n, 2n])).toEqual([0n, 1n, 0n]);
    // The larger weight may have the smaller remainder.
    expect(splitByLargestRemainder(2n, [5n, 3n])).toEqual([1n, 1n]);
  });
});

describe('units', () => {
  it('prints and reads exact decimals', () => {
    expect(formatUnits(12_500_000n, 6)).toBe('12.5');
    expect(formatUnits(1n, 18)).toBe('0.000000000000000001');
    expect(parseUnits('12.5000000000', 6)).toBe(12_500_000n);
    expect(parseUnits('0.00000099', 6)).toBe(0n);
    expect(() => parseUnits('1e18', 6)).toThrow(RangeError);
    expect([formatUnits(0n, 6), formatUnits(10n, 0), formatUnits(100n, 2), formatUnits(120n, 2)]).toEqual([
      '0',
      '10',
      '1',
      '1.2',
    ]);
    expect([parseUnits('007', 2), parseUnits('12.', 2), parseUnits('1.239', 2)]).toEqual([
      700n,
      1_200n,
      123n,
    ]);
  });

  it.each(['', '.5', '-1', '+1', ' 1', '1 ', '1.2.3', '1,5', 'x1', '1x', '0x1'])(
    'does not read %j',
    (text) => {
      expect(() => parseUnits(text, 6)).toThrow(`not a plain decimal number: ${text}`);
    },
  );

  it('repeats no more of what it could not read than helps', () => {
    expect(() => parseUnits('x'.repeat(100), 6)).toThrow(
      new RangeError(`not a plain decimal number: ${'x'.repeat(40)}`),
    );
  });

  it('divides up: never below the true share', () => {
    expect([ceilDiv(0n, 3n), ceilDiv(1n, 3n), ceilDiv(3n, 3n), ceilDiv(4n, 3n)]).toEqual([0n, 1n, 1n, 2n]);
  });

  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 33n }),
        fc.integer({ min: 0, max: 18 }),
        (base, decimals) => {
          expect(parseUnits(formatUnits(base, decimals), decimals)).toBe(base);
        },
      ),
    );
  });
});

describe('amounts on the wire', () => {
  const reason = (schema: ZodType, value: unknown): string | undefined =>
    schema.safeParse(value).error?.issues[0]?.message;

  it.each<[ZodType, unknown[], unknown[], string]>([
    [
      baseAmountSchema,
      ['0', '1', '10', '9'.repeat(34)],
      ['00', 'x0', '0x', '1\n', '9'.repeat(35)],
      'must be a whole number of base units without sign, point or exponent',
    ],
    [
      positiveBaseAmountSchema,
      ['1', '10', '9'.repeat(34)],
      ['0', '01', '-1', 'x1', '1x', '9'.repeat(35)],
      'must be a whole number of base units above zero',
    ],
    [
      assetCodeSchema,
      ['ETH', 'ETH-USDT', 'A1', 'ABCDEFGHIJKL-ABCDEFGHIJKL'],
      ['', 'E', 'eth', 'ETH-', '-USDT', 'ETH-U', 'ETH-USDT-X', 'ETH USDT', 'ABCDEFGHIJKLM', ' ETH'],
      'must be an asset code such as ETH-USDT',
    ],
    [
      centsInQuerySchema,
      ['1', '10', '999999999', '1000000000'],
      ['0', '01', '-1', '1.5', 'x1', '1x', '12345678901'],
      'must be a whole number of cents above zero',
    ],
    [centsInQuerySchema, [], ['1000000001'], 'must be at most 10,000,000.00 USD'],
  ])('%# are what they should be, and say so', (schema, good, bad, message) => {
    for (const value of good) expect([value, reason(schema, value)]).toEqual([value, undefined]);
    for (const value of bad) expect([value, reason(schema, value)]).toEqual([value, message]);
  });

  it.each<[string, ZodType]>([
    ['BaseAmount', baseAmountSchema],
    ['PositiveBaseAmount', positiveBaseAmountSchema],
    ['AssetCode', assetCodeSchema],
    ['Money', moneySchema],
    ['Price', priceSchema],
    ['Cents', centsOutSchema],
  ])('%s has its name in the contract, with words or an example that holds', (name, schema) => {
    const { id, description, example } = schema.meta() ?? {};
    expect(id).toBe(name);
    if (example === undefined)
      expect(description).toMatch(/^[A-Z].+, e\.g\. |^Integer base units above zero/);
    else expect(schema.parse(example)).toEqual(example);
  });

  it('are strings of whole numbers, with what they are of', () => {
    expect(toPrice(50_000n)).toEqual({ amount: '50000', currency: 'USD' });
    expect(toMoney(12n, 'ETH-USDT')).toEqual({ amount: '12', asset: 'ETH-USDT' });
    // A fee may be nothing, a price may not.
    expect(centsOutSchema.safeParse({ amount: '0', currency: 'USD' }).success).toBe(true);
    expect(moneySchema.safeParse({ amount: '0', asset: 'ETH-USDT', note: '' }).success).toBe(false);
    expect(centsOutSchema.safeParse({ amount: '1', currency: 'EUR' }).success).toBe(false);
    expect(centsOutSchema.safeParse({ amount: '1', currency: 'USD', note: '' }).success).toBe(false);
  });

  it.each(['-1', '1.5', '1e400', 'NaN', '', '01', ' 1', '٣', '9'.repeat(35)])('refuses %p', (text) => {
    expect(baseAmountSchema.safeParse(text).success).toBe(false);
  });

  it.each(['0', '-1', '1000000001', '1e3', 'Infinity'])('refuses a price of %p cents', (amount) => {
    expect(priceSchema.safeParse({ amount, currency: 'USD' }).success).toBe(false);
  });

  it('refuses unknown fields, numbers and other currencies', () => {
    expect(priceSchema.safeParse({ amount: '100', currency: 'EUR' }).success).toBe(false);
    expect(priceSchema.safeParse({ amount: 100, currency: 'USD' }).success).toBe(false);
    expect(priceSchema.safeParse({ amount: '100', currency: 'USD', tip: '1' }).success).toBe(false);
  });
});
