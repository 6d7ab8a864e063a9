import { SignClient } from '@walletconnect/sign-client';
import { generatePrivateKey } from 'viem/accounts';
import { stack } from './stack.ts';
import { until } from './wait.ts';
import { chainAskedFor, WalletKey } from './wallet-key.ts';

type Sdk = Awaited<ReturnType<typeof SignClient.init>>;
type Answer = 'confirm' | 'reject';

/** WalletConnect's codes for what the owner of a wallet declines, and ends. */
const REJECTED = { code: 5000, message: 'User rejected.' };
const ENDED = { code: 6000, message: 'User disconnected.' };

const METHODS = [
  ...['eth_sendTransaction', 'personal_sign', 'eth_signTypedData_v4'],
  ...['wallet_switchEthereumChain', 'wallet_addEthereumChain'],
];

/**
 * A wallet on a phone, with the SDK that such wallets are made with: it pairs by a code and
 * answers over the relay.
 */
export class PhoneWallet extends WalletKey {
  readonly #sdk: Sdk;
  readonly #chains = new Set<number>();
  #topic: string | null = null;
  /** What its owner does with the next pairing, and with the next request. */
  nextPairing: Answer = 'confirm';
  nextRequest: Answer = 'confirm';

  private constructor(sdk: Sdk, chainId: number) {
    super();
    this.#sdk = sdk;
    this.#chains.add(chainId);
    sdk.on('session_proposal', ({ id }) => {
      void this.#onProposal(id);
    });
    sdk.on('session_request', ({ id, topic, params }) => {
      void this.#onRequest(id, topic, params.request.method, params.request.params);
    });
    sdk.on('session_delete', ({ topic }) => {
      if (topic === this.#topic) this.#topic = null;
    });
  }

  /** @param chainId the only network it knows at first */
  static async switchedOn(chainId: number): Promise<PhoneWallet> {
    const { relayUrl, relayProject: projectId } = stack;
    if (relayUrl === undefined || projectId === undefined) {
      throw new Error('the stack has no relay: start it with --relay');
    }
    const sdk = await SignClient.init({
      projectId,
      relayUrl,
      telemetryEnabled: false,
      logger: 'silent',
      // Each is a phone of its own in this one process.
      customStoragePrefix: generatePrivateKey(),
      metadata: { name: 'Journey Phone', description: 'A wallet', url: 'https://phone.example', icons: [] },
    });
    return new PhoneWallet(sdk, chainId);
  }

  get isConnected(): boolean {
    return this.#topic !== null;
  }

  /** Reads a code, as its camera or a copied link gives it. */
  async scan(uri: string): Promise<void> {
    await this.#sdk.pair({ uri });
  }

  /** Its owner ends the connection there. */
  async hangUp(): Promise<void> {
    const topic = this.#topic;
    if (topic === null) throw new Error('it is not connected');
    this.#topic = null;
    await this.#sdk.disconnect({ topic, reason: ENDED });
  }

  async switchOff(): Promise<void> {
    await this.#sdk.core.relayer.transportClose();
    this.#sdk.core.heartbeat.stop();
  }

  #namespaces() {
    const chains = [...this.#chains].map((chainId) => `eip155:${chainId}`);
    const accounts = chains.map((chain) => `${chain}:${this.address}`);
    return { eip155: { chains, accounts, methods: METHODS, events: ['chainChanged', 'accountsChanged'] } };
  }

  async #onProposal(id: number): Promise<void> {
    if (this.nextPairing === 'reject') {
      await this.#sdk.reject({ id, reason: REJECTED });
      return;
    }
    const { topic, acknowledged } = await this.#sdk.approve({ id, namespaces: this.#namespaces() });
    await acknowledged();
    this.#topic = topic;
  }

  async #onRequest(id: number, topic: string, method: string, params: unknown): Promise<void> {
    this.note(method);
    if (this.nextRequest === 'reject') {
      await this.#sdk.respond({ topic, response: { id, jsonrpc: '2.0', error: REJECTED } });
      return;
    }
    try {
      const result = await this.#do(topic, method, params);
      await this.#sdk.respond({ topic, response: { id, jsonrpc: '2.0', result } });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await this.#sdk.respond({ topic, response: { id, jsonrpc: '2.0', error: { code: -32_603, message } } });
    }
  }

  async #do(topic: string, method: string, params: unknown): Promise<unknown> {
    switch (method) {
      case 'personal_sign':
      case 'eth_signTypedData_v4':
        return this.sign(method, params);
      case 'eth_sendTransaction':
        return this.send(params);
      case 'wallet_switchEthereumChain':
      case 'wallet_addEthereumChain': {
        this.#chains.add(chainAskedFor(params));
        await this.#sdk.update({ topic, namespaces: this.#namespaces() });
        return null;
      }
      default:
        throw new Error(`${method} is not supported`);
    }
  }
}

/** Waits until the phone is connected, or is not any more. */
export function untilConnected(phone: PhoneWallet, wanted: boolean): Promise<true> {
  return until(wanted ? 'the phone is connected' : 'the phone is not connected any more', () =>
    Promise.resolve(phone.isConnected === wanted ? true : undefined),
  );
}
