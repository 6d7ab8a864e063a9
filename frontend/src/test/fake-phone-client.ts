import type {
  PhoneClient,
  PhoneNews,
  PhoneRequest,
  PhoneSession,
} from '@/components/web3/walletconnect/phone-client';

export const PHONE_ACCOUNT = '0x5FbDB2315678afecb367f032d93F642f64180aa3';

/** A session that covers networks with one account. */
export const phoneSession = (chains: readonly number[], topic = 'session'): PhoneSession => ({
  topic,
  expiry: Date.now() / 1_000 + 3_600,
  namespaces: {
    eip155: {
      accounts: chains.map((chainId) => `eip155:${chainId}:${PHONE_ACCOUNT}`),
      methods: ['eth_sendTransaction', 'wallet_switchEthereumChain', 'wallet_addEthereumChain'],
    },
  },
});

/** The way to a phone whose owner does as the test says. */
export class FakePhoneClient implements PhoneClient {
  readonly asked: PhoneRequest[] = [];
  readonly withdrawn: string[] = [];
  readonly hungUpOn: string[] = [];
  readonly sessions = new Map<string, PhoneSession>();
  /** Answers the codes that were shown, oldest first. */
  readonly answers: PromiseWithResolvers<PhoneSession>[] = [];
  answer: (request: PhoneRequest) => Promise<unknown> = () => Promise.resolve(null);
  #tell: (news: PhoneNews) => void = () => undefined;

  readonly propose: PhoneClient['propose'] = () => {
    const answer = Promise.withResolvers<PhoneSession>();
    this.answers.push(answer);
    return Promise.resolve({ uri: `wc:${this.answers.length}@2`, approval: answer.promise });
  };
  readonly withdraw = (uri: string): Promise<void> => {
    this.withdrawn.push(uri);
    return Promise.resolve();
  };
  readonly request = (request: PhoneRequest): Promise<unknown> => {
    this.asked.push(request);
    return this.answer(request);
  };
  hangUp = (topic: string): Promise<void> => {
    this.hungUpOn.push(topic);
    this.sessions.delete(topic);
    return Promise.resolve();
  };
  readonly session = (topic: string): PhoneSession | null => this.sessions.get(topic) ?? null;
  readonly listen = (listener: (news: PhoneNews) => void): void => {
    this.#tell = listener;
  };

  /** The phone's owner agrees to the newest code. */
  approve(session: PhoneSession): void {
    this.sessions.set(session.topic, session);
    this.answers.at(-1)?.resolve(session);
  }

  tell(news: PhoneNews): void {
    this.#tell(news);
  }
}
