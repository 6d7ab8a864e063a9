import { createPoller, type Poller } from '../../platform/poller.ts';
import { MINUTE_MS } from '../../platform/clock.ts';
import { publishDaily } from './liabilities/publish-snapshot.ts';

const LOOK_MS = 5 * MINUTE_MS;

/** What the books do by themselves: publish the day's liabilities. */
export const booksWorkers = (): readonly Poller[] => [createPoller('liabilities', LOOK_MS, publishDaily)];
