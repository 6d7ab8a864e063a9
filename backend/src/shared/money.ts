import { z } from 'zod';

/**
 * Money is an integer number of base units: `bigint` in code, a decimal string on the wire, `Decimal128` in
 * the database. Never a float.
 */
export const baseAmountSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,33})$/, 'must be a whole number of base units without sign, point or exponent')
  .meta({ id: 'BaseAmount', description: 'Integer base units as a decimal string, e.g. "12500000"' });

export const positiveBaseAmountSchema = z
  .string()
  .regex(/^[1-9]\d{0,33}$/, 'must be a whole number of base units above zero')
  .meta({ id: 'PositiveBaseAmount', description: 'Integer base units above zero, as a decimal string' });

export const assetCodeSchema = z
  .string()
  .regex(/^[A-Z0-9]{2,12}(-[A-Z0-9]{2,12})?$/, 'must be an asset code such as ETH-USDT')
  .meta({ id: 'AssetCode', description: 'Asset code of the gateway, a token on a chain, e.g. ETH-USDT' });

/** An amount of an asset in base units. */
export const moneySchema = z
  .strictObject({ amount: baseAmountSchema, asset: assetCodeSchema })
  .meta({ id: 'Money', example: { amount: '12500000', asset: 'ETH-USDT' } });
export type Money = z.infer<typeof moneySchema>;

/** At most 10 million USD: more than that is a typing error before it is a deal. */
const MAX_PRICE_CENTS = 1_000_000_000;

const centsSchema = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'must be a whole number of cents above zero')
  .refine((cents) => Number(cents) <= MAX_PRICE_CENTS, 'must be at most 10,000,000.00 USD');

/** US cents in a query. */
export const centsInQuerySchema = centsSchema;

/** A price in US cents. */
export const priceSchema = z
  .strictObject({ amount: centsSchema, currency: z.literal('USD') })
  .meta({ id: 'Price', example: { amount: '50000', currency: 'USD' } });
export type Price = z.infer<typeof priceSchema>;

/** Cents of a price we send out; may be zero (a fee). */
export const centsOutSchema = z
  .strictObject({ amount: baseAmountSchema, currency: z.literal('USD') })
  .meta({ id: 'Cents', example: { amount: '1250', currency: 'USD' } });

export const toPrice = (cents: bigint): Price => ({ amount: cents.toString(), currency: 'USD' });
export const toMoney = (amountBase: bigint, asset: string): Money => ({
  amount: amountBase.toString(),
  asset,
});

/**
 * Splits `total` by `weights` so that the parts add up to the whole (largest remainder; the first wins a tie).
 * @throws RangeError when no weight is above zero.
 */
export function splitByLargestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError('weights must be ≥ 0 and not all zero');
  const parts = weights.map((weight) => (total * weight) / sum);
  const order = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  let left = total - parts.reduce((a, b) => a + b, 0n);
  for (const { index } of order) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}

/** `ceil(a / b)` for non-negative integers. */
export const ceilDiv = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

/**
 * Base units → exact decimal string in whole coins, e.g. (12500000n, 6) → "12.5".
 */
export function formatUnits(amountBase: bigint, decimals: number): string {
  const digits = amountBase.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/**
 * Decimal string of whole coins → base units; digits beyond the asset's decimals are cut (the gateway
 * prints ten places whatever the asset has).
 * @throws RangeError when the text is not a plain decimal number.
 */
export function parseUnits(text: string, decimals: number): bigint {
  const match = /^(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) throw new RangeError(`not a plain decimal number: ${text.slice(0, 40)}`);
  const fraction = (match[2] ?? '').slice(0, decimals).padEnd(decimals, '0');
  return BigInt(`${match[1] ?? '0'}${fraction}`);
}
