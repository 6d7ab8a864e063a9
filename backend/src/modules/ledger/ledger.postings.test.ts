import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertBalanced, postings, type Posting } from './ledger.postings.ts';

const asset = 'ETH-USDT';
const amount = fc.bigInt({ min: 1n, max: 10n ** 30n });
const refs = { requestId: 'r', contractId: 'c', milestoneId: 'm', paymentId: 'p' };

const net = (posting: Posting, account: string): bigint =>
  posting.entries
    .filter((entry) => entry.account === account)
    .reduce((sum, { side, amountBase }) => (side === 'credit' ? sum + amountBase : sum - amountBase), 0n);

describe('every builder', () => {
  it('balances for any amounts', () => {
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        const all: Posting[] = [
          postings.deposit({ asset, amountBase: a, depositId: 'd', sequence: 1, refs }),
          postings.depositReversed({
            asset,
            amountBase: a,
            from: 'quarantine',
            depositId: 'd',
            sequence: 2,
            refs,
          }),
          postings.fund({
            asset,
            buyerId: 'b',
            parts: [
              { milestoneId: 'm1', amountBase: a },
              { milestoneId: 'm2', amountBase: b },
            ],
            creditBase: b,
            excessBase: c,
            refs,
          }),
          postings.unfundedRefund({ asset, amountBase: a, buyerId: 'b', depositId: 'd', sequence: 1, refs }),
          postings.excess({ asset, amountBase: a, buyerId: 'b', depositId: 'd', sequence: 1, refs }),
          postings.quarantine({ asset, amountBase: a, depositId: 'd', sequence: 1, refs }),
          postings.quarantineOwed({ asset, amountBase: a, buyerId: 'b', depositId: 'd', sequence: 1, refs }),
          postings.quarantineDismissed({ asset, amountBase: a, depositId: 'd', sequence: 1, refs }),
          postings.creditReserved({ asset, amountBase: a, buyerId: 'b', sequence: 1, refs }),
          postings.creditReturned({ asset, amountBase: a, buyerId: 'b', sequence: 2, refs }),
          postings.lossRecovered({ asset, amountBase: a, depositId: 'd', sequence: 2, refs }),
          postings.refill({ asset, parts: [{ milestoneId: 'm1', amountBase: a }], sequence: 1, refs }),
          postings.reorg({
            asset,
            escrow: [{ milestoneId: 'm1', amountBase: a }],
            buyerId: 'b',
            creditBase: b,
            refundBase: 0n,
            lossBase: c,
            depositId: 'd',
            sequence: 1,
            refs,
          }),
          postings.release({ asset, sellerId: 's', sellerGetsBase: a, feeBase: b, refs }),
          postings.refund({ asset, amountBase: a, buyerId: 'b', refs }),
          postings.split({
            asset,
            buyerId: 'b',
            sellerId: 's',
            buyerGetsBase: a,
            sellerGetsBase: b,
            feeBase: c,
            refs,
          }),
          postings.payoutReserved({
            asset,
            amountBase: a,
            source: 'seller_payable',
            userId: 's',
            payoutId: 'o',
          }),
          postings.payoutConfirmed({ asset, amountBase: a + b, feeBase: b, payoutId: 'o' }),
          postings.networkFee({ asset, amountBase: a, payoutId: 'o' }),
          postings.gasTopUp({ asset, amountBase: a, reference: 'r' }),
          postings.sweepFees({ asset, amountBase: a, reconciliationId: 'r' }),
          postings.sweepFeesReturned({ asset, amountBase: a, reconciliationId: 'r' }),
          postings.payoutFailed({
            asset,
            amountBase: a,
            source: 'seller_payable',
            userId: 's',
            payoutId: 'o',
          }),
        ];
        for (const posting of all)
          expect(() => {
            assertBalanced(posting);
          }).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  it('moves money the way the table says', () => {
    const deposit = postings.deposit({ asset, amountBase: 5n, depositId: 'd', sequence: 1, refs });
    expect([net(deposit, 'gateway:ETH-USDT'), net(deposit, 'suspense:ETH-USDT')]).toEqual([-5n, 5n]);
    const fund = postings.fund({
      asset,
      buyerId: 'b',
      parts: [{ milestoneId: 'm', amountBase: 4n }],
      creditBase: 3n,
      excessBase: 1n,
      refs,
    });
    // Credit goes into escrow first: what is over is money that came in.
    expect([
      net(fund, 'credit_reserved:p'),
      net(fund, 'suspense:ETH-USDT'),
      net(fund, 'escrow:c:m'),
      net(fund, 'buyer_credit:b'),
    ]).toEqual([-3n, -2n, 4n, 1n]);
    const release = postings.release({ asset, sellerId: 's', sellerGetsBase: 3n, feeBase: 1n, refs });
    expect([
      net(release, 'escrow:c:m'),
      net(release, 'seller_payable:s'),
      net(release, 'fee_revenue'),
    ]).toEqual([-4n, 3n, 1n]);
  });

  it('leaves nothing-entries out: no fee, no fee entry', () => {
    const release = postings.release({ asset, sellerId: 's', sellerGetsBase: 3n, feeBase: 0n, refs });
    expect(release.entries).toHaveLength(2);
  });

  it('calls a split by what it comes to, with one key for all ways to settle a milestone', () => {
    const split = (buyerGetsBase: bigint, sellerGetsBase: bigint, feeBase: bigint) =>
      postings.split({ asset, buyerId: 'b', sellerId: 's', buyerGetsBase, sellerGetsBase, feeBase, refs });
    const half = split(5n, 4n, 1n);
    expect([half.event, net(half, 'escrow:c:m'), net(half, 'refund_payable:b')]).toEqual(['split', -10n, 5n]);
    expect([net(half, 'seller_payable:s'), net(half, 'fee_revenue')]).toEqual([4n, 1n]);
    expect(split(0n, 9n, 1n).event).toBe('release');
    expect(split(10n, 0n, 0n).event).toBe('refund');
    expect(split(5n, 1n, 1n).event).toBe('split');
    expect(half.key).toBe(postings.refund({ asset, amountBase: 1n, buyerId: 'b', refs }).key);
  });

  it('lets a milestone be settled one way only, and a payout end one way only', () => {
    const release = postings.release({ asset, sellerId: 's', sellerGetsBase: 1n, feeBase: 0n, refs });
    expect(release.key).toBe(postings.refund({ asset, amountBase: 1n, buyerId: 'b', refs }).key);
    const confirmed = postings.payoutConfirmed({ asset, amountBase: 1n, feeBase: 0n, payoutId: 'o' });
    const failed = postings.payoutFailed({
      asset,
      amountBase: 1n,
      source: 'buyer_credit',
      userId: 'b',
      payoutId: 'o',
    });
    expect(confirmed.key).toBe(failed.key);
  });
});

describe('assertBalanced', () => {
  const entry = { account: 'suspense:ETH-USDT', asset, side: 'debit', amountBase: 1n } as const;

  it.each([
    ['nothing', []],
    ['one side only', [entry]],
    ['zero', [{ ...entry, amountBase: 0n }]],
    [
      'a negative amount',
      [
        { ...entry, amountBase: -1n },
        { ...entry, side: 'credit' as const, amountBase: -1n },
      ],
    ],
    [
      'two assets that balance only together',
      [entry, { ...entry, side: 'credit' as const, asset: 'ETH-USDC' }],
    ],
  ])('refuses %s', (_what, entries) => {
    expect(() => {
      assertBalanced({ key: 'k', entries });
    }).toThrow(RangeError);
  });

  it('says which posting it is, and what is wrong with it', () => {
    const refusing = (entries: Posting['entries']) => () => {
      assertBalanced({ key: 'settle:c:m', entries });
    };
    expect(refusing([])).toThrow('posting settle:c:m moves nothing');
    expect(refusing([{ ...entry, amountBase: 0n }])).toThrow('posting settle:c:m holds an amount of 0');
    expect(refusing([entry, { ...entry, side: 'credit', amountBase: 3n }])).toThrow(
      'posting settle:c:m is off by -2 ETH-USDT',
    );
  });

  it('lets through what balances in every asset by itself', () => {
    const both = [asset, 'ETH-USDC'].flatMap((of) => [
      { ...entry, asset: of },
      { ...entry, asset: of, side: 'credit' as const },
    ]);
    expect(() => {
      assertBalanced({ key: 'k', entries: both });
    }).not.toThrow();
  });
});
