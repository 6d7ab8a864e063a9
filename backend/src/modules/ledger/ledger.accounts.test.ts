import { describe, expect, it } from '@jest/globals';
import {
  ACCOUNT_KINDS,
  accounts,
  GUARDED_KINDS,
  isGuarded,
  isLiability,
  kindOf,
  LIABILITY_KINDS,
  WITHDRAWABLE_KINDS,
  type AccountKind,
} from './ledger.accounts.ts';

/** Name, kind, whether it may never be below zero, and whether its balance is stored. */
const ALL: readonly (readonly [string, AccountKind, boolean, boolean])[] = [
  [accounts.gateway('ETH-USDT'), 'gateway', false, false],
  [accounts.suspense('ETH-USDT'), 'suspense', true, false],
  [accounts.quarantine('ETH-USDT'), 'quarantine', true, false],
  [accounts.escrow('c', 'm'), 'escrow', true, true],
  [accounts.buyerCredit('u'), 'buyer_credit', true, true],
  [accounts.creditReserved('p'), 'credit_reserved', true, true],
  [accounts.refundPayable('u'), 'refund_payable', true, true],
  [accounts.sellerPayable('u'), 'seller_payable', true, true],
  [accounts.payoutInflight('o'), 'payout_inflight', true, true],
  [accounts.feeRevenue(), 'fee_revenue', false, false],
  [accounts.networkFee(), 'network_fee', false, false],
  [accounts.equity(), 'equity', false, false],
  [accounts.loss(), 'loss', false, false],
];

describe('an account', () => {
  it.each(ALL)('%s is of the kind %s', (account, kind, liability, guarded) => {
    expect([kindOf(account), isLiability(account), isGuarded(account)]).toEqual([kind, liability, guarded]);
    expect(account.split(':', 1)).toEqual([kind]);
  });

  it('of every kind is there', () => {
    expect(ALL.map(([, kind]) => kind)).toEqual([...ACCOUNT_KINDS]);
    expect(ALL.filter(([, , liability]) => liability)).toHaveLength(LIABILITY_KINDS.length);
    expect(ALL.filter(([, , , guarded]) => guarded)).toHaveLength(GUARDED_KINDS.length);
  });

  it('says whose it is, so that no two share one', () => {
    expect(accounts.escrow('c', 'm')).toBe('escrow:c:m');
    expect(accounts.gateway('ETH-USDT')).toBe('gateway:ETH-USDT');
    expect(new Set(ALL.map(([account]) => account)).size).toBe(ALL.length);
    for (const kind of WITHDRAWABLE_KINDS) {
      expect(accounts.withdrawable(kind, 'u')).toBe(`${kind}:u`);
      expect(accounts.payoutSource(kind, 'u')).toBe(`${kind}:u`);
      expect(isGuarded(accounts.withdrawable(kind, 'u'))).toBe(true);
    }
    // Amn's own earnings are one account, whoever sends them away.
    expect(accounts.payoutSource('fee_revenue', 'u')).toBe('fee_revenue');
  });

  it.each(['pocket:mine', '', 'escrows:c:m', 'Escrow:c:m', ':escrow'])('%j does not exist', (account) => {
    expect(() => kindOf(account)).toThrow(new RangeError(`unknown account ${account}`));
    expect(() => isLiability(account)).toThrow(RangeError);
    expect(() => isGuarded(account)).toThrow(RangeError);
  });
});
