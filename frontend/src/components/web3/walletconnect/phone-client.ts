/** What a wallet on a phone has agreed to. */
export interface PhoneSession {
  readonly topic: string;
  /** Seconds since 1970. */
  readonly expiry: number;
  readonly namespaces: Readonly<
    Record<string, { readonly accounts: readonly string[]; readonly methods: readonly string[] }>
  >;
}

/** What a page would like to do with a wallet on a phone. */
export interface PhoneWish {
  readonly chains: readonly number[];
  readonly methods: readonly string[];
  readonly events: readonly string[];
  readonly rpcUrls: Readonly<Record<number, string>>;
}

export interface PhoneRequest {
  readonly topic: string;
  readonly chainId: number;
  readonly method: string;
  readonly params: unknown;
}

/** What a phone tells by itself. */
export type PhoneNews =
  | { readonly type: 'ended'; readonly topic: string }
  | { readonly type: 'updated'; readonly topic: string }
  | { readonly type: 'event'; readonly topic: string; readonly name: string; readonly data: unknown };

/** The way to wallets on phones, as far as a page needs it; WalletConnect's SDK behind it. */
export interface PhoneClient {
  /** Asks for a pairing code; `approval` settles with what the phone says to it. */
  propose: (wish: PhoneWish) => Promise<{ uri: string; approval: Promise<PhoneSession> }>;
  /** A code that nobody shall answer to any more. */
  withdraw: (uri: string) => Promise<void>;
  request: (request: PhoneRequest) => Promise<unknown>;
  hangUp: (topic: string) => Promise<void>;
  session: (topic: string) => PhoneSession | null;
  listen: (listener: (news: PhoneNews) => void) => void;
}
