/**
 * Accounts of the double-entry ledger. An account's name says its kind and whose it is; every name is made
 * here, so that nobody can post to one that does not exist.
 */
export const ACCOUNT_KINDS = [
  'gateway',
  'suspense',
  'quarantine',
  'escrow',
  'buyer_credit',
  'credit_reserved',
  'refund_payable',
  'seller_payable',
  'payout_inflight',
  'fee_revenue',
  'network_fee',
  'equity',
  'loss',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** What Amn owes or holds for somebody: grows by credits, and may never be below zero. */
export const LIABILITY_KINDS = [
  'suspense',
  'quarantine',
  'escrow',
  'buyer_credit',
  'credit_reserved',
  'refund_payable',
  'seller_payable',
  'payout_inflight',
] as const satisfies readonly AccountKind[];

/**
 * Kinds with a stored balance: only where a guard needs one (`balance ≥ n` in the update itself). Platform
 * accounts are summed from entries, so that deposits do not fight for one document.
 */
export const GUARDED_KINDS = [
  'escrow',
  'buyer_credit',
  'credit_reserved',
  'refund_payable',
  'seller_payable',
  'payout_inflight',
] as const satisfies readonly AccountKind[];
export type GuardedKind = (typeof GUARDED_KINDS)[number];

/** Balances that a person can withdraw. */
export const WITHDRAWABLE_KINDS = ['seller_payable', 'refund_payable', 'buyer_credit'] as const;
export type WithdrawableKind = (typeof WITHDRAWABLE_KINDS)[number];

/** Where a payout's money comes from: a person's balance, or what Amn has earned. */
export type PayoutSource = WithdrawableKind | 'fee_revenue';

export const accounts = {
  gateway: (asset: string) => `gateway:${asset}`,
  suspense: (asset: string) => `suspense:${asset}`,
  quarantine: (asset: string) => `quarantine:${asset}`,
  escrow: (contractId: string, milestoneId: string) => `escrow:${contractId}:${milestoneId}`,
  buyerCredit: (userId: string) => `buyer_credit:${userId}`,
  creditReserved: (paymentId: string) => `credit_reserved:${paymentId}`,
  refundPayable: (userId: string) => `refund_payable:${userId}`,
  sellerPayable: (userId: string) => `seller_payable:${userId}`,
  payoutInflight: (payoutId: string) => `payout_inflight:${payoutId}`,
  withdrawable: (kind: WithdrawableKind, userId: string) => `${kind}:${userId}`,
  payoutSource: (source: PayoutSource, userId: string) =>
    source === 'fee_revenue' ? 'fee_revenue' : `${source}:${userId}`,
  feeRevenue: () => 'fee_revenue',
  networkFee: () => 'network_fee',
  equity: () => 'equity',
  loss: () => 'loss',
};

export const kindOf = (account: string): AccountKind => {
  const kind = account.split(':', 1)[0];
  const known = ACCOUNT_KINDS.find((candidate) => candidate === kind);
  if (known === undefined) throw new RangeError(`unknown account ${account}`);
  return known;
};

const includes = (kinds: readonly string[], account: string): boolean => kinds.includes(kindOf(account));
export const isGuarded = (account: string): boolean => includes(GUARDED_KINDS, account);
export const isLiability = (account: string): boolean => includes(LIABILITY_KINDS, account);
