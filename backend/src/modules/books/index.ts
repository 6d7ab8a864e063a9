export { compareBooks, type ComparedAsset, type ComparedReading } from './reconciliation/compare.ts';
export { booksHealth, getReconciliation } from './reconciliation/reconcile.ts';
