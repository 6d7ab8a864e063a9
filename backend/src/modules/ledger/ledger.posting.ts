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
  'credit_reserved',
  'credit_returned',
  'unfunded_refund',
  'quarantine',
  'quarantine_owed',
  'quarantine_dismissed',
  'reorg',
  'refill',
  'loss_recovered',
  'release',
  'refund',
  'split',
  'payout_reserved',
  'payout_confirmed',
  'payout_failed',
  'network_fee',
  'gas_top_up',
  'sweep_fees',
  'sweep_fees_returned',
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

/** One debit and one credit; nothing for nothing. */
export const move = (asset: string, amountBase: bigint, debit: string, credit: string): Entry[] =>
  amountBase === 0n
    ? []
    : [
        { account: debit, asset, side: 'debit', amountBase },
        { account: credit, asset, side: 'credit', amountBase },
      ];

export interface Amount {
  readonly asset: string;
  readonly amountBase: bigint;
}
