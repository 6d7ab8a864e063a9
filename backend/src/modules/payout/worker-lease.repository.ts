import { randomUUID } from 'node:crypto';
import { WorkerLeaseModel } from './payout.model.ts';
import { isDuplicateKey } from '../../platform/transaction.ts';

const LEASE = 'payout-worker';
/** Renewed well before; after a crash another process waits this long. */
export const LEASE_MS = 8_000;

/** This process, for the lease and for the payouts it takes. */
export const workerId = randomUUID();

/**
 * Takes or keeps the lease of the one worker, by wall time. It only keeps workers out of each other's way: that
 * nothing is paid twice rests on the compare-and-set of each payout.
 */
export async function holdLease(): Promise<boolean> {
  const wallNow = new Date();
  try {
    const result = await WorkerLeaseModel.updateOne(
      { _id: LEASE, $or: [{ holder: workerId }, { until: { $lt: wallNow } }] },
      { $set: { holder: workerId, until: new Date(wallNow.getTime() + LEASE_MS) } },
      { upsert: true },
    );
    return result.matchedCount + result.upsertedCount === 1;
  } catch (error) {
    // Somebody else holds it: the upsert meets their row.
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Gives the lease back at a graceful stop, so that the next process need not wait. */
export async function dropLease(): Promise<void> {
  await WorkerLeaseModel.deleteOne({ _id: LEASE, holder: workerId });
}
