import { divide, shareOf, SLIDER_STEPS, stepOf, sumAt } from './division';

/** A price of 100 and a fee of 2.5 % of the seller's part. */
const release = { seller: { amount: '9750' }, fee: { amount: '250' } };
const HELD = 100_000_000n;

describe('a division', () => {
  it.each([
    [0n, 97_500_000n],
    [HELD, 0n],
    [50_000_000n, 48_750_000n],
    // As the API does it: the odd unit goes to the larger remainder.
    [33_333_333n, 65_000_000n],
    [HELD - 1n, 1n],
    [1n, 97_499_999n],
  ])('gives back %p and is the API’s to the last unit', (buyerGets, sellerGets) => {
    expect(divide(HELD, buyerGets, release)).toEqual({
      buyerGets,
      sellerGets,
      fee: HELD - buyerGets - sellerGets,
    });
  });

  it('adds up, whatever is divided', () => {
    for (const held of [1n, 2n, 7n, 999_999_937n, 10n ** 24n + 3n]) {
      for (const shares of [
        release,
        { seller: { amount: '1' }, fee: { amount: '0' } },
        { seller: { amount: '3' }, fee: { amount: '3' } },
      ]) {
        for (let part = 0n; part <= 16n; part += 1n) {
          const { buyerGets, sellerGets, fee } = divide(held, (held * part) / 16n, shares);
          expect(buyerGets + sellerGets + fee).toBe(held);
          expect(sellerGets >= 0n && fee >= 0n).toBe(true);
        }
      }
    }
  });

  it('gives an odd unit of equal remainders to the seller', () => {
    const even = { seller: { amount: '1' }, fee: { amount: '1' } };
    expect(divide(3n, 0n, even)).toEqual({ buyerGets: 0n, sellerGets: 2n, fee: 1n });
  });

  it('never is of more than is held', () => {
    expect(() => divide(10n, 11n, release)).toThrow(RangeError);
    expect(() => divide(10n, -1n, release)).toThrow(RangeError);
  });
});

describe('the slider', () => {
  it('has exact ends, and sums that people would write between them', () => {
    expect(sumAt(0, HELD)).toBe(0n);
    expect(sumAt(SLIDER_STEPS, 290_000_001n)).toBe(290_000_001n);
    expect(sumAt(SLIDER_STEPS / 2, HELD)).toBe(50_000_000n);
    expect(sumAt(67, 289_123_457n)).toBe(97_000_000n);
    expect(sumAt(1, 5n)).toBe(0n);
  });

  it('never leaves what is held and never goes back', () => {
    for (const held of [1n, 9n, 1_234n, 290_000_000n, 999_999_999n, 10n ** 20n]) {
      let before = 0n;
      for (let step = 0; step <= SLIDER_STEPS; step += 1) {
        const sum = sumAt(step, held);
        expect(sum >= before && sum <= held).toBe(true);
        before = sum;
      }
    }
  });

  it('stands where a typed sum is', () => {
    expect(stepOf(0n, HELD)).toBe(0);
    expect(stepOf(HELD, HELD)).toBe(SLIDER_STEPS);
    expect(stepOf(50_000_000n, HELD)).toBe(SLIDER_STEPS / 2);
    expect(stepOf(0n, 0n)).toBe(0);
  });
});

it('shows shares of a whole', () => {
  expect(shareOf(1n, 4n)).toBe(0.25);
  expect(shareOf(0n, 0n)).toBe(0);
});
