import { onEvent, type Subscriber } from '../../platform/subscriber.ts';
import { targetsOf } from '../../shared/process.ts';
import { purchaseRequestProcess } from '../marketplace/index.ts';
import { issueReceipt } from './receipt/issue-receipt.ts';

/**
 * Events of every row of the table that may end a deal, be it by the last of its milestones; whether it did, the
 * deal itself says.
 */
const ENDINGS: readonly string[] = [
  ...new Set(
    purchaseRequestProcess.transitions
      .filter((row) => targetsOf(row).some((status) => purchaseRequestProcess.final.includes(status)))
      .flatMap(({ events, partEvents = [] }) => [...events, ...partEvents]),
  ),
];

/** A deal that has ended gets its receipt, whether or not anybody ever looks at it. */
export const booksSubscribers: readonly Subscriber[] = [
  onEvent('books.receipt', ENDINGS, async ({ ids }, tx) => {
    if (ids['requestId'] !== undefined) await issueReceipt(tx, ids['requestId']);
  }),
];
