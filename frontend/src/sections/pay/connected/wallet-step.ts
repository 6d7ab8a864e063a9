/** What the network says about the transfer that is to be made; base units. */
export interface TransferCheck {
  /** The token's balance of the account. */
  readonly token: bigint;
  /** The balance of the chain's own coin, which pays the fee. */
  readonly coin: bigint;
  /** The least the fee will be; null where it could not be told. */
  readonly fee: bigint | null;
  /** The token's contract would not carry it out: the transfer fails although the balance is there. */
  readonly refused: boolean;
}

export interface WalletFacts {
  /** Chain the payment is on. */
  readonly wantedChainId: number;
  /** Base units to be sent. */
  readonly amount: bigint;
  /** Of the connected account; null while no wallet is connected. */
  readonly connection: { readonly chainId: number | undefined } | null;
  /** What the network said; `unread` when it cannot be asked, null while it is asked. */
  readonly check: TransferCheck | 'unread' | null;
  /** The wallet shows the transfer to its owner now. */
  readonly asking: boolean;
}

export type WalletStep =
  | 'choose'
  | 'wrongNetwork'
  | 'checking'
  | 'tooLittle'
  | 'noFee'
  | 'refused'
  /** The balance is unknown; the wallet looks at it before it sends. */
  | 'unread'
  | 'ready'
  | 'waiting';

/** The one thing to do next on the way from a wallet to a transfer. */
export function walletStep({ wantedChainId, amount, connection, check, asking }: WalletFacts): WalletStep {
  if (asking) return 'waiting';
  if (connection === null) return 'choose';
  if (connection.chainId !== wantedChainId) return 'wrongNetwork';
  if (check === null) return 'checking';
  if (check === 'unread') return 'unread';
  if (check.token < amount) return 'tooLittle';
  if (check.refused) return 'refused';
  if (check.coin < (check.fee ?? 0n)) return 'noFee';
  return 'ready';
}

/** Whether the transfer may be asked for in this step. */
export const maySend = (step: WalletStep): boolean => step === 'ready' || step === 'unread';
