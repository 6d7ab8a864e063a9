import type { ClientSession } from 'mongoose';
import { emitLater } from '../../platform/outbox.ts';
import type { ActorRole } from '../../shared/process.ts';
import { refillContract } from '../escrow/index.ts';
import { post, postings } from '../ledger/index.ts';
import { changeDeposit, findDeposits, type DepositRecord } from './deposit.repository.ts';
import { returnCredit } from './credit.ts';
import { suspendedOf } from './kept-money.ts';
import { announcePayment, movePayment, tellOfPayment } from './payment.transition.ts';
import { findPaymentsOfContract, takePayment, type PaymentRecord } from './payment.repository.ts';

const isOwable = (deposit: DepositRecord): boolean =>
  deposit.status === 'confirmed' && suspendedOf(deposit) > 0n;

const announceBalance = (tx: ClientSession, userId: string): Promise<void> =>
  emitLater(tx, { name: 'balance:updated', ids: {}, addressees: [userId] });

/** Notes that all of these deposits has left suspense. */
export async function markSettled(tx: ClientSession, deposits: readonly DepositRecord[]): Promise<void> {
  for (const deposit of deposits) {
    if (suspendedOf(deposit) > 0n) await changeDeposit(tx, deposit, { settledBase: deposit.postedBase });
  }
}

async function settle(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
  posting: typeof postings.excess | typeof postings.unfundedRefund,
  isBuyersDoing = false,
): Promise<number> {
  const open = deposits.filter(isOwable);
  for (const deposit of open) {
    const settled = {
      asset: deposit.asset,
      amountBase: suspendedOf(deposit),
      buyerId: payment.buyerId,
      depositId: deposit.id,
      sequence: deposit.postings,
      isBuyersDoing,
      refs: { requestId: payment.requestId, contractId: payment.contractId, paymentId: payment.id },
    };
    await post(tx, posting(settled));
  }
  await markSettled(tx, open);
  if (open.length > 0) await announceBalance(tx, payment.buyerId);
  return open.length;
}

/** What lies in suspense is owed to the buyer; the network's fee of it is theirs where they gave up themselves. */
export const settleAsRefund = (
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
  by: ActorRole,
): Promise<number> => settle(tx, payment, deposits, postings.unfundedRefund, by === 'buyer');

/** Confirmed money of a contract that does not wait for it is owed back to the buyer. */
export async function oweDeposits(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
  by: ActorRole,
): Promise<PaymentRecord> {
  const owed = await settleAsRefund(tx, payment, deposits, by);
  const without = await returnCredit(tx, payment);
  return owed === 0 ? without : movePayment(tx, without, 'oweRefund', by);
}

/** Money that came after the contract was funded is the buyer's credit; the payment stays as it is. */
export async function creditExcess(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
): Promise<PaymentRecord> {
  const credited = await settle(tx, payment, deposits, postings.excess);
  if (credited > 0) await tellOfPayment(tx, payment, 'payment:credit-added', null, [payment.buyerId]);
  return payment;
}

/** Money has come back to a frozen contract: escrow first, what is over is the buyer's credit. */
export async function refill(
  tx: ClientSession,
  payment: PaymentRecord,
  deposits: readonly DepositRecord[],
): Promise<PaymentRecord> {
  const open = deposits.filter(isOwable);
  const availableBase = open.map(suspendedOf).reduce((a, b) => a + b, 0n);
  let usedBase = await refillContract(tx, payment.contractId, { availableBase, paymentId: payment.id });
  if (usedBase === 0n) return payment;
  const left: DepositRecord[] = [];
  for (const deposit of open) {
    const suspendedBase = suspendedOf(deposit);
    const partBase = suspendedBase < usedBase ? suspendedBase : usedBase;
    usedBase -= partBase;
    left.push(await changeDeposit(tx, deposit, { settledBase: deposit.settledBase + partBase }));
  }
  const completed = await movePayment(tx, payment, 'complete', 'gateway');
  return creditExcess(tx, completed, left);
}

/** An attempt ends with nothing seen; what credit was set aside for it is credit again. */
export async function expirePayment(
  tx: ClientSession,
  payment: PaymentRecord,
  by: ActorRole,
): Promise<PaymentRecord> {
  const expired = await movePayment(tx, payment, 'expire', by);
  return expired.status === payment.status ? payment : returnCredit(tx, expired);
}

/** Ends one attempt of a contract that does not wait any more. The payment must not be taken yet. */
async function endAttempt(tx: ClientSession, paymentId: string, by: ActorRole): Promise<void> {
  const payment = await takePayment(tx, paymentId);
  if (payment === null || payment.fundedAt !== null) return;
  const owed = await oweDeposits(tx, payment, await findDeposits([payment.id], tx), by);
  const ended = owed.status === payment.status ? await movePayment(tx, owed, 'expire', by) : owed;
  if (ended.status !== payment.status) await announcePayment(tx, ended);
}

/** Once one attempt has funded the contract, what the others brought in is owed back. */
export async function oweOtherAttempts(tx: ClientSession, funded: PaymentRecord): Promise<void> {
  for (const { id } of await findPaymentsOfContract(tx, funded.contractId)) {
    if (id !== funded.id) await endAttempt(tx, id, 'gateway');
  }
}

/** The contract ended unpaid: what its attempts brought in is owed back, what brought nothing expires. */
export async function oweAllAttempts(
  tx: ClientSession,
  contractId: string,
  by: 'buyer' | 'timer',
): Promise<void> {
  for (const { id } of await findPaymentsOfContract(tx, contractId)) await endAttempt(tx, id, by);
}

/**
 * What a payment owed back has been paid out to its buyer. Told twice, or of a payment that owes nothing, it
 * changes nothing.
 */
export async function closeRefund(tx: ClientSession, paymentId: string): Promise<void> {
  const payment = await takePayment(tx, paymentId);
  if (payment === null) return;
  const refunded = await movePayment(tx, payment, 'refund', 'gateway');
  if (refunded.status !== payment.status) await announcePayment(tx, refunded);
}
