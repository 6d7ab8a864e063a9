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

/** A round through all that is watched: what each chain's newest block is, asked once; null while it is away. */
type Round = Map<number, string | null>;

async function headIn(round: Round, chainId: number): Promise<string | null> {
  const known = round.get(chainId);
  if (known !== undefined) return known;
  const head = (await chainReader(chainId)?.readHead())?.hash ?? null;
  round.set(chainId, head);
  return head;
}

async function watchIn(round: Round, deposit: DepositRecord): Promise<void> {
  const { id, chainId } = deposit;
  try {
    const head = await headIn(round, chainId);
    if (head === null || lookedAt.get(id) === head) return;
    await watchOne(deposit);
    lookedAt.set(id, head);
  } catch (error) {
    if (error instanceof ChainUnavailableError) {
      // While a node is away nothing follows for its chain, and the others go on; the next round asks again.
      round.set(chainId, null);
      logger().warn({ err: error, chainId }, 'deposits cannot be watched now');
    } else {
      logger().error({ err: error, depositId: id }, 'deposit not watched');
    }
  }
}

/**
 * Asks the chain about every deposit that is not yet beyond doubt: counts its confirmations, books it at depth,
 * finds transfers that the gateway did not count, and notices when it is gone.
 */
export async function watchDeposits(): Promise<void> {
  const round: Round = new Map();
  const watched = new Set<string>();
  let page = await findWatched(BATCH, null);
  while (page.length > 0) {
    for (const deposit of page) {
      watched.add(deposit.id);
      await watchIn(round, deposit);
    }
    page = await findWatched(BATCH, page.at(-1)?.id ?? null);
  }
  for (const id of lookedAt.keys()) if (!watched.has(id)) lookedAt.delete(id);
}
