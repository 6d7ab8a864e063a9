import { accounts, registerAccountSource, registerInvariant } from '../ledger/index.ts';
import { streamPostedDeposits } from './deposit.repository.ts';
import { suspendedOf } from './kept-money.ts';
import { findPaymentsWithCreditOf, streamPaymentsWithCredit } from './payment.repository.ts';

/** What payment adds to the ledger's check: suspense is exactly the deposits that have gone nowhere yet. */
export function registerPaymentInvariants(): void {
  registerInvariant('suspense holds what deposits have not settled', async (sums, _flows, at) => {
    const expected = new Map<string, bigint>();
    for await (const deposit of streamPostedDeposits(at)) {
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

  registerInvariant('quarantine holds what deposits have there', async (sums, _flows, at) => {
    const expected = new Map<string, bigint>();
    for await (const { asset, heldBase } of streamPostedDeposits(at)) {
      const key = `${accounts.quarantine(asset)}|${asset}`;
      expected.set(key, (expected.get(key) ?? 0n) + heldBase);
    }
    for (const [key, { account }] of sums) {
      if (account.startsWith('quarantine:') && !expected.has(key)) expected.set(key, 0n);
    }
    return [...expected]
      .map(([key, amount]) => ({ key, amount, held: sums.get(key)?.balanceBase ?? 0n }))
      .filter(({ amount, held }) => amount !== held)
      .map(({ key, amount, held }) => `${key}: holds ${held}, deposits say ${amount}`);
  });

  registerInvariant('credit is set aside only for payments that wait', async (sums, _flows, at) => {
    const expected = new Map<string, bigint>();
    for await (const { id, asset, creditBase } of streamPaymentsWithCredit(at)) {
      expected.set(`${accounts.creditReserved(id)}|${asset}`, creditBase);
    }
    for (const [key, { account }] of sums) {
      if (account.startsWith('credit_reserved:') && !expected.has(key)) expected.set(key, 0n);
    }
    return [...expected]
      .map(([key, amount]) => ({ key, amount, held: sums.get(key)?.balanceBase ?? 0n }))
      .filter(({ amount, held }) => amount !== held)
      .map(({ key, amount, held }) => `${key}: holds ${held}, payments say ${amount}`);
  });
}

/** Credit that is set aside shows on its owner's balance sheet. */
export function registerPaymentAccounts(): void {
  registerAccountSource(async (userId) =>
    (await findPaymentsWithCreditOf(userId)).map(({ id }) => ({
      account: accounts.creditReserved(id),
      column: 'creditReserved' as const,
    })),
  );
}
