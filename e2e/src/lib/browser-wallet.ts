import { randomUUID } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import {
  createWalletClient,
  http,
  numberToHex,
  type Address,
  type Hash,
  type Hex,
  type TypedDataDefinition,
} from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { z } from 'zod';
import { stack } from './stack.ts';

/** Error codes of EIP-1193 and EIP-3326. */
const REJECTED = 4001;
const UNSUPPORTED = 4200;
const UNKNOWN_CHAIN = 4902;

type Answer = { readonly result: unknown } | { readonly error: { code: number; message: string } };

const chainParams = z.tuple([z.object({ chainId: z.string() })]);
const textParams = z.tuple([z.string(), z.string()]);
const transactionParams = z.tuple([z.object({ to: z.string(), data: z.string() })]);

class WalletError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * A wallet extension as a page meets it: it announces itself (EIP-6963) and answers requests (EIP-1193). The key
 * stays in Node, which signs; what it sends are real transactions on the stack's chain.
 */
export class BrowserWallet {
  readonly name = 'Journey Wallet';
  readonly #account = privateKeyToAccount(generatePrivateKey());
  readonly #knownChains = new Set<number>();
  #chainId: number;
  #isConnected = false;
  readonly #asked: string[] = [];
  readonly #sent: Hash[] = [];
  /** What its owner does with the next transfer. */
  nextTransfer: 'confirm' | 'reject' | 'leaveOpen' = 'confirm';

  /** @param chainId the only network it knows at first */
  constructor(chainId: number) {
    this.#chainId = chainId;
    this.#knownChains.add(chainId);
  }

  get address(): Address {
    return this.#account.address;
  }

  get chainId(): number {
    return this.#chainId;
  }

  /** Transactions it has sent, oldest first. */
  get sent(): readonly Hash[] {
    return this.#sent;
  }

  /** How often a method was asked for. */
  timesAsked(method: string): number {
    return this.#asked.filter((asked) => asked === method).length;
  }

  /** Puts the wallet into every page of a browser. */
  async installIn(context: BrowserContext): Promise<void> {
    await context.exposeFunction('journeyWallet', (method: string, params: unknown) =>
      this.#answer(method, params),
    );
    await context.addInitScript(announce, { name: this.name, uuid: randomUUID() });
  }

  async #answer(method: string, params: unknown): Promise<Answer> {
    this.#asked.push(method);
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
        return [this.#account.address];
      case 'eth_accounts':
        return this.#isConnected ? [this.#account.address] : [];
      case 'eth_chainId':
        return numberToHex(this.#chainId);
      case 'wallet_switchEthereumChain':
        return this.#switchTo(params);
      case 'wallet_addEthereumChain':
        this.#knownChains.add(Number(chainParams.parse(params)[0].chainId));
        return this.#switchTo(params);
      case 'personal_sign':
        return this.#account.signMessage({ message: { raw: textParams.parse(params)[0] as Hex } });
      case 'eth_signTypedData_v4':
        return this.#account.signTypedData(JSON.parse(textParams.parse(params)[1]) as TypedDataDefinition);
      case 'eth_sendTransaction':
        return this.#send(params);
      default:
        throw new WalletError(UNSUPPORTED, `${method} is not supported`);
    }
  }

  #switchTo(params: unknown): null {
    const chainId = Number(chainParams.parse(params)[0].chainId);
    if (!this.#knownChains.has(chainId)) throw new WalletError(UNKNOWN_CHAIN, 'Unrecognized chain ID');
    this.#chainId = chainId;
    return null;
  }

  async #send(params: unknown): Promise<Hash> {
    if (this.nextTransfer === 'reject') throw new WalletError(REJECTED, 'User rejected the request.');
    if (this.nextTransfer === 'leaveOpen') return new Promise<Hash>(() => undefined);
    const [{ to, data }] = transactionParams.parse(params);
    const client = createWalletClient({ account: this.#account, transport: http(stack.rpcUrl) });
    const hash = await client.sendTransaction({ chain: null, to: to as Address, data: data as Hex });
    this.#sent.push(hash);
    return hash;
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
