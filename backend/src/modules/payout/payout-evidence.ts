import { chainReader, contractOf, findTransferable } from '../integration/index.ts';
import { findGatewayWallets, findTakenTxids, sentBaseOf, type PayoutRecord } from './payout.repository.ts';

export type TransferState =
  /** On the chain at depth, to the right address, at least the amount. */
  | { readonly state: 'good'; readonly paidFrom: string | null; readonly networkFeeBase: bigint }
  | { readonly state: 'waiting'; readonly inBlock: boolean }
  /** In the chain, and not what was asked for. */
  | { readonly state: 'wrong'; readonly reason: string }
  /** There is no chain to read for this asset. */
  | { readonly state: 'unreadable' };

/** @throws ChainUnavailableError when the node cannot be read now */
export async function inspectTransfer(payout: PayoutRecord, txid: string): Promise<TransferState> {
  const reader = chainReader(payout.chainId);
  const contract = contractOf(payout.asset);
  const confirmations = findTransferable(payout.asset)?.confirmations;
  if (reader === null || contract === undefined || confirmations === undefined)
    return { state: 'unreadable' };
  const reading = await reader.readTransfer({ txid, destination: payout.destination, contract });
  if (reading.state === 'missing') return { state: 'waiting', inBlock: false };
  if (reading.state === 'reverted') return { state: 'wrong', reason: 'the transaction failed on the chain' };
  const { transfer } = reading;
  if (transfer.amountBase < sentBaseOf(payout)) {
    return { state: 'wrong', reason: `the transaction brings ${transfer.amountBase} to the address` };
  }
  if (transfer.confirmations < confirmations) return { state: 'waiting', inBlock: true };
  const { networkFeeBase } = transfer;
  return { state: 'good', paidFrom: transfer.from[0] ?? null, networkFeeBase };
}

/**
 * The transfer of a payout that the gateway has no record of: from one of the gateway's wallets (known from
 * confirmed payouts), to the payout's address, of exactly its amount, since it was submitted, and paying no
 * other payout. Null when there is none, or more than one and nobody can tell which.
 */
export async function findOnChain(payout: PayoutRecord): Promise<string | null> {
  const reader = chainReader(payout.chainId);
  const contract = contractOf(payout.asset);
  if (reader === null || typeof contract !== 'string' || payout.startBlock === null) return null;
  const senders = await findGatewayWallets(payout.chainId);
  if (senders.length === 0) return null;
  const found = await reader.findOutgoing({
    contract,
    destination: payout.destination,
    amountBase: sentBaseOf(payout),
    fromBlock: payout.startBlock + 1,
    senders,
  });
  const taken = await findTakenTxids(payout.chainId, found);
  const free = found.filter((txid) => !taken.includes(txid));
  return free.length === 1 ? (free[0] ?? null) : null;
}
