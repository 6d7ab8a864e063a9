import type { ClientSession } from 'mongoose';
import { MINUTE_MS, now } from '../../platform/clock.ts';
import { logger } from '../../platform/logger.ts';
import { scheduleDeadline } from '../../platform/deadline.ts';
import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { getActiveContract, type ContractRecord } from '../escrow/index.ts';
import {
  chainReader,
  findAsset,
  gateway,
  GatewayError,
  isEnabled,
  onlineCodes,
  priceLockMinutes,
} from '../integration/index.ts';
import type { AssetConfig } from '../../config/env.ts';
import { ensureAddress } from './ensure-address.ts';
import { centsToUsd, expectedBaseOf } from './payment.amounts.ts';
import { PRICE_LOCK_DEADLINE } from './price-lock.ts';
import { isPayable } from './payment.policy.ts';
import { findNewestAttempt, insertPayment, type PaymentRecord } from './payment.repository.ts';
import { announcePayment } from './payment.transition.ts';
import { expirePayment } from './settle-deposits.ts';

const ASSET_LIST_FRESH_MS = 30_000;

export interface CreatePaymentInput {
  readonly requestId: string;
  readonly asset: string;
}

/** @throws AppError NOT_FOUND, FORBIDDEN, INVALID_TRANSITION or ASSET_NOT_ACCEPTED */
export async function payableContract(
  tx: ClientSession | null,
  input: CreatePaymentInput,
  actor: Actor,
): Promise<ContractRecord> {
  const contract = await getActiveContract(tx, input.requestId);
  if (contract === null) throw new AppError('NOT_FOUND');
  if (contract.sellerId === actor.id)
    throw new AppError('FORBIDDEN', { message: 'The buyer pays this deal.' });
  if (contract.buyerId !== actor.id) throw new AppError('NOT_FOUND');
  if (contract.fundedAt !== null) {
    throw new AppError('INVALID_TRANSITION', { message: 'This deal is paid. There is nothing to pay.' });
  }
  if (!contract.acceptedAssets.includes(input.asset)) throw new AppError('ASSET_NOT_ACCEPTED');
  return contract;
}

const totalOf = (contract: ContractRecord): number => contract.priceCents + contract.buyerFeeCents;

/** @returns US dollars for one coin; 1 for an asset that follows the dollar */
const rateOf = (asset: AssetConfig, totalCents: number): Promise<string> =>
  asset.stable ? Promise.resolve('1') : gateway().quoteRate(asset.code, centsToUsd(totalCents));

/** The newest block, so that an older transfer is no payment; null when the chain cannot be read now. */
async function headOf(asset: AssetConfig): Promise<number | null> {
  const reader = chainReader(asset.chainId);
  if (reader === null) return null;
  try {
    return (await reader.readHead()).number;
  } catch (error) {
    logger().warn({ err: error }, 'no block number noted for a new payment');
    return null;
  }
}

export interface AttemptTerms {
  readonly rate: string;
  readonly startBlock: number | null;
}

/** What has to be asked of others before the transaction that makes an attempt. */
export async function askTerms(asset: AssetConfig, contract: ContractRecord): Promise<AttemptTerms> {
  const [rate, startBlock] = await Promise.all([rateOf(asset, totalOf(contract)), headOf(asset)]);
  return { rate, startBlock };
}

/** @throws AppError PROVIDER_UNAVAILABLE for an asset that is not offered now */
async function assertOffered(asset: AssetConfig): Promise<void> {
  const online = await onlineCodes(ASSET_LIST_FRESH_MS);
  if (!isEnabled(asset) || !online.includes(asset.code)) {
    const message = `${asset.symbol} on ${asset.network} cannot be paid at the moment. Choose another or try again later.`;
    throw new AppError('PROVIDER_UNAVAILABLE', { message });
  }
}

async function insertAttempt(
  tx: ClientSession,
  contract: ContractRecord,
  asset: AssetConfig,
  attempt: number,
  { rate, startBlock }: AttemptTerms,
): Promise<PaymentRecord> {
  const totalCents = totalOf(contract);
  const at = now();
  const payment = await insertPayment(
    tx,
    {
      requestId: contract.requestId,
      contractId: contract.id,
      buyerId: contract.buyerId,
      sellerId: contract.sellerId,
      attempt,
      asset: asset.code,
      totalCents,
      rate,
      rateLockedUntil: new Date(at.getTime() + priceLockMinutes(asset) * MINUTE_MS),
      expectedBase: expectedBaseOf(totalCents, rate, asset.decimals),
      startBlock,
    },
    at,
  );
  if (!asset.stable) scheduleDeadline(tx, PRICE_LOCK_DEADLINE, payment.id, payment.rateLockedUntil);
  return payment;
}

/** The present attempt while it can be paid, or else a new one. Never the old one with another amount. */
export async function openAttempt(
  tx: ClientSession,
  contract: ContractRecord,
  asset: AssetConfig,
  terms: AttemptTerms,
): Promise<PaymentRecord> {
  const newest = await findNewestAttempt(tx, contract.id, asset.code);
  if (newest && isPayable(newest, asset.stable, now())) return newest;
  if (newest) {
    const ended = await expirePayment(tx, newest, 'timer');
    if (ended.status !== newest.status) await announcePayment(tx, ended);
  }
  const payment = await insertAttempt(tx, contract, asset, (newest?.attempt ?? 0) + 1, terms);
  await announcePayment(tx, payment);
  return payment;
}

/**
 * Gives the buyer an address to pay the deal with an asset. Asked again while the attempt can be paid, it gives
 * the same one; after a crash between gateway and database it asks the gateway with the same external id.
 * @throws AppError NOT_FOUND, FORBIDDEN, INVALID_TRANSITION, ASSET_NOT_ACCEPTED, PROVIDER_UNAVAILABLE
 */
export async function createPayment(input: CreatePaymentInput, actor: Actor): Promise<PaymentRecord> {
  const contract = await payableContract(null, input, actor);
  const asset = findAsset(input.asset);
  if (!asset) throw new AppError('ASSET_NOT_ACCEPTED');
  const present = await findNewestAttempt(null, contract.id, asset.code);
  if (present?.address && isPayable(present, asset.stable, now())) return present;
  try {
    await assertOffered(asset);
    const terms = await askTerms(asset, contract);
    const payment = await onceMore(() =>
      inTransaction(async (tx) => openAttempt(tx, await payableContract(tx, input, actor), asset, terms)),
    );
    return await ensureAddress(payment);
  } catch (error) {
    if (error instanceof GatewayError) throw new AppError('PROVIDER_UNAVAILABLE', { cause: error });
    throw error;
  }
}

/** Two calls at once make one attempt: the slower one finds it. */
export async function onceMore<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!isDuplicateKey(error, 'attempt')) throw error;
    return open();
  }
}
