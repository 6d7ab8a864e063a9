import type { TypedData } from './api/types.gen';

/** What a connected wallet can be asked to do; each answer is its owner's. */
export interface WalletSigner {
  readonly address: string;
  readonly chainId: number;
  readonly signText: (text: string) => Promise<string>;
  readonly signTyped: (data: TypedData) => Promise<string>;
}
