import { route } from '../../shared/define-route.ts';
import { balanceSheetOf } from './ledger.balances.ts';
import { checkLedger } from './ledger.check.ts';
import * as contract from './ledger.contract.ts';
import { presentBalances, presentStatementLine, presentVerdict } from './ledger.presenter.ts';
import { statementOf } from './ledger.service.ts';

export const ledgerRoutes = [
  route(contract.getBalances, async ({ actor }) => presentBalances(await balanceSheetOf(actor.id))),
  route(contract.getStatement, async ({ input, actor }) => {
    const page = await statementOf(actor.id, input.limit, input.cursor);
    return { items: page.items.map(presentStatementLine), nextCursor: page.nextCursor };
  }),
  route(contract.checkLedger, async () => presentVerdict(await checkLedger(), new Date())),
];
