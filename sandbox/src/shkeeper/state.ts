import { formatAmount, parseDecimal, toBase } from './decimal.ts';
import type { Gateway } from './gateway.ts';
import type { Callback, Invoice, Payout } from './records.ts';

/** Everything the sandbox knows, for its page and for tests. Times are ISO strings, amounts decimal strings. */
export function readState(gateway: Gateway) {
  const { invoices, payouts, callbacks, clock, config, faults, watcher } = gateway;
  return {
    format: config.webhookFormat,
    block: watcher.lastBlock,
    now: new Date(clock.now()).toISOString(),
    clockOffsetMs: clock.offsetMs,
    faults: faults.current,
    assets: config.assets,
    invoices: invoices.all().map((invoice) => describeInvoice(gateway, invoice)),
    payouts: payouts.all().map(describePayout),
    tasks: payouts.tasks().map(({ id, crypto, destination, amount, status, txid, result }) => ({
      ...{ id, crypto, destination, amount, status, txid },
      result: result === null ? null : (JSON.parse(result) as unknown),
    })),
    callbacks: callbacks.all().map((callback) => describeCallback(gateway, callback)),
  };
}

export type SandboxState = ReturnType<typeof readState>;

function describeInvoice(gateway: Gateway, invoice: Invoice) {
  const { id, externalId, callbackUrl, crypto, address, fiat, status } = invoice;
  const asset = gateway.config.assets.find((candidate) => candidate.code === crypto);
  const received = parseDecimal(invoice.balanceCrypto);
  return {
    ...{ id, externalId, callbackUrl, crypto, address, fiat, status },
    amountFiat: formatAmount(parseDecimal(invoice.amountFiat)),
    amountCrypto: formatAmount(parseDecimal(invoice.amountCrypto)),
    balanceFiat: formatAmount(parseDecimal(invoice.balanceFiat)),
    balanceCrypto: formatAmount(received),
    balanceBase: toBase(received, asset?.decimals ?? 0).toString(),
    dueBase: gateway.testPayments.due(invoice).toString(),
    createdAt: new Date(invoice.createdAt).toISOString(),
    transactions: gateway.invoices.transactions(id).map((tx) => ({
      txid: tx.txid,
      crypto: tx.crypto,
      amountCrypto: formatAmount(parseDecimal(tx.amountCrypto)),
      amountFiat: formatAmount(parseDecimal(tx.amountFiat)),
      blockNumber: tx.blockNumber,
      confirmed: !tx.needsConfirmations,
    })),
  };
}

function describePayout(payout: Payout) {
  const { id, externalId, crypto, destination, taskId, status, error, txid } = payout;
  const amount = formatAmount(parseDecimal(payout.amount));
  const createdAt = new Date(payout.createdAt).toISOString();
  return { id, externalId, crypto, amount, destination, taskId, status, error, txid, createdAt };
}

function describeCallback(gateway: Gateway, callback: Callback) {
  const { id, kind, externalId, url, state, attempts } = callback;
  const last = gateway.callbacks.attempts(id).at(-1);
  return {
    ...{ id, kind, externalId, url, state, attempts },
    lastAnswer: last?.httpStatus ?? null,
    lastError: last?.error ?? null,
    createdAt: new Date(callback.createdAt).toISOString(),
    nextAt: new Date(callback.nextAt).toISOString(),
  };
}
