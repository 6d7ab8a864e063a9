import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { centsToUsd, expectedBaseOf, toleranceOf, tokenPaymentUri } from './payment.amounts.ts';

describe('expectedBaseOf', () => {
  test.each([
    [50_000, '1', 6, 500_000_000n],
    [1, '1', 6, 10_000n],
    [50_000, '1.00', 6, 500_000_000n],
    // 500 USD at 2500: a fifth of an ETH, exactly what the gateway can express.
    [50_000, '2500', 18, 200_000_000_000_000_000n],
    // 100 USD at 3000 is 0.0333… ETH: up to the next 10^-8.
    [10_000, '3000', 18, 33_333_340_000_000_000n],
    [10_000, '0.9997', 6, 100_030_010n],
  ])('%d cents at %s with %d decimals are %d', (cents, rate, decimals, expected) => {
    expect(expectedBaseOf(cents, rate, decimals)).toBe(expected);
  });

  test('is never below the price, and never more than one step of the gateway above it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom(6, 8, 18),
        (cents, digits, places, decimals) => {
          const text = String(digits).padStart(places + 1, '0');
          const rate = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
          const base = expectedBaseOf(cents, rate, decimals);
          const unit = 10n ** BigInt(Math.max(0, decimals - 8));
          const worth = (amount: bigint) => amount * BigInt(digits) * 100n;
          const price = BigInt(cents) * 10n ** BigInt(decimals + places);
          expect(base % unit).toBe(0n);
          expect(worth(base) >= price).toBe(true);
          expect(worth(base - unit) < price).toBe(true);
        },
      ),
    );
  });

  test.each([
    '-1',
    '1e3',
    '',
    'NaN',
    '1.',
    '.5',
    ' 1',
    '1 ',
    'x1',
    '1.5x',
    '1'.repeat(31),
    `1.${'1'.repeat(31)}`,
  ])('does not read the rate %j', (rate) => {
    expect(() => expectedBaseOf(100, rate, 6)).toThrow(new RangeError('not a plain decimal number'));
  });

  test('reads as many digits as a rate can have', () => {
    expect(expectedBaseOf(100, '1'.repeat(30), 6)).toBe(1n);
    expect(expectedBaseOf(100, `1.${'0'.repeat(30)}`, 6)).toBe(1_000_000n);
  });

  test.each(['0', '0.00'])('refuses the rate %j: nothing is worth nothing', (rate) => {
    expect(() => expectedBaseOf(100, rate, 6)).toThrow(new RangeError('a rate must be above zero'));
  });
});

test('the tolerance covers digits that the gateway does not print, and nothing where the chain is read', () => {
  expect(toleranceOf({ decimals: 6 }, false)).toBe(0n);
  expect(toleranceOf({ decimals: 18 }, false)).toBe(100_000_000n);
  expect(toleranceOf({ decimals: 18 }, true)).toBe(0n);
  expect(toleranceOf({ decimals: 6, toleranceBase: '1000' }, true)).toBe(1000n);
  // The larger of the two: what is set does not make the gateway print more.
  expect(toleranceOf({ decimals: 18, toleranceBase: '5' }, false)).toBe(100_000_000n);
  expect(toleranceOf({ decimals: 18, toleranceBase: '100000001' }, false)).toBe(100_000_001n);
  expect(toleranceOf({ decimals: 18, toleranceBase: undefined }, true)).toBe(0n);
});

test('cents become dollars as the gateway takes them', () => {
  expect([1, 10, 100, 50_000, 123_456_789].map(centsToUsd)).toEqual([
    '0.01',
    '0.10',
    '1.00',
    '500.00',
    '1234567.89',
  ]);
});

test('the payment link is an EIP-681 token transfer', () => {
  const token = { contract: '0x5FbDB2315678afecb367f032d93F642f64180aa3', chainId: 31337 };
  expect(tokenPaymentUri(token, '0x70997970C51812dc3A010C7d01b50e0d17dc79C8', 500_000_000n)).toBe(
    'ethereum:0x5FbDB2315678afecb367f032d93F642f64180aa3@31337/transfer' +
      '?address=0x70997970C51812dc3A010C7d01b50e0d17dc79C8&uint256=500000000',
  );
});
