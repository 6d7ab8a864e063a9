import { accounts, type PayoutSource } from './ledger.accounts.ts';
import { payinPostings } from './ledger.payin-postings.ts';
import { move, type Amount, type Posting, type PostingRefs } from './ledger.posting.ts';

export {
  POSTING_EVENTS,
  type Entry,
  type Posting,
  type PostingEvent,
  type PostingRefs,
} from './ledger.posting.ts';

/** Each builder is one row of the ledger table in the docs. */
export const postings = {
  ...payinPostings,

  /** A milestone's escrow to the seller and the fee. */
  release: (input: {
    asset: string;
    sellerId: string;
    sellerGetsBase: bigint;
    feeBase: bigint;
    refs: PostingRefs & { contractId: string; milestoneId: string };
  }): Posting => {
    const escrow = accounts.escrow(input.refs.contractId, input.refs.milestoneId);
    return {
      key: `settle:${input.refs.contractId}:${input.refs.milestoneId}`,
      event: 'release',
      entries: [
        ...move(input.asset, input.sellerGetsBase, escrow, accounts.sellerPayable(input.sellerId)),
        ...move(input.asset, input.feeBase, escrow, accounts.feeRevenue()),
      ],
      refs: input.refs,
    };
  },

  /**
   * A milestone's escrow back to the buyer, the fee with it. Shares its key with `release`: a milestone is
   * settled once, one way.
   */
  refund: (
    input: Amount & { buyerId: string; refs: PostingRefs & { contractId: string; milestoneId: string } },
  ): Posting => ({
    key: `settle:${input.refs.contractId}:${input.refs.milestoneId}`,
    event: 'refund',
    entries: move(
      input.asset,
      input.amountBase,
      accounts.escrow(input.refs.contractId, input.refs.milestoneId),
      accounts.refundPayable(input.buyerId),
    ),
    refs: input.refs,
  }),

  /**
   * A disputed milestone's escrow to both parties and the fee. Shares its key with `release` and `refund`. All
   * to one side is called what it is.
   */
  split: (input: {
    asset: string;
    buyerId: string;
    sellerId: string;
    buyerGetsBase: bigint;
    sellerGetsBase: bigint;
    feeBase: bigint;
    refs: PostingRefs & { contractId: string; milestoneId: string };
  }): Posting => {
    const escrow = accounts.escrow(input.refs.contractId, input.refs.milestoneId);
    const toSeller = input.sellerGetsBase + input.feeBase;
    return {
      key: `settle:${input.refs.contractId}:${input.refs.milestoneId}`,
      event: input.buyerGetsBase === 0n ? 'release' : toSeller === 0n ? 'refund' : 'split',
      entries: [
        ...move(input.asset, input.buyerGetsBase, escrow, accounts.refundPayable(input.buyerId)),
        ...move(input.asset, input.sellerGetsBase, escrow, accounts.sellerPayable(input.sellerId)),
        ...move(input.asset, input.feeBase, escrow, accounts.feeRevenue()),
      ],
      refs: input.refs,
    };
  },

  payoutReserved: (input: Amount & { source: PayoutSource; userId: string; payoutId: string }): Posting => ({
    key: `payout-reserved:${input.payoutId}`,
    event: 'payout_reserved',
    entries: move(
      input.asset,
      input.amountBase,
      accounts.payoutSource(input.source, input.userId),
      accounts.payoutInflight(input.payoutId),
    ),
    refs: { payoutId: input.payoutId },
  }),

  /** `feeBase` of the amount was kept for the network's fee, the rest has left. */
  payoutConfirmed: (input: Amount & { payoutId: string; feeBase: bigint }): Posting => {
    const inflight = accounts.payoutInflight(input.payoutId);
    return {
      key: `payout-settled:${input.payoutId}`,
      event: 'payout_confirmed',
      entries: [
        ...move(input.asset, input.amountBase - input.feeBase, inflight, accounts.gateway(input.asset)),
        ...move(input.asset, input.feeBase, inflight, accounts.networkFee()),
      ],
      refs: { payoutId: input.payoutId },
    };
  },

  /** Shares its key with `payoutConfirmed`: a payout ends once, one way. */
  payoutFailed: (input: Amount & { source: PayoutSource; userId: string; payoutId: string }): Posting => ({
    key: `payout-settled:${input.payoutId}`,
    event: 'payout_failed',
    entries: move(
      input.asset,
      input.amountBase,
      accounts.payoutInflight(input.payoutId),
      accounts.payoutSource(input.source, input.userId),
    ),
    refs: { payoutId: input.payoutId },
  }),

  /** What the transfer of a payout burnt, in the chain's own coin. */
  networkFee: (input: Amount & { payoutId: string }): Posting => ({
    key: `network-fee:${input.payoutId}`,
    event: 'network_fee',
    entries: move(input.asset, input.amountBase, accounts.networkFee(), accounts.gateway(input.asset)),
    refs: { payoutId: input.payoutId },
  }),

  /** Amn put coins of its own into the gateway, for fees to come. */
  gasTopUp: (input: Amount & { reference: string }): Posting => ({
    key: `gas-top-up:${input.reference}`,
    event: 'gas_top_up',
    entries: move(input.asset, input.amountBase, accounts.gateway(input.asset), accounts.equity()),
    refs: {},
  }),

  /** What the gateway burnt of a chain's own coin without a payout, as a reconciliation found: once for each. */
  sweepFees: (input: Amount & { reconciliationId: string }): Posting => ({
    key: `sweep-fees:${input.reconciliationId}:${input.asset}`,
    event: 'sweep_fees',
    entries: move(input.asset, input.amountBase, accounts.networkFee(), accounts.gateway(input.asset)),
    refs: {},
  }),

  /** The other way, where more of them was booked than was burnt. Shares its key with `sweepFees`. */
  sweepFeesReturned: (input: Amount & { reconciliationId: string }): Posting => ({
    key: `sweep-fees:${input.reconciliationId}:${input.asset}`,
    event: 'sweep_fees_returned',
    entries: move(input.asset, input.amountBase, accounts.gateway(input.asset), accounts.networkFee()),
    refs: {},
  }),
};

/**
 * Proves that a posting balances per asset and holds positive amounts only.
 * @throws RangeError otherwise; nothing unbalanced can reach the database.
 */
export function assertBalanced(posting: Pick<Posting, 'key' | 'entries'>): void {
  if (posting.entries.length === 0) throw new RangeError(`posting ${posting.key} moves nothing`);
  const sums = new Map<string, bigint>();
  for (const { asset, side, amountBase } of posting.entries) {
    if (amountBase <= 0n) throw new RangeError(`posting ${posting.key} holds an amount of ${amountBase}`);
    sums.set(asset, (sums.get(asset) ?? 0n) + (side === 'debit' ? amountBase : -amountBase));
  }
  for (const [asset, sum] of sums) {
    if (sum !== 0n) throw new RangeError(`posting ${posting.key} is off by ${sum} ${asset}`);
  }
}
