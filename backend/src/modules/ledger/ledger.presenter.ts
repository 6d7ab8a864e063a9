import type { z } from 'zod';
import { toMoney } from '../../shared/money.ts';
import type { BalanceSheet } from './ledger.balances.ts';
import type { LedgerVerdict } from './ledger.check.ts';
import type {
  balanceSchema,
  checkLedger,
  getStatementTotals,
  getTrialBalance,
  postingSchema,
  statementLineSchema,
} from './ledger.contract.ts';
import { kindOf } from './ledger.accounts.ts';
import type { TrialBalance } from './ledger.explore.ts';
import type { Period } from './ledger.lists.repository.ts';
import type { PostingRecord } from './ledger.repository.ts';
import type { StatementLine, StatementTotal } from './ledger.statement.ts';

export function presentBalances(sheet: BalanceSheet): { items: z.input<typeof balanceSchema>[] } {
  const items = [...sheet]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([asset, row]) => ({
      asset,
      sellerPayable: toMoney(row.sellerPayable, asset),
      refundPayable: toMoney(row.refundPayable, asset),
      buyerCredit: toMoney(row.buyerCredit, asset),
      creditReserved: toMoney(row.creditReserved, asset),
      payoutInflight: toMoney(row.payoutInflight, asset),
      escrowSelling: toMoney(row.escrowSelling, asset),
      escrowBuying: toMoney(row.escrowBuying, asset),
    }));
  return { items };
}

export const presentStatementLine = (line: StatementLine): z.input<typeof statementLineSchema> => ({
  id: line.id,
  event: line.event,
  account: line.account,
  direction: line.direction,
  money: toMoney(line.amountBase, line.asset),
  requestId: line.requestId,
  payoutId: line.payoutId,
  at: line.at.toISOString(),
});

/** @param checkedAt wall time: the check is about now, not about the deals' clock */
export const presentVerdict = (
  verdict: LedgerVerdict,
  checkedAt: Date,
): z.input<(typeof checkLedger)['output']> => ({
  ok: verdict.ok,
  checkedAt: checkedAt.toISOString(),
  postings: verdict.postings,
  faults: verdict.faults.map(({ invariant, detail }) => ({ invariant, detail })),
});

export const presentTotals = (
  totals: readonly StatementTotal[],
  { from, to }: Period,
): z.input<(typeof getStatementTotals)['output']> => ({
  from: from?.toISOString() ?? null,
  to: to?.toISOString() ?? null,
  items: totals.map(({ asset, openingBase, inBase, outBase, closingBase }) => ({
    asset,
    opening: toMoney(openingBase, asset),
    moneyIn: toMoney(inBase, asset),
    moneyOut: toMoney(outBase, asset),
    closing: toMoney(closingBase, asset),
  })),
});

export const presentPosting = (posting: PostingRecord): z.input<typeof postingSchema> => ({
  id: posting.id,
  key: posting.key,
  event: posting.event,
  entries: posting.entries.map(({ account, asset, side, amountBase }) => ({
    account,
    side,
    money: toMoney(amountBase, asset),
  })),
  refs: { ...posting.refs },
  at: posting.at.toISOString(),
});

export function presentTrialBalance(balance: TrialBalance): z.input<(typeof getTrialBalance)['output']> {
  const assets = balance.assets.map(({ asset, rows, debitBase, creditBase }) => ({
    asset,
    isBalanced: debitBase === creditBase,
    debits: toMoney(debitBase, asset),
    credits: toMoney(creditBase, asset),
    rows: rows.map((row) => {
      const isDebit = row.debitBase > row.creditBase;
      const net = isDebit ? row.debitBase - row.creditBase : row.creditBase - row.debitBase;
      return {
        kind: kindOf(row.kind),
        debits: toMoney(row.debitBase, asset),
        credits: toMoney(row.creditBase, asset),
        balance: toMoney(net, asset),
        side: isDebit ? ('debit' as const) : ('credit' as const),
      };
    }),
  }));
  return { at: balance.at.toISOString(), isBalanced: assets.every(({ isBalanced }) => isBalanced), assets };
}
