import { createPoller, type Poller } from '../../platform/poller.ts';
import { onInboxWritten, workOffInbox } from './inbox.service.ts';
import { lookAtInvoices } from './look-at-invoices.ts';
import { watchDeposits } from './watch-deposits.ts';

const INBOX_PAUSE_MS = 1_000;
const WATCH_PAUSE_MS = 1_500;
const LOOK_PAUSE_MS = 5_000;

/** What payment does by itself: works off callbacks, watches the chain, and looks for lost callbacks. */
export function paymentWorkers(): readonly Poller[] {
  const inboxPoller = createPoller('payment inbox', INBOX_PAUSE_MS, workOffInbox);
  onInboxWritten(inboxPoller.nudge);
  const look = createPoller('payment invoices', LOOK_PAUSE_MS, lookAtInvoices);
  const watch = createPoller('payment deposits', WATCH_PAUSE_MS, watchDeposits);
  return [inboxPoller, look, watch];
}
