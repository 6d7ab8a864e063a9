import { accounts, registerInvariant } from '../ledger/index.ts';
import { streamPostedDeposits } from './deposit.repository.ts';
import { suspendedOf } from './settle-deposits.ts';

/** What payment adds to the ledger's check: suspense is exactly the deposits that have gone nowhere yet. */
export function registerPaymentInvariants(): void {
  registerInvariant('suspense holds what deposits have not settled', async (sums) => {
    const expected = new Map<string, bigint>();
    for await (const deposit of streamPostedDeposits()) {
      const key = `${accounts.suspense(deposit.asset)}|${deposit.asset}`;
      expected.set(key, (expected.get(key) ?? 0n) + suspendedOf(deposit));
    }
    for (const [key, { account }] of sums) {
      if (account.startsWith('suspense:') && !expected.has(key)) expected.set(key, 0n);
    }
    return [...expected]
      .map(([key, amount]) => ({ key, amount, held: sums.get(key)?.balanceBase ?? 0n }))
      .filter(({ amount, held }) => amount !== held)
      .map(({ key, amount, held }) => `${key}: holds ${held}, deposits say ${amount}`);
  });
}
