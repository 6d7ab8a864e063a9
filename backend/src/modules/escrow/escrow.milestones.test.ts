import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MILESTONE_STATUSES } from './escrow.contract.ts';
import { flatSchedule } from '../../config/fee-schedule.ts';
import { feesFor } from './escrow.fees.ts';
import { divideAmongMilestones, isOpen, requestStatusOf, splitOnRelease } from './escrow.milestones.ts';

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

  it('takes 2.5 % of 500 USD from the seller', () => {
    const fees = feesFor(50_000n, 'other', flatSchedule(250));
    expect(splitOnRelease(500_000_000n, { price: 50_000n, ...fees })).toEqual({
      sellerGetsBase: 487_500_000n,
      feeBase: 12_500_000n,
    });
  });
});
