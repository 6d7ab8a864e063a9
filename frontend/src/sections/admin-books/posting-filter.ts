import type { LedgerPosting, PostingFilter } from '@/actions/books';

/** The ledger explorer's filters as the address has them. */
export const FILTER_FIELDS = [
  'event',
  'account',
  'asset',
  'userId',
  'requestId',
  'contractId',
  'payoutId',
  'from',
  'to',
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];
export type FilterTexts = Readonly<Partial<Record<FilterField, string>>>;

export const EVENTS = [
  'deposit',
  'deposit_reversed',
  'fund',
  'excess',
  'credit_reserved',
  'credit_returned',
  'unfunded_refund',
  'quarantine',
  'quarantine_owed',
  'quarantine_dismissed',
  'reorg',
  'refill',
  'loss_recovered',
  'release',
  'refund',
  'split',
  'payout_reserved',
  'payout_confirmed',
  'payout_failed',
  'network_fee',
  'gas_top_up',
  'sweep_fees',
  'sweep_fees_returned',
] as const satisfies readonly LedgerPosting['event'][];

const ID = /^[0-9a-f]{24}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ACCOUNT = /^[a-z_]+(:[A-Za-z0-9-]+){0,2}$/;
const ASSET = /^[A-Z0-9]{2,12}(-[A-Z0-9]{2,12})?$/;

const PATTERNS: Readonly<Record<FilterField, RegExp>> = {
  event: new RegExp(`^(${EVENTS.join('|')})$`),
  account: ACCOUNT,
  asset: ASSET,
  userId: ID,
  requestId: ID,
  contractId: ID,
  payoutId: ID,
  from: DAY,
  to: DAY,
};

export const isProper = (field: FilterField, text: string): boolean => PATTERNS[field].test(text);

export function readFilter(get: (name: string) => string | null): FilterTexts {
  const texts: Partial<Record<FilterField, string>> = {};
  for (const field of FILTER_FIELDS) {
    const text = get(field)?.trim() ?? '';
    if (text !== '') texts[field] = text;
  }
  return texts;
}

export function writeFilter(texts: FilterTexts): string {
  const params = new URLSearchParams();
  for (const field of FILTER_FIELDS) {
    const text = texts[field]?.trim() ?? '';
    if (text !== '') params.set(field, text);
  }
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

export const wrongFields = (texts: FilterTexts): FilterField[] =>
  FILTER_FIELDS.filter((field) => {
    const text = texts[field];
    return text !== undefined && !isProper(field, text);
  });

/** What the API is asked; null where something is not proper, or an account and a person exclude each other. */
export function toQuery(texts: FilterTexts): PostingFilter | null {
  if (wrongFields(texts).length > 0) return null;
  if (texts.account !== undefined && texts.userId !== undefined) return null;
  const { from, to, event, ...plain } = texts;
  if (from !== undefined && to !== undefined && from > to) return null;
  const known = EVENTS.find((name) => name === event);
  const end = to === undefined ? undefined : new Date(`${to}T00:00:00`);
  end?.setDate(end.getDate() + 1);
  return {
    ...plain,
    ...(known === undefined ? {} : { event: known }),
    ...(from === undefined ? {} : { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(end === undefined ? {} : { to: end.toISOString() }),
  };
}
