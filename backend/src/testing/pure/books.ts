import '../../modules/books/reconciliation/reconciliation.policy.test.ts';
