import type { ClientSession } from 'mongoose';
import { DAY_MS, now } from '../../platform/clock.ts';
import { scheduleDeadline } from '../../platform/deadline.ts';
import { logger } from '../../platform/logger.ts';
import { emitLater } from '../../platform/outbox.ts';
import { AppError } from '../../shared/errors.ts';
import { findTransition, targetsOf, type ActorRole } from '../../shared/process.ts';
import type { Posting, PostingEvent } from '../ledger/index.ts';
import { closeRefund } from '../payment/index.ts';
import { refundProcess, type RefundAction, type RefundStatus } from './refund.process.ts';
import {
  changeRefund,
  findClaimedBy,
  findOfPayment,
  findOpen,
  insertRefund,
  type Claim,
  type RefundRecord,
} from './refund.repository.ts';

/**
 * Refunds follow `refund_payable` in the ledger, posting by posting and in its transaction: what comes in is a
 * refund that waits for an address, what goes out is taken from the oldest first. So there is no way to owe
 * somebody money that nobody is asked about, and none to pay it that is not seen.
 */
export const REFUND_REMINDER = 'payout.refund-reminder';
export const REMIND_AFTER_MS: readonly number[] = [3 * DAY_MS, 14 * DAY_MS];

/** When somebody who has been reminded so often is reminded again; null when that was all. */
export function nextReminder(since: Date, reminders: number): Date | null {
  const afterMs = REMIND_AFTER_MS[reminders];
  return afterMs === undefined ? null : new Date(since.getTime() + afterMs);
}

const PREFIX = 'refund_payable:';

const claimedBase = (claims: readonly Claim[], ...states: readonly Claim['state'][]): bigint =>
  claims.filter(({ state }) => states.includes(state)).reduce((sum, { amountBase }) => sum + amountBase, 0n);

/** What a refund has come to by its claims. */
export function statusOf(amountBase: bigint, claims: readonly Claim[]): RefundStatus {
  if (claimedBase(claims, 'live', 'settled', 'reversed') < amountBase) return 'awaiting_destination';
  return claimedBase(claims, 'settled', 'reversed') === amountBase ? 'settled' : 'on_its_way';
}

interface Step {
  readonly action: RefundAction;
  readonly by: ActorRole;
}

/** Takes the row of the table that the claims lead to; none where the status stays. */
async function withClaims(
  tx: ClientSession,
  refund: RefundRecord,
  claims: readonly Claim[],
  step: Step,
): Promise<void> {
  const status = statusOf(refund.amountBase, claims);
  if (status !== refund.status) {
    const row = findTransition(refundProcess, step.action, refund.status, step.by);
    if (!row || !targetsOf(row).includes(status)) throw new AppError('INVALID_TRANSITION');
  }
  const openBase = refund.amountBase - claimedBase(claims, 'live', 'settled', 'reversed');
  const remindAt = openBase === 0n ? null : (refund.remindAt ?? nextReminder(now(), refund.reminders));
  const changed = await changeRefund(tx, refund, { status, openBase, claims, remindAt });
  if (!changed) throw new AppError('CONFLICT');
  if (remindAt !== null) scheduleDeadline(tx, REFUND_REMINDER, refund.id, remindAt);
  await announceRefund(tx, changed);
  // A payment whose money has left the chain was not paid out, and is in the hands of whoever booked that.
  if (changed.status === 'settled' && step.action !== 'reverse') await closePayment(tx, changed.paymentId);
}

export const announceRefund = (tx: ClientSession, refund: RefundRecord): Promise<void> =>
  emitLater(tx, { name: 'payout:refund-updated', ids: { refundId: refund.id }, addressees: [refund.userId] });

/** A payment is refunded once everything that it brought has left. */
async function closePayment(tx: ClientSession, paymentId: string | null): Promise<void> {
  if (paymentId === null) return;
  const all = await findOfPayment(tx, paymentId);
  if (all.every(({ status }) => status === 'settled')) await closeRefund(tx, paymentId);
}

/** Postings that owe back what a payment brought, and not what its deal had in escrow. */
const OWES_PAYMENT: ReadonlySet<PostingEvent> = new Set(['unfunded_refund', 'quarantine_owed']);

async function owe(tx: ClientSession, posting: Posting, userId: string, asset: string, amountBase: bigint) {
  const remindAt = nextReminder(now(), 0);
  const refund = await insertRefund(tx, {
    userId,
    asset,
    amountBase,
    isBuyersDoing: posting.isBuyersDoing ?? false,
    requestId: posting.refs.requestId ?? null,
    paymentId: OWES_PAYMENT.has(posting.event) ? (posting.refs.paymentId ?? null) : null,
    remindAt,
    createdAt: now(),
  });
  if (remindAt !== null) scheduleDeadline(tx, REFUND_REMINDER, refund.id, remindAt);
  await announceRefund(tx, refund);
}

/** Divides an amount over refunds, in the order given. */
export function allocate(
  refunds: readonly RefundRecord[],
  amountBase: bigint,
): { readonly parts: { refund: RefundRecord; base: bigint }[]; readonly leftBase: bigint } {
  let leftBase = amountBase;
  const parts: { refund: RefundRecord; base: bigint }[] = [];
  for (const refund of refunds) {
    if (leftBase === 0n) break;
    const base = refund.openBase < leftBase ? refund.openBase : leftBase;
    parts.push({ refund, base });
    leftBase -= base;
  }
  return { parts, leftBase };
}

interface Taking extends Step {
  readonly payoutId: string | null;
  readonly state: Claim['state'];
}

/** What takes from refunds: a payout, a deposit that has left the chain, or another use of the balance. */
function takingOf({ event, refs }: Posting): Taking {
  if (event === 'payout_reserved') {
    return { action: 'claim', by: 'buyer', payoutId: refs.payoutId ?? null, state: 'live' };
  }
  if (event === 'reorg') return { action: 'reverse', by: 'gateway', payoutId: null, state: 'reversed' };
  return { action: 'spend', by: 'buyer', payoutId: null, state: 'settled' };
}

/** The oldest first; of a payment whose money has left the chain, its own before any other. */
async function openFor(tx: ClientSession, posting: Posting, userId: string, asset: string) {
  const open = await findOpen(tx, userId, asset);
  if (posting.event !== 'reorg') return open;
  const isOwn = ({ paymentId }: RefundRecord): boolean =>
    paymentId !== null && paymentId === posting.refs.paymentId;
  return [...open.filter(isOwn), ...open.filter((refund) => !isOwn(refund))];
}

async function take(tx: ClientSession, posting: Posting, userId: string, asset: string, amountBase: bigint) {
  const { payoutId, state, ...step } = takingOf(posting);
  const { parts, leftBase } = allocate(await openFor(tx, posting, userId, asset), amountBase);
  // The ledger has decided that the money is there; the check of the books will name the difference.
  if (leftBase > 0n) {
    logger().error({ key: posting.key, leftBase: String(leftBase) }, 'more was taken than refunds were open');
  }
  for (const { refund, base } of parts) {
    await withClaims(tx, refund, [...refund.claims, { payoutId, amountBase: base, state }], step);
  }
}

/** What a payout has claimed is settled, or given back. */
async function end(tx: ClientSession, payoutId: string, state: 'settled' | 'given_back'): Promise<void> {
  const step: Step =
    state === 'settled' ? { action: 'settle', by: 'gateway' } : { action: 'giveBack', by: 'admin' };
  for (const refund of await findClaimedBy(tx, payoutId)) {
    const claims = refund.claims.map((claim) =>
      claim.payoutId === payoutId && claim.state === 'live' ? { ...claim, state } : claim,
    );
    await withClaims(tx, refund, claims, step);
  }
}

/** For `followPostings`. */
export async function followRefunds(tx: ClientSession, posting: Posting): Promise<void> {
  const { payoutId } = posting.refs;
  if (posting.event === 'payout_confirmed' && payoutId !== undefined) await end(tx, payoutId, 'settled');
  for (const { account, asset, side, amountBase } of posting.entries) {
    if (!account.startsWith(PREFIX)) continue;
    const userId = account.slice(PREFIX.length);
    if (side === 'debit') await take(tx, posting, userId, asset, amountBase);
    else if (posting.event === 'payout_failed' && payoutId !== undefined)
      await end(tx, payoutId, 'given_back');
    else await owe(tx, posting, userId, asset, amountBase);
  }
}
