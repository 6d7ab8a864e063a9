import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NOTIFICATION_KINDS } from '../modules/notification/index.ts';
import { reminderTimes } from '../platform/reminder.ts';
import { processes } from '../tools/processes.ts';
import { withTimers } from '../tools/timers.ts';
import { deadlines } from './deadlines.ts';
import { events } from './endpoints.ts';
import { subscribers } from './subscribers.ts';

/** Nothing happens by itself of which nobody said whom it reminds, or why nobody. */
const timers = deadlines.flatMap((deadline) => (deadline.timers === 'reminds' ? [] : deadline.timers));

/** Rows that a timer takes although they have no time of their own. */
const FOLLOW: Readonly<Record<string, string>> = {
  'PurchaseRequest.resolve': 'a dispute’s end',
  'Milestone.decline': 'the request’s own',
  'Milestone.miss': 'the request’s own',
  'Milestone.missChanges': 'the request’s own',
  'Milestone.autoApprove': 'the request’s own',
  'Milestone.resolve': 'a dispute’s end',
  'SellerOffer.close': 'with its request',
  'SellerOffer.reopen': 'with the time to pay',
  'Payment.oweRefund': 'with the time to pay',
  'Payout.approve': 'at once, up to the limit',
  'Payout.submit': 'at once',
  'Payout.cancel': 'with another address that is signed',
  'Payout.lose': 'when no answer came',
  'Dispute.notify': 'with a missed redelivery',
  'AutoPayout.payOut': 'at once, when money comes free',
  'AutoPayout.postpone': 'until the address’s hold is over',
  'AutoPayout.skip': 'at once, when money comes free',
};

it('every row of every table that a timer takes is one of them, or follows from one', () => {
  const rows = processes.flatMap(({ name, transitions }) =>
    transitions.filter(({ by }) => by.includes('timer')).map(({ action }) => `${name}.${action}`),
  );
  const said = new Set([...timers.map(({ name }) => name), ...Object.keys(FOLLOW)]);
  expect(rows.filter((row) => !said.has(row))).toEqual([]);
  expect(timers.filter(({ name }) => /^\w+\.\w+$/.test(name) && !rows.includes(name))).toEqual([]);
});

describe.each(timers.map((timer) => [timer.name, timer] as const))('%s', (_name, timer) => {
  it('has a reminder that is sent, told and mailed, or a reason to have none', () => {
    expect(timer.silence).not.toBe('');
    if ('none' in timer.reminder) {
      expect(timer.reminder.none).not.toBe('');
      return;
    }
    const { event, beforeMs } = timer.reminder;
    expect(events.map(({ name }) => name)).toContain(event);
    expect(NOTIFICATION_KINDS as readonly string[]).toContain(event);
    expect(subscribers.some((subscriber) => subscriber.events.includes(event))).toBe(true);
    expect([...beforeMs].sort((a, b) => b - a)).toEqual(beforeMs);
    expect(beforeMs.every((ms) => ms > 0)).toBe(true);
  });

  it('is reminded of within its time, each time once, and never when that is too short', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 60 }), (minutes) => {
        const from = new Date('2026-01-01T00:00:00Z');
        const at = new Date(from.getTime() + minutes * 60_000);
        const times = reminderTimes(timer, from, at);
        expect(times.every((time) => time > from && time < at)).toBe(true);
        expect(times).toEqual([...times].sort((a, b) => a.getTime() - b.getTime()));
        expect(new Set(times.map(Number)).size).toBe(times.length);
        const { reminder } = timer;
        if ('none' in reminder) expect(times).toEqual([]);
        else {
          const fits = reminder.beforeMs.filter((ms) => ms < minutes * 60_000);
          for (const ms of fits) expect(times.map(Number)).toContain(at.getTime() - ms);
        }
      }),
    );
  });
});

it('the docs print them', () => {
  const folder = join(import.meta.dirname, '../../../docs');
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((page) => page.includes('<!-- timers -->'));
  expect(pages).toHaveLength(1);
  for (const page of pages) expect(withTimers(page, timers)).toBe(page);
});
