import { isAddressEqual, numberToHex, type Address, type Chain } from 'viem';
import type { CreateConnectorFn } from 'wagmi';
import { Pairing } from './pairing';
import type { PhoneClient, PhoneNews, PhoneSession } from './phone-client';
import { NetworkNotShared, toError } from './problems';
import { accountsOn, addressIn, allows, chainIn, covers, firstChain } from './session-rules';

const METHODS = [
  ...['eth_sendTransaction', 'personal_sign', 'eth_signTypedData_v4'],
  ...['wallet_switchEthereumChain', 'wallet_addEthereumChain'],
];
const EVENTS = ['chainChanged', 'accountsChanged'];
/** How long a wallet that has switched may take to tell that its session covers the network now. */
const UPDATE_MS = 10_000;
/** How long somebody who disconnects waits for the phone to be told. */
const GOODBYE_MS = 3_000;
/** Codes of EIP-1193. */
const UNAUTHORIZED = 4100;
const UNSUPPORTED = 4200;
const DISCONNECTED = 4900;

const failure = (code: number, message: string): Error => Object.assign(new Error(message), { code });

/** Waits for something, but not longer than that. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}

type Emitter = Parameters<CreateConnectorFn>[0]['emitter'];

/** Which session it is, and which of its networks was chosen: what is kept from one page to the next. */
export interface KeptSession {
  readonly topic: string;
  readonly chainId: number;
}

/** The session with a phone, if there is one. */
export class Phone {
  readonly pairing: Pairing;
  readonly #chains: readonly [Chain, ...Chain[]];
  readonly #emitter: Emitter;
  readonly #keep: (kept: KeptSession | null) => Promise<void>;
  readonly #load: () => Promise<PhoneClient>;
  #loading: Promise<PhoneClient> | undefined;
  #session: PhoneSession | null = null;
  #chainId: number;
  /** The account its owner last changed to. */
  #chosen: Address | null = null;
  /** Called with each change of the session. */
  readonly #changed = new Set<() => void>();

  constructor(
    load: () => Promise<PhoneClient>,
    chains: readonly [Chain, ...Chain[]],
    emitter: Emitter,
    keep: (kept: KeptSession | null) => Promise<void>,
  ) {
    this.#load = load;
    this.#chains = chains;
    this.#emitter = emitter;
    this.#keep = keep;
    this.#chainId = chains[0].id;
    this.pairing = new Pairing(() => this.#client());
  }

  get chainId(): number {
    return this.#chainId;
  }

  /** On the network it is on; the chosen one first. */
  get accounts(): readonly Address[] {
    const all = this.#session ? accountsOn(this.#session, this.#chainId) : [];
    const chosen = this.#chosen;
    const isChosen = (address: Address) => chosen !== null && isAddressEqual(address, chosen);
    return [...all.filter(isChosen), ...all.filter((address) => !isChosen(address))];
  }

  /** Shows a code and waits for a phone. @throws what `Pairing.begin` throws */
  async pair(): Promise<void> {
    const session = await this.pairing.begin({
      chains: this.#chains.map(({ id }) => id),
      methods: METHODS,
      events: EVENTS,
      rpcUrls: Object.fromEntries(this.#chains.map(({ id, rpcUrls }) => [id, rpcUrls.default.http[0] ?? ''])),
    });
    const chainId = firstChain(
      session,
      this.#chains.map(({ id }) => id),
    );
    if (chainId === null) throw failure(UNAUTHORIZED, 'the wallet shares no account');
    this.#session = session;
    this.#chainId = chainId;
    await this.#remember();
  }

  /** Goes on with a session of an earlier page. @returns false where it has ended meanwhile */
  async resume({ topic, chainId }: KeptSession): Promise<boolean> {
    const session = (await this.#client()).session(topic);
    if (session === null || session.expiry * 1_000 <= Date.now()) {
      await this.#keep(null);
      return false;
    }
    this.#session = session;
    this.#chainId = covers(session, chainId) ? chainId : (firstChain(session, [chainId]) ?? chainId);
    return true;
  }

  async hangUp(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await this.#keep(null);
    if (session === null) return;
    // Without a network the phone is told later or never, and nobody waits for that; its side ends by itself.
    const told = this.#client().then((client) => client.hangUp(session.topic));
    await atMost(
      GOODBYE_MS,
      told.catch(() => undefined),
    );
  }

  request(method: string, params: unknown): Promise<unknown> {
    switch (method) {
      case 'eth_accounts':
      case 'eth_requestAccounts':
        return Promise.resolve(this.accounts);
      case 'eth_chainId':
        return Promise.resolve(numberToHex(this.#chainId));
      default:
        return this.#ask(method, params);
    }
  }

  /**
   * Requests name their network, so that one the session covers needs no word of the wallet. Another one is the
   * wallet's to add.
   * @throws NetworkNotShared where it does not, or what the wallet said
   */
  async switchTo(chainId: number): Promise<Chain> {
    const chain = this.#chains.find(({ id }) => id === chainId);
    if (!chain || !this.#session) throw failure(UNAUTHORIZED, 'not connected');
    if (!covers(this.#session, chainId)) {
      await this.#askForNetwork(chain);
      await this.#untilCovered(chainId);
    }
    await this.#goTo(chainId);
    return chain;
  }

  async #askForNetwork(chain: Chain): Promise<void> {
    const session = this.#session;
    const may = (method: string) => session !== null && allows(session, method);
    const id = { chainId: numberToHex(chain.id) };
    if (may('wallet_switchEthereumChain')) {
      const refusal = await this.#ask('wallet_switchEthereumChain', [id]).then(() => null, toError);
      if (refusal === null) return;
      if ('code' in refusal && (refusal.code === 4001 || refusal.code === 5000)) throw refusal;
    }
    if (!may('wallet_addEthereumChain')) throw new NetworkNotShared(chain.name);
    const explorer = chain.blockExplorers?.default.url;
    await this.#ask('wallet_addEthereumChain', [
      {
        ...id,
        chainName: chain.name,
        nativeCurrency: chain.nativeCurrency,
        rpcUrls: chain.rpcUrls.default.http,
        ...(explorer === undefined ? {} : { blockExplorerUrls: [explorer] }),
      },
    ]);
  }

  async #untilCovered(chainId: number): Promise<void> {
    const isCovered = () => this.#session !== null && covers(this.#session, chainId);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const look = () => {
      if (isCovered()) resolve(undefined);
    };
    const timer = setTimeout(resolve, UPDATE_MS);
    this.#changed.add(look);
    look();
    await promise;
    clearTimeout(timer);
    this.#changed.delete(look);
    if (!isCovered()) throw new NetworkNotShared(String(chainId));
  }

  async #ask(method: string, params: unknown): Promise<unknown> {
    const session = this.#session;
    if (session === null) throw failure(DISCONNECTED, 'the phone is not connected');
    if (!allows(session, method)) throw failure(UNSUPPORTED, `the wallet has not agreed to ${method}`);
    const client = await this.#client();
    try {
      return await client.request({ topic: session.topic, chainId: this.#chainId, method, params });
    } catch (reason) {
      throw toError(reason);
    }
  }

  #client(): Promise<PhoneClient> {
    this.#loading ??= this.#load().then(
      (client) => {
        client.listen((news) => {
          void this.#hear(client, news);
        });
        return client;
      },
      (error: unknown) => {
        // The next one to ask tries again.
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }

  async #hear(client: PhoneClient, news: PhoneNews): Promise<void> {
    if (news.topic !== this.#session?.topic) return;
    if (news.type === 'ended') {
      this.#session = null;
      await this.#keep(null);
      this.#emitter.emit('disconnect');
      return;
    }
    this.#session = client.session(news.topic) ?? this.#session;
    if (news.type === 'event' && news.name === 'accountsChanged') this.#chosen = addressIn(news.data);
    for (const look of this.#changed) look();
    const chainId = news.type === 'event' && news.name === 'chainChanged' ? chainIn(news.data) : null;
    if (chainId !== null && covers(this.#session, chainId)) await this.#goTo(chainId);
    else if (this.accounts.length > 0) this.#emitter.emit('change', { accounts: this.accounts });
  }

  async #goTo(chainId: number): Promise<void> {
    this.#chainId = chainId;
    await this.#remember();
    this.#emitter.emit('change', { chainId, accounts: this.accounts });
  }

  async #remember(): Promise<void> {
    if (this.#session) await this.#keep({ topic: this.#session.topic, chainId: this.#chainId });
  }
}
