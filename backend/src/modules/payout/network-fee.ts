import { logger } from '../../platform/logger.ts';
import {
  baseOfCents,
  centsAtRate,
  ChainUnavailableError,
  chainReader,
  nativeCoinOf,
  rateOf,
  roundUpToGatewayUnit,
  type Transferable,
} from '../integration/index.ts';

/** What the transfer of a token takes, with room for a destination that never held it. */
export const TRANSFER_GAS = 65_000n;
/** What the transfer of a chain's own coin takes, always. */
const COIN_TRANSFER_GAS = 21_000n;
/** Gas prices move from block to block; people read a figure for about as long. */
const FRESH_MS = 30_000;

export interface FeeEstimate {
  /** The chain's own coin. */
  readonly native: { readonly asset: string; readonly base: bigint };
  readonly cents: number;
  /** The same in the asset that is paid out, base units. */
  readonly inAssetBase: bigint;
}

const known = new Map<string, { readonly estimate: FeeEstimate; readonly at: number }>();

async function estimate(asset: Transferable): Promise<FeeEstimate | null> {
  const native = nativeCoinOf(asset.code);
  const reader = chainReader(asset.chainId);
  if (native === undefined || reader === null) return null;
  const base = (await reader.readGasPrice()) * (asset.contract === null ? COIN_TRANSFER_GAS : TRANSFER_GAS);
  const rate = await rateOf(native.code);
  if (rate === null) return null;
  const cents = centsAtRate(base, native.decimals, rate);
  const isSameCoin = asset.code === native.code;
  const inAssetBase = isSameCoin
    ? roundUpToGatewayUnit(base, native.decimals)
    : await baseOfCents(asset, cents);
  return inAssetBase === null ? null : { native: { asset: native.code, base }, cents, inAssetBase };
}

/**
 * About what the network takes for paying out an asset now; null when nobody can tell. Asks node and gateway at
 * most every half minute, and not inside a transaction.
 */
export async function estimateNetworkFee(asset: Transferable): Promise<FeeEstimate | null> {
  const last = known.get(asset.code);
  if (last && Date.now() - last.at < FRESH_MS) return last.estimate;
  try {
    const fresh = await estimate(asset);
    if (fresh !== null) known.set(asset.code, { estimate: fresh, at: Date.now() });
    return fresh;
  } catch (error) {
    if (!(error instanceof ChainUnavailableError)) throw error;
    logger().warn({ err: error, asset: asset.code }, 'no estimate of the network fee');
    return null;
  }
}

/** Tests: what was learnt is asked for again. */
export const forgetEstimates = (): void => {
  known.clear();
};
