import type { ClientSession } from 'mongoose';
import { MINUTE_MS, now } from '../../platform/clock.ts';
import { toDecimal } from '../../platform/decimal.ts';
import { scheduleDeadline } from '../../platform/deadline.ts';
import { logger } from '../../platform/logger.ts';
import { getContract } from '../escrow/index.ts';
import { findAsset, gateway, GatewayError, priceLockMinutes } from '../integration/index.ts';
import type { DepositRecord } from './deposit.repository.ts';
import { centsToUsd, expectedBaseOf } from './payment.amounts.ts';
import { PRICE_LOCK_DEADLINE } from './price-lock.ts';
import type { PaymentRecord } from './payment.repository.ts';
import { movePayment, tellOfPayment } from './payment.transition.ts';

const isFloating = ({ asset, fundedAt }: PaymentRecord): boolean =>
  fundedAt === null && findAsset(asset)?.stable === false;

/** Seen after the price lock, in an asset that is not stable. */
export const isLate = (payment: PaymentRecord, deposit: Pick<DepositRecord, 'detectedAt'>): boolean =>
  isFloating(payment) && deposit.detectedAt > payment.rateLockedUntil;

/**
 * US dollars for one coin now, for a payment whose lock is over; null where none is needed, or the gateway does
 * not tell: the payment is `late` then, and asked about again. Outside of any transaction.
 */
export async function quoteForLate(payment: PaymentRecord): Promise<string | null> {
  if (!isFloating(payment) || now() <= payment.rateLockedUntil) return null;
  const contract = await getContract(null, payment.contractId);
  if (contract?.active !== true || contract.fundedAt !== null) return null;
  try {
    return await gateway().quoteRate(payment.asset, centsToUsd(payment.totalCents));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    logger().warn({ err: error, paymentId: payment.id }, 'no rate for a payment that came late');
    return null;
  }
}

/**
 * Money came after the lock and the contract still waits: the price of now counts from now on, for a lock's
 * time, and what came before it counts with the rest.
 */
export async function revalue(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
  rate: string | null,
): Promise<PaymentRecord> {
  const asset = findAsset(payment.asset);
  const late = deposits.some(
    (deposit) =>
      (deposit.status === 'detected' || deposit.status === 'confirmed') &&
      deposit.asset === payment.asset &&
      isLate(payment, deposit),
  );
  if (rate === null || asset === undefined || !late) return payment;
  const contract = await getContract(tx, payment.contractId);
  if (contract?.active !== true || contract.fundedAt !== null) return payment;
  const at = now();
  const rateLockedUntil = new Date(at.getTime() + priceLockMinutes(asset) * MINUTE_MS);
  const left = { rate: payment.rate, expectedBase: payment.expectedBase, at };
  const revalued = await movePayment(tx, payment, 'revalue', 'gateway', {
    rate,
    rateLockedUntil,
    expectedBase: toDecimal(expectedBaseOf(payment.totalCents, rate, asset.decimals)),
    revaluations: [...payment.revaluations, left].map((price) => ({
      ...price,
      expectedBase: toDecimal(price.expectedBase),
    })),
  });
  if (revalued.version === payment.version) return payment;
  scheduleDeadline(tx, PRICE_LOCK_DEADLINE, payment.id, rateLockedUntil);
  await tellOfPayment(tx, revalued, 'payment:revalued', null, [payment.buyerId]);
  return revalued;
}
