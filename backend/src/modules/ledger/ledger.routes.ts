import { route } from '../../shared/define-route.ts';
import { balanceSheetOf } from './ledger.balances.ts';
import { checkLedger } from './ledger.check.ts';
import * as contract from './ledger.contract.ts';
import { explorePostings, trialBalance } from './ledger.explore.ts';
import {
  presentBalances,
  presentPosting,
  presentStatementLine,
  presentTotals,
  presentTrialBalance,
  presentVerdict,
} from './ledger.presenter.ts';
import { periodOf, statementOf, statementTotals } from './ledger.statement.ts';

export const ledgerRoutes = [
  route(contract.getBalances, async ({ actor }) => presentBalances(await balanceSheetOf(actor.id))),
  route(contract.getStatement, async ({ input, actor }) => {
    const page = await statementOf(actor.id, { ...input, period: periodOf(input) });
    return { items: page.items.map(presentStatementLine), nextCursor: page.nextCursor };
  }),
  route(contract.getStatementTotals, async ({ input, actor }) => {
    const period = periodOf(input);
    return presentTotals(await statementTotals(actor.id, period), period);
  }),
  route(contract.listPostings, async ({ input }) => {
    const page = await explorePostings({ ...input, period: periodOf(input) });
    return { items: page.items.map(presentPosting), nextCursor: page.nextCursor };
  }),
  route(contract.getTrialBalance, async ({ input }) =>
    presentTrialBalance(await trialBalance(input.at === undefined ? null : new Date(input.at))),
  ),
  route(contract.checkLedger, async () => presentVerdict(await checkLedger(), new Date())),
];
