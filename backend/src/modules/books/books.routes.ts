import { route } from '../../shared/define-route.ts';
import { periodOf } from '../ledger/index.ts';
import { checkBooks, type BooksVerdict } from './check-books.ts';
import * as check from './check-books.contract.ts';
import { getDealMoney } from './deal-money/deal-money.contract.ts';
import { presentDealMoney } from './deal-money/deal-money.presenter.ts';
import { readDealMoney } from './deal-money/read-deal-money.ts';
import * as liabilities from './liabilities/liabilities.contract.ts';
import { presentProofs, presentSnapshot } from './liabilities/liabilities.presenter.ts';
import { listSnapshots, publishNow } from './liabilities/liabilities.service.ts';
import { proveOwn } from './liabilities/prove-own.ts';
import { sendVerifier } from './send-verifier.ts';
import { readReceipt } from './receipt/read-receipt.ts';
import { receiptKeys } from './receipt/receipt-keys.ts';
import * as receipt from './receipt/receipt.contract.ts';
import { bookingsOf, bookSweepFees } from './reconciliation/book-sweep-fees.ts';
import { listReconciliations, reconcileNow } from './reconciliation/reconcile.ts';
import * as reconciliation from './reconciliation/reconciliation.contract.ts';
import { presentReconciliation } from './reconciliation/reconciliation.presenter.ts';
import { sendStatement } from './statement/send-statement.ts';
import * as statement from './statement/statement.contract.ts';

const presentCheck = ({ ledger, invariants, faults }: BooksVerdict) => ({
  ok: faults.length === 0,
  checkedAt: new Date().toISOString(),
  postings: ledger.postings,
  invariants: invariants.map((name) => ({ name, ok: faults.every(({ invariant }) => invariant !== name) })),
  faults: faults.map(({ invariant, detail }) => ({ invariant, detail })),
});

export const booksRoutes = [
  route(check.checkBooks, async () => presentCheck(await checkBooks())),
  route(getDealMoney, async ({ input, actor }) => presentDealMoney(await readDealMoney(input, actor))),
  route(receipt.getReceipt, ({ input, actor }) => readReceipt(input, actor)),
  route(receipt.listReceiptKeys, () => ({
    keys: receiptKeys().map((key) => ({ ...key, algorithm: 'Ed25519' as const })),
  })),
  route(receipt.getReceiptVerifier, async ({ res }) => {
    await sendVerifier(res, 'receipt');
    return '';
  }),
  route(statement.exportStatement, async ({ input, actor, res }) => {
    await sendStatement(res, actor.id, { period: periodOf(input), language: input.language });
    return '';
  }),
  route(reconciliation.listReconciliations, async ({ input }) => {
    const { items, nextCursor } = await listReconciliations(input);
    const bookings = await bookingsOf(items);
    return { items: items.map((run) => presentReconciliation(run, bookings)), nextCursor };
  }),
  route(reconciliation.reconcileNow, async () => {
    const run = await reconcileNow();
    return presentReconciliation(run, await bookingsOf([run]));
  }),
  route(reconciliation.bookSweepFees, async ({ input, actor }) => {
    await bookSweepFees(input, actor);
    return {};
  }),
  route(liabilities.listLiabilities, async ({ input }) => {
    const { items, nextCursor } = await listSnapshots(input);
    return { items: items.map(presentSnapshot), nextCursor };
  }),
  route(liabilities.publishLiabilities, async () => presentSnapshot(await publishNow())),
  route(liabilities.proveLiabilities, async ({ input, actor }) => {
    const { snapshot, proofs } = await proveOwn(input.snapshotId, actor);
    return presentProofs(snapshot.id, actor.id, proofs);
  }),
  route(liabilities.getLiabilitiesVerifier, async ({ res }) => {
    await sendVerifier(res, 'liabilities');
    return '';
  }),
];
