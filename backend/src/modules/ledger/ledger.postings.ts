import { accounts, type PayoutSource } from './ledger.accounts.ts';

/** One side of a posting. `amountBase` in base units of `asset`, always above zero. */
export interface Entry {
  readonly account: string;
  readonly asset: string;
  readonly side: 'debit' | 'credit';
  readonly amountBase: bigint;
}

/** What a posting belongs to; ids as hex strings. */
export interface PostingRefs {
  readonly requestId?: string;
  readonly contractId?: string;
  readonly milestoneId?: string;
  readonly paymentId?: string;
  readonly depositId?: string;
  readonly payoutId?: string;
}

export const POSTING_EVENTS = [
  'deposit',
  'deposit_reversed',
  'fund',
  'excess',
  'unfunded_refund',
  'quarantine',
  'release',
  'refund',
  'split',
  'payout_reserved',
  'payout_confirmed',
  'payout_failed',
  'network_fee',
  'gas_top_up',
] as const;
export type PostingEvent = (typeof POSTING_EVENTS)[number];

/**
 * A balanced set of entries. `key` is the idempotency key: a second posting with the same key is refused by
 * the database, so what happens twice is posted once.
 */
export interface Posting {
  readonly key: string;
  readonly event: PostingEvent;
  readonly entries: readonly Entry[];
  readonly refs: PostingRefs;
  /** The buyer gave up by themselves: the network fee of sending this back is theirs. Not stored. */
  readonly isBuyersDoing?: boolean;
}

const move = (asset: string, amountBase: bigint, debit: string, credit: string): Entry[] =>
  amountBase === 0n
    ? []
    : [
        { account: debit, asset, side: 'debit', amountBase },
        { account: credit, asset, side: 'credit', amountBase },
      ];

interface Amount {
  readonly asset: string;
  readonly amountBase: bigint;
}

/** Each builder is one row of the ledger table in the docs. */
export const postings = {
  /** `sequence` counts the postings of one deposit: a transfer found later posts the difference. */
  deposit: (input: Amount & { depositId: string; sequence: number; refs: PostingRefs }): Posting => ({
    key: `deposit:${input.depositId}:${input.sequence}`,
    event: 'deposit',
    entries: move(
      input.asset,
      input.amountBase,
      accounts.gateway(input.asset),
      accounts.suspense(input.asset),
    ),
    refs: { ...input.refs, depositId: input.depositId },
  }),

  /** The deposit's block is gone before anything was built on it. */
  depositReversed: (input: Amount & { depositId: string; sequence: number; refs: PostingRefs }): Posting => ({
    key: `deposit-reversed:${input.depositId}:${input.sequence}`,
    event: 'deposit_reversed',
    entries: move(
      input.asset,
      input.amountBase,
      accounts.suspense(input.asset),
      accounts.gateway(input.asset),
    ),
    refs: { ...input.refs, depositId: input.depositId },
  }),

  /** From suspense into escrow, milestone by milestone; what is over becomes the buyer's credit. */
  fund: (input: {
    asset: string;
    buyerId: string;
    parts: readonly { milestoneId: string; amountBase: bigint }[];
    excessBase: bigint;
    refs: PostingRefs & { contractId: string; paymentId: string };
  }): Posting => ({
    key: `fund:${input.refs.contractId}`,
    event: 'fund',
    entries: [
      ...input.parts.flatMap((part) =>
        move(
          input.asset,
          part.amountBase,
          accounts.suspense(input.asset),
          accounts.escrow(input.refs.contractId, part.milestoneId),
        ),
      ),
      ...move(
        input.asset,
        input.excessBase,
        accounts.suspense(input.asset),
        accounts.buyerCredit(input.buyerId),
      ),
    ],
    refs: input.refs,
  }),

  /** Money that came after the contract was funded by the same payment: the buyer's credit. */
  excess: (
    input: Amount & { buyerId: string; depositId: string; sequence: number; refs: PostingRefs },
  ): Posting => ({
    key: `excess:${input.depositId}:${input.sequence}`,
    event: 'excess',
    entries: move(
      input.asset,
      input.amountBase,
      accounts.suspense(input.asset),
      accounts.buyerCredit(input.buyerId),
    ),
    refs: { ...input.refs, depositId: input.depositId },
  }),

  /**
   * A deposit that funds nothing is owed to the buyer. `sequence` counts the postings that brought it in: each
   * is owed once.
   */
  unfundedRefund: (
    input: Amount & {
      buyerId: string;
      depositId: string;
      sequence: number;
      isBuyersDoing?: boolean;
      refs: PostingRefs;
    },
  ): Posting => ({
    key: `unfunded-refund:${input.depositId}:${input.sequence}`,
    event: 'unfunded_refund',
    entries: move(
      input.asset,
      input.amountBase,
      accounts.suspense(input.asset),
      accounts.refundPayable(input.buyerId),
    ),
    refs: { ...input.refs, depositId: input.depositId },
    isBuyersDoing: input.isBuyersDoing ?? false,
  }),

  quarantine: (input: Amount & { depositId: string; refs: PostingRefs }): Posting => ({
    key: `quarantine:${input.depositId}`,
    event: 'quarantine',
    entries: move(
      input.asset,
      input.amountBase,
      accounts.suspense(input.asset),
      accounts.quarantine(input.asset),
    ),
    refs: { ...input.refs, depositId: input.depositId },
  }),

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
} as const;

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
