import { env, type AssetConfig } from '../../config/env.ts';
import { logger } from '../../platform/logger.ts';
import { ceilDiv } from '../../shared/money.ts';
import { gateway } from './gateway.ts';

/** Whole digits behind the point that the gateway reckons with. */
const GATEWAY_PLACES = 8;
/** Digits behind the point that the gateway prints. */
const GATEWAY_PRINTED_PLACES = 10;
const LIST_FRESH_MS = 30_000;

/**
 * Coins of the chains themselves, which are in no registry of tokens. Nobody is asked to pay with them, but
 * they do arrive by mistake, and what arrives is booked.
 */
const NATIVE_DECIMALS: Readonly<Record<string, number>> = {
  ETH: 18,
  BNB: 18,
  MATIC: 18,
  AVAX: 18,
  TRX: 6,
  BTC: 8,
  LTC: 8,
  DOGE: 8,
  XRP: 6,
};

/** Gateway code of a chain's own coin, by the first part of its tokens' codes where the two differ. */
const NATIVE_OF_PREFIX: Readonly<Record<string, string>> = { POLYGON: 'MATIC', AVALANCHE: 'AVAX' };

/** The coin that a token's chain takes its fees in; undefined when nobody knows. */
export function nativeCoinOf(code: string): { readonly code: string; readonly decimals: number } | undefined {
  const own = NATIVE_DECIMALS[code];
  if (own !== undefined) return { code, decimals: own };
  // TRC-20 tokens have no prefix.
  const prefix = code.includes('-') ? (code.split('-', 1)[0] ?? '') : 'TRX';
  const native = NATIVE_OF_PREFIX[prefix] ?? prefix;
  const decimals = NATIVE_DECIMALS[native];
  return decimals === undefined ? undefined : { code: native, decimals };
}

/** Every asset that Amn is set up for, whether the gateway is online for it or not. */
export const registeredAssets = (): readonly AssetConfig[] => env().ASSET_REGISTRY;

export const findAsset = (code: string): AssetConfig | undefined =>
  registeredAssets().find((asset) => asset.code === code);

/** An asset that money can be sent in: a token, or the coin of its chain. */
export type Transferable = Omit<AssetConfig, 'contract'> & {
  /** Null for the chain's own coin. */
  readonly contract: string | null;
};

/**
 * What somebody who is owed an asset can be paid in: every registered one, offered or not, and the coins of their
 * chains. Nobody is asked to pay with those, but they come by mistake, and what came has to have a way back.
 */
export function findTransferable(code: string): Transferable | undefined {
  const registered = findAsset(code);
  if (registered) return registered;
  const token = registeredAssets().find((asset) => nativeCoinOf(asset.code)?.code === code);
  const decimals = NATIVE_DECIMALS[code];
  if (token === undefined || decimals === undefined) return undefined;
  const { network, chainId, confirmations, explorerUrl } = token;
  const chain = { network, chainId, confirmations, explorerUrl };
  return { ...chain, code, symbol: code, name: code, decimals, contract: null, stable: false };
}

/** The coins of the registered assets' chains: what their fees are paid in. */
export function registeredCoins(): readonly Transferable[] {
  const codes = new Set(registeredAssets().flatMap(({ code }) => nativeCoinOf(code)?.code ?? []));
  return [...codes].flatMap((code) => findTransferable(code) ?? []);
}

/** Whether Amn is set to offer it: stable ones by default, others by configuration. */
export const isEnabled = ({ enabled, stable }: AssetConfig): boolean => enabled ?? stable;

/** Minutes for which a price in this asset stands. */
export const priceLockMinutes = ({ priceLockMinutes: own }: AssetConfig): number =>
  own ?? env().PRICE_LOCK_MINUTES;

/** Decimals of a registered asset or of a chain's own coin; undefined for an asset that nobody knows. */
export const decimalsOf = (code: string): number | undefined =>
  findAsset(code)?.decimals ?? NATIVE_DECIMALS[code];

/** Token contract to look for on the chain; null for the chain's own coin; undefined when unknown. */
export function contractOf(code: string): string | null | undefined {
  const asset = findAsset(code);
  if (asset) return asset.contract;
  return code in NATIVE_DECIMALS ? null : undefined;
}

/** Smallest step of an asset, in base units, that the gateway can express. */
export const gatewayUnit = (decimals: number): bigint =>
  10n ** BigInt(Math.max(0, decimals - GATEWAY_PLACES));

/** Largest amount, in base units, that is lost when the gateway prints an amount. */
export const printedUnit = (decimals: number): bigint =>
  decimals > GATEWAY_PRINTED_PLACES ? 10n ** BigInt(decimals - GATEWAY_PRINTED_PLACES) : 0n;

/** The next amount up that the gateway can express, in base units. */
export function roundUpToGatewayUnit(amountBase: bigint, decimals: number): bigint {
  const unit = gatewayUnit(decimals);
  return ceilDiv(amountBase, unit) * unit;
}

let lastList: { readonly codes: readonly string[]; readonly readAt: number } | null = null;
let reading: Promise<readonly string[]> | null = null;

async function readList(): Promise<readonly string[]> {
  const codes = await gateway().listAssets();
  lastList = { codes, readAt: Date.now() };
  return codes;
}

/**
 * Codes that the gateway lists now.
 * @param maxAgeMs how old an answer may be
 * @throws GatewayError when it does not answer
 */
export async function onlineCodes(maxAgeMs: number): Promise<readonly string[]> {
  if (lastList && Date.now() - lastList.readAt <= maxAgeMs) return lastList.codes;
  reading ??= readList().finally(() => {
    reading = null;
  });
  return reading;
}

/**
 * Assets that are offered: known here with chain, contract and decimals, set to be offered, and online at the
 * gateway. While it does not answer, those it had last; before its first
 * answer, all: a list of names is no promise, and the invoice itself will tell.
 */
export async function onlineAssets(): Promise<readonly AssetConfig[]> {
  const assets = registeredAssets().filter(isEnabled);
  try {
    const codes = await onlineCodes(LIST_FRESH_MS);
    return assets.filter(({ code }) => codes.includes(code));
  } catch (error) {
    logger().warn({ err: error }, 'the gateway does not list its assets');
    const known = lastList?.codes;
    return known ? assets.filter(({ code }) => known.includes(code)) : assets;
  }
}

/** How an amount of an asset is written, and where it is. */
export interface AssetLook {
  readonly code: string;
  readonly symbol: string;
  readonly network: string;
  readonly chainId: number;
  readonly decimals: number;
  readonly explorerUrl: string | null;
}

/**
 * Assets that may have come or stand in somebody's balance though nobody can pay with them now: those of the
 * registry that are not among the offered ones, and the coins of its chains, which come by mistake.
 */
export function otherLooks(offered: readonly AssetConfig[]): readonly AssetLook[] {
  const codes = new Set<string>();
  for (const { code } of registeredAssets()) {
    const coin = nativeCoinOf(code);
    if (coin !== undefined) codes.add(coin.code);
    codes.add(code);
  }
  for (const { code } of offered) codes.delete(code);
  return [...codes].flatMap((code) => {
    const asset = findTransferable(code);
    if (asset === undefined) return [];
    const { symbol, network, chainId, decimals, explorerUrl = null } = asset;
    return [{ code, symbol, network, chainId, decimals, explorerUrl }];
  });
}

/** Why an asset is offered, or is not. */
export type AssetState = 'offered' | 'gateway_offline' | 'switched_off' | 'not_registered';

export interface RegistryEntry {
  readonly code: string;
  readonly state: AssetState;
  /** Null for one that only the gateway knows. */
  readonly asset: AssetConfig | null;
}

export interface Registry {
  readonly entries: readonly RegistryEntry[];
  /** When the gateway last listed its assets (wall time); null before its first answer. */
  readonly listedAt: Date | null;
  /** It answered when it was asked just now. */
  readonly reachable: boolean;
}

function stateOf(asset: AssetConfig, codes: readonly string[] | undefined): AssetState {
  if (!isEnabled(asset)) return 'switched_off';
  return codes === undefined || codes.includes(asset.code) ? 'offered' : 'gateway_offline';
}

/** Everything that the gateway lists or the registry knows, and why each is offered or not. */
export async function readRegistry(): Promise<Registry> {
  let reachable = true;
  try {
    await onlineCodes(LIST_FRESH_MS);
  } catch (error) {
    logger().warn({ err: error }, 'the gateway does not list its assets');
    reachable = false;
  }
  const codes = lastList?.codes;
  const known = registeredAssets().map((asset) => ({
    code: asset.code,
    state: stateOf(asset, codes),
    asset,
  }));
  const others = (codes ?? [])
    .filter((code) => findAsset(code) === undefined)
    .map((code) => ({ code, state: 'not_registered' as const, asset: null }));
  const listedAt = lastList === null ? null : new Date(lastList.readAt);
  return { entries: [...known, ...others], listedAt, reachable };
}
