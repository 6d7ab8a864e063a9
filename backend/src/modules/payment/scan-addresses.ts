import { logger } from '../../platform/logger.ts';
import type { AssetConfig } from '../../config/env.ts';
import {
  chainReader,
  ChainUnavailableError,
  LOG_SPAN_BLOCKS,
  registeredAssets,
  type ChainReader,
} from '../integration/index.ts';
import { applySightings } from './apply-sightings.ts';
import { readFromChain } from './chain-sighting.ts';
import { findDeposits } from './deposit.repository.ts';
import { WATCHED_STATUSES } from './payment.policy.ts';
import { findScannable, setScannedTo, type ScannablePayment } from './scan.repository.ts';
import { normalTxid, sameAddress } from './sighting.ts';

/** Addresses in one search; nodes limit how long a question may be. */
const ADDRESSES_AT_ONCE = 200;
/** Blocks that are searched again, as a multiple of the asked depth: one that was replaced may hold a transfer. */
const OVERLAP_FACTOR = 2;

interface Span {
  readonly fromBlock: number;
  readonly toBlock: number;
  readonly payments: readonly ScannablePayment[];
}

const beginOf = (payment: ScannablePayment, asset: AssetConfig): number =>
  Math.max(
    payment.startBlock,
    (payment.scannedTo ?? payment.startBlock) - asset.confirmations * OVERLAP_FACTOR,
  ) + 1;

/**
 * What is searched in this round: everything near the head together, and of those left behind, after an outage
 * say, the ones that are furthest back. Those near the head never wait for them.
 */
export function spansFor(payments: readonly ScannablePayment[], asset: AssetConfig, head: number): Span[] {
  const begun = payments
    .map((payment) => ({ payment, from: beginOf(payment, asset) }))
    .filter(({ from }) => from <= head)
    .sort((a, b) => a.from - b.from);
  const fresh = begun.filter(({ from }) => from > head - LOG_SPAN_BLOCKS);
  const furthest = begun[0]?.from ?? head;
  const behindTo = furthest + LOG_SPAN_BLOCKS - 1;
  const behind = begun.filter(({ from }) => from <= head - LOG_SPAN_BLOCKS && from <= behindTo);
  return [
    { group: behind, toBlock: behindTo },
    { group: fresh, toBlock: head },
  ].flatMap(({ group, toBlock }) => {
    const spans: Span[] = [];
    for (let first = 0; first < group.length; first += ADDRESSES_AT_ONCE) {
      const part = group.slice(first, first + ADDRESSES_AT_ONCE);
      const fromBlock = part[0]?.from ?? toBlock;
      spans.push({ fromBlock, toBlock, payments: part.map(({ payment }) => payment) });
    }
    return spans;
  });
}

/** A transfer that no deposit tells of yet; those that are noted are watched as deposits. */
async function take(payment: ScannablePayment, txid: string): Promise<void> {
  const known = (await findDeposits([payment.id])).find(
    (deposit) => deposit.txid === txid && deposit.asset === payment.asset,
  );
  if (known !== undefined && known.status !== 'reorged') return;
  const sighting = await readFromChain(payment, {
    asset: payment.asset,
    txid,
    amountBase: null,
    fault: null,
  });
  if (sighting === null || sighting.block === null || sighting.fault !== null) return;
  await applySightings(payment.id, [sighting]);
}

async function searchSpan(reader: ChainReader, asset: AssetConfig, span: Span): Promise<void> {
  const { fromBlock, toBlock, payments } = span;
  const destinations = payments.map(({ address }) => address);
  const found = await reader.findIncoming({ contract: asset.contract, destinations, fromBlock, toBlock });
  for (const { txid, destination } of found) {
    const payment = payments.find(({ address }) => sameAddress(address, destination));
    if (payment) await take(payment, normalTxid(txid));
  }
  await setScannedTo(
    payments.map(({ id }) => id),
    toBlock,
  );
}

/** The head at which each asset was searched to its end: until there is another, nothing can differ. */
const searchedAt = new Map<string, string>();

async function scanAsset(asset: AssetConfig): Promise<void> {
  const reader = chainReader(asset.chainId);
  if (reader === null) return;
  const payments = await findScannable(asset.code, WATCHED_STATUSES);
  if (payments.length === 0) return;
  const head = await reader.readHead();
  if (searchedAt.get(asset.code) === head.hash) return;
  const spans = spansFor(payments, asset, head.number);
  for (const span of spans) await searchSpan(reader, asset, span);
  if (spans.every(({ toBlock }) => toBlock === head.number)) searchedAt.set(asset.code, head.hash);
}

/**
 * Searches the chain for transfers to every address that still waits for money, so that a payment is found when
 * nobody tells of it: no page, no gateway. Like every other way it books at depth only.
 */
export async function scanAddresses(): Promise<void> {
  for (const asset of registeredAssets()) {
    try {
      await scanAsset(asset);
    } catch (error) {
      const passing = error instanceof ChainUnavailableError;
      logger()[passing ? 'warn' : 'error']({ err: error, asset: asset.code }, 'addresses not searched');
    }
  }
}
