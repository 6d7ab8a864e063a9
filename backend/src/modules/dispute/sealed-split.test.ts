import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meetingPoint } from './sealed-split.ts';

const base = fc.bigInt({ min: 0n, max: 10n ** 30n });

describe('two sealed sums', () => {
  it.each([
    [100n, 30n, 50n, 40n],
    [100n, 30n, 70n, 30n],
    [100n, 0n, 0n, 50n],
    [100n, 100n, 0n, 100n],
    [100n, 0n, 100n, 0n],
    // The odd unit by largest remainder: both are owed half of it, and the first gets it.
    [101n, 0n, 0n, 51n],
    [100n, 30n, 69n, 31n],
    [1n, 0n, 0n, 1n],
  ])(
    'of %p held, at least %p for the buyer and %p for the seller: the buyer gets %p',
    (held, buyer, seller, gets) => {
      expect(meetingPoint(held, { buyer, seller })).toBe(gets);
    },
  );

  it('meet exactly when they leave room, and nobody gets less than they want', () => {
    fc.assert(
      fc.property(base, base, base, (held, buyer, seller) => {
        const point = meetingPoint(held, { buyer, seller });
        expect(point === null).toBe(buyer + seller > held);
        if (point === null) return;
        const sellerGets = held - point;
        expect(point >= buyer && sellerGets >= seller).toBe(true);
        const surplus = [point - buyer, sellerGets - seller] as const;
        expect(surplus[0] - surplus[1] === 0n || surplus[0] - surplus[1] === 1n).toBe(true);
      }),
    );
  });

  it('wait while one is missing', () => {
    expect(meetingPoint(100n, { buyer: null, seller: null })).toBeNull();
    expect(meetingPoint(100n, { buyer: 1n, seller: null })).toBeNull();
    expect(meetingPoint(100n, { buyer: null, seller: 1n })).toBeNull();
  });
});
