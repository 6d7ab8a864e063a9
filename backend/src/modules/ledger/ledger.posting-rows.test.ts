import { describe, expect, it } from '@jest/globals';
import { POSTING_EVENTS, postings, type Posting, type PostingRefs } from './ledger.postings.ts';

/**
 * Every builder row by row, as the rules of money say it in words: under which key (what is posted twice is refused
 * by it), what is debited, what is credited, and what it belongs to.
 */

const asset = 'ETH-USDT';
const refs = { requestId: 'r', contractId: 'c', milestoneId: 'm', paymentId: 'p' };
const ofDeposit = { asset, amountBase: 7n, depositId: 'd', sequence: 3, refs };
const withDeposit = { ...refs, depositId: 'd' };
const gateway = `gateway:${asset}`;
const suspense = `suspense:${asset}`;
const quarantine = `quarantine:${asset}`;
const payout = { asset, userId: 'u', payoutId: 'o', amountBase: 7n } as const;

interface Row {
  readonly key: string;
  readonly event: string;
  /** `account amount`, in order. */
  readonly debit: readonly string[];
  readonly credit: readonly string[];
  readonly refs: PostingRefs;
}

const rowOf = ({ key, event, entries, refs: of }: Posting): Row => {
  const on = (side: 'debit' | 'credit') =>
    entries
      .filter((entry) => entry.side === side)
      .map(({ account, amountBase }) => `${account} ${amountBase}`);
  return { key, event, debit: on('debit'), credit: on('credit'), refs: of };
};

const ROWS: readonly (readonly [Posting, Row])[] = [
  [
    postings.deposit(ofDeposit),
    {
      key: 'deposit:d:3',
      event: 'deposit',
      debit: [`${gateway} 7`],
      credit: [`${suspense} 7`],
      refs: withDeposit,
    },
  ],
  [
    postings.depositReversed({ ...ofDeposit, from: 'suspense' }),
    {
      key: 'deposit-reversed:d:3',
      event: 'deposit_reversed',
      debit: [`${suspense} 7`],
      credit: [`${gateway} 7`],
      refs: withDeposit,
    },
  ],
  [
    postings.depositReversed({ ...ofDeposit, from: 'quarantine' }),
    {
      key: 'deposit-reversed:d:3',
      event: 'deposit_reversed',
      debit: [`${quarantine} 7`],
      credit: [`${gateway} 7`],
      refs: withDeposit,
    },
  ],
  [
    // Credit is used up first and across milestones, so that what is over is money that came in.
    postings.fund({
      asset,
      buyerId: 'b',
      parts: [
        { milestoneId: 'm1', amountBase: 4n },
        { milestoneId: 'm2', amountBase: 4n },
        { milestoneId: 'm3', amountBase: 4n },
      ],
      creditBase: 6n,
      excessBase: 2n,
      refs,
    }),
    {
      key: 'fund:c',
      event: 'fund',
      debit: [
        'credit_reserved:p 4',
        'credit_reserved:p 2',
        `${suspense} 2`,
        `${suspense} 4`,
        `${suspense} 2`,
      ],
      credit: ['escrow:c:m1 4', 'escrow:c:m2 2', 'escrow:c:m2 2', 'escrow:c:m3 4', 'buyer_credit:b 2'],
      refs,
    },
  ],
  [
    postings.creditReserved({ asset, amountBase: 7n, buyerId: 'b', sequence: 1, refs }),
    {
      key: 'credit-reserved:p:1',
      event: 'credit_reserved',
      debit: ['buyer_credit:b 7'],
      credit: ['credit_reserved:p 7'],
      refs,
    },
  ],
  [
    postings.creditReturned({ asset, amountBase: 7n, buyerId: 'b', sequence: 2, refs }),
    {
      key: 'credit-returned:p:2',
      event: 'credit_returned',
      debit: ['credit_reserved:p 7'],
      credit: ['buyer_credit:b 7'],
      refs,
    },
  ],
  [
    postings.excess({ ...ofDeposit, buyerId: 'b' }),
    {
      key: 'excess:d:3',
      event: 'excess',
      debit: [`${suspense} 7`],
      credit: ['buyer_credit:b 7'],
      refs: withDeposit,
    },
  ],
  [
    postings.unfundedRefund({ ...ofDeposit, buyerId: 'b' }),
    {
      key: 'unfunded-refund:d:3',
      event: 'unfunded_refund',
      debit: [`${suspense} 7`],
      credit: ['refund_payable:b 7'],
      refs: withDeposit,
    },
  ],
  [
    postings.quarantine(ofDeposit),
    {
      key: 'quarantine:d:3',
      event: 'quarantine',
      debit: [`${suspense} 7`],
      credit: [`${quarantine} 7`],
      refs: withDeposit,
    },
  ],
  [
    postings.quarantineOwed({ ...ofDeposit, buyerId: 'b' }),
    {
      key: 'quarantine-out:d:3',
      event: 'quarantine_owed',
      debit: [`${quarantine} 7`],
      credit: ['refund_payable:b 7'],
      refs: withDeposit,
    },
  ],
  [
    postings.quarantineDismissed(ofDeposit),
    {
      key: 'quarantine-out:d:3',
      event: 'quarantine_dismissed',
      debit: [`${quarantine} 7`],
      credit: [`${gateway} 7`],
      refs: withDeposit,
    },
  ],
  [
    postings.reorg({
      asset,
      escrow: [
        { milestoneId: 'm1', amountBase: 1n },
        { milestoneId: 'm2', amountBase: 2n },
      ],
      buyerId: 'b',
      creditBase: 3n,
      refundBase: 4n,
      lossBase: 5n,
      depositId: 'd',
      sequence: 3,
      refs,
    }),
    {
      key: 'reorg:d:3',
      event: 'reorg',
      debit: ['escrow:c:m1 1', 'escrow:c:m2 2', 'buyer_credit:b 3', 'refund_payable:b 4', 'loss 5'],
      credit: [1, 2, 3, 4, 5].map((base) => `${gateway} ${base}`),
      refs: withDeposit,
    },
  ],
  [
    postings.refill({
      asset,
      parts: [
        { milestoneId: 'm1', amountBase: 1n },
        { milestoneId: 'm2', amountBase: 2n },
      ],
      sequence: 3,
      refs,
    }),
    {
      key: 'refill:c:3',
      event: 'refill',
      debit: [`${suspense} 1`, `${suspense} 2`],
      credit: ['escrow:c:m1 1', 'escrow:c:m2 2'],
      refs,
    },
  ],
  [
    postings.lossRecovered(ofDeposit),
    {
      key: 'loss-recovered:d:3',
      event: 'loss_recovered',
      debit: [`${suspense} 7`],
      credit: ['loss 7'],
      refs: withDeposit,
    },
  ],
  [
    postings.release({ asset, sellerId: 's', sellerGetsBase: 6n, feeBase: 1n, refs }),
    {
      key: 'settle:c:m',
      event: 'release',
      debit: ['escrow:c:m 6', 'escrow:c:m 1'],
      credit: ['seller_payable:s 6', 'fee_revenue 1'],
      refs,
    },
  ],
  [
    postings.refund({ asset, amountBase: 7n, buyerId: 'b', refs }),
    { key: 'settle:c:m', event: 'refund', debit: ['escrow:c:m 7'], credit: ['refund_payable:b 7'], refs },
  ],
  [
    postings.split({
      asset,
      buyerId: 'b',
      sellerId: 's',
      buyerGetsBase: 4n,
      sellerGetsBase: 2n,
      feeBase: 1n,
      refs,
    }),
    {
      key: 'settle:c:m',
      event: 'split',
      debit: ['escrow:c:m 4', 'escrow:c:m 2', 'escrow:c:m 1'],
      credit: ['refund_payable:b 4', 'seller_payable:s 2', 'fee_revenue 1'],
      refs,
    },
  ],
  [
    postings.payoutReserved({ ...payout, source: 'refund_payable' }),
    {
      key: 'payout-reserved:o',
      event: 'payout_reserved',
      debit: ['refund_payable:u 7'],
      credit: ['payout_inflight:o 7'],
      refs: { payoutId: 'o' },
    },
  ],
  [
    postings.payoutConfirmed({ asset, amountBase: 7n, feeBase: 2n, payoutId: 'o' }),
    {
      key: 'payout-settled:o',
      event: 'payout_confirmed',
      debit: ['payout_inflight:o 5', 'payout_inflight:o 2'],
      credit: [`${gateway} 5`, 'network_fee 2'],
      refs: { payoutId: 'o' },
    },
  ],
  [
    postings.payoutFailed({ ...payout, source: 'fee_revenue' }),
    {
      key: 'payout-settled:o',
      event: 'payout_failed',
      debit: ['payout_inflight:o 7'],
      credit: ['fee_revenue 7'],
      refs: { payoutId: 'o' },
    },
  ],
  [
    postings.networkFee({ asset, amountBase: 7n, payoutId: 'o' }),
    {
      key: 'network-fee:o',
      event: 'network_fee',
      debit: ['network_fee 7'],
      credit: [`${gateway} 7`],
      refs: { payoutId: 'o' },
    },
  ],
  [
    postings.gasTopUp({ asset, amountBase: 7n, reference: 'x' }),
    { key: 'gas-top-up:x', event: 'gas_top_up', debit: [`${gateway} 7`], credit: ['equity 7'], refs: {} },
  ],
  [
    postings.sweepFees({ asset, amountBase: 7n, reconciliationId: 'r' }),
    {
      key: `sweep-fees:r:${asset}`,
      event: 'sweep_fees',
      debit: ['network_fee 7'],
      credit: [`${gateway} 7`],
      refs: {},
    },
  ],
  [
    postings.sweepFeesReturned({ asset, amountBase: 7n, reconciliationId: 'r' }),
    {
      key: `sweep-fees:r:${asset}`,
      event: 'sweep_fees_returned',
      debit: [`${gateway} 7`],
      credit: ['network_fee 7'],
      refs: {},
    },
  ],
];

describe('a row of the ledger', () => {
  it.each(ROWS.map(([posting, row]): [string, Posting, Row] => [row.event, posting, row]))(
    '%s',
    (_event, posting, row) => {
      expect(rowOf(posting)).toEqual(row);
      expect(posting.entries.every((entry) => entry.asset === asset)).toBe(true);
    },
  );

  it('is here for every event that can be posted', () => {
    expect(new Set(ROWS.map(([, { event }]) => event))).toEqual(new Set(POSTING_EVENTS));
  });

  it('remembers whose doing a refund is: nobody else’s than it is said of', () => {
    const of = (isBuyersDoing?: boolean) =>
      postings.unfundedRefund({
        ...ofDeposit,
        buyerId: 'b',
        ...(isBuyersDoing === undefined ? {} : { isBuyersDoing }),
      });
    expect([of().isBuyersDoing, of(false).isBuyersDoing, of(true).isBuyersDoing]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
