import { isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { findHints, noteHint } from './hint.repository.ts';
import { findPayment, type PaymentRecord } from './payment.repository.ts';
import { normalTxid } from './sighting.ts';

/** A wallet whose fee is raised again and again gives a new hash each time; more than these is no wallet. */
const MOST_HINTS = 20;

let onReported: () => void = () => undefined;

/** The worker that looks at hints is woken by each. */
export function onHintWritten(listener: () => void): void {
  onReported = listener;
}

/**
 * The page of the one who pays tells the transaction that their wallet has sent, so that it is looked for at
 * once, also when the page is closed the moment after. It books nothing; told again, it changes nothing.
 * @throws AppError NOT_FOUND for anybody but the payment's buyer; RATE_LIMITED
 */
export async function reportTransaction(
  input: { readonly paymentId: string; readonly txid: string },
  actor: Pick<Actor, 'id'>,
): Promise<PaymentRecord> {
  const payment = await findPayment(input.paymentId);
  if (payment?.buyerId !== actor.id || payment.address === null) throw new AppError('NOT_FOUND');
  const txid = normalTxid(input.txid);
  const known = await findHints(payment.id);
  if (known.some((hint) => hint.txid === txid)) return payment;
  if (known.length >= MOST_HINTS) {
    const message =
      'So many transactions were told for this payment already. What was sent is found without it.';
    throw new AppError('RATE_LIMITED', { message });
  }
  try {
    await noteHint(payment.id, txid);
  } catch (error) {
    // Two tabs told the same at once: it is noted.
    if (!isDuplicateKey(error, 'toldOnce')) throw error;
  }
  onReported();
  return payment;
}
