import type { ClientSession } from 'mongoose';
import { toDecimal } from '../../platform/decimal.ts';
import { emitLater } from '../../platform/outbox.ts';
import { post, postings } from '../ledger/index.ts';
import { changePayment, type PaymentRecord } from './payment.repository.ts';
import { AppError } from '../../shared/errors.ts';
import { tellOfPayment } from './payment.transition.ts';

const refsOf = (payment: PaymentRecord) => ({
  requestId: payment.requestId,
  contractId: payment.contractId,
  paymentId: payment.id,
});

/**
 * Moves the credit that is set aside for a payment from what it was to `creditBase`, in the caller's
 * transaction. The stored balance decides whether there is enough.
 * @returns what the payment's own fields have to be afterwards
 * @throws AppError INSUFFICIENT_BALANCE
 */
export async function postCredit(
  tx: ClientSession,
  payment: PaymentRecord,
  creditBase: bigint,
): Promise<{ creditBase: ReturnType<typeof toDecimal>; creditSteps: number }> {
  const difference = creditBase - payment.creditBase;
  const moved = {
    asset: payment.asset,
    amountBase: difference > 0n ? difference : -difference,
    buyerId: payment.buyerId,
    sequence: payment.creditSteps + 1,
    refs: refsOf(payment),
  };
  await post(tx, difference > 0n ? postings.creditReserved(moved) : postings.creditReturned(moved));
  await emitLater(tx, { name: 'balance:updated', ids: {}, addressees: [payment.buyerId] });
  return { creditBase: toDecimal(creditBase), creditSteps: payment.creditSteps + 1 };
}

/** A payment that ends unfunded gives back the credit that was set aside for it. */
export async function returnCredit(tx: ClientSession, payment: PaymentRecord): Promise<PaymentRecord> {
  if (payment.creditBase === 0n || payment.fundedAt !== null) return payment;
  const changed = await changePayment(tx, payment, await postCredit(tx, payment, 0n));
  if (!changed) throw new AppError('CONFLICT');
  await tellOfPayment(tx, changed, 'payment:credit-added', null, [payment.buyerId]);
  return changed;
}
