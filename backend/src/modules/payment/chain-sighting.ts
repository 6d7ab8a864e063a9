import { chainReader, contractOf, findAsset, printedUnit, decimalsOf } from '../integration/index.ts';
import { requiredConfirmations } from './note-deposit.ts';
import type { PaymentRecord } from './payment.repository.ts';
import { FAULTS, type Fault, type Sighting } from './sighting.ts';

/** What was said of a transaction before the chain was asked. */
export interface Claim {
  readonly asset: string;
  readonly txid: string;
  /** Base units; null when nobody knows the asset's decimals. */
  readonly amountBase: bigint | null;
  readonly fault: Fault | null;
}

/** A block's time is whole seconds, and clocks differ. Only used when no block number was noted. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

const isOlder = (payment: PaymentRecord, block: { number: number; time: Date }): boolean =>
  payment.startBlock === null
    ? block.time.getTime() < payment.createdAt.getTime() - CLOCK_TOLERANCE_MS
    : block.number <= payment.startBlock;

/** The gateway prints amounts with few digits; more than that is a disagreement. */
function claimsMore(claim: Claim, foundBase: bigint): boolean {
  const decimals = decimalsOf(claim.asset);
  if (claim.amountBase === null || decimals === undefined) return false;
  return claim.amountBase > foundBase + printedUnit(decimals);
}

/**
 * Asks the chain about a transaction to a payment's address: chain, token contract, destination, amounts of the
 * logs, success, depth and age.
 * @returns null where there is no chain to ask for this asset
 * @throws ChainUnavailableError when the node cannot be read now
 */
export async function readFromChain(payment: PaymentRecord, claim: Claim): Promise<Sighting | null> {
  const contract = contractOf(claim.asset);
  const chainId = (findAsset(claim.asset) ?? findAsset(payment.asset))?.chainId;
  const reader = chainId === undefined ? null : chainReader(chainId);
  if (reader === null || contract === undefined || payment.address === null) return null;

  const reading = await reader.readTransfer({ txid: claim.txid, destination: payment.address, contract });
  const nothing = { ...claim, source: 'chain' as const, counts: false, confirmations: 0, block: null };
  if (reading.state === 'missing') return nothing;
  if (reading.state === 'reverted') return { ...nothing, fault: FAULTS.reverted };
  const { amountBase, confirmations, blockNumber, blockHash, blockTime } = reading.transfer;
  const found = { ...nothing, confirmations, block: { number: blockNumber, hash: blockHash } };
  if (amountBase === 0n) return { ...found, fault: FAULTS.noSuchTransfer };
  if (isOlder(payment, { number: blockNumber, time: blockTime })) {
    return { ...found, amountBase, fault: FAULTS.olderThanPayment };
  }
  if (claimsMore(claim, amountBase)) return { ...found, amountBase, fault: FAULTS.amountDiffers };
  const counts = confirmations >= requiredConfirmations(payment, claim.asset);
  return { ...found, amountBase, counts };
}
