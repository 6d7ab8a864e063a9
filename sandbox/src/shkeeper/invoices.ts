import { setTimeout as delay } from 'node:timers/promises';
import type { Address, Hash } from 'viem';
import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Asset, GatewayConfig } from './config.ts';
import {
  ZERO,
  add,
  formatAmount,
  fromBase,
  multiply,
  parseDecimal,
  toExact,
  toFixed,
  type Decimal,
} from './decimal.ts';
import type { Rates } from './rates.ts';
import {
  AddressRow,
  InvoiceRow,
  TransactionRow,
  UnconfirmedRow,
  type Invoice,
  type Transaction,
  type UnconfirmedTransaction,
} from './records.ts';
import type { Store } from './store.ts';
import type { GatewayWallets } from './wallets.ts';

/** How long the wallet behind the gateway takes to make an address; calls that overlap here do not see each other. */
const ADDRESS_LATENCY_MS = 20;

/** Below this part of the fiat amount an invoice is PARTIAL; from the other one on it is OVERPAID. */
const LOWER_LIMIT = parseDecimal('0.95');
export const UPPER_LIMIT = parseDecimal('1.05');

const PaymentRequest = z.object({
  external_id: z.union([z.string(), z.number()]).transform(String),
  fiat: z.string(),
  amount: z.union([z.string(), z.number()]).transform(String),
  callback_url: z.string(),
});

export interface Deposit {
  asset: Asset;
  txid: Hash;
  address: Address;
  amountBase: bigint;
}

/** Invoices, their addresses and the payments that came to them. */
export class Invoices {
  readonly #config: GatewayConfig;
  readonly #store: Store;
  readonly #rates: Rates;
  readonly #wallets: GatewayWallets;
  readonly #clock: Clock;

  constructor(config: GatewayConfig, store: Store, rates: Rates, wallets: GatewayWallets, clock: Clock) {
    this.#config = config;
    this.#store = store;
    this.#rates = rates;
    this.#wallets = wallets;
    this.#clock = clock;
  }

  /**
   * Makes an invoice, or takes the one that was made before for the same external id, callback and fiat and
   * rewrites its amount. Nothing guards against two calls at once: both may find nothing and make one each.
   */
  async request(asset: Asset, body: unknown): Promise<Invoice> {
    const { external_id: externalId, fiat, amount, callback_url: callbackUrl } = parseRequest(body);
    const sql =
      'SELECT * FROM invoices WHERE externalId = ? AND callbackUrl = ? AND fiat = ? ORDER BY id LIMIT 1';
    const existing = this.#store.first(InvoiceRow, sql, externalId, callbackUrl, fiat);
    const amountFiat = parseDecimal(amount);
    const { amountCrypto, rate } = this.#rates.convert(fiat, asset, amountFiat);
    const priced = [toExact(amountFiat), toExact(amountCrypto), toExact(rate)] as const;

    const known = existing && this.#addressOf(existing.id, asset.code);
    let address = known?.address;
    if (!address) {
      await delay(ADDRESS_LATENCY_MS);
      const fresh = this.#wallets.nextAddress();
      address = fresh.address;
      const id = this.#store.transaction(() => {
        const invoiceId =
          existing?.id ??
          this.#store.run(
            `INSERT INTO invoices (externalId, callbackUrl, fiat, crypto, address, amountFiat, amountCrypto,
             exchangeRate, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            ...[externalId, callbackUrl, fiat, asset.code, fresh.address, ...priced, this.#clock.now()],
          ).id;
        const insert = 'INSERT INTO addresses VALUES (?, ?, ?, ?)';
        this.#store.run(insert, fresh.address, invoiceId, asset.code, fresh.hdIndex);
        return invoiceId;
      });
      if (!existing) return this.#byId(id);
    }
    if (!existing) throw new Error('An address was found for an invoice that does not exist.');
    this.#store.run(
      `UPDATE invoices SET amountFiat = ?, amountCrypto = ?, exchangeRate = ?, crypto = ?, address = ? WHERE id = ?`,
      ...[...priced, asset.code, address, existing.id],
    );
    return this.#byId(existing.id);
  }

  quote(asset: Asset, fiat: string, amount: string): Record<string, string> {
    const amountFiat = parseDecimal(amount);
    const { amountCrypto, rate } = this.#rates.convert(fiat, asset, amountFiat);
    return {
      fiat,
      amount_fiat: formatAmount(amountFiat),
      crypto: asset.code,
      amount_crypto: formatAmount(amountCrypto),
      exchange_rate: formatAmount(rate),
    };
  }

  all(): Invoice[] {
    return this.#store.all(InvoiceRow, 'SELECT * FROM invoices ORDER BY id');
  }

  byExternalId(externalId: string): Invoice[] {
    return this.#store.all(InvoiceRow, 'SELECT * FROM invoices WHERE externalId = ? ORDER BY id', externalId);
  }

  byAddress(address: string): Invoice | undefined {
    const sql = 'SELECT * FROM addresses WHERE lower(address) = lower(?)';
    const row = this.#store.first(AddressRow, sql, address);
    return row && this.#byId(row.invoiceId);
  }

  ofTransaction(transaction: { invoiceId: number }): Invoice {
    return this.#byId(transaction.invoiceId);
  }

  transactions(invoiceId: number): Transaction[] {
    return this.#store.all(
      TransactionRow,
      'SELECT * FROM transactions WHERE invoiceId = ? ORDER BY id',
      invoiceId,
    );
  }

  transaction(id: number): Transaction | undefined {
    return this.#store.first(TransactionRow, 'SELECT * FROM transactions WHERE id = ?', id);
  }

  unconfirmed(id: number): UnconfirmedTransaction | undefined {
    return this.#store.first(UnconfirmedRow, 'SELECT * FROM unconfirmed WHERE id = ?', id);
  }

  waitingForConfirmations(): Transaction[] {
    return this.#store.all(
      TransactionRow,
      'SELECT * FROM transactions WHERE needsConfirmations = 1 ORDER BY id',
    );
  }

  markConfirmed(transaction: Transaction): void {
    this.#store.run('UPDATE transactions SET needsConfirmations = 0 WHERE id = ?', transaction.id);
  }

  /**
   * Notes a payment that was seen but has no confirmation, or whose first sight is in a block.
   *
   * @returns The row if it is new.
   */
  noteUnconfirmed(deposit: Deposit): UnconfirmedTransaction | undefined {
    const invoice = this.byAddress(deposit.address);
    if (!invoice) return undefined;
    const amount = toExact(fromBase(deposit.amountBase, deposit.asset.decimals));
    const { id, changes } = this.#store.run(
      `INSERT INTO unconfirmed (invoiceId, txid, crypto, address, amountCrypto) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      ...[invoice.id, deposit.txid, deposit.asset.code, deposit.address, amount],
    );
    return changes > 0 ? this.unconfirmed(id) : undefined;
  }

  /**
   * Counts a payment that stands in a block. Only the first transfer of a transaction to an invoice is
   * counted; whatever comes after it with the same transaction id is taken for a repetition.
   *
   * @param block Where it stands; the time is in milliseconds.
   * @returns The payment if it was counted now.
   */
  addTransaction(deposit: Deposit, block: { number: number; time: number }): Transaction | undefined {
    const invoice = this.byAddress(deposit.address);
    if (!invoice) return undefined;
    const { asset, txid, address } = deposit;
    const amountCrypto = fromBase(deposit.amountBase, asset.decimals);
    const sameCoin = invoice.crypto === asset.code;
    const rate = sameCoin ? parseDecimal(invoice.exchangeRate) : this.#rates.rate(invoice.fiat, asset.code);
    const amountFiat = multiply(amountCrypto, rate);
    return this.#store.transaction(() => {
      const known = this.#store.run(
        'UPDATE transactions SET blockNumber = ? WHERE crypto = ? AND txid = ? AND invoiceId = ?',
        ...[block.number, asset.code, txid, invoice.id],
      );
      if (known.changes > 0) return undefined;
      const { id } = this.#store.run(
        `INSERT INTO transactions (invoiceId, txid, crypto, address, amountCrypto, amountFiat, blockNumber, createdAt)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[invoice.id, txid, asset.code, address, toExact(amountCrypto), toExact(amountFiat)],
        ...[block.number, block.time],
      );
      const seen = 'UPDATE unconfirmed SET seen = 1 WHERE crypto = ? AND txid = ? AND invoiceId = ?';
      this.#store.run(seen, asset.code, txid, invoice.id);
      this.#addToBalance(invoice, amountFiat, sameCoin ? amountCrypto : ZERO);
      return this.transaction(id);
    });
  }

  /** The answer of `payment_request`. */
  presentNew(invoice: Invoice): Record<string, unknown> {
    const asset = this.#config.assets.find((candidate) => candidate.code === invoice.crypto);
    return {
      status: 'success',
      id: invoice.id,
      exchange_rate: toFixed(parseDecimal(invoice.exchangeRate), 2).replace(/\.?0+$/, ''),
      amount: formatAmount(parseDecimal(invoice.amountCrypto)),
      wallet: invoice.address,
      recalculate_after: 0,
      display_name: asset?.displayName ?? invoice.crypto,
    };
  }

  /** One entry of `/invoices`. Its status does not wait for the confirmations that callbacks wait for. */
  present(invoice: Invoice): Record<string, unknown> {
    const sql = 'SELECT * FROM unconfirmed WHERE invoiceId = ? AND seen = 0 ORDER BY id';
    const unconfirmed = this.#store.all(UnconfirmedRow, sql, invoice.id);
    return {
      txs: [
        ...this.transactions(invoice.id).map((tx) => presentTransaction(tx, 'CONFIRMED')),
        ...unconfirmed.map((tx) => presentTransaction(tx, 'UNCONFIRMED')),
      ],
      external_id: invoice.externalId,
      balance_fiat: formatAmount(parseDecimal(invoice.balanceFiat)),
      fiat: invoice.fiat,
      amount_fiat: formatAmount(parseDecimal(invoice.amountFiat)),
      status: invoice.status,
    };
  }

  /** The entries of `/transactions/{crypto}/{address}`. */
  presentTransactionsAt(code: string, address: string): Record<string, unknown>[] {
    const where = 'crypto = ? AND lower(address) = lower(?)';
    const counted = this.#store.all(
      TransactionRow,
      `SELECT * FROM transactions WHERE ${where}`,
      code,
      address,
    );
    const pending = `SELECT * FROM unconfirmed WHERE ${where} AND seen = 0`;
    return [
      ...counted.map((tx) => presentTransaction(tx, 'CONFIRMED')),
      ...this.#store
        .all(UnconfirmedRow, pending, code, address)
        .map((tx) => presentTransaction(tx, 'UNCONFIRMED')),
    ];
  }

  #addToBalance(invoice: Invoice, fiat: Decimal, crypto: Decimal): void {
    const balanceFiat = add(parseDecimal(invoice.balanceFiat), fiat);
    const balanceCrypto = add(parseDecimal(invoice.balanceCrypto), crypto);
    const due = parseDecimal(invoice.amountFiat);
    let status: Invoice['status'] = 'OVERPAID';
    if (balanceFiat < multiply(due, LOWER_LIMIT)) status = 'PARTIAL';
    else if (balanceFiat < multiply(due, UPPER_LIMIT)) status = 'PAID';
    const sql = 'UPDATE invoices SET balanceFiat = ?, balanceCrypto = ?, status = ? WHERE id = ?';
    this.#store.run(sql, toExact(balanceFiat), toExact(balanceCrypto), status, invoice.id);
  }

  #byId(id: number): Invoice {
    const invoice = this.#store.first(InvoiceRow, 'SELECT * FROM invoices WHERE id = ?', id);
    if (!invoice) throw new Error(`There is no invoice ${id}.`);
    return invoice;
  }

  #addressOf(invoiceId: number, code: string) {
    const sql = 'SELECT * FROM addresses WHERE invoiceId = ? AND crypto = ? ORDER BY hdIndex LIMIT 1';
    return this.#store.first(AddressRow, sql, invoiceId, code);
  }
}

function parseRequest(body: unknown): z.output<typeof PaymentRequest> {
  const parsed = PaymentRequest.safeParse(body);
  // The gateway reads the keys one by one and reports the first that is missing, in Python's words.
  if (!parsed.success) throw new Error(`'${parsed.error.issues[0]?.path.join('.') ?? 'external_id'}'`);
  return parsed.data;
}

function presentTransaction(
  tx: { amountCrypto: string; crypto: string; address: string; txid: string },
  status: 'CONFIRMED' | 'UNCONFIRMED',
): Record<string, unknown> {
  return {
    amount: formatAmount(parseDecimal(tx.amountCrypto)),
    crypto: tx.crypto,
    addr: tx.address,
    txid: tx.txid,
    status,
  };
}
