import { env } from '../../config/env.ts';
import { AppError } from '../../shared/errors.ts';
import { ChainUnavailableError, gateway, GatewayError } from '../integration/index.ts';
import { readFromChain } from './chain-sighting.ts';
import type { DepositRecord } from './deposit.repository.ts';
import { requiredConfirmations } from './note-deposit.ts';
import type { PaymentRecord } from './payment.repository.ts';
import { FAULTS, normalTxid, sameAddress, type Sighting } from './sighting.ts';
import { toBaseUnits } from './verify-callback.ts';

/** That money is here, and how much (base units). */
export interface Proof {
  readonly amountBase: bigint;
  readonly source: Sighting['source'];
  readonly block: Sighting['block'];
}

/** Faults of where and when, not of whether: the money is there all the same. */
const THERE_ALL_THE_SAME: readonly Sighting['fault'][] = [null, FAULTS.olderThanPayment, FAULTS.wrongAsset];

async function byChain(payment: PaymentRecord, deposit: DepositRecord): Promise<Proof | null | undefined> {
  const { asset, txid } = deposit;
  const found = await readFromChain(payment, { asset, txid, amountBase: null, fault: null });
  if (found === null) return undefined;
  const deep = found.confirmations >= requiredConfirmations(payment, asset);
  const there = deep && found.block !== null && THERE_ALL_THE_SAME.includes(found.fault);
  return there && found.amountBase !== null
    ? { amountBase: found.amountBase, source: 'chain', block: found.block }
    : null;
}

async function byGateway(payment: PaymentRecord, deposit: DepositRecord): Promise<Proof | null> {
  if (env().PAYMENT_VERIFICATION === 'chain') return null;
  const shown = (await gateway().readInvoice(payment.providerPaymentId)).find(
    (tx) =>
      normalTxid(tx.txid) === deposit.txid &&
      tx.crypto === deposit.asset &&
      sameAddress(tx.addr, deposit.destination),
  );
  const amountBase = shown ? toBaseUnits(shown.crypto, shown.amount) : null;
  return amountBase === null || amountBase === 0n ? null : { amountBase, source: 'invoice', block: null };
}

/**
 * Proves a deposit in quarantine anew, before money may move for it: by the books where it is in them, by the
 * chain where it can be read, else by the gateway's record. Not inside a transaction.
 * @throws AppError CONFLICT when nothing proves it, PROVIDER_UNAVAILABLE when nobody could be asked
 */
export async function proveDeposit(payment: PaymentRecord, deposit: DepositRecord): Promise<Proof> {
  if (deposit.heldBase > 0n) return { amountBase: deposit.heldBase, source: 'chain', block: null };
  try {
    const onChain = await byChain(payment, deposit);
    const proof = onChain === undefined ? await byGateway(payment, deposit) : onChain;
    if (proof !== null) return proof;
  } catch (error) {
    if (error instanceof GatewayError || error instanceof ChainUnavailableError) {
      throw new AppError('PROVIDER_UNAVAILABLE', { cause: error });
    }
    throw error;
  }
  throw new AppError('CONFLICT', {
    message:
      'Neither the chain nor the gateway proves that this money is here. No money moved. Wait, or declare it not ours.',
  });
}
