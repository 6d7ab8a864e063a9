import type { Chain } from 'viem';
import { createConfig, createStorage, http, injected, type Config } from 'wagmi';
import type { ChainSettings, RuntimeConfig } from '@/config/env';
import { walletConnect } from './walletconnect/connector';
import { loadClient } from './walletconnect/load-client';

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
 * Wallets and networks of this page: the wallets that announce themselves (EIP-6963), the one older wallets leave
 * in the window, and those on a phone where a project at WalletConnect is set. The same settings give the same
 * object, so that a connection outlives the card that made it.
 */
export function walletConfig(runtime: Pick<RuntimeConfig, 'chains' | 'walletConnect'>): Config {
  const { chains: settings, walletConnect: project } = runtime;
  const key = JSON.stringify([settings, project]);
  const kept = known.get(key);
  if (kept) return kept;
  const [first, ...rest] = settings.map(toChain);
  if (!first) throw new RangeError('no chain is configured');
  const config = createConfig({
    chains: [first, ...rest],
    connectors: [injected(), ...(project ? [walletConnect(() => loadClient(project))] : [])],
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
