export { checkBooks, faultsOfComparison, OUTSIDE_INVARIANTS, type BooksVerdict } from './check-books.ts';
export { type ComparedAsset } from './reconciliation/compare.ts';
export { type FeesState } from './reconciliation/reconciliation.policy.ts';
export { issueReceipt } from './receipt/issue-receipt.ts';
export { registerReceiptInvariants } from './receipt/receipt.invariants.ts';
export { bookSweepFees } from './reconciliation/book-sweep-fees.ts';
export { booksHealth, getReconciliation, reconcileNow } from './reconciliation/reconcile.ts';
