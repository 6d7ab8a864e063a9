import { DAY_MS, HOUR_MS, MINUTE_MS, now, SECOND_MS } from '../../platform/clock.ts';
import { logger } from '../../platform/logger.ts';
import { getContract } from '../escrow/index.ts';
import {
  decimalsOf,
  gateway,
  GatewayError,
  ChainUnavailableError,
  type InvoiceTransaction,
} from '../integration/index.ts';
import { loadRequest, purchaseRequestProcess } from '../marketplace/index.ts';
import { applySightings } from './apply-sightings.ts';
import { readFromChain } from './chain-sighting.ts';
import { findDeposits, type DepositRecord } from './deposit.repository.ts';
import { ensureAddress } from './ensure-address.ts';
import { WATCHED_STATUSES } from './payment.policy.ts';
import type { PaymentStatus } from './payment.process.ts';
import { findDueForLook, setNextLook, type PaymentRecord } from './payment.repository.ts';
import { FAULTS, normalTxid, sameAddress, type Sighting } from './sighting.ts';
import { toBaseUnits } from './verify-callback.ts';

const BATCH = 100;
/** Ended attempts are looked at too: their addresses are watched for as long as the deal lives. */
const LOOKED_AT: readonly PaymentStatus[] = [
  'created',
  ...WATCHED_STATUSES,
  'completed',
  'refund_due',
  'refunded',
];
const LIVELY: readonly PaymentStatus[] = [
  'created',
  'pending',
  'detected',
  'confirming',
  'underpaid',
  'late',
];
const FRESH_MS = 2 * HOUR_MS;
/** After so long without a change nobody looks any more once the deal is over; a callback is still counted. */
const OVER_AFTER_MS = 60 * DAY_MS;
/** A transaction that was only seen waiting, and is not even that any more. */
const DROPPED_AFTER_MS = HOUR_MS;

async function isDealOver(payment: PaymentRecord): Promise<boolean> {
  const { status } = await loadRequest(null, payment.requestId);
  return purchaseRequestProcess.final.includes(status);
}

/** How long until the next look: soon while something is awaited, seldom for what is over. */
async function pauseMs(payment: PaymentRecord): Promise<number> {
  const ageMs = now().getTime() - payment.updatedAt.getTime();
  if (ageMs > OVER_AFTER_MS && (await isDealOver(payment))) return 365 * DAY_MS;
  if (LIVELY.includes(payment.status)) return ageMs < FRESH_MS ? 15 * SECOND_MS : 5 * MINUTE_MS;
  return WATCHED_STATUSES.includes(payment.status) ? 15 * MINUTE_MS : 6 * HOUR_MS;
}

async function sightingOf(
  payment: PaymentRecord,
  tx: InvoiceTransaction,
  known: readonly DepositRecord[],
): Promise<Sighting | null> {
  const txid = normalTxid(tx.txid);
  const seenBefore = known.some((deposit) => deposit.txid === txid && deposit.asset === tx.crypto);
  const right = tx.crypto === payment.asset;
  const wrong = decimalsOf(tx.crypto) === undefined ? FAULTS.unknownAsset : FAULTS.wrongAsset;
  const claim = {
    asset: tx.crypto,
    txid,
    amountBase: toBaseUnits(tx.crypto, tx.amount),
    fault: right ? null : wrong,
  };
  const onChain = await readFromChain(payment, claim);
  if (onChain !== null) return onChain;
  // The gateway's record is a hint, not proof: it makes a deposit known, and never books it.
  return seenBefore ? null : { ...claim, source: 'invoice', counts: false, confirmations: 0, block: null };
}

/** Deposits that were told as unconfirmed and are gone from the invoice; the watcher sees to it where there is a chain. */
const droppedOf = (known: readonly DepositRecord[], shown: readonly InvoiceTransaction[]): Sighting[] =>
  known
    .filter(({ status, postings, watched }) => status === 'detected' && postings === 0 && !watched)
    .filter(({ detectedAt }) => now().getTime() - detectedAt.getTime() > DROPPED_AFTER_MS)
    .filter(({ txid }) => !shown.some((tx) => normalTxid(tx.txid) === txid))
    .map(({ asset, txid, amountBase }) => ({
      source: 'invoice',
      asset,
      txid,
      amountBase,
      counts: false,
      confirmations: 0,
      block: null,
      fault: null,
      gone: true,
    }));

async function readOne(payment: PaymentRecord): Promise<void> {
  if (payment.status === 'created') {
    // Whoever asked for it may have died before the gateway answered.
    const contract = await getContract(null, payment.contractId);
    if (contract?.active === true && contract.fundedAt === null) await ensureAddress(payment);
    return;
  }
  const { address } = payment;
  if (address === null) return;
  const shown = (await gateway().readInvoice(payment.providerPaymentId)).filter(({ addr }) =>
    sameAddress(addr, address),
  );
  const known = await findDeposits([payment.id]);
  const sightings = await Promise.all(shown.map((tx) => sightingOf(payment, tx, known)));
  const news = [...sightings.filter((sighting) => sighting !== null), ...droppedOf(known, shown)];
  // A late payment waits for a rate, even without news.
  if (news.length > 0 || payment.status === 'late') await applySightings(payment.id, news);
}

/**
 * The safety net under callbacks that were lost: re-reads the invoices of payments that may still get money.
 * By itself it only shows what it finds; a chain receipt at depth books it.
 */
export async function lookAtInvoices(): Promise<void> {
  for (const payment of await findDueForLook(LOOKED_AT, BATCH)) {
    // Set first: an invoice that cannot be read must not keep the others from their turn.
    await setNextLook(payment.id, new Date(Date.now() + (await pauseMs(payment))));
    try {
      await readOne(payment);
    } catch (error) {
      const passing = error instanceof GatewayError || error instanceof ChainUnavailableError;
      logger()[passing ? 'warn' : 'error']({ err: error, paymentId: payment.id }, 'invoice not read');
    }
  }
}
