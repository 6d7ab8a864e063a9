import type { ClientSession } from 'mongoose';
import { inTransaction } from '../../../platform/transaction.ts';
import {
  nativeCoinOf,
  registeredAssets,
  registeredCoins,
  type Transferable,
} from '../../integration/index.ts';
import { heldIn, owedIn } from '../../ledger/index.ts';
import { unbookedDeposits } from '../../payment/index.ts';
import { payoutsAtGateway, type AtGateway } from '../../payout/index.ts';
import type { BookEntry } from './reconciliation.policy.ts';

/** What is reconciled: every registered asset, and the coins that the fees of their chains are paid in. */
export const reconciledAssets = (): readonly Transferable[] => [...registeredAssets(), ...registeredCoins()];

/** Only of a chain's own coin: what is owed in it, and which payouts are burning it. */
async function readCoin(
  tx: ClientSession,
  coin: string,
  leaving: ReadonlyMap<string, AtGateway>,
): Promise<BookEntry['coin']> {
  const onChain = [...leaving].filter(([asset]) => nativeCoinOf(asset)?.code === coin);
  return {
    owedBase: await owedIn(tx, coin),
    payouts: onChain.reduce((sum, [, { count }]) => sum + count, 0),
  };
}

/** The books of everything that is reconciled, of one moment. */
export function readBooks(): Promise<ReadonlyMap<string, BookEntry>> {
  return inTransaction(async (tx) => {
    const [coming, leaving] = [await unbookedDeposits(tx), await payoutsAtGateway(tx)];
    const books = new Map<string, BookEntry>();
    for (const { code, contract } of reconciledAssets()) {
      books.set(code, {
        ledgerBase: await heldIn(tx, code),
        comingBase: coming.get(code)?.detectedBase ?? 0n,
        quarantinedBase: coming.get(code)?.quarantinedBase ?? 0n,
        leavingBase: leaving.get(code)?.amountBase ?? 0n,
        coin: contract === null ? await readCoin(tx, code, leaving) : null,
      });
    }
    return books;
  });
}
