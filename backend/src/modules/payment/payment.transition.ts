import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransition, type ActorRole } from '../../shared/process.ts';
import { loadRequest, recordOnTimeline } from '../marketplace/index.ts';
import { paymentProcess, type PaymentAction, type PaymentStatus } from './payment.process.ts';
import { changePayment, type PaymentChange, type PaymentRecord } from './payment.repository.ts';

/** Steps that belong to the story of the deal; the others come and go by the minute. */
const TOLD: ReadonlySet<PaymentStatus> = new Set([
  'detected',
  'completed',
  'underpaid',
  'late',
  'expired',
  'quarantined',
  'refund_due',
  'reorged',
]);

async function tellTimeline(tx: ClientSession, payment: PaymentRecord, by: ActorRole): Promise<void> {
  if (!TOLD.has(payment.status)) return;
  const { status } = await loadRequest(tx, payment.requestId);
  await recordOnTimeline(tx, {
    requestId: payment.requestId,
    action: `payment.${payment.status}`,
    from: status,
    to: status,
    by,
    actorId: null,
  });
}

/**
 * Takes a row of the table by compare-and-set. Where the table has none from the present status, nothing
 * happens: a source that speaks late or twice is not a fault.
 * @throws AppError CONFLICT when somebody was faster
 */
export async function movePayment(
  tx: ClientSession,
  payment: PaymentRecord,
  action: PaymentAction,
  by: ActorRole,
  change: PaymentChange = {},
): Promise<PaymentRecord> {
  const row = findTransition(paymentProcess, action, payment.status, by);
  if (!row) return payment;
  const status = row.to === 'same' ? payment.status : row.to;
  const moved = await changePayment(tx, payment, { ...change, status, updatedAt: now() });
  if (!moved) throw new AppError('CONFLICT');
  await tellTimeline(tx, moved, by);
  return moved;
}

/** Buyer and seller hear that the payment moved on. */
export const announcePayment = (tx: ClientSession, payment: PaymentRecord): Promise<void> =>
  emitLater(tx, {
    name: 'payment:status-updated',
    ids: { requestId: payment.requestId, paymentId: payment.id },
    addressees: [payment.buyerId, payment.sellerId],
  });
