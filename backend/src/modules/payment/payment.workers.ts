import { createPoller, type Poller } from '../../platform/poller.ts';
import { onInboxWritten, workOffInbox } from './inbox.service.ts';
import { lookAtHints } from './look-at-hints.ts';
import { lookAtInvoices } from './look-at-invoices.ts';
import { onHintWritten } from './report-transaction.ts';
import { scanAddresses } from './scan-addresses.ts';
import { watchDeposits } from './watch-deposits.ts';

const INBOX_PAUSE_MS = 1_000;
const WATCH_PAUSE_MS = 1_500;
const LOOK_PAUSE_MS = 5_000;

/** What payment does by itself: works off callbacks, watches and searches the chain, and looks for lost callbacks. */
export function paymentWorkers(): readonly Poller[] {
  const inboxPoller = createPoller('payment inbox', INBOX_PAUSE_MS, workOffInbox);
  onInboxWritten(inboxPoller.nudge);
  const look = createPoller('payment invoices', LOOK_PAUSE_MS, lookAtInvoices);
  const watch = createPoller('payment deposits', WATCH_PAUSE_MS, watchDeposits);
  const hints = createPoller('payment hints', WATCH_PAUSE_MS, lookAtHints);
  onHintWritten(hints.nudge);
  const scan = createPoller('payment addresses', WATCH_PAUSE_MS, scanAddresses);
  return [inboxPoller, look, watch, hints, scan];
}
