import { toLocalDay } from '@/lib/local-time';

/** A period as the address has it: days, the last one included, in the reader's own time. */
export interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (text: string | null): text is string =>
  text !== null && DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00`));

/** What is no day counts as not given. */
export function readDays(get: (name: string) => string | null): Days {
  const [from, to] = [get('from'), get('to')];
  return { from: isDay(from) ? from : null, to: isDay(to) ? to : null };
}

export function writeDays({ from, to }: Days): string {
  const params = new URLSearchParams();
  if (from !== null) params.set('from', from);
  if (to !== null) params.set('to', to);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

const startOf = (day: string): Date => new Date(`${day}T00:00:00`);

function dayAfter(day: string): Date {
  const date = startOf(day);
  date.setDate(date.getDate() + 1);
  return date;
}

/** As the API takes it: the end is the first moment that is not in it. Null for a period that runs backwards. */
export function toPeriod({ from, to }: Days): { from?: string; to?: string } | null {
  if (from !== null && to !== null && from > to) return null;
  return {
    ...(from === null ? {} : { from: startOf(from).toISOString() }),
    ...(to === null ? {} : { to: dayAfter(to).toISOString() }),
  };
}

export const PRESETS = ['month', 'lastMonth', 'year', 'all'] as const;
export type Preset = (typeof PRESETS)[number];

export function presetDays(preset: Preset, now: number): Days {
  const today = new Date(now);
  const [year, month] = [today.getFullYear(), today.getMonth()];
  switch (preset) {
    case 'month':
      return { from: toLocalDay(new Date(year, month, 1)), to: null };
    case 'lastMonth':
      return { from: toLocalDay(new Date(year, month - 1, 1)), to: toLocalDay(new Date(year, month, 0)) };
    case 'year':
      return { from: toLocalDay(new Date(year, 0, 1)), to: null };
    case 'all':
      return { from: null, to: null };
  }
}
