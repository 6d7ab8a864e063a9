import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { getAddress, isAddress } from 'viem';
import { crashPoint } from '../../platform/crash-point.ts';
import { createPoller } from '../../platform/poller.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import { callbackUrl, gateway, GatewayError } from '../integration/index.ts';
import { centsToUsd } from './payment.amounts.ts';
import {
  dropInvoiceLease,
  findPayment,
  takeInvoiceLease,
  takePayment,
  type PaymentRecord,
} from './payment.repository.ts';
import { announcePayment, movePayment } from './payment.transition.ts';

/** Renewed while the call lasts; after a crash others wait this long. */
const LEASE_MS = 4_000;
const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 100;

/** The address in its one spelling. @throws GatewayError for something that is no address of our chains */
function checkedAddress(given: string): string {
  if (!isAddress(given, { strict: false }))
    throw new GatewayError('malformed', 'an invoice without an address');
  return getAddress(given);
}

/** The gateway keeps id and address of an external id, so that asking again after a crash is safe. */
async function askForAddress(payment: PaymentRecord): Promise<string> {
  const invoice = await gateway().requestInvoice({
    asset: payment.asset,
    externalId: payment.providerPaymentId,
    amountUsd: centsToUsd(payment.totalCents),
    callbackUrl: callbackUrl(),
  });
  return checkedAddress(invoice.address);
}

async function storeAddress(paymentId: string, address: string): Promise<PaymentRecord> {
  return inTransaction(async (tx) => {
    const payment = await takePayment(tx, paymentId);
    if (payment === null) throw new AppError('NOT_FOUND');
    if (payment.address !== null) return payment;
    const moved = await movePayment(tx, payment, 'invoice', 'gateway', { address });
    if (moved.status !== payment.status) await announcePayment(tx, moved);
    return moved;
  });
}

async function askUnderLease(payment: PaymentRecord, holder: string): Promise<PaymentRecord> {
  const renewal = createPoller('invoice lease', LEASE_MS / 4, async () => {
    await takeInvoiceLease(payment.id, holder, LEASE_MS);
  });
  renewal.start();
  try {
    crashPoint('payment:before-invoice-call');
    const address = await askForAddress(payment);
    crashPoint('payment:after-invoice-call');
    return await storeAddress(payment.id, address);
  } finally {
    await renewal.stop();
    await dropInvoiceLease(payment.id, holder);
  }
}

/**
 * Sees to it that an attempt has its address. One process at a time asks the gateway for it, since the gateway
 * makes several invoices of calls that overlap; the others wait for the answer.
 * @throws GatewayError, or AppError PROVIDER_UNAVAILABLE when another process waits in vain
 */
export async function ensureAddress(payment: PaymentRecord): Promise<PaymentRecord> {
  if (payment.address !== null || payment.status !== 'created') return payment;
  const holder = randomUUID();
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (Date.now() < giveUpAt) {
    if (await takeInvoiceLease(payment.id, holder, LEASE_MS)) {
      return askUnderLease(payment, holder);
    }
    await sleep(LOOK_AGAIN_MS);
    const present = await findPayment(payment.id);
    if (present !== null && (present.address !== null || present.status !== 'created')) return present;
  }
  throw new AppError('PROVIDER_UNAVAILABLE');
}
