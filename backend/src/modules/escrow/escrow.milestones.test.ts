import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MILESTONE_STATUSES } from './milestone.process.ts';
import { flatSchedule } from '../../config/fee-schedule.ts';
import { feesFor } from './escrow.fees.ts';
import {
  divideAmongMilestones,
  divideDisputed,
  isOpen,
  OPEN_STATUSES,
  requestStatusOf,
  splitOnRelease,
} from './escrow.milestones.ts';

describe('requestStatusOf', () => {
  it.each([
    [['pending'], false, 'funded'],
    [['pending'], true, 'in_delivery'],
    [['delivered'], true, 'delivered'],
    [['released', 'pending'], true, 'in_delivery'],
    [['delivered', 'changes_requested'], true, 'changes_requested'],
    [['released', 'disputed', 'changes_requested'], true, 'disputed'],
    [['released', 'released'], true, 'completed'],
    [['refunded', 'refunded'], true, 'refunded'],
    [['released', 'refunded'], true, 'settled'],
    [['settled'], true, 'settled'],
  ] as const)('%j, started %p → %s', (milestones, started, status) => {
    expect(requestStatusOf(milestones, started)).toBe(status);
  });

  it('is final exactly when no milestone is open', () => {
    const statuses = fc.array(fc.constantFrom(...MILESTONE_STATUSES), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(statuses, (milestones) => {
        const final = ['completed', 'refunded', 'settled'].includes(requestStatusOf(milestones, true));
        expect(final).toBe(!milestones.some(isOpen));
      }),
    );
  });
});

describe('money of a contract', () => {
  it('adds up: fee and seller, milestones and whole', () => {
    const cents = fc.bigInt({ min: 1n, max: 1_000_000_000n });
    fc.assert(
      fc.property(
        fc.array(cents, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        (prices, feeBps, totalBase) => {
          const parts = divideAmongMilestones(totalBase, prices);
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(totalBase);
          parts.forEach((heldBase, index) => {
            const price = prices[index] ?? 1n;
            const fees = feesFor(price, 'other', flatSchedule(feeBps));
            const { sellerGetsBase, feeBase } = splitOnRelease(heldBase, { price, ...fees });
            expect(sellerGetsBase + feeBase).toBe(heldBase);
            expect(sellerGetsBase >= 0n && feeBase >= 0n).toBe(true);
          });
        },
      ),
    );
  });

  const cents = { price: 1_000n, buyerFeeCents: 10n, sellerFeeCents: 30n };
  it('goes to the seller less their fee, and the fees of both to Amn', () => {
    expect(splitOnRelease(1_010n, cents)).toEqual({ sellerGetsBase: 970n, feeBase: 40n });
  });

  it('in dispute goes back to the buyer whole, and the rest as if it were released', () => {
    expect(divideDisputed(1_010n, 0n, cents)).toEqual({
      buyerGetsBase: 0n,
      sellerGetsBase: 970n,
      feeBase: 40n,
    });
    expect(divideDisputed(1_010n, 505n, cents)).toEqual({
      buyerGetsBase: 505n,
      sellerGetsBase: 485n,
      feeBase: 20n,
    });
    expect(divideDisputed(1_010n, 1_010n, cents)).toEqual({
      buyerGetsBase: 1_010n,
      sellerGetsBase: 0n,
      feeBase: 0n,
    });
    for (const buyerGetsBase of [-1n, 1_011n]) {
      expect(() => divideDisputed(1_010n, buyerGetsBase, cents)).toThrow(new RangeError('more than is held'));
    }
  });

  it('is open as long as it is in escrow', () => {
    expect(MILESTONE_STATUSES.filter(isOpen)).toEqual(OPEN_STATUSES);
    expect(MILESTONE_STATUSES.filter((status) => !isOpen(status))).toEqual([
      'released',
      'refunded',
      'settled',
    ]);
  });

  it('takes 2.5 % of 500 USD from the seller', () => {
    const fees = feesFor(50_000n, 'other', flatSchedule(250));
    expect(splitOnRelease(500_000_000n, { price: 50_000n, ...fees })).toEqual({
      sellerGetsBase: 487_500_000n,
      feeBase: 12_500_000n,
    });
  });
});
