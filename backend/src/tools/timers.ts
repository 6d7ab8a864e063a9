import { DAY_MS, HOUR_MS } from '../shared/duration.ts';
import type { Timer } from '../platform/reminder.ts';

/** The table of everything that happens by itself, for the docs, out of what the product itself goes by. */

const time = (ms: number): string =>
  ms % DAY_MS === 0 && ms > DAY_MS ? `${ms / DAY_MS} d` : `${ms / HOUR_MS} h`;

function cellsOf({ name, silence, reminder }: Timer): string[] {
  const code = /^\w+\.\w+$/.test(name) ? `\`${name}\`` : name;
  if ('none' in reminder) return [code, silence, 'nobody', reminder.none, ''];
  const { to, halfWay = false, beforeMs, event } = reminder;
  const times = [...(halfWay ? ['half-way'] : []), ...beforeMs.map(time)].join(', ');
  return [code, silence, to, `${times} before`, `\`${event}\``];
}

const HEAD = ['timer', 'what silence does', 'who is reminded', 'when', 'by'];

function tableOf(timers: readonly Timer[]): string {
  const rows = timers.map(cellsOf);
  const widths = HEAD.map((name, column) =>
    Math.max(3, name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const BLOCK = /<!-- timers -->\n[\s\S]*?<!-- end -->/;

/** A page with the table between `<!-- timers -->` and `<!-- end -->` as it is now. */
export const withTimers = (page: string, timers: readonly Timer[]): string =>
  page.replace(BLOCK, () => `<!-- timers -->\n\n${tableOf(timers)}\n\n<!-- end -->`);
