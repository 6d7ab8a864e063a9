import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { Money } from '../../shared/money.ts';
import { findAsset, GatewayError } from '../integration/index.ts';
import { applyInTransaction } from './apply-sightings.ts';
import { askTerms, onceMore, openAttempt, payableContract } from './create-payment.ts';
import { postCredit } from './credit.ts';
import { keptBaseOf } from './kept-money.ts';
import { takeOwnPayment } from './own-payment.ts';
import type { PaymentRecord } from './payment.repository.ts';
import { announcePayment, stepPayment } from './payment.transition.ts';

export interface UseCreditInput {
  readonly requestId: string;
  /** All the credit that is to be set aside for the payment, so that asking twice changes nothing. */
  readonly credit: Money;
}

/** @throws AppError VALIDATION_FAILED when more credit is meant than is missing without it */
function assertNotTooMuch(creditBase: bigint, missingBase: bigint): void {
  if (creditBase <= missingBase) return;
  throw new AppError('VALIDATION_FAILED', {
    message: 'That is more credit than the payment asks for. No money moved. Choose a smaller amount.',
    details: [{ path: 'credit', message: `Must be at most ${missingBase} base units.` }],
  });
}

/**
 * The buyer pays a deal wholly or partly with their credit: it is set aside for the present attempt, or a new
 * one, and only the rest has to arrive. With that and what has arrived in full, the deal is funded at once. The
 * gateway is not needed for it.
 * @throws AppError NOT_FOUND, FORBIDDEN, INVALID_TRANSITION, ASSET_NOT_ACCEPTED, INSUFFICIENT_BALANCE,
 *   PROVIDER_UNAVAILABLE (no rate), VALIDATION_FAILED
 */
export async function useCredit(input: UseCreditInput, actor: Actor): Promise<PaymentRecord> {
  const target = { requestId: input.requestId, asset: input.credit.asset };
  const contract = await payableContract(null, target, actor);
  const asset = findAsset(target.asset);
  if (!asset) throw new AppError('ASSET_NOT_ACCEPTED');
  const terms = await askTerms(asset, contract).catch((error: unknown) => {
    throw error instanceof GatewayError ? new AppError('PROVIDER_UNAVAILABLE', { cause: error }) : error;
  });
  const creditBase = BigInt(input.credit.amount);
  return onceMore(() =>
    inTransaction(async (tx) => {
      const attempt = await openAttempt(tx, await payableContract(tx, target, actor), asset, terms);
      const { payment, role, deposits } = await takeOwnPayment(tx, attempt.id, actor);
      if (creditBase === payment.creditBase) return payment;
      const keptBase = keptBaseOf(payment, deposits) - payment.creditBase;
      assertNotTooMuch(creditBase, payment.expectedBase - keptBase);
      const change = await postCredit(tx, payment, creditBase);
      const step = { role, actorId: actor.id };
      const used = await stepPayment(tx, payment, 'useCredit', step, { ...change, less: null });
      const after = await applyInTransaction(tx, used, [], null);
      if (after.status === used.status) await announcePayment(tx, after);
      return after;
    }),
  );
}
