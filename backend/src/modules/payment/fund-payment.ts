import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { toDecimal } from '../../platform/decimal.ts';
import type { PartyRole } from '../../shared/process.ts';
import { fundContract } from '../escrow/index.ts';
import type { DepositRecord } from './deposit.repository.ts';
import { countedOf, suspendedOf } from './kept-money.ts';
import type { PaymentChange, PaymentRecord } from './payment.repository.ts';
import { tellOfPayment } from './payment.transition.ts';
import { markSettled, oweOtherAttempts } from './settle-deposits.ts';

/**
 * Everything a payment has goes into escrow, in this very transaction: suspense and credit set aside; what is
 * over is the buyer's credit. `move` takes the row of the payment's table.
 * @param less who proposed to do it for what has arrived; left out where the price is full
 * @returns null when the contract does not wait any more: nothing was done then
 */
export async function fundPayment(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
  move: (change: PaymentChange) => Promise<PaymentRecord>,
  less?: PartyRole,
): Promise<PaymentRecord | null> {
  const counted = countedOf(payment, deposits);
  const totalBase = counted.map(suspendedOf).reduce((a, b) => a + b, payment.creditBase);
  const escrowBase = totalBase < payment.expectedBase ? totalBase : payment.expectedBase;
  const excessBase = totalBase - escrowBase;
  const result = await fundContract(tx, {
    contractId: payment.contractId,
    paymentId: payment.id,
    asset: payment.asset,
    expectedBase: escrowBase,
    creditBase: payment.creditBase,
    excessBase,
    ...(less === undefined ? {} : { less: { fullBase: payment.expectedBase, proposedBy: less } }),
  });
  if (result === 'not_active') return null;
  await markSettled(tx, counted);
  const completed = await move({ fundedAt: now(), fundedBase: toDecimal(escrowBase) });
  if (excessBase > 0n) await tellOfPayment(tx, completed, 'payment:credit-added', null, [payment.buyerId]);
  await oweOtherAttempts(tx, completed);
  return completed;
}
