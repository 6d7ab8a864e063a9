import { accounts, registerAccountSource, registerHoldings } from '../ledger/index.ts';
import { streamPostedDeposits } from './deposit.repository.ts';
import { suspendedOf } from './kept-money.ts';
import { findPaymentsWithCreditOf, streamPaymentsWithCredit } from './payment.repository.ts';

/** What payment adds to the ledger's check: suspense is exactly the deposits that have gone nowhere yet. */
export function registerPaymentInvariants(): void {
  registerHoldings('suspense holds what deposits have not settled', 'suspense', async function* (at) {
    for await (const deposit of streamPostedDeposits(at)) {
      const { asset } = deposit;
      yield { account: accounts.suspense(asset), asset, amountBase: suspendedOf(deposit) };
    }
  });

  registerHoldings('quarantine holds what deposits have there', 'quarantine', async function* (at) {
    for await (const { asset, heldBase } of streamPostedDeposits(at)) {
      yield { account: accounts.quarantine(asset), asset, amountBase: heldBase };
    }
  });

  registerHoldings(
    'credit is set aside only for payments that wait',
    'credit_reserved',
    async function* (at) {
      for await (const { id, asset, creditBase } of streamPaymentsWithCredit(at)) {
        yield { account: accounts.creditReserved(id), asset, amountBase: creditBase };
      }
    },
  );
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
