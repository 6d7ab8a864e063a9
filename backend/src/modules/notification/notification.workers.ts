import { createPoller, type Poller } from '../../platform/poller.ts';
import { onMailQueued, sendDueMails } from './mail/mail-queue.ts';

const PAUSE_MS = 5_000;

/** Sends mails as they are queued, and looks again for those that rest after a failure. */
export function notificationWorkers(): readonly Poller[] {
  const mails = createPoller('mails', PAUSE_MS, sendDueMails);
  onMailQueued(mails.nudge);
  return [mails];
}
