import { TransactionNotFoundError } from 'viem';
import type { Chain } from './chain.ts';
import type { Clock } from './clock.ts';
import type { ChainTransaction } from './records.ts';

/** A clock that is wrong by less than this is left alone, in milliseconds. */
const CLOCK_TOLERANCE_MS = 60_000;

/** A transaction that is in no block after this long waits for one that will never come, in milliseconds. */
const QUEUED_TIMEOUT_MS = 10_000;

export interface Repair {
  /** Transactions that were missing and are on the chain again. */
  resent: number;
  /** Transactions that the chain would not take back. */
  refused: ChainTransaction[];
  /** How far the chain's clock had to be moved forward. */
  movedMs: number;
}

/**
 * Brings a chain that was restored from an older snapshot back to what the gateway knows: transactions that
 * it recorded and the chain has lost are sent again in their order, byte for byte, so that they keep their
 * hashes; and the chain's clock is moved to where it had been moved before.
 */
export async function repairChain(chain: Chain, clock: Clock): Promise<Repair> {
  // A gateway that starts for the first time takes the chain's time as it is, also one in the past.
  const behindMs = clock.isSet ? clock.offsetMs - (await chain.offset()) : 0;
  const movedMs = behindMs > CLOCK_TOLERANCE_MS ? behindMs : 0;
  if (movedMs > 0) await chain.increaseTime(Math.floor(movedMs / 1000));

  const missing: ChainTransaction[] = [];
  for (const tx of chain.recorded()) {
    if (!tx.refused && !(await isOnChain(chain, tx))) missing.push(tx);
  }
  const refused: ChainTransaction[] = [];
  for (const tx of missing) {
    try {
      await chain.client.sendRawTransaction({ serializedTransaction: tx.raw });
    } catch {
      // A transaction that already waits for a block is refused too; what counts is whether the chain has it.
      if (!(await isOnChain(chain, tx))) refused.push(tx);
    }
  }
  for (const tx of missing) {
    if (refused.includes(tx)) continue;
    try {
      await chain.wait(tx.hash, QUEUED_TIMEOUT_MS);
    } catch {
      // It hangs behind a transaction of the same sender that nobody recorded.
      refused.push(tx);
    }
  }
  return { resent: missing.length - refused.length, refused, movedMs };
}

async function isOnChain(chain: Chain, tx: ChainTransaction): Promise<boolean> {
  try {
    await chain.client.getTransaction({ hash: tx.hash });
    return true;
  } catch (error) {
    if (error instanceof TransactionNotFoundError) return false;
    throw error;
  }
}
