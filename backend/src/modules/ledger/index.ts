export { accounts, kindOf, WITHDRAWABLE_KINDS, type WithdrawableKind } from './ledger.accounts.ts';
export { registerAccountSource } from './ledger.balances.ts';
export {
  checkLedger,
  owedByAsset,
  registerHoldings,
  registerInvariant,
  registerInvariants,
  type AccountSums,
  type LedgerFault,
  type LedgerVerdict,
} from './ledger.check.ts';
export { type ContractFlow, type Flows } from './ledger.flows.ts';
export { sumTurnover, type Period, type Turnover } from './ledger.lists.repository.ts';
export { heldIn, owedIn, unassignedIn } from './ledger.owed.ts';
export { postings, type Posting, type PostingEvent } from './ledger.postings.ts';
export { streamBalances, type AccountBalance, type PostingRecord } from './ledger.repository.ts';
export { ledgerRoutes } from './ledger.routes.ts';
export {
  balanceOf,
  balancesOf,
  followPostings,
  moneyOfRequest,
  post,
  withdrawableBalances,
} from './ledger.service.ts';
export {
  periodOf,
  statementTotals,
  streamStatement,
  type StatementLine,
  type StatementTotal,
} from './ledger.statement.ts';
export { postingsOfContract, traceBalance, type Fate, type TracedArrival } from './ledger.trace.ts';
