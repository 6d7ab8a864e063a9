import type { Chain } from 'viem';
import { createConfig, createStorage, http, injected, type Config } from 'wagmi';
import type { ChainSettings } from '@/config/env';

const ETHER = { name: 'Ether', symbol: 'ETH', decimals: 18 };

/** A chain as wallets are told of it when they do not know it yet. */
export function toChain({ id, name, rpcUrl, explorerUrl, currency }: ChainSettings): Chain {
  return {
    id,
    name,
    nativeCurrency: currency ?? ETHER,
    rpcUrls: { default: { http: [rpcUrl] } },
    ...(explorerUrl ? { blockExplorers: { default: { name, url: explorerUrl } } } : {}),
  };
}

const known = new Map<string, Config>();

/**
 * Wallets and networks of this page: the wallets that announce themselves (EIP-6963), and the one older wallets
 * leave in the window. The same settings give the same object, so that a connection outlives the card that made it.
 */
export function walletConfig(settings: readonly ChainSettings[]): Config {
  const key = JSON.stringify(settings);
  const kept = known.get(key);
  if (kept) return kept;
  const [first, ...rest] = settings.map(toChain);
  if (!first) throw new RangeError('no chain is configured');
  const config = createConfig({
    chains: [first, ...rest],
    connectors: [injected()],
    transports: Object.fromEntries(settings.map(({ id, rpcUrl }) => [id, http(rpcUrl)])),
    storage: createStorage({ key: 'amn-wallet', storage: browserStorage() }),
  });
  known.set(key, config);
  return config;
}

const nowhere: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
};

/** Reading `localStorage` alone throws where a person forbids it. */
function browserStorage(): typeof nowhere {
  try {
    return window.localStorage;
  } catch {
    return nowhere;
  }
}
