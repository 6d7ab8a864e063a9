import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { suspendedOf } from './kept-money.ts';
import { assertContractWaits, takeOwnPayment } from './own-payment.ts';
import { stepPayment, announcePayment } from './payment.transition.ts';
import type { PaymentRecord } from './payment.repository.ts';
import { returnCredit } from './credit.ts';
import { settleAsRefund } from './settle-deposits.ts';

/**
 * The buyer takes back what arrived of a payment that is short or late: it goes to their balance, and credit
 * that was set aside is credit again. The contract goes on waiting; another attempt can pay it.
 * @throws AppError NOT_FOUND, FORBIDDEN, INVALID_TRANSITION, CONFLICT
 */
export async function askRefund(input: { readonly paymentId: string }, actor: Actor): Promise<PaymentRecord> {
  return inTransaction(async (tx) => {
    const { payment, role, deposits } = await takeOwnPayment(tx, input.paymentId, actor);
    if (role !== 'buyer') {
      throw new AppError('FORBIDDEN', { message: 'Only the buyer can take back what they paid.' });
    }
    await assertContractWaits(tx, payment);
    const counted = deposits.filter((deposit) => suspendedOf(deposit) > 0n);
    const closed = await stepPayment(tx, payment, 'askRefund', { role, actorId: actor.id });
    await settleAsRefund(tx, closed, counted, role);
    const refunded = await returnCredit(tx, closed);
    await announcePayment(tx, refunded);
    return refunded;
  });
}
