import type { DepositRecord } from './deposit.repository.ts';
import type { PaymentRecord } from './payment.repository.ts';

/** What of a deposit is in the ledger and still in suspense, base units. */
export const suspendedOf = (deposit: DepositRecord): bigint => deposit.postedBase - deposit.settledBase;

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

/** Proven deposits in the payment's own asset. */
export const countedOf = (payment: PaymentRecord, deposits: readonly DepositRecord[]): DepositRecord[] =>
  deposits.filter(({ status, asset }) => status === 'confirmed' && asset === payment.asset);

/** What an unfunded payment has for its contract now, base units: in suspense, and credit set aside for it. */
export const keptBaseOf = (payment: PaymentRecord, deposits: readonly DepositRecord[]): bigint =>
  payment.fundedAt === null ? sum(countedOf(payment, deposits).map(suspendedOf)) + payment.creditBase : 0n;

/** What a funded payment has brought that still stands, base units: deposits in use, and the credit used. */
export const standingBaseOf = (payment: PaymentRecord, deposits: readonly DepositRecord[]): bigint =>
  sum(countedOf(payment, deposits).map(({ settledBase }) => settledBase)) + payment.creditBase;

/** What of a payment's escrow had been released when its money left the chain, base units. */
export const writtenOffBaseOf = (payment: PaymentRecord, deposits: readonly DepositRecord[]): bigint =>
  sum(deposits.filter(({ asset }) => asset === payment.asset).map(({ writtenOffBase }) => writtenOffBase));
