import { z } from 'zod';
import type { Caller } from '../caller.ts';
import { moneySchema, pageOf } from '../shapes.ts';
import { Sums } from './sums.ts';

/** The second book: every posting of the ledger, added up here. */

const postingSchema = z.object({
  key: z.string(),
  event: z.string(),
  entries: z.array(z.object({ account: z.string(), side: z.enum(['debit', 'credit']), money: moneySchema })),
  refs: z.object({
    requestId: z.string().nullable(),
    contractId: z.string().nullable(),
    payoutId: z.string().nullable(),
  }),
});
export type Posting = z.infer<typeof postingSchema>;

export interface LedgerBook {
  /** Credit less debit, by `{account}/{asset}`. */
  accounts: Sums;
  /** What deposits brought in, by `{request}/{asset}`. */
  deposits: Sums;
  /** What left with confirmed payouts, by payout. */
  paidOut: Map<string, { asset: string; amountBase: bigint }>;
  /** How many postings each event has. */
  events: Map<string, number>;
  /** What the books say about themselves: keys posted twice, postings that do not balance. */
  faults: string[];
}

export async function readPostings(admin: Caller): Promise<Posting[]> {
  const postings: Posting[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`;
    const page: { items: Posting[]; nextCursor: string | null } = await admin.get(
      `/api/ledger/postings?limit=100${query}`,
      pageOf(postingSchema),
    );
    postings.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return postings;
}

export function readLedger(postings: readonly Posting[]): LedgerBook {
  const book: LedgerBook = {
    accounts: new Sums(),
    deposits: new Sums(),
    paidOut: new Map(),
    events: new Map(),
    faults: [],
  };
  const keys = new Set<string>();
  for (const { key, event, entries, refs } of postings) {
    if (keys.has(key)) book.faults.push(`${key} is posted twice`);
    keys.add(key);
    book.events.set(event, (book.events.get(event) ?? 0) + 1);
    const balance = new Sums();
    for (const { account, side, money } of entries) {
      const amountBase = side === 'credit' ? BigInt(money.amount) : -BigInt(money.amount);
      balance.add(money.asset, amountBase);
      book.accounts.add(`${account}/${money.asset}`, amountBase);
      if (!account.startsWith('gateway:')) continue;
      if (event === 'deposit' || event === 'deposit_reversed')
        book.deposits.add(`${refs.requestId ?? ''}/${money.asset}`, -amountBase);
      if (event === 'payout_confirmed' && refs.payoutId !== null)
        book.paidOut.set(refs.payoutId, { asset: money.asset, amountBase });
    }
    for (const asset of balance.names())
      if (balance.of(asset) !== 0n)
        book.faults.push(`${key} is out of balance by ${balance.of(asset)} ${asset}`);
  }
  return book;
}
