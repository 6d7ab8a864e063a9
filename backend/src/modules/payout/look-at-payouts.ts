import { HOUR_MS, MINUTE_MS, now, SECOND_MS } from '../../platform/clock.ts';
import { crashPoint } from '../../platform/crash-point.ts';
import { toDecimal } from '../../platform/decimal.ts';
import { logger } from '../../platform/logger.ts';
import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import { ChainUnavailableError, GatewayError, nativeCoinOf } from '../integration/index.ts';
import { findOnChain, inspectTransfer } from './payout-evidence.ts';
import { readGateway } from './payout-gateway.ts';
import type { PayoutDocument } from './payout.model.ts';
import type { PayoutAction } from './payout.process.ts';
import {
  findDueForLook,
  findPayout,
  noteOf,
  setNextLook,
  type PayoutChange,
  type PayoutRecord,
} from './payout.repository.ts';
import { movePayout } from './payout.transition.ts';

const BATCH = 100;
const FRESH_MS = 10 * MINUTE_MS;
/** What the gateway took and the chain does not show after so long is unclear. */
const OVERDUE_MS = 24 * HOUR_MS;

/** How long until the next look: soon at first, then ever more seldom, never not at all. */
function pauseMs(payout: PayoutRecord): number {
  const ageMs = now().getTime() - payout.updatedAt.getTime();
  if (ageMs < FRESH_MS) return 2 * SECOND_MS;
  return ageMs < 24 * HOUR_MS ? MINUTE_MS : 15 * MINUTE_MS;
}

/** Takes a row of the table unless the payout has moved on since it was looked at. */
async function move(payout: PayoutRecord, action: PayoutAction, change: PayoutChange): Promise<void> {
  try {
    await inTransaction(async (tx) => {
      const present = await findPayout(payout.id, tx);
      if (present?.version !== payout.version) return;
      await movePayout(tx, present, action, 'gateway', change);
    });
  } catch (error) {
    if (isDuplicateKey(error, 'txid')) {
      logger().error({ payoutId: payout.id }, 'the transfer named for a payout pays another one already');
      return;
    }
    if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error;
  }
}

async function lose(payout: PayoutRecord, reason: string): Promise<void> {
  if (payout.status !== 'submitted') return;
  logger().error({ payoutId: payout.id, reason }, 'a payout is unclear; it is not sent again');
  await move(payout, 'lose', { set: { reason }, note: noteOf('lost', reason) });
}

const loseOverdue = async (payout: PayoutRecord): Promise<void> => {
  const overdue = now().getTime() - payout.updatedAt.getTime() > OVERDUE_MS;
  if (overdue) await lose(payout, 'no transfer within a day');
};

/** What the transfer burnt, where the chain's own coin is known. */
export function feeOf(payout: PayoutRecord, base: bigint): PayoutDocument['networkFee'] {
  const native = nativeCoinOf(payout.asset);
  return native === undefined ? null : { asset: native.code, base: toDecimal(base) };
}

/** A transfer is named: confirms by the chain where it can be read, else by the gateway's word. */
async function followTransfer(payout: PayoutRecord, txid: string, gatewaySaysDone: boolean): Promise<void> {
  const seen = await inspectTransfer(payout, txid);
  switch (seen.state) {
    case 'good':
      crashPoint('payout:before-confirm');
      await move(payout, 'confirm', {
        set: { txid, paidFrom: seen.paidFrom, networkFee: feeOf(payout, seen.networkFeeBase), reason: null },
      });
      crashPoint('payout:after-confirm');
      return;
    case 'unreadable':
      if (!gatewaySaysDone) break;
      crashPoint('payout:before-confirm');
      await move(payout, 'confirm', { set: { txid, reason: null } });
      crashPoint('payout:after-confirm');
      return;
    case 'wrong':
      await lose(payout, seen.reason);
      return;
    case 'waiting':
      if (!seen.inBlock) {
        await loseOverdue(payout);
        return;
      }
  }
  if (payout.status === 'unknown') {
    await move(payout, 'find', { set: { reason: null }, note: noteOf('found', txid) });
  }
}

async function lookAtOne(payout: PayoutRecord): Promise<void> {
  const answer = await readGateway(payout);
  if (answer.state === 'transfer') {
    await followTransfer(payout, answer.txid, answer.done);
    return;
  }
  if (answer.state === 'not_made') {
    await lose(payout, answer.reason);
    return;
  }
  if (payout.status === 'unknown' || payout.taskId === null) {
    // The gateway may have paid without a record of it: its own transfers on the chain tell, until one is deep enough.
    const txid = await findOnChain(payout);
    if (txid !== null) {
      await followTransfer(payout, txid, false);
      return;
    }
  }
  await loseOverdue(payout);
}

/** Looks at one payout now, e.g. when a callback tells of it. A callback is a hint only: what counts is read. */
export async function lookAtPayout(payoutId: string): Promise<void> {
  if (!/^[0-9a-f]{24}$/.test(payoutId)) return;
  const payout = await findPayout(payoutId);
  if (payout?.status === 'submitted' || payout?.status === 'unknown') await lookAtOne(payout);
}

/** Looks at what is on its way. Reads only: nothing here can pay. */
export async function lookAtPayouts(): Promise<void> {
  for (const payout of await findDueForLook(['submitted', 'unknown'], BATCH)) {
    await setNextLook(payout.id, new Date(Date.now() + pauseMs(payout)));
    try {
      await lookAtOne(payout);
    } catch (error) {
      const passing = error instanceof GatewayError || error instanceof ChainUnavailableError;
      logger()[passing ? 'warn' : 'error']({ err: error, payoutId: payout.id }, 'payout not looked at');
    }
  }
}
