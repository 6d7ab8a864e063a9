import type { ClientSession } from 'mongoose';
import { isPaidAt } from '../wallet/index.ts';
import { findUnsent, noteOf, type PayoutRecord } from './payout.repository.ts';
import { movePayout } from './payout.transition.ts';

/** Whether a payout may still go where it was asked to go: its owner may have signed another address since. */
export const mayGoThere = async (
  tx: ClientSession,
  { source, userId, chainId, destination }: PayoutRecord,
): Promise<boolean> =>
  // Amn's own money goes to Amn's own addresses, which nobody signs.
  source === 'fee_revenue' || isPaidAt(tx, { userId, chainId, address: destination });

/** It is not sent, and the money goes back where it came from. */
export const takeBackUnsigned = (tx: ClientSession, payout: PayoutRecord): Promise<PayoutRecord> => {
  const reason = 'its owner has signed another payout address since';
  return movePayout(tx, payout, 'cancel', 'timer', { set: { reason }, note: noteOf('refused', reason) });
};

/** Somebody's signed address may be another one now: what was asked for before and not sent goes nowhere else. */
export async function takeBackAllUnsigned(tx: ClientSession, userId: string): Promise<void> {
  for (const payout of await findUnsent(tx, userId)) {
    if (!(await mayGoThere(tx, payout))) await takeBackUnsigned(tx, payout);
  }
}
