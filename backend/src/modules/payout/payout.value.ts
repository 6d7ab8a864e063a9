import type { AssetConfig } from '../../config/env.ts';
import { logger } from '../../platform/logger.ts';
import { gateway } from '../integration/index.ts';

/** One dollar is asked for: enough to learn the rate. */
const SAMPLE_USD = '1.00';

/** `amountBase` at `rate` US dollars for a coin, in cents, rounded down. */
export function centsAtRate(amountBase: bigint, decimals: number, rate: string): number {
  const [whole = '0', fraction = ''] = rate.split('.');
  const digits = BigInt(`${whole}${fraction}`);
  const cents = (amountBase * digits * 100n) / 10n ** BigInt(decimals + fraction.length);
  return Number(cents > BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(Number.MAX_SAFE_INTEGER) : cents);
}

/** What an amount is worth in US cents; null when the gateway does not tell. Not inside a transaction. */
export async function valueInCents(asset: AssetConfig, amountBase: bigint): Promise<number | null> {
  if (asset.stable) return centsAtRate(amountBase, asset.decimals, '1');
  try {
    return centsAtRate(amountBase, asset.decimals, await gateway().quoteRate(asset.code, SAMPLE_USD));
  } catch (error) {
    logger().warn({ err: error, asset: asset.code }, 'no rate for a payout');
    return null;
  }
}
