import type { ClientSession } from 'mongoose';
import { accounts } from './ledger.accounts.ts';
import { sumTurnover } from './ledger.lists.repository.ts';
import { sumStored } from './ledger.repository.ts';

/** Credits minus debits of one account that has no stored balance, base units. */
async function netOf(tx: ClientSession, account: string, asset: string): Promise<bigint> {
  const turnover = await sumTurnover(tx, [account], { from: null, to: null });
  const row = turnover.find((found) => found.asset === asset);
  return row === undefined ? 0n : row.creditBase - row.debitBase;
}

/** What `gateway:{asset}` says is held, base units; below zero where more left than was ever booked in. */
export const heldIn = async (tx: ClientSession, asset: string): Promise<bigint> =>
  -(await netOf(tx, accounts.gateway(asset), asset));

/** What came in and is not yet anybody's: suspense and quarantine, base units. */
export const unassignedIn = async (tx: ClientSession, asset: string): Promise<bigint> =>
  (await netOf(tx, accounts.suspense(asset), asset)) + (await netOf(tx, accounts.quarantine(asset), asset));

/** All liabilities in one asset, base units. `tx` must be a transaction: all of it is of one moment. */
export const owedIn = async (tx: ClientSession, asset: string): Promise<bigint> =>
  (await sumStored(tx, asset)) + (await unassignedIn(tx, asset));
