import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { milestonesFrom } from './contract-milestones.ts';
import { divideAmongMilestones, divideDisputed, splitOnRelease } from './escrow.milestones.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const total = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

const prices = fc.array(fc.integer({ min: 1, max: 50_000_000 }), { minLength: 1, maxLength: 20 });
const bps = fc.integer({ min: 0, max: 5_000 });

const contractOf = (cents: readonly number[], buyerBps: number, sellerBps: number) => {
  const priceCents = sum(cents);
  const fees = {
    buyerFeeCents: Math.floor((priceCents * buyerBps) / 10_000),
    sellerFeeCents: Math.floor((priceCents * sellerBps) / 10_000),
  };
  const milestones = cents.map((price, index) => ({
    title: `Part ${index + 1}`,
    priceCents: price,
    deliveryDays: index + 1,
  }));
  const terms = { priceCents, deliveryDays: cents.length, milestones };
  return { priceCents, fees, milestones: milestonesFrom(terms, fees, 'All of it') };
};

describe('the milestones of a contract', () => {
  it('add up to its price and its fees, none with a fee above its price', () => {
    fc.assert(
      fc.property(prices, bps, bps, (cents, buyerBps, sellerBps) => {
        const { priceCents, fees, milestones } = contractOf(cents, buyerBps, sellerBps);
        expect(sum(milestones.map((milestone) => milestone.priceCents))).toBe(priceCents);
        expect(sum(milestones.map(({ buyerFeeCents }) => buyerFeeCents))).toBe(fees.buyerFeeCents);
        expect(sum(milestones.map(({ sellerFeeCents }) => sellerFeeCents))).toBe(fees.sellerFeeCents);
        for (const { buyerFeeCents, sellerFeeCents, priceCents: price } of milestones) {
          expect(buyerFeeCents >= 0 && sellerFeeCents >= 0 && sellerFeeCents <= price).toBe(true);
        }
      }),
    );
  });

  it('pay out, each in its own way, exactly what was paid in', () => {
    const way = fc.constantFrom('release', 'refund', 'split');
    fc.assert(
      fc.property(
        prices,
        bps,
        bps,
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        fc.array(way, { minLength: 20, maxLength: 20 }),
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 20, maxLength: 20 }),
        (cents, buyerBps, sellerBps, paidBase, ways, shares) => {
          const { milestones } = contractOf(cents, buyerBps, sellerBps);
          const held = divideAmongMilestones(
            paidBase,
            milestones.map(({ priceCents, buyerFeeCents }) => BigInt(priceCents + buyerFeeCents)),
          );
          const out = milestones.flatMap((milestone, index) => {
            const heldBase = held[index] ?? 0n;
            const split = {
              price: BigInt(milestone.priceCents),
              buyerFeeCents: BigInt(milestone.buyerFeeCents),
              sellerFeeCents: BigInt(milestone.sellerFeeCents),
            };
            if (ways[index] === 'refund') return [heldBase];
            if (ways[index] === 'release') {
              const { sellerGetsBase, feeBase } = splitOnRelease(heldBase, split);
              return [sellerGetsBase, feeBase];
            }
            const back = (heldBase * BigInt(shares[index] ?? 0)) / 1_000n;
            const { buyerGetsBase, sellerGetsBase, feeBase } = divideDisputed(heldBase, back, split);
            return [buyerGetsBase, sellerGetsBase, feeBase];
          });
          expect(total(held)).toBe(paidBase);
          expect(total(out)).toBe(paidBase);
          expect(out.every((amount) => amount >= 0n)).toBe(true);
        },
      ),
    );
  });

  it('are one with the request’s title where the offer names none', () => {
    const terms = { priceCents: 50_000, deliveryDays: 10, milestones: [] };
    const [only, ...others] = milestonesFrom(terms, { buyerFeeCents: 3, sellerFeeCents: 1_250 }, 'A logo');
    expect(only).toMatchObject({
      title: 'A logo',
      priceCents: 50_000,
      buyerFeeCents: 3,
      sellerFeeCents: 1_250,
      deliveryDays: 10,
      status: 'pending',
    });
    expect(others).toEqual([]);
  });

  it('divide odd cents by largest remainder', () => {
    const { milestones } = contractOf([3_333, 3_333, 3_334], 0, 250);
    expect(milestones.map(({ sellerFeeCents }) => sellerFeeCents)).toEqual([83, 83, 84]);
  });
});
