import { logger } from '../../platform/logger.ts';
import { chainReader, ChainUnavailableError } from '../integration/index.ts';
import { applySightings } from './apply-sightings.ts';
import { readFromChain } from './chain-sighting.ts';
import { findWatched, noteMissing, type DepositRecord } from './deposit.repository.ts';
import { findPayment } from './payment.repository.ts';
import { FAULTS, type Sighting } from './sighting.ts';

const BATCH = 200;
/** A node behind a load balancer may lag; a block that is really gone stays gone. */
const GONE_AFTER_MS = 2 * 60_000;
/** A transaction that was seen waiting and never got into a block. */
const NEVER_MINED_AFTER_MS = 60 * 60_000;

const claimOf = (deposit: DepositRecord) => ({
  asset: deposit.asset,
  txid: deposit.txid,
  amountBase: deposit.amountBase,
  fault: deposit.fault === FAULTS.wrongAsset ? FAULTS.wrongAsset : null,
});

/** Whether the chain has surely lost a deposit that it does not show. */
async function isGone(deposit: DepositRecord, missingSince: Date): Promise<boolean> {
  const missingMs = Date.now() - missingSince.getTime();
  if (deposit.blockNumber === null) return missingMs >= NEVER_MINED_AFTER_MS;
  if (missingMs < GONE_AFTER_MS) return false;
  const hash = await chainReader(deposit.chainId)?.readBlockHash(deposit.blockNumber);
  return hash !== deposit.blockHash;
}

async function handleMissing(deposit: DepositRecord, sighting: Sighting): Promise<void> {
  const missingSince = deposit.missingSince ?? (await noteMissing(deposit.id));
  if (deposit.status === 'reorged' || !(await isGone(deposit, missingSince))) return;
  await applySightings(deposit.paymentId, [{ ...sighting, gone: true }]);
}

async function watchOne(deposit: DepositRecord): Promise<void> {
  const payment = await findPayment(deposit.paymentId);
  if (payment === null) return;
  const sighting = await readFromChain(payment, claimOf(deposit));
  if (sighting === null) return;
  const missing = sighting.block === null && sighting.fault !== FAULTS.reverted;
  if (missing) await handleMissing(deposit, sighting);
  else await applySightings(payment.id, [sighting]);
}

/** The newest block at which each watched deposit was looked at: until there is another, nothing can differ. */
const lookedAt = new Map<string, string>();

async function headHashes(deposits: readonly DepositRecord[]): Promise<Map<number, string>> {
  const chainIds = [...new Set(deposits.map(({ chainId }) => chainId))];
  const heads = await Promise.all(
    chainIds.map(async (chainId) => [chainId, (await chainReader(chainId)?.readHead())?.hash ?? ''] as const),
  );
  return new Map(heads);
}

async function watchAll(deposits: readonly DepositRecord[]): Promise<void> {
  const heads = await headHashes(deposits);
  const watched = new Set(deposits.map(({ id }) => id));
  for (const id of lookedAt.keys()) if (!watched.has(id)) lookedAt.delete(id);
  for (const deposit of deposits) {
    const head = heads.get(deposit.chainId) ?? '';
    if (lookedAt.get(deposit.id) === head) continue;
    try {
      await watchOne(deposit);
      lookedAt.set(deposit.id, head);
    } catch (error) {
      if (error instanceof ChainUnavailableError) throw error;
      logger().error({ err: error, depositId: deposit.id }, 'deposit not watched');
    }
  }
}

/**
 * Asks the chain about every deposit that is not yet beyond doubt: counts its confirmations, books it at depth,
 * finds transfers that the gateway did not count, and notices when it is gone.
 */
export async function watchDeposits(): Promise<void> {
  const deposits = await findWatched(BATCH);
  if (deposits.length === 0) return;
  try {
    await watchAll(deposits);
  } catch (error) {
    if (!(error instanceof ChainUnavailableError)) throw error;
    // While the node is away nothing follows; the next round asks again.
    logger().warn({ err: error }, 'deposits cannot be watched now');
  }
}
