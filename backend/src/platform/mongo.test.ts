import { afterEach, describe, expect, it, jest } from '@jest/globals';
import mongoose from 'mongoose';
import { startPlatform } from '../testing/platform.ts';
import { database, definePlainCollection, syncCollectionsAndIndexes, untilPrimary } from './mongo.ts';

const { Collection, MongoServerError } = mongoose.mongo;
const steppedDown = () => new MongoServerError({ message: 'not primary', code: 10107 });

afterEach(() => {
  jest.restoreAllMocks();
});

describe('what needs a primary', () => {
  it('is done again until there is one', async () => {
    const work = jest.fn(() => Promise.resolve('done'));
    work.mockRejectedValueOnce(steppedDown()).mockRejectedValueOnce(steppedDown());
    await expect(untilPrimary(work, { pauseMs: 1 })).resolves.toBe('done');
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('fails in the end where none comes', async () => {
    const work = jest.fn(() => Promise.reject(steppedDown()));
    await expect(untilPrimary(work, { withinMs: 20, pauseMs: 1 })).rejects.toMatchObject({ code: 10107 });
    expect(work.mock.calls.length).toBeGreaterThan(1);
  });

  it('fails at once for any other reason', async () => {
    const work = jest.fn(() => Promise.reject(new MongoServerError({ message: 'other options', code: 85 })));
    await expect(untilPrimary(work, { pauseMs: 1 })).rejects.toMatchObject({ code: 85 });
    expect(work).toHaveBeenCalledTimes(1);
  });
});

it('starts while the primary steps down: collections and indexes are there in the end', async () => {
  const name = definePlainCollection({
    name: 'mongo_test',
    indexes: [{ key: { a: 1 }, name: 'a', unique: true }],
  });
  await startPlatform();
  await database().collection(name).dropIndex('a');
  const made = jest.spyOn(Collection.prototype, 'createIndexes').mockRejectedValueOnce(steppedDown());
  await syncCollectionsAndIndexes();
  expect(made.mock.results.length).toBeGreaterThan(1);
  expect(await database().collection(name).indexExists('a')).toBe(true);
});
