import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { logger } from '../../platform/logger.ts';
import { chainReader, contractOf, findAsset } from '../integration/index.ts';
import { post, postings } from '../ledger/index.ts';
import {
  changeDeposit,
  insertDeposit,
  type DepositChange,
  type DepositRecord,
  type NewDeposit,
} from './deposit.repository.ts';
import type { PaymentRecord } from './payment.repository.ts';
import { FAULTS, type Sighting } from './sighting.ts';

/** A deposit twice as deep as asked is beyond any reorganisation that its chain is expected to have. */
const FINAL_DEPTH_FACTOR = 2;

const refsOf = (payment: PaymentRecord) => ({
  requestId: payment.requestId,
  contractId: payment.contractId,
  paymentId: payment.id,
});

const chainIdOf = (payment: PaymentRecord, asset: string): number =>
  (findAsset(asset) ?? findAsset(payment.asset))?.chainId ?? 0;

/** Blocks that an asset asks for; for one that is in no registry, as many as for the payment's own. */
export const requiredConfirmations = (payment: PaymentRecord, asset: string): number =>
  (findAsset(asset) ?? findAsset(payment.asset))?.confirmations ?? 1;

function isWorthWatching(payment: PaymentRecord, deposit: NewDeposit): boolean {
  const readable = chainReader(deposit.chainId) !== null && contractOf(deposit.asset) !== undefined;
  const open = deposit.fault === null || deposit.fault === FAULTS.wrongAsset;
  const finalDepth = requiredConfirmations(payment, deposit.asset) * FINAL_DEPTH_FACTOR;
  const isFinal = deposit.postedBase > 0n && deposit.confirmations >= finalDepth;
  return readable && open && !isFinal && deposit.status !== 'reorged';
}

function blank(payment: PaymentRecord, sighting: Sighting): NewDeposit {
  return {
    paymentId: payment.id,
    chainId: chainIdOf(payment, sighting.asset),
    asset: sighting.asset,
    txid: sighting.txid,
    destination: payment.address ?? '',
    amountBase: 0n,
    postedBase: 0n,
    settledBase: 0n,
    postings: 0,
    status: 'detected',
    fault: null,
    confirmations: 0,
    blockNumber: null,
    blockHash: null,
    missingSince: null,
    watched: false,
    detectedAt: now(),
    confirmedAt: null,
  };
}

/** The amount as the best source so far tells it. What is booked is never taken back by a mere mention. */
function amountAfter(before: NewDeposit, { amountBase, counts }: Sighting): bigint {
  if (amountBase === null) return before.amountBase;
  if (counts) return amountBase > before.postedBase ? amountBase : before.postedBase;
  return before.postedBase > 0n ? before.amountBase : amountBase;
}

function statusAfter(before: NewDeposit, sighting: Sighting): Pick<NewDeposit, 'status' | 'fault'> {
  if (sighting.fault !== null) {
    if (before.status === 'confirmed') {
      logger().error(
        { txid: before.txid, fault: sighting.fault },
        'a booked deposit is disputed by a source',
      );
      return { status: before.status, fault: before.fault };
    }
    return { status: 'quarantined', fault: sighting.fault };
  }
  if (sighting.counts) return { status: 'confirmed', fault: null };
  // Only the chain brings back what left it; a gateway may go on listing it.
  const stays = before.status === 'confirmed' || (before.status === 'reorged' && sighting.block === null);
  return stays ? { status: before.status, fault: before.fault } : { status: 'detected', fault: null };
}

function seen(payment: PaymentRecord, before: NewDeposit, sighting: Sighting): NewDeposit {
  const amountBase = amountAfter(before, sighting);
  const booked = sighting.counts && sighting.amountBase !== null ? amountBase : before.postedBase;
  const after: NewDeposit = {
    ...before,
    ...statusAfter(before, sighting),
    amountBase,
    postedBase: booked,
    postings: booked > before.postedBase ? before.postings + 1 : before.postings,
    confirmations:
      sighting.block === null
        ? Math.max(before.confirmations, sighting.confirmations)
        : sighting.confirmations,
    blockNumber: sighting.block?.number ?? before.blockNumber,
    blockHash: sighting.block?.hash ?? before.blockHash,
    missingSince: sighting.block === null ? before.missingSince : null,
    confirmedAt: sighting.counts ? (before.confirmedAt ?? now()) : before.confirmedAt,
  };
  const disputed = sighting.fault !== null && sighting.fault !== after.fault;
  return { ...after, watched: !disputed && isWorthWatching(payment, after) };
}

/** The chain lost it. What is still in suspense is booked back; what moved on is an alarm. */
function vanished(before: NewDeposit): NewDeposit {
  const reversible = before.settledBase === 0n;
  if (!reversible) {
    logger().error({ txid: before.txid, asset: before.asset }, 'a deposit that was used has left the chain');
  }
  return {
    ...before,
    status: 'reorged',
    confirmations: 0,
    blockNumber: null,
    blockHash: null,
    postedBase: reversible ? 0n : before.postedBase,
  };
}

async function postDifference(
  tx: ClientSession,
  payment: PaymentRecord,
  before: NewDeposit,
  after: DepositRecord,
): Promise<void> {
  const { asset, id: depositId } = after;
  const refs = refsOf(payment);
  const difference = after.postedBase - before.postedBase;
  if (difference > 0n) {
    const booked = { asset, amountBase: difference, depositId, sequence: after.postings, refs };
    await post(tx, postings.deposit(booked));
  } else if (difference < 0n) {
    const reversed = { asset, amountBase: -difference, depositId, sequence: after.postings, refs };
    await post(tx, postings.depositReversed(reversed));
  }
}

const FIELDS = [
  'amountBase',
  'postedBase',
  'postings',
  'status',
  'fault',
  'confirmations',
  'blockNumber',
  'blockHash',
  'missingSince',
  'watched',
  'confirmedAt',
] as const satisfies readonly (keyof DepositChange)[];

function differs(before: NewDeposit, after: NewDeposit): boolean {
  return FIELDS.some((field) => {
    const [a, b] = [before[field], after[field]];
    return a instanceof Date && b instanceof Date ? a.getTime() !== b.getTime() : a !== b;
  });
}

/**
 * Writes down what a source says of one transaction and books what is new in it. The payment must have been
 * taken in this transaction.
 * @returns the deposit as it is now, and whether anything changed
 */
export async function noteDeposit(
  tx: ClientSession,
  payment: PaymentRecord,
  known: DepositRecord | undefined,
  sighting: Sighting,
): Promise<{ deposit: DepositRecord; changed: boolean }> {
  if (known === undefined) {
    const before = blank(payment, sighting);
    const deposit = await insertDeposit(tx, seen(payment, before, sighting));
    await postDifference(tx, payment, before, deposit);
    return { deposit, changed: true };
  }
  const after = sighting.gone === true ? vanished(known) : seen(payment, known, sighting);
  if (!differs(known, after)) return { deposit: known, changed: false };
  const change = Object.fromEntries(FIELDS.map((field) => [field, after[field]])) as DepositChange;
  const deposit = await changeDeposit(tx, known, change);
  await postDifference(tx, payment, known, deposit);
  return { deposit, changed: true };
}
