import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../platform/clock.ts';
import { logger } from '../../platform/logger.ts';
import { ChainUnavailableError, findAsset } from '../integration/index.ts';
import { applySightings } from './apply-sightings.ts';
import { readFromChain } from './chain-sighting.ts';
import { endHint, findDueHints, setNextHintLook, type HintRecord } from './hint.repository.ts';
import { findPayment, type PaymentRecord } from './payment.repository.ts';

const BATCH = 50;
/** A transaction that is in no block by then was replaced or dropped; what replaced it is found by itself. */
const OVER_AFTER_MS = 24 * HOUR_MS;

function pauseMs(ageMs: number): number {
  if (ageMs < 5 * MINUTE_MS) return 3 * SECOND_MS;
  return ageMs < HOUR_MS ? 30 * SECOND_MS : 10 * MINUTE_MS;
}

/**
 * Looks on the chain for what a page has told. Only a transfer of the payment's token to the payment's address
 * becomes a deposit, with the chain's own amount, and only depth books it.
 */
async function follow(hint: HintRecord, payment: PaymentRecord, ageMs: number): Promise<void> {
  const claim = { asset: payment.asset, txid: hint.txid, amountBase: null, fault: null };
  const sighting = await readFromChain(payment, claim);
  if (!sighting || sighting.fault !== null) {
    // Somebody else's transaction, another token or address, one that failed: nothing of it is this payment's.
    await endHint(hint.id, 'nothing');
  } else if (sighting.block !== null) {
    await applySightings(payment.id, [sighting]);
    await endHint(hint.id, 'found');
  } else if (ageMs > OVER_AFTER_MS) {
    await endHint(hint.id, 'nothing');
  }
}

export async function lookAtHints(): Promise<void> {
  const away = new Set<number | undefined>();
  for (const hint of await findDueHints(BATCH)) {
    const ageMs = Date.now() - hint.reportedAt.getTime();
    await setNextHintLook(hint.id, new Date(Date.now() + pauseMs(ageMs)));
    const payment = await findPayment(hint.paymentId);
    const chainId = payment ? findAsset(payment.asset)?.chainId : undefined;
    if (away.has(chainId)) continue;
    try {
      if (payment) await follow(hint, payment, ageMs);
      else await endHint(hint.id, 'nothing');
    } catch (error) {
      const passing = error instanceof ChainUnavailableError;
      logger()[passing ? 'warn' : 'error']({ err: error, paymentId: hint.paymentId }, 'hint not followed');
      // A node that is away need not be waited for again; those of the other chains are.
      if (passing) away.add(chainId);
    }
  }
}
