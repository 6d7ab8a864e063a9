import { formatAmount, multiply, parseDecimal, subtract, toFixed, ZERO } from './decimal.ts';
import { UPPER_LIMIT, type Invoices } from './invoices.ts';
import type { Rates } from './rates.ts';
import type { Payout, Transaction, UnconfirmedTransaction } from './records.ts';

/** The body for a confirmed payment. It tells the invoice as it is now, not as it was when the payment came. */
export function paymentBody(invoices: Invoices, rates: Rates, trigger: Transaction): Record<string, unknown> {
  const invoice = invoices.ofTransaction(trigger);
  const balanceFiat = parseDecimal(invoice.balanceFiat);
  const overpaid = subtract(balanceFiat, multiply(parseDecimal(invoice.amountFiat), UPPER_LIMIT));
  return {
    external_id: invoice.externalId,
    crypto: invoice.crypto,
    addr: invoice.address,
    fiat: invoice.fiat,
    balance_fiat: formatAmount(balanceFiat),
    balance_crypto: formatAmount(parseDecimal(invoice.balanceCrypto)),
    paid: invoice.status === 'PAID' || invoice.status === 'OVERPAID',
    status: invoice.status,
    fee_percent: formatAmount(rates.feePercent),
    fee_fixed: '0',
    fee_policy: 'PERCENT_FEE',
    overpaid_fiat: overpaid > ZERO ? toFixed(overpaid, 2) : '0.00',
    transactions: invoices.transactions(invoice.id).map((tx) => {
      const amountFiat = parseDecimal(tx.amountFiat);
      const withoutFee = rates.withoutFee(amountFiat);
      return {
        txid: tx.txid,
        date: new Date(tx.createdAt).toISOString().slice(0, 19).replace('T', ' '),
        amount_crypto: formatAmount(parseDecimal(tx.amountCrypto)),
        amount_fiat: formatAmount(amountFiat),
        amount_fiat_without_fee: formatAmount(withoutFee),
        fee_fiat: formatAmount(subtract(amountFiat, withoutFee)),
        trigger: tx.id === trigger.id,
        crypto: tx.crypto,
      };
    }),
  };
}

export function unconfirmedBody(invoices: Invoices, seen: UnconfirmedTransaction): Record<string, unknown> {
  return {
    status: 'unconfirmed',
    external_id: invoices.ofTransaction(seen).externalId,
    crypto: seen.crypto,
    addr: seen.address,
    txid: seen.txid,
    amount: formatAmount(parseDecimal(seen.amountCrypto)),
  };
}

export function payoutBody(rates: Rates, payout: Payout): Record<string, unknown> {
  const amount = parseDecimal(payout.amount);
  return {
    payout_id: payout.id,
    external_id: payout.externalId,
    tx_hash: payout.txid,
    status: 'SUCCESS',
    amount: formatAmount(amount),
    crypto: payout.crypto,
    amount_fiat: formatAmount(multiply(amount, rates.rate('USD', payout.crypto))),
    currency_fiat: 'USD',
    timestamp: new Date(payout.createdAt).toISOString().slice(0, 19),
  };
}
