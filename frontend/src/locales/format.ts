import { languageInfo, type Language } from '../config/languages';

/**
 * Numbers, money and time in the page's language, all through Intl. Amounts stay decimal strings from the API
 * to the screen: Intl formats a string digit by digit, so no amount passes through a float.
 */

type Decimal = `${number}`;

const cache = new Map<string, unknown>();

/** Intl objects are dear to make; one per language and set of options is kept. */
function kept<T>(kind: string, language: Language, options: object, make: (locale: string) => T): T {
  const key = `${kind}|${language}|${JSON.stringify(options)}`;
  const known = cache.get(key) as T | undefined;
  if (known) return known;
  const made = make(languageInfo[language].intl);
  cache.set(key, made);
  return made;
}

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept('number', language, options, (locale) => new Intl.NumberFormat(locale, options));
}

function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept('date', language, options, (locale) => new Intl.DateTimeFormat(locale, options));
}

export function formatNumber(
  language: Language,
  value: number | string,
  options: Intl.NumberFormatOptions = {},
): string {
  return numberFormat(language, options).format(value as Decimal);
}

/** @param share 0.025 → "2.5%" */
export function formatPercent(language: Language, share: number, maximumFractionDigits = 1): string {
  return numberFormat(language, { style: 'percent', maximumFractionDigits }).format(share);
}

/** Shifts a decimal point: ("12500000", 6) → "12.5". Exact, without grouping; the sign is kept. */
export function toDecimal(integer: string, decimals: number): string {
  const match = /^(-?)(\d+)$/.exec(integer);
  if (!match) throw new RangeError(`not an integer: ${integer.slice(0, 40)}`);
  const [, sign = '', digits = ''] = match;
  const padded = digits.padStart(decimals + 1, '0');
  const whole = padded.slice(0, padded.length - decimals).replace(/^0+(?=\d)/, '');
  const fraction = padded.slice(padded.length - decimals).replace(/0+$/, '');
  return `${sign}${whole}${fraction ? `.${fraction}` : ''}`;
}

export interface PriceLike {
  readonly amount: string;
  readonly currency: string;
}

/**
 * A price in cents, e.g. {amount: "50050", currency: "USD"} → "$500.50"; whole dollars lose their zeros. In Persian
 * and Arabic the symbol stands before the number as well, in one left-to-right run: the "US$" that Arabic would
 * write behind it falls apart beside other Latin text.
 */
export function formatPrice(language: Language, price: PriceLike, options: { cents?: boolean } = {}): string {
  const format = numberFormat(language, {
    style: 'currency',
    currency: price.currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: options.cents ? 'auto' : 'stripIfInteger',
  });
  const value = toDecimal(price.amount, 2) as Decimal;
  if (languageInfo[language].direction === 'ltr') return format.format(value);
  const digits = format.formatToParts(value).filter(({ type }) => DIGITS.has(type));
  const sign = price.amount.startsWith('-') ? '\u2212' : '';
  return `\u200E${sign}${symbolOf(price.currency)}${digits.map((part) => part.value).join('')}`;
}

const DIGITS: ReadonlySet<string> = new Set(['integer', 'group', 'decimal', 'fraction']);

const symbolOf = (currency: string): string =>
  numberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? currency;

/**
 * Base units of an asset as an exact decimal number in the page's numerals, every digit kept.
 * @param options.minimumFractionDigits pads with zeros, to line up columns.
 */
export function formatBase(
  language: Language,
  amountBase: string,
  decimals: number,
  options: { minimumFractionDigits?: number } = {},
): string {
  return numberFormat(language, {
    minimumFractionDigits: options.minimumFractionDigits ?? 0,
    maximumFractionDigits: decimals,
  }).format(toDecimal(amountBase, decimals) as Decimal);
}

const foreignDigits = /[\u06F0-\u06F9\u0660-\u0669]/g;

/** Persian and Arabic digits as Latin ones; everything else stays. */
export const toLatinDigits = (text: string): string =>
  text.replace(foreignDigits, (digit) => String(digit.charCodeAt(0) & 0xf));

/**
 * What a person typed → an integer string of base units, or null when it is not a plain positive decimal number
 * or has more decimals than the asset. Persian and Arabic digits and separators are read as well.
 */
export function parseDecimal(text: string, decimals: number): string | null {
  const latin = toLatinDigits(text.trim())
    .replace(/[\u066C\s\u00A0\u202F']/g, '')
    .replace(/\u066B/g, '.');
  // A lone comma is a decimal comma; with a point beside it, or in groups of three, it groups thousands.
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(latin)
    ? latin.replaceAll(',', '')
    : latin.replace(',', '.');
  const match = /^(\d*)(?:\.(\d*))?$/.exec(plain);
  if (!match || plain === '' || plain === '.') return null;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return null;
  return `${match[1] ?? ''}${fraction.padEnd(decimals, '0')}`.replace(/^0+(?=\d)/, '') || '0';
}

export function formatDate(language: Language, at: string | number | Date): string {
  return dateFormat(language, { dateStyle: 'medium' }).format(new Date(at));
}

/** Day, month, year and minute, in the reader's own time zone unless one is given. */
export function formatDateTime(language: Language, at: string | number | Date, timeZone?: string): string {
  return dateFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(at));
}

const steps: readonly [unit: 'day' | 'hour' | 'minute' | 'second', ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/**
 * A span of time in its one or two biggest units, e.g. "2 days 4 hours", "12 minutes", "40 seconds".
 * Seconds are shown below one minute only.
 */
export function formatDuration(
  language: Language,
  durationMs: number,
  unitDisplay: 'long' | 'short' | 'narrow' = 'long',
): string {
  let rest = Math.max(0, durationMs);
  const shown: string[] = [];
  for (const [unit, ms] of steps) {
    if (unit === 'second' && shown.length > 0) break;
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    if (count > 0 || (unit === 'second' && shown.length === 0)) {
      shown.push(numberFormat(language, { style: 'unit', unit, unitDisplay }).format(count));
    } else if (shown.length > 0) break;
    if (shown.length === 2) break;
  }
  const list = kept(
    'list',
    language,
    { unitDisplay },
    (locale) =>
      new Intl.ListFormat(locale, { type: 'unit', style: unitDisplay === 'long' ? 'short' : 'narrow' }),
  );
  return list.format(shown);
}

/** "in 3 days", "2 hours ago": the nearest whole unit from `now`. */
export function formatRelative(language: Language, at: string | number | Date, now: number): string {
  const difference = new Date(at).getTime() - now;
  const format = kept(
    'relative',
    language,
    {},
    (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  );
  for (const [unit, ms] of steps) {
    if (Math.abs(difference) >= ms) return format.format(Math.round(difference / ms), unit);
  }
  return format.format(0, 'second');
}
