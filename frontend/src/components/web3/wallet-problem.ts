/** Why a wallet did not do what it was asked, as far as the page has words for it. */
export type WalletProblem =
  | 'rejected'
  | 'busy'
  | 'noFee'
  | 'wrongNetwork'
  | 'unable'
  /** The code for a phone was answered by nobody. */
  | 'expired'
  /** There is no way to a phone. */
  | 'unreachable'
  /** The phone's session does not cover the network. */
  | 'notShared'
  | 'other';

interface Clues {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly data?: unknown;
}

const DEPTH = 8;

/** The error and what it was caused by; wallets and viem wrap the one that says something. */
function* chain(error: unknown): Generator<Clues> {
  let current: unknown = error;
  for (let depth = 0; depth < DEPTH && typeof current === 'object' && current !== null; depth += 1) {
    const clues: Clues = current;
    yield clues;
    const { data } = clues;
    if (typeof data === 'object' && data !== null && 'originalError' in data) {
      yield data.originalError as Clues;
    }
    current = clues.cause;
  }
}

function problemIn({ name, code, message }: Clues): WalletProblem | null {
  const words = typeof message === 'string' ? message.toLowerCase() : '';
  if (code === 4001 || code === 'ACTION_REJECTED' || name === 'UserRejectedRequestError') return 'rejected';
  if (code === 5000) return 'rejected';
  if (name === 'PairingExpired') return 'expired';
  if (name === 'RelayUnreachable') return 'unreachable';
  if (name === 'NetworkNotShared') return 'notShared';
  if (code === -32002 || name === 'ResourceUnavailableRpcError') return 'busy';
  if (name === 'InsufficientFundsError' || words.includes('insufficient funds')) return 'noFee';
  if (name === 'ChainMismatchError' || name === 'ConnectorChainMismatchError') return 'wrongNetwork';
  if (name === 'SwitchChainNotSupportedError' || code === 4902 || code === 4200) return 'unable';
  return null;
}

export function walletProblem(error: unknown): WalletProblem {
  for (const clues of chain(error)) {
    const problem = problemIn(clues);
    if (problem) return problem;
  }
  return 'other';
}

/**
 * Whether it is certain that no transfer left the wallet. Anything else leaves it open: a wallet that lost its
 * connection may have sent all the same.
 */
export function nothingWasSent(problem: WalletProblem): boolean {
  return problem === 'rejected' || problem === 'noFee' || problem === 'wrongNetwork';
}
