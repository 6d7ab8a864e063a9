import { beforeAll, describe, expect, it } from '@jest/globals';
import { model, Schema } from 'mongoose';
import { AppError } from '../shared/errors.ts';
import { startPlatform } from '../testing/platform.ts';
import {
  afterCommit,
  forbidInTransaction,
  inTransaction,
  isDuplicateKey,
  RolledBackAnswer,
} from './transaction.ts';

const schema = new Schema<{ name: string; count: number }>({ name: String, count: Number });
schema.index({ name: 1 }, { unique: true, name: 'name' });
const Counter = model('TransactionTestCounter', schema);

beforeAll(startPlatform);

const countOf = async (name: string): Promise<number | undefined> =>
  (await Counter.findOne({ name }).lean())?.count;

describe('inTransaction', () => {
  it('writes everything or nothing', async () => {
    const failing = inTransaction(async (session) => {
      await Counter.create([{ name: 'all-or-nothing', count: 1 }], { session });
      throw new AppError('FORBIDDEN');
    });
    await expect(failing).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await countOf('all-or-nothing')).toBeUndefined();
  });

  it('lets forty writers of one document all through, one after the other', async () => {
    await Counter.create({ name: 'hot', count: 0 });
    await Promise.all(
      Array.from({ length: 40 }, () =>
        inTransaction(async (session) => {
          const counter = await Counter.findOne({ name: 'hot' }).session(session).orFail();
          counter.count += 1;
          await counter.save({ session });
        }),
      ),
    );
    expect(await countOf('hot')).toBe(40);
  });

  it('joins the running transaction and rolls back as one', async () => {
    const failing = inTransaction(async (outer) => {
      await inTransaction(async (inner) => {
        expect(inner).toBe(outer);
        await Counter.create([{ name: 'inner', count: 1 }], { session: inner });
      });
      throw new AppError('CONFLICT');
    });
    await expect(failing).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await countOf('inner')).toBeUndefined();
  });

  it('shows a read without a session what the transaction wrote', async () => {
    await inTransaction(async (session) => {
      await Counter.create([{ name: 'read-own', count: 7 }], { session });
      expect(await countOf('read-own')).toBe(7);
    });
  });

  it('never commits after a nested failure that was caught, and reads what is committed from then on', async () => {
    await Counter.create({ name: 'taken', count: 1 });
    const answering = inTransaction(async (session) => {
      await Counter.create([{ name: 'beside', count: 1 }], { session });
      try {
        await inTransaction((inner) => Counter.create([{ name: 'taken', count: 2 }], { session: inner }));
      } catch (error) {
        expect(isDuplicateKey(error, 'name')).toBe(true);
        expect(isDuplicateKey(error, 'other')).toBe(false);
      }
      const late = inTransaction((inner) => Counter.create([{ name: 'late', count: 1 }], { session: inner }));
      await expect(late).rejects.toThrow('rolled back');
      return countOf('taken');
    });
    await expect(answering).rejects.toBeInstanceOf(RolledBackAnswer);
    await expect(answering).rejects.toMatchObject({ answer: 1 });
    expect(await countOf('beside')).toBeUndefined();
  });

  it('runs hooks after the commit only, and once for an attempt that was repeated', async () => {
    const ran: string[] = [];
    const failing = inTransaction((session) => {
      afterCommit(session, () => ran.push('rolled back'));
      return Promise.reject(new AppError('FORBIDDEN'));
    });
    await expect(failing).rejects.toBeInstanceOf(AppError);

    await Counter.create({ name: 'repeated', count: 0 });
    let attempts = 0;
    await inTransaction(async (session) => {
      attempts += 1;
      const counter = await Counter.findOne({ name: 'repeated' }).session(session).orFail();
      // Somebody else writes in between: the first attempt must lose.
      if (attempts === 1) await Counter.collection.updateOne({ name: 'repeated' }, { $inc: { count: 10 } });
      counter.count += 1;
      await counter.save({ session });
      afterCommit(session, () => ran.push(`attempt ${attempts}`));
    });
    expect(attempts).toBe(2);
    expect(ran).toEqual(['attempt 2']);
    expect(await countOf('repeated')).toBe(11);
  });

  it('keeps calls to the outside out', async () => {
    const calling = inTransaction(() => {
      forbidInTransaction('a call');
      return Promise.resolve();
    });
    await expect(calling).rejects.toThrow('must not run inside a transaction');
    expect(() => {
      forbidInTransaction('a call');
    }).not.toThrow();
  });
});
