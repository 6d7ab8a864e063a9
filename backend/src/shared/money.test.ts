import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { baseAmountSchema, formatUnits, parseUnits, priceSchema, splitByLargestRemainder } from './money.ts';

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
  });
});

describe('units', () => {
  it('prints and reads exact decimals', () => {
    expect(formatUnits(12_500_000n, 6)).toBe('12.5');
    expect(formatUnits(1n, 18)).toBe('0.000000000000000001');
    expect(parseUnits('12.5000000000', 6)).toBe(12_500_000n);
    expect(parseUnits('0.00000099', 6)).toBe(0n);
    expect(() => parseUnits('1e18', 6)).toThrow(RangeError);
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
