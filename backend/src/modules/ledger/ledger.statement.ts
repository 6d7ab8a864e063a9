import { inTransaction } from '../../platform/transaction.ts';
import { toPage, type Page } from '../../shared/keyset.ts';
import { accounts, WITHDRAWABLE_KINDS, type WithdrawableKind } from './ledger.accounts.ts';
import {
  findPostings,
  POSTING_ORDER,
  streamPostingsOf,
  sumTurnover,
  type Period,
} from './ledger.lists.repository.ts';
import { findBalances, type PostingRecord } from './ledger.repository.ts';

export interface StatementLine {
  readonly id: string;
  readonly event: string;
  readonly account: WithdrawableKind;
  readonly direction: 'in' | 'out';
  readonly amountBase: bigint;
  readonly asset: string;
  readonly requestId: string | null;
  readonly payoutId: string | null;
  readonly at: Date;
}

/** A person's balances of one asset over a period, base units: opening + in − out = closing. */
export interface StatementTotal {
  readonly asset: string;
  readonly openingBase: bigint;
  readonly inBase: bigint;
  readonly outBase: bigint;
  readonly closingBase: bigint;
}

/** The period as a query names it. */
export const periodOf = (query: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): Period => ({
  from: query.from === undefined ? null : new Date(query.from),
  to: query.to === undefined ? null : new Date(query.to),
});

const kindByAccount = (userId: string): ReadonlyMap<string, WithdrawableKind> =>
  new Map(WITHDRAWABLE_KINDS.map((kind) => [accounts.withdrawable(kind, userId), kind]));

const linesOf = (posting: PostingRecord, kinds: ReadonlyMap<string, WithdrawableKind>): StatementLine[] =>
  posting.entries.flatMap(({ account, asset, side, amountBase }): StatementLine[] => {
    const kind = kinds.get(account);
    if (kind === undefined) return [];
    const { requestId, payoutId } = posting.refs;
    const direction = side === 'credit' ? 'in' : 'out';
    const { id, event, at } = posting;
    return [{ id, event, account: kind, direction, amountBase, asset, requestId, payoutId, at }];
  });

/** What went in and out of a person's balances, newest first. A page counts postings, not their lines. */
export async function statementOf(
  userId: string,
  input: {
    readonly period: Period;
    readonly asset?: string | undefined;
    readonly limit: number;
    readonly cursor?: string | undefined;
  },
): Promise<Page<StatementLine>> {
  const kinds = kindByAccount(userId);
  const filter = { accounts: [...kinds.keys()], asset: input.asset, period: input.period };
  const found = await findPostings(filter, input.limit + 1, input.cursor);
  const page = toPage(POSTING_ORDER, found, input.limit, ({ at }) => at);
  const lines = page.items.flatMap((posting) => linesOf(posting, kinds));
  return {
    items: lines.filter(({ asset }) => input.asset === undefined || asset === input.asset),
    nextCursor: page.nextCursor,
  };
}

/** The same oldest first, as many as there are. */
export async function* streamStatement(userId: string, period: Period): AsyncGenerator<StatementLine> {
  const kinds = kindByAccount(userId);
  for await (const posting of streamPostingsOf({ accounts: [...kinds.keys()], period })) {
    yield* linesOf(posting, kinds);
  }
}

/**
 * Opening and closing balance per asset. Goes back from the balances of now, so what it reads is what has
 * happened since the period began, not everything before.
 */
export function statementTotals(userId: string, { from, to }: Period): Promise<StatementTotal[]> {
  const names = [...kindByAccount(userId).keys()];
  return inTransaction(async (tx) => {
    const present = await findBalances(names, tx);
    const later = to === null ? [] : await sumTurnover(tx, names, { from: to, to: null });
    const within = await sumTurnover(tx, names, { from, to });
    const codes = [...new Set([...present, ...later, ...within].map(({ asset }) => asset))].sort();
    return codes.map((asset) => {
      const now = present
        .filter((row) => row.asset === asset)
        .reduce((sum, row) => sum + row.balanceBase, 0n);
      const after = later.find((row) => row.asset === asset);
      const closingBase = now - (after?.creditBase ?? 0n) + (after?.debitBase ?? 0n);
      const during = within.find((row) => row.asset === asset);
      const [inBase, outBase] = [during?.creditBase ?? 0n, during?.debitBase ?? 0n];
      return { asset, openingBase: closingBase - inBase + outBase, inBase, outBase, closingBase };
    });
  });
}
