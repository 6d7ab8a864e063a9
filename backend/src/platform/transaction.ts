import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type ClientSession } from 'mongoose';
import { AppError } from '../shared/errors.ts';
import { logger } from './logger.ts';

/**
 * One use case, one transaction. MongoDB may run the callback several times: load inside it, and keep
 * everything that leaves the database (HTTP, mail, sockets) out of it.
 */

interface Scope {
  readonly session: ClientSession;
  /** What mongoose reads, see `joined`. */
  readonly store: SessionStore;
  readonly afterCommit: (() => void)[];
  /** Set when a nested callback threw: MongoDB may have given the transaction up already. */
  doomed: { readonly reason: unknown } | null;
}

const scopes = new AsyncLocalStorage<Scope>();

interface SessionStore {
  session: ClientSession | undefined;
}

mongoose.set('transactionAsyncLocalStorage', true);

/**
 * Mongoose looks here for a session when an operation names none, so that a read within a transaction sees
 * that transaction's writes even where nobody passed the session on.
 */
const joined = (mongoose as unknown as { transactionAsyncLocalStorage: AsyncLocalStorage<SessionStore> })
  .transactionAsyncLocalStorage;

const MAX_ATTEMPTS = 24;
const MAX_COMMIT_ATTEMPTS = 10;
const DEADLINE_MS = 20_000;
const LONGEST_PAUSE_MS = 400;
const DUPLICATE_KEY = 11_000;

const hasLabel = (error: unknown, label: string): boolean =>
  error instanceof mongoose.mongo.MongoError && error.hasErrorLabel(label);

/** True for a unique index's refusal; with `index`, only for that one. */
export function isDuplicateKey(error: unknown, index?: string): boolean {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== DUPLICATE_KEY) return false;
  return index === undefined || error.message.includes(`index: ${index} `);
}

async function commit(session: ClientSession): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      // Whether it was committed is unknown: committing again is safe and tells.
      const unknown = hasLabel(error, 'UnknownTransactionCommitResult');
      if (!unknown || attempt >= MAX_COMMIT_ATTEMPTS) throw error;
    }
  }
}

/** The callback gave an answer although a nested part of it had failed, so nothing was written. */
export class RolledBackAnswer<T> extends Error {
  readonly answer: T;

  constructor(answer: T, reason: unknown) {
    super('a nested transaction failed, so the outer one was rolled back', { cause: reason });
    this.name = 'RolledBackAnswer';
    this.answer = answer;
  }
}

async function attemptOnce<T>(scope: Scope, run: (session: ClientSession) => Promise<T>): Promise<T> {
  const { session } = scope;
  session.startTransaction({
    readConcern: { level: 'snapshot' },
    writeConcern: { w: 'majority' },
    readPreference: 'primary',
  });
  try {
    const result = await scopes.run(scope, () => joined.run(scope.store, () => run(session)));
    if (scope.doomed) {
      if (hasLabel(scope.doomed.reason, 'TransientTransactionError')) throw scope.doomed.reason;
      throw new RolledBackAnswer(result, scope.doomed.reason);
    }
    await commit(session);
    return result;
  } catch (error) {
    scope.store.session = undefined;
    if (session.inTransaction()) {
      try {
        await session.abortTransaction();
      } catch (abortError) {
        // The server drops an unfinished transaction by itself; the first error is the one that matters.
        logger().debug({ err: abortError }, 'abort failed');
      }
    }
    // What came after a nested failure failed because of it; repeating would not help.
    const repeating = hasLabel(error, 'TransientTransactionError');
    if (scope.doomed && repeating) throw scope.doomed.reason;
    throw error;
  }
}

/**
 * Runs `run` in a transaction with snapshot reads and majority writes, again when MongoDB says that a
 * conflict was passing. Called inside another one it joins it.
 * @throws AppError CONFLICT when the conflict does not end within the bounds.
 */
export async function inTransaction<T>(run: (session: ClientSession) => Promise<T>): Promise<T> {
  const outer = scopes.getStore();
  if (outer) {
    // Its writes would vanish with the rest while the caller was told that they stand.
    if (outer.doomed) throw new Error('the outer transaction is rolled back', { cause: outer.doomed.reason });
    try {
      return await run(outer.session);
    } catch (error) {
      outer.doomed ??= { reason: error };
      // Whoever catches this and reads again must read what is committed, not a dead transaction.
      outer.store.session = undefined;
      throw error;
    }
  }
  const session = await mongoose.startSession();
  const deadline = Date.now() + DEADLINE_MS;
  try {
    for (let attempt = 1; ; attempt += 1) {
      const scope: Scope = { session, store: { session }, afterCommit: [], doomed: null };
      try {
        const result = await attemptOnce(scope, run);
        scope.store.session = undefined;
        runHooks(scope.afterCommit);
        return result;
      } catch (error) {
        if (!hasLabel(error, 'TransientTransactionError')) throw error;
        if (attempt >= MAX_ATTEMPTS || Date.now() > deadline) {
          logger().warn({ err: error, attempt }, 'transaction given up after repeated conflicts');
          throw new AppError('CONFLICT', { cause: error });
        }
        await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, 5 * 2 ** attempt));
      }
    }
  } finally {
    await session.endSession();
  }
}

function runHooks(hooks: readonly (() => void)[]): void {
  for (const hook of hooks) {
    try {
      hook();
    } catch (error) {
      // The transaction stands; whatever the hook was to hasten is found by polling.
      logger().error({ err: error }, 'after-commit hook failed');
    }
  }
}

/**
 * Runs `hook` once the transaction has committed (never for an attempt that was rolled back). It may be lost
 * in a crash, so it only hastens what polling finds anyway.
 */
export function afterCommit(session: ClientSession, hook: () => void): void {
  const scope = scopes.getStore();
  if (scope?.session !== session) throw new Error('afterCommit wants the session of the running transaction');
  scope.afterCommit.push(hook);
}

/** True once a nested part has failed: nothing that is written from here on would stay. */
export const isRolledBack = (): boolean => (scopes.getStore()?.doomed ?? null) !== null;

/** Guards calls that leave the database. */
export function forbidInTransaction(what: string): void {
  if (scopes.getStore()) throw new Error(`${what} must not run inside a transaction, which may run again`);
}

/**
 * The session as an option of a mongoose operation, for readers that are called with and without one. Left out
 * rather than null where there is none: mongoose takes null as "no session, whatever is running", and a read
 * within a transaction would miss that transaction's writes.
 */
export const sessionOption = (tx: ClientSession | null): { session?: ClientSession } =>
  tx === null ? {} : { session: tx };
