import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SharedLock } from './shared-lock.ts';

describe('the shared lock', () => {
  it('lets many in together, and one in alone', async () => {
    const lock = new SharedLock();
    let inside = 0;
    let most = 0;
    const readers = Array.from({ length: 5 }, () =>
      lock.shared(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await sleep(20);
        inside -= 1;
      }),
    );
    const seenByWriter: number[] = [];
    const writers = Array.from({ length: 3 }, () =>
      lock.exclusive(async () => {
        seenByWriter.push(inside);
        inside += 1;
        await sleep(5);
        inside -= 1;
      }),
    );
    await Promise.all([...readers, ...writers]);
    assert.equal(most, 5);
    assert.deepEqual(seenByWriter, [0, 0, 0]);
  });

  it('goes on after work that failed', async () => {
    const lock = new SharedLock();
    await assert.rejects(
      lock.exclusive(() => Promise.reject(new Error('no'))),
      /no/,
    );
    await assert.rejects(
      lock.shared(() => Promise.reject(new Error('nor'))),
      /nor/,
    );
    assert.equal(await lock.exclusive(() => Promise.resolve('yes')), 'yes');
  });

  it('lets nobody later pass one who waits to be alone', async () => {
    const lock = new SharedLock();
    const order: string[] = [];
    const first = lock.shared(async () => {
      await sleep(20);
      order.push('first reader');
    });
    const writer = lock.exclusive(() => Promise.resolve(order.push('writer')));
    const late = lock.shared(() => Promise.resolve(order.push('late reader')));
    await Promise.all([first, writer, late]);
    assert.deepEqual(order, ['first reader', 'writer', 'late reader']);
  });
});
