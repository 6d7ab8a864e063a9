import { logger } from '../../platform/logger.ts';
import { ceilDiv } from '../../shared/money.ts';
import { roundUpToGatewayUnit, type Transferable } from './assets.ts';
import { gateway } from './gateway.ts';

type Valued = Pick<Transferable, 'code' | 'decimals' | 'stable'>;

/** One dollar is asked for: enough to learn the rate. */
const SAMPLE_USD = '1.00';

/** `amountBase` at `rate` US dollars for a coin, in cents, rounded down. */
export function centsAtRate(amountBase: bigint, decimals: number, rate: string): number {
  const [whole = '0', fraction = ''] = rate.split('.');
  const digits = BigInt(`${whole}${fraction}`);
  const cents = (amountBase * digits * 100n) / 10n ** BigInt(decimals + fraction.length);
  return Number(cents > BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(Number.MAX_SAFE_INTEGER) : cents);
}

/** US dollars for one coin as a decimal string; null when the gateway does not tell. Not inside a transaction. */
export async function rateOf(code: string): Promise<string | null> {
  try {
    return await gateway().quoteRate(code, SAMPLE_USD);
  } catch (error) {
    logger().warn({ err: error, asset: code }, 'no rate to value an amount with');
    return null;
  }
}

/** What an amount is worth in US cents; null when the gateway does not tell. Not inside a transaction. */
export async function valueInCents(asset: Valued, amountBase: bigint): Promise<number | null> {
  const rate = asset.stable ? '1' : await rateOf(asset.code);
  return rate === null ? null : centsAtRate(amountBase, asset.decimals, rate);
}

/** How much of an asset `cents` are at `rate` US dollars for a coin, base units, rounded up. */
export function baseAtRate(cents: number, decimals: number, rate: string): bigint {
  const [whole = '0', fraction = ''] = rate.split('.');
  const digits = BigInt(`${whole}${fraction}`);
  if (digits === 0n) throw new RangeError('a coin that is worth nothing buys nothing');
  return ceilDiv(BigInt(cents) * 10n ** BigInt(decimals + fraction.length), digits * 100n);
}

/**
 * How much of an asset `cents` are, base units, in steps that the gateway can express; null when the gateway
 * does not tell. Not inside a transaction.
 */
export async function baseOfCents(asset: Valued, cents: number): Promise<bigint | null> {
  const rate = asset.stable ? '1' : await rateOf(asset.code);
  return rate === null ? null : roundUpToGatewayUnit(baseAtRate(cents, asset.decimals, rate), asset.decimals);
}
