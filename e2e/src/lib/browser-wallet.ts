import { randomUUID } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import { numberToHex, type Hash } from 'viem';
import { chainAskedFor, WalletKey } from './wallet-key.ts';

/** Error codes of EIP-1193 and EIP-3326. */
const REJECTED = 4001;
const UNSUPPORTED = 4200;
const UNKNOWN_CHAIN = 4902;

type Answer = { readonly result: unknown } | { readonly error: { code: number; message: string } };

class WalletError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * A wallet extension as a page meets it: it announces itself (EIP-6963) and answers requests (EIP-1193). The key
 * stays in Node.
 */
export class BrowserWallet extends WalletKey {
  readonly name = 'Journey Wallet';
  readonly #knownChains = new Set<number>();
  #chainId: number;
  #isConnected = false;
  /** What its owner does with the next transfer. */
  nextTransfer: 'confirm' | 'reject' | 'leaveOpen' = 'confirm';

  /** @param chainId the only network it knows at first */
  constructor(chainId: number) {
    super();
    this.#chainId = chainId;
    this.#knownChains.add(chainId);
  }

  get chainId(): number {
    return this.#chainId;
  }

  /** Puts the wallet into every page of a browser. */
  async installIn(context: BrowserContext): Promise<void> {
    await context.exposeFunction('journeyWallet', (method: string, params: unknown) =>
      this.#answer(method, params),
    );
    await context.addInitScript(announce, { name: this.name, uuid: randomUUID() });
  }

  async #answer(method: string, params: unknown): Promise<Answer> {
    this.note(method);
    try {
      return { result: await this.#handle(method, params) };
    } catch (error) {
      if (error instanceof WalletError) return { error: { code: error.code, message: error.message } };
      return { error: { code: -32603, message: error instanceof Error ? error.message : String(error) } };
    }
  }

  #handle(method: string, params: unknown): unknown {
    switch (method) {
      case 'eth_requestAccounts':
        this.#isConnected = true;
        return [this.address];
      case 'eth_accounts':
        return this.#isConnected ? [this.address] : [];
      case 'eth_chainId':
        return numberToHex(this.#chainId);
      case 'wallet_switchEthereumChain':
        return this.#switchTo(params);
      case 'wallet_addEthereumChain':
        this.#knownChains.add(chainAskedFor(params));
        return this.#switchTo(params);
      case 'personal_sign':
      case 'eth_signTypedData_v4':
        return this.sign(method, params);
      case 'eth_sendTransaction':
        return this.#transfer(params);
      default:
        throw new WalletError(UNSUPPORTED, `${method} is not supported`);
    }
  }

  #switchTo(params: unknown): null {
    const chainId = chainAskedFor(params);
    if (!this.#knownChains.has(chainId)) throw new WalletError(UNKNOWN_CHAIN, 'Unrecognized chain ID');
    this.#chainId = chainId;
    return null;
  }

  #transfer(params: unknown): Promise<Hash> {
    if (this.nextTransfer === 'reject') throw new WalletError(REJECTED, 'User rejected the request.');
    if (this.nextTransfer === 'leaveOpen') return new Promise<Hash>(() => undefined);
    return this.send(params);
  }
}

/** Runs in the page, before any of its scripts. */
function announce({ name, uuid }: { name: string; uuid: string }): void {
  type Listener = (value: unknown) => void;
  const { journeyWallet } = window as unknown as {
    journeyWallet: (method: string, params: unknown) => Promise<Answer>;
  };
  const listeners = new Map<string, Set<Listener>>();
  const provider = {
    on(event: string, listener: Listener) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    },
    removeListener(event: string, listener: Listener) {
      listeners.get(event)?.delete(listener);
    },
    async request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
      const answer = await journeyWallet(method, params);
      if ('error' in answer) throw Object.assign(new Error(answer.error.message), answer.error);
      if (method === 'wallet_switchEthereumChain' || method === 'wallet_addEthereumChain') {
        const chainId = await provider.request({ method: 'eth_chainId' });
        for (const listener of listeners.get('chainChanged') ?? []) listener(chainId);
      }
      return answer.result;
    },
  };
  const info = {
    uuid,
    name,
    rdns: 'example.journey.wallet',
    icon: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>',
  };
  const tell = () => {
    const detail = Object.freeze({ info: Object.freeze(info), provider });
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
  };
  window.addEventListener('eip6963:requestProvider', tell);
  tell();
}
