import { inTransaction } from '../../../platform/transaction.ts';
import { registeredAssets } from '../../integration/index.ts';
import { accounts, sumTurnover } from '../../ledger/index.ts';
import { unbookedDeposits } from '../../payment/index.ts';
import { payoutsAtGateway } from '../../payout/index.ts';
import type { BookEntry } from './reconciliation.policy.ts';

/** The books of every registered asset, of one moment. */
export function readBooks(): Promise<ReadonlyMap<string, BookEntry>> {
  return inTransaction(async (tx) => {
    const [coming, leaving] = [await unbookedDeposits(tx), await payoutsAtGateway(tx)];
    const books = new Map<string, BookEntry>();
    for (const { code } of registeredAssets()) {
      const turnover = await sumTurnover(tx, [accounts.gateway(code)], { from: null, to: null });
      const gateway = turnover.find(({ asset }) => asset === code);
      books.set(code, {
        ledgerBase: (gateway?.debitBase ?? 0n) - (gateway?.creditBase ?? 0n),
        comingBase: coming.get(code)?.detectedBase ?? 0n,
        quarantinedBase: coming.get(code)?.quarantinedBase ?? 0n,
        leavingBase: leaving.get(code) ?? 0n,
      });
    }
    return books;
  });
}
