import type { BrowseQuery, BrowseSort, CategoryId } from '@/actions/marketplace';
import { isLanguage, type Language } from '@/config/languages';
import { parseDecimal, toDecimal } from '@/locales/format';

export const CATEGORIES = [
  'design',
  'software',
  'writing',
  'translation',
  'marketing',
  'electronics',
  'fashion',
  'home',
  'art',
  'business',
  'education',
  'other',
] as const satisfies readonly CategoryId[];

export const SORTS = ['newest', 'endingSoon', 'highestBudget'] as const satisfies readonly BrowseSort[];

export const MAX_QUERY = 100;
/** What the API takes at most: ten million dollars. */
const MAX_CENTS = 1_000_000_000;

/** What somebody looks for, as it stands in the address. */
export interface Filters {
  readonly q: string;
  readonly category: CategoryId | null;
  readonly language: Language | null;
  readonly minCents: number | null;
  readonly maxCents: number | null;
  readonly sort: BrowseSort;
}

export const NO_FILTERS: Filters = {
  q: '',
  category: null,
  language: null,
  minCents: null,
  maxCents: null,
  sort: 'newest',
};

/** Words as they are looked for: without space around them, and one space between them. */
export const cleanWords = (text: string): string =>
  text.replace(/\s+/g, ' ').trim().slice(0, MAX_QUERY).trim();

/** Dollars as somebody wrote them → cents; null where they are no amount, or none that the list can be asked for. */
export function readCents(text: string | null): number | null {
  const cents = text === null ? null : parseDecimal(text, 2);
  if (cents === null) return null;
  const number = Number(cents);
  return number > 0 && number <= MAX_CENTS ? number : null;
}

/** Cents → dollars, as they stand in the address and in the field. */
export const writeCents = (cents: number | null): string =>
  cents === null ? '' : toDecimal(String(cents), 2);

/** Reads an address; what it says wrongly is left out. */
export function readFilters(get: (name: string) => string | null): Filters {
  const language = get('language');
  const sort = get('sort');
  const category = get('category');
  return {
    q: cleanWords(get('q') ?? ''),
    category: CATEGORIES.find((one) => one === category) ?? null,
    language: isLanguage(language) ? language : null,
    minCents: readCents(get('min')),
    maxCents: readCents(get('max')),
    sort: SORTS.find((one) => one === sort) ?? 'newest',
  };
}

/** The address's query, with its question mark; empty where nothing is chosen. */
export function writeFilters(filters: Filters): string {
  const entries: readonly (readonly [string, string])[] = [
    ['q', filters.q],
    ['category', filters.category ?? ''],
    ['language', filters.language ?? ''],
    ['min', writeCents(filters.minCents)],
    ['max', writeCents(filters.maxCents)],
    ['sort', filters.sort === 'newest' ? '' : filters.sort],
  ];
  const query = new URLSearchParams(entries.filter(([, value]) => value !== '').map(([k, v]) => [k, v]));
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** What the API is asked; a range that was written the wrong way round is turned. */
export function toQuery({ q, category, language, minCents, maxCents, sort }: Filters): BrowseQuery {
  const turned = minCents !== null && maxCents !== null && minCents > maxCents;
  const [min, max] = turned ? [maxCents, minCents] : [minCents, maxCents];
  return {
    ...(q === '' ? {} : { q }),
    ...(category === null ? {} : { categoryId: category }),
    ...(language === null ? {} : { language }),
    ...(min === null ? {} : { minBudgetCents: min }),
    ...(max === null ? {} : { maxBudgetCents: max }),
    sort,
  };
}

/** Without its order: what can be taken away to see more. */
export const isFiltered = (filters: Filters): boolean => writeFilters({ ...filters, sort: 'newest' }) !== '';

/** Filters behind the button on a phone; the words stand beside it. */
export const countFilters = ({ category, language, minCents, maxCents }: Filters): number =>
  [category, language, minCents, maxCents].filter((value) => value !== null).length;
