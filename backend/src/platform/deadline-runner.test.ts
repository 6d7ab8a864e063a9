import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startPlatform } from '../testing/platform.ts';
import { advanceClock, after, freezeClock, loadClock, now, onClockMoved } from './clock.ts';
import { type Deadline, scheduleDeadline } from './deadline.ts';
import { createDeadlineRunner } from './deadline-runner.ts';
import { inTransaction } from './transaction.ts';

beforeAll(startPlatform);

/** A module with deadlines in memory. */
const due = new Map<string, Date>();
const acted: string[] = [];
let failOn: string | null = null;
const deadline: Deadline = {
  name: 'test.expire',
  timers: 'reminds',
  findOverdue: (at, limit) =>
    Promise.resolve(
      [...due]
        .filter(([, when]) => when <= at)
        .map(([id]) => id)
        .slice(0, limit),
    ),
  act: (id) => {
    if (id === failOn) return Promise.reject(new Error('cannot'));
    const when = due.get(id);
    if (when !== undefined && when <= now()) {
      due.delete(id);
      acted.push(id);
    }
    return Promise.resolve();
  },
};

beforeEach(() => {
  due.clear();
  acted.length = 0;
  failOn = null;
});

describe('the sweep', () => {
  it('acts on everything overdue, however much, and on nothing else', async () => {
    for (let i = 0; i < 250; i += 1) due.set(`late-${i}`, after(-1000));
    due.set('later', after(60_000));
    await createDeadlineRunner([deadline], { queue: false }).sweep();
    expect(acted).toHaveLength(250);
    expect(due.has('later')).toBe(true);
  });

  it('goes on when one fails, and leaves that one to the next sweep', async () => {
    for (const id of ['a', 'b', 'c']) due.set(id, after(-1000));
    failOn = 'b';
    const runner = createDeadlineRunner([deadline], { queue: false });
    await runner.sweep();
    expect(acted).toEqual(['a', 'c']);
    failOn = null;
    await runner.sweep();
    expect(acted).toEqual(['a', 'c', 'b']);
  });

  it('acts on nothing while a downtime is not credited', async () => {
    due.set('late', after(-1000));
    let ready = false;
    const wait = () => (ready ? Promise.resolve() : Promise.reject(new Error('not yet')));
    const runner = createDeadlineRunner([deadline], { queue: false, ready: wait });
    await runner.sweep();
    expect(acted).toEqual([]);
    ready = true;
    await runner.sweep();
    expect(acted).toEqual(['late']);
  });

  it('follows a moved clock', async () => {
    const runner = createDeadlineRunner([deadline], { queue: false });
    const stop = onClockMoved(() => runner.sweep());
    due.set('in-a-day', after(86_400_000));
    await advanceClock(86_400_000 - 1_000);
    expect(acted).toEqual([]);
    await advanceClock(2_000);
    expect(acted).toEqual(['in-a-day']);
    stop();
  });
});

describe('the queue', () => {
  it('is prompt: a scheduled deadline is acted on without a sweep', async () => {
    const runner = createDeadlineRunner([deadline], { queue: true });
    await runner.start();
    const at = after(300);
    due.set('soon', at);
    await inTransaction((session) => {
      scheduleDeadline(session, 'test.expire', 'soon', at);
      scheduleDeadline(session, 'test.expire', 'soon', at);
      return Promise.resolve();
    });
    for (let i = 0; i < 60 && acted.length === 0; i += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(acted).toEqual(['soon']);
    await runner.stop();
  });

  it('takes nothing from a transaction that was rolled back', async () => {
    const runner = createDeadlineRunner([deadline], { queue: true });
    await runner.start();
    due.set('never', after(-1));
    const failing = inTransaction((session) => {
      scheduleDeadline(session, 'test.expire', 'never', after(50));
      return Promise.reject(new Error('no'));
    });
    // The runner's first sweep may have it already; what matters is that no job was made.
    due.delete('never');
    await expect(failing).rejects.toThrow('no');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(acted).not.toContain('never');
    await runner.stop();
  });
});

describe('the clock', () => {
  it('keeps its offset over a restart and never runs backwards', async () => {
    const before = now().getTime();
    await advanceClock(3_600_000);
    await loadClock();
    expect(now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
    await expect(advanceClock(-1)).rejects.toThrow(RangeError);
    await expect(advanceClock(0.5)).rejects.toThrow(RangeError);
  });

  it('stands still when frozen, and moves on when told', async () => {
    freezeClock(new Date('2026-01-01T00:00:00Z'));
    expect(now().toISOString()).toBe('2026-01-01T00:00:00.000Z');
    await advanceClock(1_000);
    expect(now().toISOString()).toBe('2026-01-01T00:00:01.000Z');
    freezeClock(null);
    expect(now().getTime()).toBeGreaterThan(Date.now());
  });
});
