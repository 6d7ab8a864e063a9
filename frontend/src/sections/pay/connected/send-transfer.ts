import type { Payment } from '@/actions/payment';
import { asksForMoney } from '../pay-state';
import type { TransferEvent } from './transfer-mark';
import { nothingWasSent, walletProblem } from '@/components/web3/wallet-problem';

/** The payment is not what the person saw when they pressed the button: nothing was sent. */
export class PaymentChanged extends Error {}
/** Another tab waits for the wallet with the same payment. */
export class AskedElsewhere extends Error {}

interface SendTransfer {
  /** The payment as the person saw it. */
  readonly payment: Payment;
  /** Product time, ms. */
  readonly now: number;
  /** Reads the payment again. */
  readonly readAgain: () => Promise<Payment>;
  /** Asks the wallet. @returns the transaction's hash */
  readonly ask: (payment: Payment) => Promise<string>;
  readonly mark: (event: TransferEvent) => void;
  /** Tells the backend where to look; whether it could be told changes nothing about the transfer. */
  readonly report: (txid: string) => void;
}

/**
 * Has the wallet send what is missing, at most once: the mark is set before the wallet is asked and taken away
 * only when it is certain that nothing was sent.
 * @throws PaymentChanged, TransferAlreadyAsked, or what the wallet said
 */
export async function sendTransfer(given: SendTransfer): Promise<void> {
  const { payment, now, readAgain, ask, mark, report } = given;
  const fresh = await readAgain();
  const same = fresh.address === payment.address && fresh.missing.amount === payment.missing.amount;
  if (!same || !asksForMoney(fresh, now)) throw new PaymentChanged();
  // An earlier transfer that has arrived, as a part of the whole, does not stand in the way of the rest.
  mark({ type: 'seen', deposits: fresh.deposits });
  mark({ type: 'ask', amount: fresh.missing.amount });
  let txid: string;
  try {
    txid = await ask(fresh);
  } catch (error) {
    if (nothingWasSent(walletProblem(error))) mark({ type: 'notSent' });
    throw error;
  }
  mark({ type: 'sent', txid });
  report(txid);
}

/**
 * Runs one at a time for a payment, over all tabs of this browser.
 * @throws AskedElsewhere while another tab is at it
 */
export function aloneFor<T>(paymentId: string, work: () => Promise<T>): Promise<T> {
  // Browsers give locks to secure pages only; without them the mark alone guards.
  if (!('locks' in navigator)) return work();
  return navigator.locks.request(`amn-transfer-${paymentId}`, { ifAvailable: true }, (lock) => {
    if (!lock) throw new AskedElsewhere();
    return work();
  });
}
