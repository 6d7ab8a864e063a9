import { now } from '../../platform/clock.ts';
import { toPage, type Page } from '../../shared/keyset.ts';
import { ACCOUNT_KINDS, accounts, WITHDRAWABLE_KINDS, type AccountKind } from './ledger.accounts.ts';
import {
  findPostings,
  POSTING_ORDER,
  sumTurnoverByKind,
  type PostingFilter,
} from './ledger.lists.repository.ts';
import type { PostingRecord } from './ledger.repository.ts';

export interface ExploreInput extends Omit<PostingFilter, 'accounts'> {
  readonly account?: string | undefined;
  /** Postings that touch one of this person's balances. */
  readonly userId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const accountsOf = ({ account, userId }: ExploreInput): readonly string[] | undefined => {
  if (account !== undefined) return [account];
  return userId === undefined
    ? undefined
    : WITHDRAWABLE_KINDS.map((kind) => accounts.withdrawable(kind, userId));
};

/** Postings with all their entries, newest first, for people who look for where money went. */
export async function explorePostings(input: ExploreInput): Promise<Page<PostingRecord>> {
  const { limit, cursor } = input;
  const found = await findPostings({ ...input, accounts: accountsOf(input) }, limit + 1, cursor);
  return toPage(POSTING_ORDER, found, limit, ({ at }) => at);
}

export interface TrialBalanceRow {
  readonly kind: string;
  readonly debitBase: bigint;
  readonly creditBase: bigint;
}

export interface TrialBalance {
  readonly at: Date;
  readonly assets: readonly {
    readonly asset: string;
    readonly rows: readonly TrialBalanceRow[];
    readonly debitBase: bigint;
    readonly creditBase: bigint;
  }[];
}

const rankOf = (kind: string): number => {
  const rank = ACCOUNT_KINDS.indexOf(kind as AccountKind);
  return rank === -1 ? ACCOUNT_KINDS.length : rank;
};

const total = (rows: readonly TrialBalanceRow[], side: 'debitBase' | 'creditBase'): bigint =>
  rows.reduce((sum, row) => sum + row[side], 0n);

/**
 * Debits and credits of every kind of account, per asset, up to a moment of business time. What does not come
 * out even is shown as it is: the books are then wrong, and this is how it is seen.
 */
export async function trialBalance(at: Date | null): Promise<TrialBalance> {
  const moment = at ?? now();
  const turnovers = await sumTurnoverByKind(moment);
  const byAsset = Map.groupBy(turnovers, ({ asset }) => asset);
  const assets = [...byAsset].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    at: moment,
    assets: assets.map(([asset, found]) => {
      const rows = found
        .map(({ kind, debitBase, creditBase }) => ({ kind, debitBase, creditBase }))
        .sort((a, b) => rankOf(a.kind) - rankOf(b.kind));
      return { asset, rows, debitBase: total(rows, 'debitBase'), creditBase: total(rows, 'creditBase') };
    }),
  };
}
