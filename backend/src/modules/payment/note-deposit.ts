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
import { assertWay, isDecided } from './deposit.process.ts';
import type { PaymentRecord } from './payment.repository.ts';
import { FAULTS, type Sighting } from './sighting.ts';

/** A deposit twice as deep as asked is beyond any reorganisation that its chain is expected to have. */
const FINAL_DEPTH_FACTOR = 2;

/** What followed from one sighting. */
export interface Noted {
  readonly deposit: DepositRecord;
  readonly changed: boolean;
  /** It was not in quarantine before. */
  readonly quarantined: boolean;
  /** It has left the chain, and so much of it (base units) had been used. */
  readonly goneBase: bigint;
}

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
  // What was booked and is gone is waited for: a deal may stand still for it.
  const awaited = deposit.status === 'reorged' ? deposit.postings > 0 : !isFinal;
  return readable && open && awaited;
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
    heldBase: 0n,
    lostBase: 0n,
    writtenOffBase: 0n,
    postings: 0,
    status: 'detected',
    fault: null,
    sources: [],
    resolution: null,
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

const sourcesAfter = ({ sources }: NewDeposit, { source }: Sighting): NewDeposit['sources'] =>
  sources.some((known) => known.source === source) ? sources : [...sources, { source, at: now() }];

/** What admins have decided stands; only how deep it lies is still followed. */
const followed = (
  payment: PaymentRecord,
  before: NewDeposit,
  { block, confirmations }: Sighting,
): NewDeposit => {
  const after =
    block === null
      ? before
      : { ...before, confirmations, blockNumber: block.number, blockHash: block.hash, missingSince: null };
  return { ...after, watched: before.watched && isWorthWatching(payment, after) };
};

function seen(payment: PaymentRecord, before: NewDeposit, sighting: Sighting): NewDeposit {
  if (isDecided(before.status)) return followed(payment, before, sighting);
  const amountBase = amountAfter(before, sighting);
  const booked = sighting.counts && sighting.amountBase !== null ? amountBase : before.postedBase;
  const after: NewDeposit = {
    ...before,
    ...statusAfter(before, sighting),
    sources: sourcesAfter(before, sighting),
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

/** The chain lost it: nothing of it is in the books any more, wherever it had gone. */
function vanished(payment: PaymentRecord, before: NewDeposit): NewDeposit {
  const after: NewDeposit = {
    ...before,
    status: 'reorged',
    confirmations: 0,
    blockNumber: null,
    blockHash: null,
    postedBase: 0n,
    settledBase: 0n,
    heldBase: 0n,
    resolution: null,
  };
  return { ...after, watched: isWorthWatching(payment, after) };
}

/** Into quarantine goes what is booked of a deposit that is in it. */
const isolated = (deposit: NewDeposit): NewDeposit =>
  deposit.status === 'quarantined' && deposit.postedBase > deposit.settledBase
    ? {
        ...deposit,
        heldBase: deposit.heldBase + deposit.postedBase - deposit.settledBase,
        settledBase: deposit.postedBase,
      }
    : deposit;

async function postDifference(
  tx: ClientSession,
  payment: PaymentRecord,
  before: NewDeposit,
  after: DepositRecord,
): Promise<void> {
  const base = { asset: after.asset, depositId: after.id, sequence: after.postings, refs: refsOf(payment) };
  const booked = after.postedBase - before.postedBase;
  if (booked > 0n) await post(tx, postings.deposit({ ...base, amountBase: booked }));
  const isolatedBase = after.heldBase - before.heldBase;
  if (isolatedBase > 0n) await post(tx, postings.quarantine({ ...base, amountBase: isolatedBase }));
  if (booked >= 0n) return;
  // What had been used is taken back apart: it lies with others.
  const [suspendedBase, heldBase] = [before.postedBase - before.settledBase, before.heldBase];
  for (const [from, amountBase] of [
    ['suspense', suspendedBase],
    ['quarantine', heldBase],
  ] as const) {
    if (amountBase > 0n) await post(tx, postings.depositReversed({ ...base, from, amountBase }));
  }
}

const FIELDS = [
  'amountBase',
  'postedBase',
  'settledBase',
  'heldBase',
  'postings',
  'status',
  'fault',
  'sources',
  'resolution',
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

function after(payment: PaymentRecord, before: NewDeposit, sighting: Sighting): NewDeposit {
  if (sighting.gone !== true) return isolated(seen(payment, before, sighting));
  // What is not ours may come and go.
  return before.status === 'dismissed' || before.status === 'reorged' ? before : vanished(payment, before);
}

/**
 * Writes down what a source says of one transaction and books what is new in it. The payment must have been
 * taken in this transaction.
 */
export async function noteDeposit(
  tx: ClientSession,
  payment: PaymentRecord,
  known: DepositRecord | undefined,
  sighting: Sighting,
): Promise<Noted> {
  const before = known ?? blank(payment, sighting);
  const next = after(payment, before, sighting);
  assertWay(before.status, next.status);
  if (known !== undefined && !differs(known, next)) {
    return { deposit: known, changed: false, quarantined: false, goneBase: 0n };
  }
  const change = Object.fromEntries(FIELDS.map((field) => [field, next[field]])) as DepositChange;
  const deposit =
    known === undefined ? await insertDeposit(tx, next) : await changeDeposit(tx, known, change);
  await postDifference(tx, payment, before, deposit);
  return {
    deposit,
    changed: true,
    quarantined: deposit.status === 'quarantined' && before.status !== 'quarantined',
    goneBase: sighting.gone === true ? before.settledBase - before.heldBase : 0n,
  };
}
