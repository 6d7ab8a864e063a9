import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { z } from 'zod';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS checkpoints (number INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS invoices (
  id INTEGER PRIMARY KEY AUTOINCREMENT, externalId TEXT NOT NULL, callbackUrl TEXT NOT NULL,
  fiat TEXT NOT NULL, crypto TEXT NOT NULL, address TEXT NOT NULL, amountFiat TEXT NOT NULL,
  amountCrypto TEXT NOT NULL, exchangeRate TEXT NOT NULL, balanceFiat TEXT NOT NULL DEFAULT '0',
  balanceCrypto TEXT NOT NULL DEFAULT '0', status TEXT NOT NULL DEFAULT 'UNPAID', createdAt INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS invoicesByExternalId ON invoices (externalId);
CREATE TABLE IF NOT EXISTS addresses (
  address TEXT PRIMARY KEY, invoiceId INTEGER NOT NULL, crypto TEXT NOT NULL, hdIndex INTEGER NOT NULL UNIQUE
) STRICT;
CREATE INDEX IF NOT EXISTS addressesByText ON addresses (lower(address));
CREATE TABLE IF NOT EXISTS transactions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, invoiceId INTEGER NOT NULL, txid TEXT NOT NULL, crypto TEXT NOT NULL,
  address TEXT NOT NULL, amountCrypto TEXT NOT NULL, amountFiat TEXT NOT NULL, blockNumber INTEGER NOT NULL,
  needsConfirmations INTEGER NOT NULL DEFAULT 1, createdAt INTEGER NOT NULL, UNIQUE (crypto, txid, invoiceId)
) STRICT;
CREATE TABLE IF NOT EXISTS unconfirmed (
  id INTEGER PRIMARY KEY AUTOINCREMENT, invoiceId INTEGER NOT NULL, txid TEXT NOT NULL, crypto TEXT NOT NULL,
  address TEXT NOT NULL, amountCrypto TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0,
  UNIQUE (crypto, txid, invoiceId)
) STRICT;
CREATE TABLE IF NOT EXISTS callbacks (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, refId INTEGER NOT NULL, externalId TEXT NOT NULL,
  url TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, copies INTEGER NOT NULL DEFAULT 0,
  nextAt INTEGER NOT NULL, createdAt INTEGER NOT NULL, UNIQUE (kind, refId)
) STRICT;
CREATE INDEX IF NOT EXISTS callbacksDue ON callbacks (state, nextAt);
CREATE TABLE IF NOT EXISTS attempts (
  id INTEGER PRIMARY KEY AUTOINCREMENT, callbackId INTEGER NOT NULL, at INTEGER NOT NULL, httpStatus INTEGER,
  error TEXT, body TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS attemptsByCallback ON attempts (callbackId);
CREATE TABLE IF NOT EXISTS payouts (
  id INTEGER PRIMARY KEY AUTOINCREMENT, externalId TEXT, crypto TEXT NOT NULL, amount TEXT NOT NULL,
  destination TEXT NOT NULL, callbackUrl TEXT, taskId TEXT, status TEXT NOT NULL DEFAULT 'IN_PROGRESS',
  error TEXT, txid TEXT, createdAt INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS tasks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, crypto TEXT NOT NULL, destination TEXT NOT NULL,
  amount TEXT NOT NULL, plan TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'PENDING', result TEXT, txid TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS chainTransactions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, raw TEXT NOT NULL, purpose TEXT NOT NULL,
  sender TEXT NOT NULL, nonce INTEGER NOT NULL, sentAt INTEGER NOT NULL, refused INTEGER NOT NULL DEFAULT 0
) STRICT;
`;

/**
 * The gateway's record: one SQLite file that survives the process being killed at any moment.
 *
 * Columns are named as the fields of the objects that come out of it.
 */
export class Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @param stateDir Folder for the file; made where it is missing. `:memory:` keeps nothing. */
  constructor(stateDir: string) {
    if (stateDir !== ':memory:') mkdirSync(stateDir, { recursive: true });
    this.#db = new DatabaseSync(stateDir === ':memory:' ? stateDir : join(stateDir, 'gateway.sqlite'));
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');
    this.#db.exec(SCHEMA);
  }

  /** Every row, checked against the shape that the caller expects. */
  all<T extends z.ZodType>(schema: T, sql: string, ...values: SQLInputValue[]): z.output<T>[] {
    return z.array(schema).parse(this.#prepare(sql).all(...values));
  }

  first<T extends z.ZodType>(schema: T, sql: string, ...values: SQLInputValue[]): z.output<T> | undefined {
    const row = this.#prepare(sql).get(...values);
    return row === undefined ? undefined : schema.parse(row);
  }

  /** @returns The rowid of an inserted row, and how many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): { id: number; changes: number } {
    const result = this.#prepare(sql).run(...values);
    return { id: Number(result.lastInsertRowid), changes: Number(result.changes) };
  }

  /** Everything in `work`, which must not wait for anything, becomes durable at once or not at all. */
  transaction<T>(work: () => T): T {
    if (this.#db.isTransaction) return work();
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  getMeta(key: string): string | undefined {
    return this.first(z.object({ value: z.string() }), 'SELECT value FROM meta WHERE key = ?', key)?.value;
  }

  setMeta(key: string, value: string): void {
    this.run(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      value,
    );
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
