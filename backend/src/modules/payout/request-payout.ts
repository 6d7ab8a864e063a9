import type { ClientSession } from 'mongoose';
import { env } from '../../config/env.ts';
import { now } from '../../platform/clock.ts';
import { crashPoint } from '../../platform/crash-point.ts';
import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransferable, valueInCents, type Transferable } from '../integration/index.ts';
import { accounts, sumTurnover } from '../ledger/index.ts';
import { credentialsChangedAt } from '../user/index.ts';
import { requireSignedAddress } from '../wallet/index.ts';
import { findOwnAddress, type PayoutAddressRecord } from './address.repository.ts';
import { touchGuard } from './day-limits.repository.ts';
import { estimateNetworkFee, type FeeEstimate } from './network-fee.ts';
import { PLATFORM_ID, usableFrom } from './payout.policy.ts';
import type { PayoutSource } from './payout.process.ts';
import {
  findByReference,
  findPayout,
  insertPayout,
  isGatewayWallet,
  type PayoutRecord,
} from './payout.repository.ts';
import { announcePayout, askAdmins, movePayout, reserve, stuckAtFor } from './payout.transition.ts';
import { bearerOf } from './refunds.ts';
import { weighPayout } from './weigh-payout.ts';
import { nudgePayoutWorker } from './worker-nudge.ts';

export interface RequestPayoutInput {
  readonly reference: string;
  readonly source: PayoutSource;
  readonly money: { readonly amount: string; readonly asset: string };
  readonly addressId: string;
  /** The network fee that was shown, base units of the asset; the most that may be deducted. */
  readonly acceptedFee?: string | undefined;
  /** A failed payout that this one takes the place of. */
  readonly replaces?: string | undefined;
}

/** @throws AppError IDEMPOTENCY_MISMATCH when the reference stands for something else */
function sameOrMismatch(payout: PayoutRecord, input: RequestPayoutInput): PayoutRecord {
  const same =
    payout.source === input.source &&
    payout.asset === input.money.asset &&
    payout.amountBase === BigInt(input.money.amount) &&
    payout.addressId === input.addressId &&
    payout.replacesId === (input.replaces ?? null);
  if (!same) throw new AppError('IDEMPOTENCY_MISMATCH');
  return payout;
}

/** @throws AppError VALIDATION_FAILED */
function checkMinimum(valueCents: number | null): void {
  const { PAYOUT_MIN_CENTS: minimum } = env();
  if (valueCents === null || valueCents >= minimum) return;
  const message = `Must be worth at least ${(minimum / 100).toFixed(2)} USD. What is below stays yours, as credit.`;
  throw new AppError('VALIDATION_FAILED', { details: [{ path: 'money.amount', message }] });
}

/** @throws AppError INVALID_ADDRESS, ADDRESS_NOT_SIGNED or ADDRESS_ON_HOLD */
async function usableAddress(
  tx: ClientSession,
  input: RequestPayoutInput,
  asset: Transferable,
  userId: string,
): Promise<PayoutAddressRecord> {
  // Amn's own money goes to Amn's own addresses only, a person's to theirs.
  const ownerId = input.source === 'fee_revenue' ? PLATFORM_ID : userId;
  const address = await findOwnAddress(ownerId, input.addressId, tx);
  if (address === null) {
    throw new AppError('INVALID_ADDRESS', { message: 'This is none of your payout addresses. Choose one.' });
  }
  if (address.chainId !== asset.chainId) {
    const message = `This address is on another network. Choose one on ${asset.network}.`;
    throw new AppError('INVALID_ADDRESS', { message });
  }
  // It may have become known as one only after it was added.
  if (await isGatewayWallet(address.chainId, address.address)) {
    throw new AppError('INVALID_ADDRESS', {
      message: 'Amn pays out from this address itself, so nothing would leave. Choose one of your own.',
    });
  }
  if (input.source !== 'fee_revenue') {
    await requireSignedAddress(tx, { userId, chainId: address.chainId, address: address.address });
  }
  const changedAt = await credentialsChangedAt(userId, tx);
  const from = usableFrom(address.createdAt, changedAt, env().PAYOUT_ADDRESS_HOLD_HOURS);
  if (now() < from) throw new AppError('ADDRESS_ON_HOLD', { details: { usableFromAt: from.toISOString() } });
  return address;
}

/**
 * What is deducted for the network's fee: nothing where the platform bears it or nobody can tell what it is.
 * @throws AppError CONFLICT when it is more than was shown, VALIDATION_FAILED when it would eat up the amount
 */
async function feeFor(
  tx: ClientSession,
  input: RequestPayoutInput,
  userId: string,
  estimate: FeeEstimate | null,
): Promise<bigint> {
  const { asset, amount } = input.money;
  const amountBase = BigInt(amount);
  const bearer = await bearerOf(tx, { source: input.source, userId, asset, amountBase });
  const feeBase = estimate?.inAssetBase ?? 0n;
  if (bearer === 'platform' || feeBase === 0n) return 0n;
  if (feeBase > BigInt(input.acceptedFee ?? '0')) {
    throw new AppError('CONFLICT', {
      message: 'The network fee is not the one you saw. No money moved. Look at it again and confirm.',
    });
  }
  if (feeBase >= amountBase) {
    const message = 'The network fee would take all of it. Choose a larger amount, or wait for a lower fee.';
    throw new AppError('VALIDATION_FAILED', { details: [{ path: 'money.amount', message }] });
  }
  return feeBase;
}

/** @throws AppError NOT_FOUND, CONFLICT when the payout named has not failed or is about something else */
async function checkReplaced(tx: ClientSession, input: RequestPayoutInput, userId: string): Promise<void> {
  if (input.replaces === undefined) return;
  const failed = await findPayout(input.replaces, tx);
  if (failed?.userId !== userId) throw new AppError('NOT_FOUND');
  const fits = failed.source === input.source && failed.asset === input.money.asset;
  if (failed.status !== 'failed' || !fits) {
    const message = 'Only a payout that has failed can be tried again. No money moved.';
    throw new AppError('CONFLICT', { message });
  }
}

/** Fees are summed, not stored: two withdrawals at once meet at the guard. @throws AppError INSUFFICIENT_BALANCE */
async function checkEarned(tx: ClientSession, input: RequestPayoutInput): Promise<void> {
  if (input.source !== 'fee_revenue') return;
  const { asset, amount } = input.money;
  await touchGuard(tx, `fees:${asset}`);
  const turnovers = await sumTurnover(tx, [accounts.feeRevenue()], { from: null, to: null });
  const turnover = turnovers.find((found) => found.asset === asset);
  const earnedBase = turnover === undefined ? 0n : turnover.creditBase - turnover.debitBase;
  if (earnedBase < BigInt(amount)) throw new AppError('INSUFFICIENT_BALANCE');
}

function open(
  input: RequestPayoutInput,
  asset: Transferable,
  known: { readonly valueCents: number | null; readonly estimate: FeeEstimate | null },
  userId: string,
): Promise<PayoutRecord> {
  return inTransaction(async (tx) => {
    const address = await usableAddress(tx, input, asset, userId);
    await checkReplaced(tx, input, userId);
    await checkEarned(tx, input);
    const feeBase = await feeFor(tx, input, userId, known.estimate);
    const { source } = input;
    const approval = await weighPayout(tx, { userId, source, valueCents: known.valueCents });
    const payout = await insertPayout(
      tx,
      {
        userId,
        reference: input.reference,
        source,
        asset: asset.code,
        amountBase: BigInt(input.money.amount),
        feeBase,
        valueCents: known.valueCents,
        addressId: address.id,
        chainId: asset.chainId,
        destination: address.address,
        approvalsNeeded: approval.needed,
        approvalReason: approval.reason,
        replacesId: input.replaces ?? null,
        stuckAt: stuckAtFor('requested'),
      },
      now(),
    );
    await reserve(tx, payout);
    if (payout.approvalsNeeded === 0) return movePayout(tx, payout, 'approve', 'timer');
    await askAdmins(tx, payout);
    await announcePayout(tx, payout);
    return payout;
  });
}

/**
 * Withdraws from a balance. The money is reserved in the transaction that writes the request; the same reference
 * gives the same payout for ever, however often and however parallel it is asked for.
 * @throws AppError IDEMPOTENCY_MISMATCH, ASSET_NOT_ACCEPTED, VALIDATION_FAILED, INVALID_ADDRESS,
 *   ADDRESS_NOT_SIGNED, ADDRESS_ON_HOLD, INSUFFICIENT_BALANCE, CONFLICT, ALREADY_EXISTS
 */
export async function requestPayout(
  input: RequestPayoutInput,
  actor: Pick<Actor, 'id'>,
): Promise<PayoutRecord> {
  const earlier = await findByReference(actor.id, input.reference);
  if (earlier) return sameOrMismatch(earlier, input);
  const asset = findTransferable(input.money.asset);
  if (!asset) throw new AppError('ASSET_NOT_ACCEPTED');
  const [valueCents, estimate] = await Promise.all([
    valueInCents(asset, BigInt(input.money.amount)),
    estimateNetworkFee(asset),
  ]);
  checkMinimum(valueCents);
  try {
    const payout = await open(input, asset, { valueCents, estimate }, actor.id);
    crashPoint('payout:after-reserve');
    nudgePayoutWorker();
    return payout;
  } catch (error) {
    // The other of two calls at once may have won by the index, by the lock or by the money it reserved.
    const winner = isLostRace(error) ? await findByReference(actor.id, input.reference) : null;
    if (winner) return sameOrMismatch(winner, input);
    if (isDuplicateKey(error, 'replaces')) {
      const message = 'This payout was tried again already. No money moved.';
      throw new AppError('ALREADY_EXISTS', { message, cause: error });
    }
    throw error;
  }
}

const isLostRace = (error: unknown): boolean =>
  isDuplicateKey(error, 'reference') ||
  isDuplicateKey(error, 'replaces') ||
  (error instanceof AppError && (error.code === 'INSUFFICIENT_BALANCE' || error.code === 'CONFLICT'));
