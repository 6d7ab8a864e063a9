import { AppError } from '../../shared/errors.ts';
import {
  ChainUnavailableError,
  chainReader,
  contractOf,
  findTransferable,
  gateway,
  GatewayError,
  type OutgoingTransfer,
} from '../integration/index.ts';
import { findPaidBy } from './desk.repository.ts';
import { words } from './payout-gateway.ts';
import { findGatewayWallets, findPayout, sentBaseOf, type PayoutRecord } from './payout.repository.ts';

/** Transfers to one address that people are shown, the newest of them. */
const MOST_CANDIDATES = 20;
/** Where no block was noted, that many back. */
const BLOCKS_BACK = 5_000;

export interface Candidate extends OutgoingTransfer {
  readonly confirmations: number;
  readonly isFromGateway: boolean;
  readonly isRightAmount: boolean;
  /** Another payout that it pays already. */
  readonly pays: string | null;
}

export interface PayoutEvidence {
  readonly payout: PayoutRecord;
  readonly gateway: {
    readonly isAnswering: boolean;
    readonly status: string | null;
    readonly txid: string | null;
    readonly task: string | null;
    readonly taskSays: string | null;
  };
  readonly chain: {
    readonly isReadable: boolean;
    /** False of a chain's own coin: there are no logs to search its transfers by. */
    readonly leavesLogs: boolean;
    readonly fromBlock: number | null;
    readonly head: number | null;
    readonly confirmationsWanted: number;
    readonly gatewayWallets: readonly string[];
  };
  readonly candidates: readonly Candidate[];
}

async function askGateway(payout: PayoutRecord): Promise<PayoutEvidence['gateway']> {
  try {
    const [found, task] = await Promise.all([
      gateway().readPayoutStatus(payout.asset, payout.id),
      payout.taskId === null ? null : gateway().readTask(payout.asset, payout.taskId),
    ]);
    const results = Array.isArray(task?.result) ? task.result : [];
    const said = typeof task?.result === 'string' ? task.result : results.map(({ message }) => message)[0];
    return {
      isAnswering: true,
      status: found?.status ?? null,
      txid: found?.txid ?? results.flatMap(({ txids }) => txids)[0] ?? null,
      task: task?.status ?? null,
      taskSays: words(said) || null,
    };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { isAnswering: false, status: null, txid: null, task: null, taskSays: null };
  }
}

async function readChain(payout: PayoutRecord): Promise<Pick<PayoutEvidence, 'chain' | 'candidates'>> {
  const reader = chainReader(payout.chainId);
  const contract = contractOf(payout.asset);
  const gatewayWallets = await findGatewayWallets(payout.chainId);
  const confirmationsWanted = findTransferable(payout.asset)?.confirmations ?? 0;
  const known = { leavesLogs: contract !== null, confirmationsWanted, gatewayWallets };
  const unread = {
    chain: { ...known, isReadable: false, fromBlock: null, head: null },
    candidates: [],
  };
  if (reader === null || typeof contract !== 'string') return unread;
  try {
    const head = (await reader.readHead()).number;
    const fromBlock = payout.startBlock === null ? Math.max(0, head - BLOCKS_BACK) : payout.startBlock + 1;
    const { destination } = payout;
    const found = await reader.findTransfersTo({ contract, destination, fromBlock, limit: MOST_CANDIDATES });
    const paid = await findPaidBy(
      payout.chainId,
      found.map(({ txid }) => txid),
    );
    return {
      chain: { ...known, isReadable: true, fromBlock, head },
      candidates: found.map((transfer) => {
        const pays = paid.get(transfer.txid) ?? null;
        return {
          ...transfer,
          confirmations: Math.max(0, head - transfer.blockNumber + 1),
          isFromGateway: gatewayWallets.includes(transfer.from),
          isRightAmount: transfer.amountBase === sentBaseOf(payout),
          pays: pays === payout.id ? null : pays,
        };
      }),
    };
  } catch (error) {
    if (!(error instanceof ChainUnavailableError)) throw error;
    return unread;
  }
}

/**
 * What the gateway says and the chain shows of a payout now, for people who have to judge. Reads only.
 * @throws AppError NOT_FOUND
 */
export async function readEvidence(input: { readonly payoutId: string }): Promise<PayoutEvidence> {
  const payout = await findPayout(input.payoutId);
  if (payout === null) throw new AppError('NOT_FOUND');
  const [said, shown] = await Promise.all([askGateway(payout), readChain(payout)]);
  return { payout, gateway: said, ...shown };
}
