import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { emitLater } from '../../platform/outbox.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransition, targetsOf, type ActorRole } from '../../shared/process.ts';
import { loadRequest, recordOnTimeline } from '../marketplace/index.ts';
import type { PaymentEventName } from './payment.events.ts';
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
 * @param to one of the row's alternatives
 * @throws AppError CONFLICT when somebody was faster
 */
export async function movePayment(
  tx: ClientSession,
  payment: PaymentRecord,
  action: PaymentAction,
  by: ActorRole,
  change: PaymentChange = {},
  to?: PaymentStatus,
): Promise<PaymentRecord> {
  const row = findTransition(paymentProcess, action, payment.status, by);
  if (!row) return payment;
  if (to !== undefined && !targetsOf(row).includes(to)) throw new Error(`${action} cannot lead to ${to}`);
  const status = to ?? (row.to === 'same' ? payment.status : row.to);
  // A proposal names what there was: as soon as the payment moves on, it is void.
  const rest = row.to === 'same' ? change : { less: null, ...change };
  const moved = await changePayment(tx, payment, { ...rest, status, updatedAt: now() });
  if (!moved) throw new AppError('CONFLICT');
  if (status !== payment.status) await tellTimeline(tx, moved, by);
  return moved;
}

/**
 * The same for what a person asks for: they are told when it cannot be done, and the timeline names them.
 * @throws AppError INVALID_TRANSITION, CONFLICT
 */
export async function stepPayment(
  tx: ClientSession,
  payment: PaymentRecord,
  action: PaymentAction,
  by: { readonly role: ActorRole; readonly actorId: string },
  change: PaymentChange = {},
): Promise<PaymentRecord> {
  if (!findTransition(paymentProcess, action, payment.status, by.role)) {
    throw new AppError('INVALID_TRANSITION', {
      message:
        'The payment has moved on meanwhile, so this cannot be done. No money moved. Look at it again.',
    });
  }
  const moved = await movePayment(tx, payment, action, by.role, change);
  const { status } = await loadRequest(tx, payment.requestId);
  await recordOnTimeline(tx, {
    requestId: payment.requestId,
    action: `payment.${action}`,
    from: status,
    to: status,
    by: by.role,
    actorId: by.actorId,
  });
  return moved;
}

/** Tells both parties of something about a payment by the name of its event. */
export const tellOfPayment = (
  tx: ClientSession,
  payment: PaymentRecord,
  name: PaymentEventName,
  causedBy: string | null = null,
  addressees: readonly string[] = [payment.buyerId, payment.sellerId],
): Promise<void> =>
  emitLater(tx, {
    name,
    ids: { requestId: payment.requestId, paymentId: payment.id },
    addressees: [...addressees],
    causedBy,
  });

/** Buyer and seller hear that the payment moved on. */
export const announcePayment = (tx: ClientSession, payment: PaymentRecord): Promise<void> =>
  emitLater(tx, {
    name: 'payment:status-updated',
    ids: { requestId: payment.requestId, paymentId: payment.id },
    addressees: [payment.buyerId, payment.sellerId],
  });
