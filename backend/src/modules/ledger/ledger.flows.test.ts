import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accounts } from './ledger.accounts.ts';
import { FlowGatherer } from './ledger.flows.ts';
import { postings, type Posting } from './ledger.postings.ts';

const asset = 'ETH-USDT';
const refs = { requestId: 'r', contractId: 'c', milestoneId: 'm1', paymentId: 'p' };

const gather = (...all: readonly Posting[]): FlowGatherer => {
  const flows = new FlowGatherer();
  for (const { entries, event } of all) flows.add(entries, event);
  return flows;
};
const turnover = (flows: FlowGatherer, account: string, of = asset) =>
  flows.turnovers.get(`${account}|${of}`);
const paidBy = (flows: FlowGatherer, contractId = 'c') =>
  Object.fromEntries(flows.contracts.get(`${contractId}|${asset}`)?.paidTo ?? []);

const fund = (first: bigint, second = 0n, excessBase = 0n): Posting =>
  postings.fund({
    asset,
    buyerId: 'b',
    parts: [
      { milestoneId: 'm1', amountBase: first },
      { milestoneId: 'm2', amountBase: second },
    ],
    creditBase: 0n,
    excessBase,
    refs,
  });
const release = (sellerGetsBase: bigint, feeBase: bigint, milestoneId = 'm1'): Posting =>
  postings.release({ asset, sellerId: 's', sellerGetsBase, feeBase, refs: { ...refs, milestoneId } });
const lost = (amountBase: bigint, lossBase = 0n): Posting =>
  postings.reorg({
    asset,
    escrow: [{ milestoneId: 'm1', amountBase }],
    buyerId: 'b',
    creditBase: 0n,
    refundBase: 0n,
    lossBase,
    depositId: 'd',
    sequence: 2,
    refs,
  });

describe('what went through a contract', () => {
  it('is what its escrow took in, whatever milestone, and not what was over', () => {
    const flows = gather(fund(60n, 40n, 5n));
    expect(flows.contracts.get(`c|${asset}`)).toMatchObject({ contractId: 'c', asset, fundedBase: 100n });
    expect(turnover(flows, 'escrow:c:m1')).toEqual({ debitBase: 0n, creditBase: 60n });
    expect(turnover(flows, 'escrow:c:m2')).toEqual({ debitBase: 0n, creditBase: 40n });
    expect(paidBy(flows)).toEqual({});
    // No account of anything else is followed.
    expect([...flows.turnovers.keys()]).toEqual([`escrow:c:m1|${asset}`, `escrow:c:m2|${asset}`]);
  });

  it('is paid to whom a posting that takes it out credits', () => {
    const flows = gather(fund(60n, 40n), release(57n, 3n), release(38n, 2n, 'm2'));
    expect(paidBy(flows)).toEqual({ 'seller_payable:s': 95n, fee_revenue: 5n });
    expect(flows.contracts.get(`c|${asset}`)?.fundedBase).toBe(100n);
    expect(turnover(flows, 'escrow:c:m1')).toEqual({ debitBase: 60n, creditBase: 60n });
  });

  it('is divided among three when a dispute says so', () => {
    const split = postings.split({
      asset,
      buyerId: 'b',
      sellerId: 's',
      buyerGetsBase: 50n,
      sellerGetsBase: 9n,
      feeBase: 1n,
      refs,
    });
    expect(paidBy(gather(fund(60n), split))).toEqual({
      'refund_payable:b': 50n,
      'seller_payable:s': 9n,
      fee_revenue: 1n,
    });
  });

  it('is kept apart by contract and by asset', () => {
    const other = { ...refs, contractId: 'k' };
    const flows = gather(
      fund(60n),
      postings.release({ asset: 'ETH-USDC', sellerId: 's', sellerGetsBase: 8n, feeBase: 0n, refs }),
      postings.refund({ asset, amountBase: 7n, buyerId: 'b', refs: other }),
    );
    expect(paidBy(flows)).toEqual({});
    expect(paidBy(flows, 'k')).toEqual({ 'refund_payable:b': 7n });
    expect(flows.contracts.get('c|ETH-USDC')).toMatchObject({ asset: 'ETH-USDC', fundedBase: 0n });
    expect(turnover(flows, 'escrow:c:m1', 'ETH-USDC')).toEqual({ debitBase: 8n, creditBase: 0n });
    expect(turnover(flows, 'escrow:k:m1')).toEqual({ debitBase: 7n, creditBase: 0n });
  });

  it('counts in one posting only what is of the asset that leaves, and nothing that goes from escrow to escrow', () => {
    const side = (account: string, kind: 'debit' | 'credit', amountBase: bigint, of = asset) =>
      ({ account, asset: of, side: kind, amountBase }) as const;
    const flows = new FlowGatherer();
    flows.add(
      [
        side('escrow:c:m1', 'debit', 9n),
        side('escrow:c:m2', 'credit', 4n),
        side('loss', 'credit', 6n),
        // What goes the other way on the same side as the escrow is paid to nobody.
        side('equity', 'debit', 1n),
        side('gateway:ETH-USDC', 'debit', 3n, 'ETH-USDC'),
        side('suspense:ETH-USDC', 'credit', 3n, 'ETH-USDC'),
      ],
      'split',
    );
    expect(paidBy(flows)).toEqual({ loss: 6n });
  });
});

describe('what the chain lost', () => {
  it('was never there: it counts against what came in, and is paid to nobody', () => {
    const flows = gather(fund(60n, 40n), lost(25n, 10n));
    expect(flows.contracts.get(`c|${asset}`)?.fundedBase).toBe(75n);
    expect(turnover(flows, 'escrow:c:m1')).toEqual({ debitBase: 0n, creditBase: 35n });
    expect(turnover(flows, 'escrow:c:m2')).toEqual({ debitBase: 0n, creditBase: 40n });
    expect(paidBy(flows)).toEqual({});
    expect([...flows.turnovers.keys()].filter((key) => !key.startsWith('escrow:'))).toEqual([]);
  });

  it('is what escrow gave back, and not what it got in the same posting', () => {
    const flows = gather(fund(60n));
    const entry = { asset, amountBase: 5n } as const;
    flows.add(
      [
        { ...entry, account: 'loss', side: 'debit' },
        { ...entry, account: 'escrow:c:m1', side: 'credit' },
      ],
      'reorg',
    );
    expect(flows.contracts.get(`c|${asset}`)?.fundedBase).toBe(60n);
    expect(turnover(flows, 'escrow:c:m1')).toEqual({ debitBase: 0n, creditBase: 60n });
  });

  it('and is refilled is there again', () => {
    const refill = postings.refill({
      asset,
      parts: [{ milestoneId: 'm1', amountBase: 25n }],
      sequence: 1,
      refs,
    });
    const flows = gather(fund(60n), lost(25n), refill, release(57n, 3n));
    expect(flows.contracts.get(`c|${asset}`)?.fundedBase).toBe(60n);
    expect(turnover(flows, 'escrow:c:m1')).toEqual({ debitBase: 60n, creditBase: 60n });
  });
});

describe('what went through a payout', () => {
  const payout = { asset, source: 'seller_payable', userId: 's', payoutId: 'o' } as const;
  const reserved = postings.payoutReserved({ ...payout, amountBase: 50n });

  it('is reserved once and leaves once, and is of no contract', () => {
    const flows = gather(
      reserved,
      postings.payoutConfirmed({ asset, amountBase: 50n, feeBase: 2n, payoutId: 'o' }),
    );
    expect(turnover(flows, 'payout_inflight:o')).toEqual({ debitBase: 50n, creditBase: 50n });
    expect(flows.contracts.size).toBe(0);
    expect(flows.turnovers.size).toBe(1);
  });

  it('goes back where it came from when it failed', () => {
    const flows = gather(reserved, postings.payoutFailed({ ...payout, amountBase: 50n }));
    expect(turnover(flows, 'payout_inflight:o')).toEqual({ debitBase: 50n, creditBase: 50n });
  });
});

it('whatever is funded and released, what was paid is what left', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 20n });
  fc.assert(
    fc.property(fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 8 }), (deals) => {
      const flows = gather(
        ...deals.flatMap(([seller, fee], index) => {
          const milestoneId = `m${index}`;
          return [
            postings.fund({
              asset,
              buyerId: 'b',
              parts: [{ milestoneId, amountBase: seller + fee }],
              creditBase: 0n,
              excessBase: 0n,
              refs,
            }),
            release(seller, fee, milestoneId),
          ];
        }),
      );
      const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);
      const flow = flows.contracts.get(`c|${asset}`);
      expect(flow?.fundedBase).toBe(sum(deals.flat()));
      expect(flow?.paidTo.get(accounts.sellerPayable('s'))).toBe(sum(deals.map(([seller]) => seller)));
      expect(flow?.paidTo.get(accounts.feeRevenue())).toBe(sum(deals.map(([, fee]) => fee)));
    }),
  );
});
