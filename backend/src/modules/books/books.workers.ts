import { createPoller, type Poller } from '../../platform/poller.ts';
import { MINUTE_MS } from '../../platform/clock.ts';
import { publishDaily } from './liabilities/publish-snapshot.ts';
import { reconcileOnSchedule } from './reconciliation/reconcile.ts';

/** How often is looked whether it is time; how often something is done is its own. */
const LOOK_MS = MINUTE_MS;

/** What the books do by themselves: hold themselves against what is outside, and publish the day's liabilities. */
export const booksWorkers = (): readonly Poller[] => [
  createPoller('reconciliation', LOOK_MS, reconcileOnSchedule),
  createPoller('liabilities', LOOK_MS, publishDaily),
];
