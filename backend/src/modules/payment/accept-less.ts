import { now } from '../../platform/clock.ts';
import { toDecimal } from '../../platform/decimal.ts';
import { crashPoint } from '../../platform/crash-point.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { Money } from '../../shared/money.ts';
import { assertCanDoForLess } from '../escrow/index.ts';
import { fundPayment } from './fund-payment.ts';
import { keptBaseOf } from './kept-money.ts';
import { assertContractWaits, takeOwnPayment, type OwnPayment } from './own-payment.ts';
import type { PaymentRecord } from './payment.repository.ts';
import { announcePayment, stepPayment, tellOfPayment } from './payment.transition.ts';

export interface LessInput {
  readonly paymentId: string;
  /** What the person saw; anything else there now is a conflict. */
  readonly kept: Money;
}

/** @throws AppError CONFLICT when there is another amount than the person saw */
function assertAsSeen({ payment, deposits }: OwnPayment, kept: Money): bigint {
  const keptBase = keptBaseOf(payment, deposits);
  if (kept.asset !== payment.asset || kept.amount !== keptBase.toString()) {
    throw new AppError('CONFLICT', {
      message: 'Another amount has arrived than you saw. No money moved. Reload and look again.',
    });
  }
  return keptBase;
}

/** One party offers to do the deal for what has arrived; the other has to agree to exactly that. */
export async function proposeLess(
  input: LessInput & { readonly note: string },
  actor: Actor,
): Promise<PaymentRecord> {
  return inTransaction(async (tx) => {
    const own = await takeOwnPayment(tx, input.paymentId, actor);
    const { payment, role } = own;
    await assertContractWaits(tx, payment);
    const amountBase = assertAsSeen(own, input.kept);
    if (payment.less !== null) {
      throw new AppError('INVALID_TRANSITION', { message: 'A proposal is open already. Answer it first.' });
    }
    const proposal = {
      by: role,
      amountBase: toDecimal(amountBase),
      note: input.note,
      proposedAt: now(),
    };
    const step = { role, actorId: actor.id };
    const proposed = await stepPayment(tx, payment, 'proposeLess', step, { less: proposal });
    await assertCanDoForLess(tx, payment.contractId, amountBase, payment.expectedBase);
    await tellOfPayment(tx, proposed, 'payment:less-proposed', actor.id);
    return proposed;
  });
}

/** The other party says no, or the proposer takes it back. The money stays where it is. */
export async function declineLess(
  input: { readonly paymentId: string },
  actor: Actor,
): Promise<PaymentRecord> {
  return inTransaction(async (tx) => {
    const { payment, role } = await takeOwnPayment(tx, input.paymentId, actor);
    if (payment.less === null) throw new AppError('INVALID_TRANSITION');
    const declined = await stepPayment(
      tx,
      payment,
      'declineLess',
      { role, actorId: actor.id },
      { less: null },
    );
    await tellOfPayment(tx, declined, 'payment:less-declined', actor.id);
    return declined;
  });
}

/**
 * The other party agrees: price and fees are amended in proportion, and what has arrived goes into escrow, all
 * in one transaction. A top-up that is counted first makes the proposal void.
 */
export async function agreeLess(input: LessInput, actor: Actor): Promise<PaymentRecord> {
  const agreed = await inTransaction(async (tx) => {
    const own = await takeOwnPayment(tx, input.paymentId, actor);
    const { payment, role, deposits } = own;
    await assertContractWaits(tx, payment);
    const { less } = payment;
    if (less === null) throw new AppError('INVALID_TRANSITION');
    if (less.by === role) {
      throw new AppError('FORBIDDEN', { message: 'The other party has to agree to your proposal.' });
    }
    if (assertAsSeen(own, input.kept) !== less.amountBase) throw new AppError('CONFLICT');
    const step = { role, actorId: actor.id };
    const funded = await fundPayment(
      tx,
      payment,
      deposits,
      (change) => stepPayment(tx, payment, 'agreeLess', step, change),
      less.by,
    );
    if (funded === null) throw new AppError('CONFLICT');
    await tellOfPayment(tx, funded, 'payment:less-agreed', actor.id);
    await announcePayment(tx, funded);
    crashPoint('fund:before-commit');
    return funded;
  });
  crashPoint('fund:after-commit');
  return agreed;
}
