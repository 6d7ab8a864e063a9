import type { ClientSession } from 'mongoose';
import { findDeposits, type DepositRecord } from './deposit.repository.ts';
import { findPaymentsOfContract } from './payment.repository.ts';

/** Every transaction that brought money for a contract, in the order in which they were first seen. */
export async function depositsOfContract(tx: ClientSession, contractId: string): Promise<DepositRecord[]> {
  const payments = await findPaymentsOfContract(tx, contractId);
  return findDeposits(
    payments.map(({ id }) => id),
    tx,
  );
}
