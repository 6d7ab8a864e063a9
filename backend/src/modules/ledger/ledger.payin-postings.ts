import { accounts } from './ledger.accounts.ts';
import {
  move,
  type Amount,
  type Entry,
  type Posting,
  type PostingEvent,
  type PostingRefs,
} from './ledger.posting.ts';

/** `sequence` counts the postings of one deposit, so that each of them has a key of its own. */
interface OfDeposit extends Amount {
  readonly depositId: string;
  readonly sequence: number;
  readonly refs: PostingRefs;
}

/** Moves money of one deposit; `name` begins its key. */
const ofDeposit = (
  { asset, amountBase, depositId, sequence, refs }: OfDeposit,
  name: string,
  event: PostingEvent,
  debit: string,
  credit: string,
): Posting => ({
  key: `${name}:${depositId}:${sequence}`,
  event,
  entries: move(asset, amountBase, debit, credit),
  refs: { ...refs, depositId },
});

/** Postings of money that comes in: up to escrow, and what becomes of it when it does not get there. */
export const payinPostings = {
  /** `sequence` counts the postings of one deposit: a transfer found later posts the difference. */
  deposit: (input: OfDeposit): Posting =>
    ofDeposit(input, 'deposit', 'deposit', accounts.gateway(input.asset), accounts.suspense(input.asset)),

  /** The deposit's block is gone before anything was built on it. `from` is where its money lies. */
  depositReversed: (input: OfDeposit & { from: 'suspense' | 'quarantine' }): Posting =>
    ofDeposit(
      input,
      'deposit-reversed',
      'deposit_reversed',
      accounts[input.from](input.asset),
      accounts.gateway(input.asset),
    ),

  /**
   * From suspense and the credit reserved for it into escrow, milestone by milestone; what is over becomes the
   * buyer's credit. Credit is taken first, so that what is over is always money that came in.
   */
  fund: (input: {
    asset: string;
    buyerId: string;
    parts: readonly { milestoneId: string; amountBase: bigint }[];
    creditBase: bigint;
    excessBase: bigint;
    refs: PostingRefs & { contractId: string; paymentId: string };
  }): Posting => {
    const { asset, refs, excessBase } = input;
    let creditLeft = input.creditBase;
    const into = (account: string, amountBase: bigint): Entry[] => {
      const fromCredit = creditLeft < amountBase ? creditLeft : amountBase;
      creditLeft -= fromCredit;
      return [
        ...move(asset, fromCredit, accounts.creditReserved(refs.paymentId), account),
        ...move(asset, amountBase - fromCredit, accounts.suspense(asset), account),
      ];
    };
    return {
      key: `fund:${refs.contractId}`,
      event: 'fund',
      entries: [
        ...input.parts.flatMap((part) =>
          into(accounts.escrow(refs.contractId, part.milestoneId), part.amountBase),
        ),
        ...into(accounts.buyerCredit(input.buyerId), excessBase),
      ],
      refs,
    };
  },

  /** The buyer sets credit aside for a payment. `sequence` counts what was done with a payment's credit. */
  creditReserved: (
    input: Amount & { buyerId: string; sequence: number; refs: PostingRefs & { paymentId: string } },
  ): Posting => ({
    key: `credit-reserved:${input.refs.paymentId}:${input.sequence}`,
    event: 'credit_reserved',
    entries: move(
      input.asset,
      input.amountBase,
      accounts.buyerCredit(input.buyerId),
      accounts.creditReserved(input.refs.paymentId),
    ),
    refs: input.refs,
  }),

  /** The payment ended, or the buyer thought better of it: what was set aside is credit again. */
  creditReturned: (
    input: Amount & { buyerId: string; sequence: number; refs: PostingRefs & { paymentId: string } },
  ): Posting => ({
    key: `credit-returned:${input.refs.paymentId}:${input.sequence}`,
    event: 'credit_returned',
    entries: move(
      input.asset,
      input.amountBase,
      accounts.creditReserved(input.refs.paymentId),
      accounts.buyerCredit(input.buyerId),
    ),
    refs: input.refs,
  }),

  /** Money that came after the contract was funded by the same payment: the buyer's credit. */
  excess: (input: OfDeposit & { buyerId: string }): Posting =>
    ofDeposit(input, 'excess', 'excess', accounts.suspense(input.asset), accounts.buyerCredit(input.buyerId)),

  /**
   * A deposit that funds nothing is owed to the buyer. `sequence` counts the postings that brought it in: each
   * is owed once.
   */
  unfundedRefund: (input: OfDeposit & { buyerId: string; isBuyersDoing?: boolean }): Posting => ({
    ...ofDeposit(
      input,
      'unfunded-refund',
      'unfunded_refund',
      accounts.suspense(input.asset),
      accounts.refundPayable(input.buyerId),
    ),
    isBuyersDoing: input.isBuyersDoing ?? false,
  }),

  /** `sequence` counts the postings that brought the deposit in: each goes into quarantine once. */
  quarantine: (input: OfDeposit): Posting =>
    ofDeposit(
      input,
      'quarantine',
      'quarantine',
      accounts.suspense(input.asset),
      accounts.quarantine(input.asset),
    ),

  /** An admin decided that it is the buyer's, in the asset that came. Shares its key with `quarantineDismissed`. */
  quarantineOwed: (input: OfDeposit & { buyerId: string }): Posting =>
    ofDeposit(
      input,
      'quarantine-out',
      'quarantine_owed',
      accounts.quarantine(input.asset),
      accounts.refundPayable(input.buyerId),
    ),

  /** An admin decided, with evidence, that what was booked is not held for Amn at all. */
  quarantineDismissed: (input: OfDeposit): Posting =>
    ofDeposit(
      input,
      'quarantine-out',
      'quarantine_dismissed',
      accounts.quarantine(input.asset),
      accounts.gateway(input.asset),
    ),

  /**
   * A deposit that was used has left the chain: what it paid for is taken back where it still is, and what is
   * not there any more is lost.
   */
  reorg: (input: {
    asset: string;
    escrow: readonly { milestoneId: string; amountBase: bigint }[];
    buyerId: string;
    creditBase: bigint;
    refundBase: bigint;
    lossBase: bigint;
    depositId: string;
    sequence: number;
    refs: PostingRefs & { contractId: string };
  }): Posting => {
    const { asset, refs } = input;
    const back = (account: string, amountBase: bigint): Entry[] =>
      move(asset, amountBase, account, accounts.gateway(asset));
    return {
      key: `reorg:${input.depositId}:${input.sequence}`,
      event: 'reorg',
      entries: [
        ...input.escrow.flatMap(({ milestoneId, amountBase }) =>
          back(accounts.escrow(refs.contractId, milestoneId), amountBase),
        ),
        ...back(accounts.buyerCredit(input.buyerId), input.creditBase),
        ...back(accounts.refundPayable(input.buyerId), input.refundBase),
        ...back(accounts.loss(), input.lossBase),
      ],
      refs: { ...refs, depositId: input.depositId },
    };
  },

  /** Money has come back to a frozen contract: its escrow is full again. `sequence` counts its freezes. */
  refill: (input: {
    asset: string;
    parts: readonly { milestoneId: string; amountBase: bigint }[];
    sequence: number;
    refs: PostingRefs & { contractId: string };
  }): Posting => ({
    key: `refill:${input.refs.contractId}:${input.sequence}`,
    event: 'refill',
    entries: input.parts.flatMap(({ milestoneId, amountBase }) =>
      move(
        input.asset,
        amountBase,
        accounts.suspense(input.asset),
        accounts.escrow(input.refs.contractId, milestoneId),
      ),
    ),
    refs: input.refs,
  }),

  /** A deposit that was written off has come back: the loss is made good first. */
  lossRecovered: (input: OfDeposit): Posting =>
    ofDeposit(input, 'loss-recovered', 'loss_recovered', accounts.suspense(input.asset), accounts.loss()),
};
