import type { ClientSession } from 'mongoose';
import type { DisputeAction } from './dispute.process.ts';
import { loadDispute } from './dispute.transition.ts';

/** What is said of a dispute to somebody who is told of it. */
export interface AboutDispute {
  /** What is held, base units. */
  readonly heldBase: bigint;
  readonly asset: string;
  /** When a timer takes an action; null when none does. */
  readonly endOf: (action: DisputeAction) => Date | null;
}

/** @throws AppError NOT_FOUND */
export async function aboutDispute(tx: ClientSession | null, disputeId: string): Promise<AboutDispute> {
  const { heldBase, asset, deadlines } = await loadDispute(tx, disputeId);
  return {
    heldBase,
    asset,
    endOf: (action) => deadlines.find((deadline) => deadline.action === action)?.at ?? null,
  };
}
