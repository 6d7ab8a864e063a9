import { now } from '../../../platform/clock.ts';
import {
  statementTotals,
  streamStatement,
  type Period,
  type StatementLine,
  type StatementTotal,
} from '../../ledger/index.ts';

/** A line with the person's balance of its asset after it, all three balances together. */
export interface RunningLine extends StatementLine {
  readonly balanceBase: bigint;
}

export interface AssetBalance {
  readonly asset: string;
  readonly balanceBase: bigint;
}

export interface Statement {
  /** Null: from the first movement on. */
  readonly from: Date | null;
  /** Never later than the moment of asking. */
  readonly to: Date;
  readonly opening: readonly AssetBalance[];
  /** Oldest first. To be read once and to its end, after which `closing` is known. */
  readonly lines: AsyncIterable<RunningLine>;
  readonly closing: () => readonly AssetBalance[];
}

const inOrder = (balances: ReadonlyMap<string, bigint>): AssetBalance[] =>
  [...balances].map(([asset, balanceBase]) => ({ asset, balanceBase }));

async function* runningLines(
  lines: AsyncIterable<StatementLine>,
  balances: Map<string, bigint>,
): AsyncGenerator<RunningLine> {
  for await (const line of lines) {
    const before = balances.get(line.asset) ?? 0n;
    const balanceBase = line.direction === 'in' ? before + line.amountBase : before - line.amountBase;
    balances.set(line.asset, balanceBase);
    yield { ...line, balanceBase };
  }
}

/**
 * A person's statement of a period, as a stream: it may be long. What it closes with is what it opened with and
 * its own lines, so it adds up whatever is posted while it is read.
 */
export async function openStatement(userId: string, period: Period): Promise<Statement> {
  const asked = now();
  const to = period.to === null || period.to > asked ? asked : period.to;
  const totals: StatementTotal[] = await statementTotals(userId, { from: period.from, to });
  const balances = new Map(totals.map(({ asset, openingBase }) => [asset, openingBase]));
  return {
    from: period.from,
    to,
    opening: inOrder(balances),
    lines: runningLines(streamStatement(userId, { from: period.from, to }), balances),
    closing: () => inOrder(balances),
  };
}
