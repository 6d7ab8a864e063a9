import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query';
import {
  checkBooksOptions,
  getReceiptOptions,
  getStatementInfiniteOptions,
  getStatementTotalsOptions,
  getTrialBalanceOptions,
  listLiabilitiesInfiniteOptions,
  listPostingsInfiniteOptions,
  listReconciliationsInfiniteOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import type {
  BookSweepFees,
  Language,
  ListPostingsData,
  Receipt,
  ReceiptAppendix,
} from '@/lib/api/types.gen';
import { sdk } from '@/lib/sdk';
import { makeOld } from '@/lib/generated-key';
import { verifyProofs, type ProvenBalance } from '@/lib/verify-liabilities';
import { cursorPaging } from './paging';

export type {
  FoundFees,
  LedgerPosting,
  LiabilitySnapshot,
  Receipt,
  ReceiptAppendix,
  Reconciliation,
  ReconciliationReading,
  StatementLine,
  StatementTotal,
  TrialBalance,
} from '@/lib/api/types.gen';

export type ReceiptEntry = Receipt['entries'][number] | ReceiptAppendix['entries'][number];
export type PostingFilter = Omit<NonNullable<ListPostingsData['query']>, 'cursor' | 'limit'>;
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** Ours to keep: the browser saves it under a name. */
function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Firefox reads it a moment later.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}

export const saveJson = (value: unknown, name: string): void => {
  save(new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' }), name);
};

/** A finished deal's receipt never changes; its appendices may grow. */
export const receiptQuery = (requestId: string) =>
  queryOptions({ ...getReceiptOptions({ path: { requestId } }), staleTime: 30_000 });

export async function saveReceiptKeysAction(): Promise<void> {
  saveJson((await (await sdk()).listReceiptKeys()).data, 'amn-receipt-keys.json');
}

const VERIFIERS = {
  receipt: '/api/books/receipt-verifier',
  liabilities: '/api/books/verifier',
} as const;

/** A verifier's source, which everybody may have: the browser keeps it and stays on the page. */
export function fetchVerifier(verifier: keyof typeof VERIFIERS): void {
  window.location.assign(VERIFIERS[verifier]);
}

/** What Amn owes to all, newest first; public. */
export const liabilitiesQuery = () =>
  infiniteQueryOptions({ ...listLiabilitiesInfiniteOptions({ query: { limit: 10 } }), ...cursorPaging });

/** For admins: a snapshot besides the daily one. */
export const publishLiabilitiesAction = mutationOptions({
  mutationKey: ['publishLiabilities'],
  mutationFn: async () => (await (await sdk()).publishLiabilities()).data,
  onSettled: (_data, _error, _variables, _result, { client }) => makeOld(client, ['listLiabilities']),
});

export interface OwnProof {
  readonly proof: unknown;
  readonly published: unknown;
  /** Null when the proof does not hold. */
  readonly proven: readonly ProvenBalance[] | null;
}

/** Fetches one's proof and what was published, and works its way to the root in this browser. */
export const proveOwnAction = mutationOptions({
  mutationKey: ['proveLiabilities'],
  mutationFn: async (snapshotId: string): Promise<OwnProof> => {
    const { proveLiabilities, listLiabilities } = await sdk();
    const [{ data: proof }, { data: published }] = await Promise.all([
      proveLiabilities({ path: { snapshotId } }),
      listLiabilities(),
    ]);
    return { proof, published, proven: await verifyProofs(proof, published) };
  },
});

export const statementTotalsQuery = (period: Period) =>
  queryOptions({ ...getStatementTotalsOptions({ query: period }) });

export const statementLinesQuery = (period: Period) =>
  infiniteQueryOptions({
    ...getStatementInfiniteOptions({ query: { ...period, limit: 100 } }),
    ...cursorPaging,
  });

export const saveStatementAction = mutationOptions({
  mutationKey: ['exportStatement'],
  mutationFn: async ({ period, language }: { period: Period; language: Language }) => {
    const { data } = await (await sdk()).exportStatement({ query: { ...period, language } });
    save(new Blob([data]), `amn-statement-${(period.from ?? 'all').slice(0, 10)}.csv`);
  },
});

/** For admins. */
export const postingsQuery = (filter: PostingFilter) =>
  infiniteQueryOptions({
    ...listPostingsInfiniteOptions({ query: { ...filter, limit: 30 } }),
    ...cursorPaging,
  });

export const trialBalanceQuery = (at: string | null) =>
  queryOptions({ ...getTrialBalanceOptions({ query: at === null ? {} : { at } }) });

export const reconciliationsQuery = () =>
  infiniteQueryOptions({ ...listReconciliationsInfiniteOptions({ query: { limit: 20 } }), ...cursorPaging });

export const reconcileNowAction = mutationOptions({
  mutationKey: ['reconcileNow'],
  mutationFn: async () => (await (await sdk()).reconcileNow()).data,
  onSettled: (_data, _error, _variables, _result, { client }) => makeOld(client, ['listReconciliations']),
});

/** Books the network fees that a comparison found, and compares again: what stood is cleared by that. */
export const bookSweepFeesAction = mutationOptions({
  mutationKey: ['bookSweepFees'],
  mutationFn: async (body: BookSweepFees) => {
    const { bookSweepFees, reconcileNow } = await sdk();
    await bookSweepFees({ body });
    // One that is running sees it too.
    await reconcileNow().catch(() => undefined);
  },
  onSettled: (_data, _error, _variables, _result, { client }) =>
    makeOld(client, ['listReconciliations', 'listPostings', 'getTrialBalance']),
});

/** Runs when it is asked for, and not by itself: it reads the whole ledger, and asks gateway and chain. */
export const booksCheckQuery = () => queryOptions({ ...checkBooksOptions(), enabled: false, retry: false });
