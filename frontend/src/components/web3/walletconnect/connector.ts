import { createConnector } from 'wagmi';
import type { Pairing } from './pairing';
import { Phone, type KeptSession } from './phone';
import type { PhoneClient } from './phone-client';
import { NoSession } from './problems';

export const WALLET_CONNECT = 'walletConnect';

interface Provider {
  request: (asked: { method: string; params?: unknown }) => Promise<unknown>;
}

type Kept = Record<'phone', KeptSession>;
type Properties = Record<'pairing', Pairing>;

/**
 * A wallet on a phone. It stays on the phone: requests go there sealed, over WalletConnect's relay. Our own
 * connector, since wagmi's brings a whole wallet interface along; see docs/adr/0013.
 */
export function walletConnect(load: () => Promise<PhoneClient>) {
  return createConnector<Provider, Properties, Kept>(({ chains, emitter, storage }) => {
    const phone = new Phone(load, chains, emitter, async (kept) => {
      if (kept) await storage?.setItem('phone', kept);
      else await storage?.removeItem('phone');
    });
    const provider: Provider = { request: ({ method, params }) => phone.request(method, params) };
    const kept = async () => (await storage?.getItem('phone')) ?? null;
    return {
      id: WALLET_CONNECT,
      name: 'WalletConnect',
      type: WALLET_CONNECT,
      pairing: phone.pairing,
      connect: async ({ isReconnecting, withCapabilities } = {}) => {
        const known = await kept();
        const isBack = known !== null && (await phone.resume(known));
        if (!isBack && isReconnecting) throw new NoSession('nothing to go on with');
        if (!isBack) await phone.pair();
        const accounts = phone.accounts;
        const told = withCapabilities ? accounts.map((address) => ({ address, capabilities: {} })) : accounts;
        return { accounts: told as never, chainId: phone.chainId };
      },
      disconnect: () => phone.hangUp(),
      getAccounts: () => Promise.resolve(phone.accounts),
      getChainId: () => Promise.resolve(phone.chainId),
      getProvider: () => Promise.resolve(provider),
      // Nothing is loaded for who has never connected a phone.
      isAuthorized: async () => {
        const known = await kept();
        return known !== null && (await phone.resume(known).catch(() => false));
      },
      switchChain: ({ chainId }) => phone.switchTo(chainId),
      // The phone's news come by `Phone`.
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => undefined,
    };
  });
}
