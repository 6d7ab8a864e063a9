import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { traceArrivals, type Departure } from './ledger.trace.ts';

const arrival = (beforeBase: bigint, amountBase: bigint) => ({ postingId: 'p', beforeBase, amountBase });
const paid = (amountBase: bigint, payoutId = 'a'): Departure => ({
  amountBase,
  fate: 'paid_out',
  payoutId,
  settled: true,
});
const leaving = (amountBase: bigint): Departure => ({
  amountBase,
  fate: 'payout_inflight',
  payoutId: 'b',
  settled: false,
});

describe('what became of an amount in a balance', () => {
  it('is still there as long as no more has left than came before it', () => {
    const [traced] = traceArrivals([arrival(50n, 30n)], [paid(50n)]);
    expect(traced).toMatchObject({ leftBase: 30n, gone: [] });
  });

  it('leaves after what came before it, in parts and by several payouts', () => {
    const [traced] = traceArrivals([arrival(50n, 30n)], [paid(60n), leaving(15n)]);
    expect(traced?.leftBase).toBe(5n);
    expect(traced?.gone.map(({ fate, amountBase }) => [fate, amountBase])).toEqual([
      ['paid_out', 10n],
      ['payout_inflight', 15n],
    ]);
  });

  it('is counted once: all parts of all arrivals are what came and what left', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 1000n }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, amounts, (came, wanted) => {
        const total = came.reduce((a, b) => a + b);
        let left = total;
        const departures = wanted.flatMap((amount) => {
          const some = amount < left ? amount : left;
          left -= some;
          return some > 0n ? [paid(some)] : [];
        });
        const arrivals = came.map((amount, index) =>
          arrival(
            came.slice(0, index).reduce((a, b) => a + b, 0n),
            amount,
          ),
        );
        const traced = traceArrivals(arrivals, departures);
        const stays = traced.reduce((sum, { leftBase }) => sum + leftBase, 0n);
        const gone = traced.flatMap((one) => one.gone).reduce((sum, { amountBase }) => sum + amountBase, 0n);
        expect(stays).toBe(left);
        expect(gone).toBe(total - left);
        expect(traced.every(({ leftBase }) => leftBase >= 0n)).toBe(true);
      }),
    );
  });
});
