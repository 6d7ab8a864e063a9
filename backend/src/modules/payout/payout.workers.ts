import { createPoller, type Poller } from '../../platform/poller.ts';
import { lookAtPayouts } from './look-at-payouts.ts';
import { loseAbandoned, submitApproved } from './submit-payouts.ts';
import { dropLease, holdLease, LEASE_MS } from './worker-lease.repository.ts';
import { onPayoutReady } from './worker-nudge.ts';

const PAUSE_MS = 1_000;

/**
 * One round of the one worker: what a dead worker left half done becomes unknown, what is approved goes to the
 * gateway once, and what is on its way is looked at.
 */
export async function workOnPayouts(): Promise<void> {
  if (!(await holdLease())) return;
  // A call to the gateway may last longer than the lease.
  const renewal = createPoller('payout lease', LEASE_MS / 4, async () => {
    await holdLease();
  });
  renewal.start();
  try {
    await loseAbandoned();
    await submitApproved(holdLease);
    await lookAtPayouts();
  } finally {
    await renewal.stop();
  }
}

export function payoutWorkers(): readonly Poller[] {
  const worker = createPoller('payouts', PAUSE_MS, workOnPayouts);
  onPayoutReady(worker.nudge);
  return [
    {
      ...worker,
      stop: async () => {
        await worker.stop();
        await dropLease();
      },
    },
  ];
}
