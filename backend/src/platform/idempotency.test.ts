import { beforeAll, describe, expect, it } from '@jest/globals';
import { model, Schema, Types } from 'mongoose';
import { AppError } from '../shared/errors.ts';
import { startPlatform } from '../testing/platform.ts';
import { runIdempotently } from './idempotency.ts';
import { inTransaction, isDuplicateKey } from './transaction.ts';

const schema = new Schema<{ owner: string }>({ owner: String });
const Effect = model('IdempotencyTestEffect', schema);
const uniqueSchema = new Schema<{ reference: string }>({ reference: String });
uniqueSchema.index({ reference: 1 }, { unique: true, name: 'reference' });
const Unique = model('IdempotencyTestUnique', uniqueSchema);

beforeAll(startPlatform);

const userId = new Types.ObjectId().toHexString();
const call = (key: string, input: unknown = { a: 1, b: [2] }) => ({ userId, route: 'test', key, input });

const makeEffect = (owner: string) => () =>
  inTransaction(async (session) => {
    const [made] = await Effect.create([{ owner }], { session });
    return { id: made?._id.toHexString() };
  });

describe('Idempotency-Key', () => {
  it('has one effect for a hundred copies at once, and the same answer for all', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => runIdempotently(call('hundred-copies'), makeEffect('hundred'))),
    );
    expect(await Effect.countDocuments({ owner: 'hundred' })).toBe(1);
    expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('takes the same input in another order of keys, and refuses another input', async () => {
    await runIdempotently(call('order-of-keys', { a: 1, b: 2 }), makeEffect('order'));
    const again = await runIdempotently(call('order-of-keys', { b: 2, a: 1 }), makeEffect('order'));
    expect(again.replayed).toBe(true);
    await expect(
      runIdempotently(call('order-of-keys', { a: 2, b: 2 }), makeEffect('order')),
    ).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
    expect(await Effect.countDocuments({ owner: 'order' })).toBe(1);
  });

  it('keeps keys of other users and routes apart', async () => {
    await runIdempotently(call('apart-key'), makeEffect('apart'));
    await runIdempotently({ ...call('apart-key'), route: 'other' }, makeEffect('apart'));
    await runIdempotently(
      { ...call('apart-key'), userId: new Types.ObjectId().toHexString() },
      makeEffect('apart'),
    );
    expect(await Effect.countDocuments({ owner: 'apart' })).toBe(3);
  });

  it('replays a refusal, but tries again after a fault of ours or a lost race', async () => {
    const refuse = (error: Error) => () => Promise.reject(error);
    const refusal = new AppError('INSUFFICIENT_BALANCE', { details: { missing: '5' } });
    await expect(runIdempotently(call('refused-key'), refuse(refusal))).rejects.toMatchObject({
      code: refusal.code,
    });
    await expect(runIdempotently(call('refused-key'), makeEffect('refused'))).rejects.toMatchObject({
      code: 'INSUFFICIENT_BALANCE',
      details: { missing: '5' },
    });
    for (const [key, error] of [
      ['bug-key-1', new Error('bug')],
      ['race-key-1', new AppError('CONFLICT')],
      ['provider-key', new AppError('PROVIDER_UNAVAILABLE')],
    ] as const) {
      await expect(runIdempotently(call(key), refuse(error))).rejects.toBe(error);
      expect((await runIdempotently(call(key), makeEffect(key))).replayed).toBe(false);
    }
  });

  it('stores nothing of an effect that failed half-way', async () => {
    const halfWay = async (): Promise<never> => {
      await makeEffect('half')();
      throw new Error('power cut');
    };
    await expect(runIdempotently(call('half-key-1'), halfWay)).rejects.toThrow('power cut');
    expect(await Effect.countDocuments({ owner: 'half' })).toBe(0);
  });

  it('remembers the answer of a service that found its own earlier result', async () => {
    await Unique.create({ reference: 'r1' });
    const find = async () => {
      try {
        await inTransaction((session) => Unique.create([{ reference: 'r1' }], { session }));
        return { found: false };
      } catch (error) {
        if (!isDuplicateKey(error, 'reference')) throw error;
        return { found: (await Unique.countDocuments({ reference: 'r1' })) === 1 };
      }
    };
    expect(await runIdempotently(call('found-key'), find)).toEqual({
      data: { found: true },
      replayed: false,
    });
    expect(await runIdempotently(call('found-key'), find)).toEqual({ data: { found: true }, replayed: true });
  });
});
