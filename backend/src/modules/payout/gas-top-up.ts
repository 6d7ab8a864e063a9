import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { registeredCoins } from '../integration/index.ts';
import { post, postings } from '../ledger/index.ts';
import { touchGuard } from './day-limits.repository.ts';
import { insertGasTopUp } from './gas-top-up.repository.ts';

export interface GasTopUpInput {
  readonly reference: string;
  readonly money: { readonly amount: string; readonly asset: string };
  readonly note: string;
}

const isCoin = (asset: string): boolean => registeredCoins().some(({ code }) => code === asset);

/**
 * Who books a chain's own coin by what the books say of it touches this first: two of them, at the same moment,
 * would both go by the same figure.
 */
export const touchCoin = (tx: ClientSession, asset: string): Promise<void> => touchGuard(tx, `coin:${asset}`);

async function book(tx: ClientSession, input: GasTopUpInput, adminId: string): Promise<void> {
  const amountBase = BigInt(input.money.amount);
  const { reference, note } = input;
  const { asset } = input.money;
  await touchCoin(tx, asset);
  await insertGasTopUp(tx, { reference, asset, amountBase, note, adminId, at: now() });
  await post(tx, postings.gasTopUp({ reference, asset, amountBase }));
}

/**
 * Books coins of a chain that Amn has put into the gateway for network fees: `gateway` against `equity`. It moves
 * nothing by itself. The same reference books once.
 * @throws AppError ASSET_NOT_ACCEPTED when it is no chain's own coin, ALREADY_EXISTS
 */
export async function bookGasTopUp(input: GasTopUpInput, admin: Pick<Actor, 'id'>): Promise<void> {
  if (!isCoin(input.money.asset)) {
    const message = 'Network fees are paid in a chain’s own coin. Name one, such as ETH. Nothing was booked.';
    throw new AppError('ASSET_NOT_ACCEPTED', { message });
  }
  try {
    await inTransaction((tx) => book(tx, input, admin.id));
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const message = 'This reference was booked before. Nothing was booked again.';
    throw new AppError('ALREADY_EXISTS', { message, cause: error });
  }
}
