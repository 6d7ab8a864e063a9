import type { Notification } from '@/actions/notifications';

/** A day of the reader's own calendar, and what came on it. */
export interface Day {
  /** "2026-3-9", in the reader's time zone. */
  readonly key: string;
  readonly name: 'today' | 'yesterday' | 'date';
  /** ISO date of the newest of it. */
  readonly at: string;
  readonly items: readonly Notification[];
}

const dayKey = (date: Date): string => `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;

/** The day before, by the calendar: a day may have 23 or 25 hours. */
function dayBefore(now: number): Date {
  const date = new Date(now);
  date.setDate(date.getDate() - 1);
  return date;
}

/** Notifications, newest first → by day. @param now ms */
export function byDay(items: readonly Notification[], now: number): Day[] {
  const today = dayKey(new Date(now));
  const yesterday = dayKey(dayBefore(now));
  const days = new Map<string, { at: string; items: Notification[] }>();
  for (const item of items) {
    const key = dayKey(new Date(item.createdAt));
    const day = days.get(key);
    if (day) day.items.push(item);
    else days.set(key, { at: item.createdAt, items: [item] });
  }
  return [...days].map(([key, day]) => ({
    key,
    ...day,
    name: key === today ? 'today' : key === yesterday ? 'yesterday' : 'date',
  }));
}
