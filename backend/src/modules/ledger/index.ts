export { accounts, kindOf, WITHDRAWABLE_KINDS, type WithdrawableKind } from './ledger.accounts.ts';
export { registerAccountSource } from './ledger.balances.ts';
export { checkLedger, registerInvariant, type LedgerVerdict } from './ledger.check.ts';
export { postings, type Posting } from './ledger.postings.ts';
export { type AccountBalance } from './ledger.repository.ts';
export { ledgerRoutes } from './ledger.routes.ts';
export { balanceOf, balancesOf, moneyOfRequest, post, withdrawableBalances } from './ledger.service.ts';
