/**
 * Decimal numbers as the gateway reckons with them: exact, 28 places, rounded half to even. Amounts are never
 * floats; a value is a bigint that counts 10^-28.
 */
const PLACES = 28;
const ONE = 10n ** BigInt(PLACES);
const PATTERN = /^\s*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,4}))?\s*$/;

export type Decimal = bigint & { readonly __decimal: unique symbol };

const of = (value: bigint): Decimal => value as Decimal;

export const ZERO = of(0n);

/** Divides two bigints and rounds half to even. */
function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  let quotient = n / d;
  const twice = (n % d) * 2n;
  if (twice > d || (twice === d && quotient % 2n === 1n)) quotient += 1n;
  return negative ? -quotient : quotient;
}

/** @throws Error, worded as Python words it, where the text is no finite decimal number. */
export function parseDecimal(text: string): Decimal {
  const match = PATTERN.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || whole + fraction === '') throw new Error("[<class 'decimal.ConversionSyntax'>]");
  const exponent = Number(match[4] ?? '0') - fraction.length + PLACES;
  const digits = BigInt(whole + fraction);
  const value =
    exponent >= 0 ? digits * 10n ** BigInt(exponent) : divideRounded(digits, 10n ** BigInt(-exponent));
  return of(match[1] === '-' ? -value : value);
}

/** An amount in base units (wei, or 10^-6 of a USDT) as a decimal number of whole coins. */
export function fromBase(amountBase: bigint, decimals: number): Decimal {
  return of(amountBase * 10n ** BigInt(PLACES - decimals));
}

/** A number of whole coins in base units; `up` decides what happens to what base units cannot express. */
export function toBase(value: Decimal, decimals: number, rounding: 'down' | 'up' = 'down'): bigint {
  const unit = 10n ** BigInt(PLACES - decimals);
  return value / unit + (rounding === 'up' && value % unit > 0n ? 1n : 0n);
}

export const add = (a: Decimal, b: Decimal): Decimal => of(a + b);
export const subtract = (a: Decimal, b: Decimal): Decimal => of(a - b);
export const multiply = (a: Decimal, b: Decimal): Decimal => of(divideRounded(a * b, ONE));
export const divide = (a: Decimal, b: Decimal): Decimal => of(divideRounded(a * ONE, b));

/** Rounds to so many places, half to even. */
export function round(value: Decimal, places: number): Decimal {
  const unit = 10n ** BigInt(PLACES - places);
  return of(divideRounded(value, unit) * unit);
}

/** The smallest value with so many places that is not below the given one. */
export function roundUp(value: Decimal, places: number): Decimal {
  const unit = 10n ** BigInt(PLACES - places);
  const rest = value % unit;
  return of(rest > 0n ? value - rest + unit : value);
}

/** With exactly so many places, as `'%.2f'` gives. */
export function toFixed(value: Decimal, places: number): string {
  const scaled = round(value, places) / 10n ** BigInt(PLACES - places);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
  return scaled < 0n ? `-${text}` : text;
}

/** As the gateway writes amounts on the wire: `'%.10f'` without the zeros at the end. */
export function formatAmount(value: Decimal): string {
  const text = toFixed(value, 10).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

/** All places, without the zeros at the end: how a value is kept, not how it is shown. */
export function toExact(value: Decimal): string {
  return toFixed(value, PLACES).replace(/\.?0+$/, '');
}
