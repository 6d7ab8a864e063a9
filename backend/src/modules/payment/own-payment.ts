import type { ClientSession } from 'mongoose';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { PartyRole } from '../../shared/process.ts';
import { getContract } from '../escrow/index.ts';
import { findDeposits, type DepositRecord } from './deposit.repository.ts';
import { roleIn } from './payment.policy.ts';
import { takePayment, type PaymentRecord } from './payment.repository.ts';

export interface OwnPayment {
  readonly payment: PaymentRecord;
  readonly role: PartyRole;
  readonly deposits: readonly DepositRecord[];
}

/**
 * Takes a payment of the actor's own for this transaction, with its deposits: whoever books a deposit of it at
 * the same moment waits, or makes this one start again.
 * @throws AppError NOT_FOUND for everybody but buyer and seller
 */
export async function takeOwnPayment(
  tx: ClientSession,
  paymentId: string,
  actor: Pick<Actor, 'id'>,
): Promise<OwnPayment> {
  const payment = await takePayment(tx, paymentId);
  const role = payment && roleIn(payment, actor.id);
  if (payment === null || role === null) throw new AppError('NOT_FOUND');
  return { payment, role, deposits: await findDeposits([payment.id], tx) };
}

/** @throws AppError INVALID_TRANSITION when the contract is over, or paid already */
export async function assertContractWaits(tx: ClientSession, payment: PaymentRecord): Promise<void> {
  const contract = await getContract(tx, payment.contractId);
  if (contract?.active === true && contract.fundedAt === null) return;
  throw new AppError('INVALID_TRANSITION', {
    message: 'The deal does not wait for this payment any more. No money moved. Look at the deal.',
  });
}
