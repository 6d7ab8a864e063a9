import { createHash } from 'node:crypto';
import { type mongo, Types } from 'mongoose';
import { AppError, ERROR_CATALOGUE, type ErrorCode } from '../shared/errors.ts';
import { database, definePlainCollection } from './mongo.ts';
import { inTransaction, isDuplicateKey, isRolledBack, RolledBackAnswer } from './transaction.ts';

/**
 * `Idempotency-Key`: the key is inserted in the transaction of the effect, so that a hundred copies of one
 * request have one effect, and every later one gets the first one's answer.
 */

interface StoredAnswer {
  readonly userId: Types.ObjectId;
  readonly route: string;
  readonly key: string;
  readonly inputHash: string;
  /** JSON of `data`, or the refusal. */
  readonly data: string | null;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: string } | null;
  readonly storedAt: Date;
}

const KEYS = definePlainCollection({
  name: 'idempotency_keys',
  indexes: [
    { key: { userId: 1, route: 1, key: 1 }, unique: true, name: 'idempotencyKey' },
    { key: { storedAt: 1 }, expireAfterSeconds: 7 * 24 * 3600 },
  ],
});

const keys = (): mongo.Collection<StoredAnswer> => database().collection<StoredAnswer>(KEYS);

export interface IdempotentCall {
  readonly userId: string;
  /** The operationId. */
  readonly route: string;
  readonly key: string;
  readonly input: unknown;
}

export interface IdempotentAnswer<T> {
  readonly data: T;
  readonly replayed: boolean;
}

/** JSON with sorted keys: the same input has one hash whatever order it was written in. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const hash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

const filterOf = (call: IdempotentCall) => ({
  userId: new Types.ObjectId(call.userId),
  route: call.route,
  key: call.key,
});

async function replay<T>(call: IdempotentCall): Promise<IdempotentAnswer<T> | null> {
  const stored = await keys().findOne(filterOf(call));
  if (!stored) return null;
  if (stored.inputHash !== hash(call.input)) throw new AppError('IDEMPOTENCY_MISMATCH');
  if (stored.error) {
    const { code, message, details } = stored.error;
    throw new AppError(code, { message, details: JSON.parse(details) as unknown });
  }
  return { data: JSON.parse(stored.data ?? 'null') as T, replayed: true };
}

const jsonOf = (data: unknown): string => JSON.stringify(data ?? null);

const rowOf = (call: IdempotentCall, answer: Pick<StoredAnswer, 'data' | 'error'>): StoredAnswer => ({
  ...filterOf(call),
  inputHash: hash(call.input),
  ...answer,
  storedAt: new Date(),
});

/** Keeps an answer that had no effect of its own (a refusal, a repeat found by the service). False when one is kept. */
async function remember(
  call: IdempotentCall,
  answer: Pick<StoredAnswer, 'data' | 'error'>,
): Promise<boolean> {
  try {
    await keys().insertOne(rowOf(call, answer));
    return true;
  } catch (error) {
    if (!isDuplicateKey(error, 'idempotencyKey')) throw error;
    return false;
  }
}

/** A refusal is an answer too, but not a lost race, which asks for another try, nor a fault of ours. */
const isAnswer = (error: unknown): error is AppError =>
  error instanceof AppError && error.code !== 'CONFLICT' && ERROR_CATALOGUE[error.code][0] < 500;

async function rememberRefusal(call: IdempotentCall, error: unknown): Promise<void> {
  if (!isAnswer(error)) return;
  const { code, message } = error;
  await remember(call, { data: null, error: { code, message, details: JSON.stringify(error.details) } });
}

/**
 * Runs `work` once per (user, route, key). Its transactions join the one that holds the key, so it must not
 * call anybody outside the database.
 * @throws AppError IDEMPOTENCY_MISMATCH for another input under the same key, or the first call's refusal.
 */
export async function runIdempotently<T>(
  call: IdempotentCall,
  work: () => Promise<T>,
): Promise<IdempotentAnswer<T>> {
  const earlier = await replay<T>(call);
  if (earlier) return earlier;
  try {
    const data = await inTransaction(async (session) => {
      // Inserted first: a second copy waits here instead of doing the work.
      await keys().insertOne(rowOf(call, { data: null, error: null }), { session });
      const result = await work();
      if (!isRolledBack()) {
        await keys().updateOne(filterOf(call), { $set: { data: jsonOf(result) } }, { session });
      }
      return result;
    });
    return { data, replayed: false };
  } catch (error) {
    if (isDuplicateKey(error, 'idempotencyKey')) {
      const first = await replay<T>(call);
      if (first) return first;
    }
    if (error instanceof RolledBackAnswer) {
      const data = error.answer as T;
      await remember(call, { data: jsonOf(data), error: null });
      return { data, replayed: false };
    }
    await rememberRefusal(call, error);
    throw error;
  }
}

/**
 * Keeps the answer of `work` once it is there, and gives it again. For work that calls somebody outside the
 * database, and so cannot run in the key's transaction: its effect has to be once by a key of its own, since two
 * copies at the same time both run. Whichever answer is kept first is the one that both give.
 * @throws AppError IDEMPOTENCY_MISMATCH for another input under the same key, or the first call's refusal.
 */
export async function keepAnswer<T>(
  call: IdempotentCall,
  work: () => Promise<T>,
): Promise<IdempotentAnswer<T>> {
  const earlier = await replay<T>(call);
  if (earlier) return earlier;
  let data: T;
  try {
    data = await work();
  } catch (error) {
    await rememberRefusal(call, error);
    throw error;
  }
  if (await remember(call, { data: jsonOf(data), error: null })) return { data, replayed: false };
  const kept = await replay<T>(call);
  if (!kept) throw new AppError('CONFLICT');
  return { ...kept, replayed: false };
}
