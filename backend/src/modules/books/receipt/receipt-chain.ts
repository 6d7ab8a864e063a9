import { createHash } from 'node:crypto';

/** Canonical JSON and the chain of a receipt. The verifier has the same in JavaScript, for everybody. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * RFC 8785 for what receipts hold: no white space, keys in the order of their code units, strings and whole
 * numbers only as JSON writes them.
 * @throws RangeError for a number that is not whole: amounts are strings
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError('a receipt holds whole numbers only');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`;
  const pairs = Object.entries(value as { readonly [key: string]: Json }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

export interface ChainEntry {
  readonly kind: string;
  /** ISO 8601 with milliseconds. */
  readonly at: string;
  readonly data: { readonly [key: string]: Json };
}

export interface LinkedEntry extends ChainEntry {
  readonly index: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

const hashEntry = (before: string, { index, kind, at, data }: Omit<LinkedEntry, 'hash'>): string =>
  createHash('sha256')
    .update(`${before}\n${canonicalJson({ index, kind, at, data })}`, 'utf8')
    .digest('hex');

/** Chains entries: each hash covers the one before it, the first one `origin`, which says whose chain it is. */
export function linkEntries(origin: string, entries: readonly ChainEntry[]): LinkedEntry[] {
  const linked: LinkedEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const before = linked.at(-1)?.hash ?? origin;
    linked.push({ ...entry, index, hash: hashEntry(before, { ...entry, index }) });
  }
  return linked;
}

/** What is wrong with a chain, in a sentence; null when nothing is. */
export function chainFault(origin: string, entries: readonly LinkedEntry[], head: string): string | null {
  let before = origin;
  for (const [index, entry] of entries.entries()) {
    if (entry.index !== index) return `entry ${index} is missing`;
    if (hashEntry(before, entry) !== entry.hash) return `entry ${index} (${entry.kind}) was changed`;
    before = entry.hash;
  }
  return entries.length > 0 && before === head ? null : 'the chain does not end at its head';
}

export const RECEIPT_SCHEME = 'amn-receipt-v1';
export const APPENDIX_SCHEME = 'amn-receipt-appendix-v1';

export const receiptOrigin = (receiptId: string): string => `${RECEIPT_SCHEME}|${receiptId}`;

/** An appendix stands on the receipt's head, or on that of the appendix before it. */
export const appendixOrigin = (
  receiptId: string,
  ownerId: string,
  sequence: number,
  previous: string,
): string => `${APPENDIX_SCHEME}|${receiptId}|${ownerId}|${sequence}|${previous}`;

/** What is signed: where the chain begins and ends, how long it is, and when it was issued. */
export const signedText = (origin: string, issuedAt: string, count: number, head: string): string =>
  `${origin}|${issuedAt}|${count}|${head}`;
