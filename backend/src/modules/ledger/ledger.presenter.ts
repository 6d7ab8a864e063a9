import type { z } from 'zod';
import { toMoney } from '../../shared/money.ts';
import type { BalanceSheet } from './ledger.balances.ts';
import type { LedgerVerdict } from './ledger.check.ts';
import type { balanceSchema, checkLedger, statementLineSchema } from './ledger.contract.ts';
import type { StatementLine } from './ledger.service.ts';

export function presentBalances(sheet: BalanceSheet): { items: z.input<typeof balanceSchema>[] } {
  const items = [...sheet]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([asset, row]) => ({
      asset,
      sellerPayable: toMoney(row.sellerPayable, asset),
      refundPayable: toMoney(row.refundPayable, asset),
      buyerCredit: toMoney(row.buyerCredit, asset),
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
