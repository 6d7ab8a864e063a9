import type { CoinVerdict } from './books/coin.ts';
import type { Row, Verdict } from './books/compare.ts';
import type { ToldBook } from './books/told.ts';
import type { Tally } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Dealt } from './people.ts';

const columns = ['clients', 'ledger', 'chain', 'gateway'] as const;

/** Whole coins with all six digits: a difference of one unit is to be seen. */
const coins = (amountBase: bigint | null): string => {
  if (amountBase === null) return '';
  const sign = amountBase < 0n ? '-' : '';
  const digits = (amountBase < 0n ? -amountBase : amountBase).toString().padStart(7, '0');
  return `${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`;
};

function table(rows: readonly Row[]): string {
  const cells = [
    ['', ...columns],
    ...rows.map(({ name, told, ledger, chain, gateway }) => [
      name,
      ...[told, ledger, chain, gateway].map(coins),
    ]),
  ];
  const widths =
    cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  return cells
    .map((line) =>
      line.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      ),
    )
    .map((line) => `  ${line.join('   ')}`.trimEnd())
    .join('\n');
}

const counted = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, count]) => `${count} ${name}`).join(', ');

/** What there is to say at the end, for people. */
export function printReport(run: {
  verdict: Verdict;
  coin: CoinVerdict;
  told: ToldBook;
  dealt: Dealt;
  tally: Tally;
  desk: Desk;
  days: number;
}): string {
  const { verdict, coin, told, dealt, tally, desk, days } = run;
  const ends = new Map<string, number>();
  for (const deal of told.deals.values()) {
    const status = deal.status.get('buyer') ?? 'unknown';
    ends.set(status, (ends.get(status) ?? 0) + 1);
  }
  const payouts = new Map<string, number>();
  for (const { status } of told.payouts.values()) payouts.set(status, (payouts.get(status) ?? 0) + 1);
  return [
    table(verdict.rows),
    coin.line,
    '',
    `  ${told.deals.size} deals: ${counted(ends)} (${days} days on the moved clock)`,
    `  ${told.sent.length} transfers in; payouts: ${counted(payouts)}; called failed by two admins: ${desk.done.failed}`,
    `  ${tally.requests} requests: ${tally.unanswered} without an answer, ${tally.dropped} hung up, ` +
      `${tally.doubled} sent twice at once, ${tally.refusals} refused`,
    ...(tally.internal.size === 0 ? [] : [`  answered with INTERNAL: ${counted(tally.internal)}`]),
    `  plans: ${counted(dealt.plans)}`,
  ].join('\n');
}
