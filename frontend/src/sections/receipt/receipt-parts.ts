import type { Receipt, ReceiptEntry } from '@/actions/books';

/** The agreement, which every receipt begins with. */
export const dealOf = ({ entries }: Receipt) => entries.find((entry) => entry.kind === 'deal');

/** The end, which every receipt ends with. */
export const closingOf = ({ entries }: Receipt) => entries.find((entry) => entry.kind === 'closing');

/** What an entry moved: a posting counts its debits, one side of what balances. */
export function movedBy(entry: ReceiptEntry): { readonly asset: string; readonly amount: string } | null {
  if (entry.kind === 'deposit' || entry.kind === 'payout') return entry.data;
  if (entry.kind !== 'posting') return null;
  const debits = entry.data.entries.filter(({ side }) => side === 'debit');
  const asset = debits[0]?.asset;
  if (asset === undefined) return null;
  return { asset, amount: debits.reduce((sum, { amount }) => sum + BigInt(amount), 0n).toString() };
}

/** By what it can be checked elsewhere: a transaction, or the last hash of a dispute's evidence. */
export function proofOf(entry: ReceiptEntry): string | null {
  if (entry.kind === 'deposit' || entry.kind === 'payout') return entry.data.txid;
  return entry.kind === 'dispute' ? (entry.data.evidence?.head ?? null) : null;
}

const POSTINGS = [
  'deposit',
  'deposit_reversed',
  'fund',
  'release',
  'refund',
  'split',
  'unfunded_refund',
] as const;
const ROLES = ['buyer', 'seller', 'mediator', 'admin', 'timer', 'gateway'] as const;

/** The name of a posting's words. */
export const postingWord = (event: string): (typeof POSTINGS)[number] | 'other' =>
  POSTINGS.find((one) => one === event) ?? 'other';

export const roleWord = (by: string): (typeof ROLES)[number] | null =>
  ROLES.find((one) => one === by) ?? null;
