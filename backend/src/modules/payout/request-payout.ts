import type { ClientSession } from 'mongoose';
import { env, type AssetConfig } from '../../config/env.ts';
import { now } from '../../platform/clock.ts';
import { crashPoint } from '../../platform/crash-point.ts';
import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { findAsset } from '../integration/index.ts';
import { credentialsChangedAt } from '../user/index.ts';
import { requireSignedAddress } from '../wallet/index.ts';
import { findOwnAddress, type PayoutAddressRecord } from './address.repository.ts';
import { approvalsNeeded, usableFrom } from './payout.policy.ts';
import { findByReference, insertPayout, type PayoutRecord } from './payout.repository.ts';
import { announcePayout, movePayout, reserve } from './payout.transition.ts';
import { valueInCents } from './payout.value.ts';
import { nudgePayoutWorker } from './worker-nudge.ts';

export interface RequestPayoutInput {
  readonly reference: string;
  readonly source: PayoutRecord['source'];
  readonly money: { readonly amount: string; readonly asset: string };
  readonly addressId: string;
}

/** @throws AppError IDEMPOTENCY_MISMATCH when the reference stands for something else */
function sameOrMismatch(payout: PayoutRecord, input: RequestPayoutInput): PayoutRecord {
  const same =
    payout.source === input.source &&
    payout.asset === input.money.asset &&
    payout.amountBase === BigInt(input.money.amount) &&
    payout.addressId === input.addressId;
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
  asset: AssetConfig,
  userId: string,
): Promise<PayoutAddressRecord> {
  const address = await findOwnAddress(userId, input.addressId, tx);
  if (address === null) {
    throw new AppError('INVALID_ADDRESS', { message: 'This is none of your payout addresses. Choose one.' });
  }
  if (address.chainId !== asset.chainId) {
    const message = `This address is on another network. Choose one on ${asset.network}.`;
    throw new AppError('INVALID_ADDRESS', { message });
  }
  await requireSignedAddress(tx, { userId, chainId: address.chainId, address: address.address });
  const changedAt = await credentialsChangedAt(userId, tx);
  const from = usableFrom(address.createdAt, changedAt, env().PAYOUT_ADDRESS_HOLD_HOURS);
  if (now() < from) throw new AppError('ADDRESS_ON_HOLD', { details: { usableFromAt: from.toISOString() } });
  return address;
}

function open(
  input: RequestPayoutInput,
  asset: AssetConfig,
  valueCents: number | null,
  userId: string,
): Promise<PayoutRecord> {
  return inTransaction(async (tx) => {
    const address = await usableAddress(tx, input, asset, userId);
    const { PAYOUT_AUTO_LIMIT_CENTS: autoLimitCents, PAYOUT_SECOND_LIMIT_CENTS: secondLimitCents } = env();
    const payout = await insertPayout(
      tx,
      {
        userId,
        reference: input.reference,
        source: input.source,
        asset: asset.code,
        amountBase: BigInt(input.money.amount),
        valueCents,
        addressId: address.id,
        chainId: asset.chainId,
        destination: address.address,
        approvalsNeeded: approvalsNeeded(valueCents, { autoLimitCents, secondLimitCents }),
      },
      now(),
    );
    await reserve(tx, payout);
    if (payout.approvalsNeeded === 0) return movePayout(tx, payout, 'approve', 'timer');
    await announcePayout(tx, payout);
    return payout;
  });
}

/**
 * Withdraws from a balance. The money is reserved in the transaction that writes the request; the same reference
 * gives the same payout for ever, however often and however parallel it is asked for.
 * @throws AppError IDEMPOTENCY_MISMATCH, ASSET_NOT_ACCEPTED, VALIDATION_FAILED, INVALID_ADDRESS,
 *   ADDRESS_NOT_SIGNED, ADDRESS_ON_HOLD, INSUFFICIENT_BALANCE
 */
export async function requestPayout(
  input: RequestPayoutInput,
  actor: Pick<Actor, 'id'>,
): Promise<PayoutRecord> {
  const earlier = await findByReference(actor.id, input.reference);
  if (earlier) return sameOrMismatch(earlier, input);
  const asset = findAsset(input.money.asset);
  if (!asset) throw new AppError('ASSET_NOT_ACCEPTED');
  const valueCents = await valueInCents(asset, BigInt(input.money.amount));
  checkMinimum(valueCents);
  try {
    const payout = await open(input, asset, valueCents, actor.id);
    crashPoint('payout:after-reserve');
    nudgePayoutWorker();
    return payout;
  } catch (error) {
    // The other of two calls at once may have won by the index, by the lock or by the money it reserved.
    const winner = isLostRace(error) ? await findByReference(actor.id, input.reference) : null;
    if (winner) return sameOrMismatch(winner, input);
    throw error;
  }
}

const isLostRace = (error: unknown): boolean =>
  isDuplicateKey(error, 'reference') ||
  (error instanceof AppError && (error.code === 'INSUFFICIENT_BALANCE' || error.code === 'CONFLICT'));
