import { crashPoint } from '../../platform/crash-point.ts';
import { logger } from '../../platform/logger.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import { formatUnits } from '../../shared/money.ts';
import {
  callbackUrl,
  chainReader,
  decimalsOf,
  gateway,
  GatewayError,
  onlineCodes,
  type PayoutAnswer,
} from '../integration/index.ts';
import {
  findByStatus,
  findPayout,
  noteOf,
  sentBaseOf,
  type PayoutChange,
  type PayoutRecord,
} from './payout.repository.ts';
import { movePayout } from './payout.transition.ts';
import { mayGoThere, takeBackUnsigned } from './unsigned-payouts.ts';
import { workerId } from './worker-lease.repository.ts';

const BATCH = 50;

/** Payouts that this process is handing to the gateway at this moment. */
const inHand = new Set<string>();

/** Where a search on the chain would begin; null when there is no chain to read. */
async function headOf(payout: PayoutRecord): Promise<number | null> {
  try {
    return (await chainReader(payout.chainId)?.readHead())?.number ?? null;
  } catch (error) {
    logger().warn({ err: error }, 'no block number noted for a payout');
    return null;
  }
}

/**
 * The compare-and-set that earns the right to call the gateway. Null when somebody was faster, or its owner has
 * signed another address meanwhile.
 */
async function take(payout: PayoutRecord): Promise<PayoutRecord | null> {
  const startBlock = await headOf(payout);
  try {
    return await inTransaction(async (tx) => {
      const present = await findPayout(payout.id, tx);
      if (present?.status !== 'approved') return null;
      if (!(await mayGoThere(tx, present))) {
        await takeBackUnsigned(tx, present);
        return null;
      }
      const note = noteOf('call', `handed to the gateway after block ${startBlock ?? 'unknown'}`);
      return movePayout(tx, present, 'submit', 'timer', { set: { workerId, startBlock }, note });
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFLICT') return null;
    throw error;
  }
}

/** Writes down what the gateway said. Anything but a task id is unclear, and stays so until it is found. */
async function note(payout: PayoutRecord, answer: PayoutAnswer): Promise<void> {
  const change: PayoutChange =
    answer.outcome === 'accepted'
      ? {
          set: { taskId: answer.taskId, nextLookAt: new Date() },
          note: noteOf('answer', `accepted as task ${answer.taskId}`),
        }
      : { set: { reason: answer.reason, nextLookAt: new Date() }, note: noteOf('answer', answer.reason) };
  await inTransaction(async (tx) => {
    const present = await findPayout(payout.id, tx);
    const accepted = answer.outcome === 'accepted';
    if (present?.status === 'submitting') {
      await movePayout(tx, present, accepted ? 'acknowledge' : 'lose', 'gateway', change);
    } else if (present?.status === 'unknown' && accepted) {
      // Another worker took this one for dead in the meantime; here is its task after all.
      await movePayout(tx, present, 'find', 'gateway', change);
    }
  });
  if (answer.outcome === 'unclear') {
    logger().error(
      { payoutId: payout.id, reason: answer.reason },
      'a payout is unclear; it is not sent again',
    );
  }
}

async function submit(payout: PayoutRecord): Promise<void> {
  const decimals = decimalsOf(payout.asset);
  if (decimals === undefined) throw new Error(`${payout.asset} is in no registry`);
  const taken = await take(payout);
  if (taken === null) return;
  crashPoint('payout:before-submit-call');
  // From here on there is exactly one call, and no way back to this line for this payout.
  const answer = await gateway().requestPayout({
    asset: taken.asset,
    externalId: taken.id,
    amount: formatUnits(sentBaseOf(taken), decimals),
    destination: taken.destination,
    callbackUrl: callbackUrl(),
  });
  crashPoint('payout:after-submit-call');
  await note(taken, answer);
}

/** Assets the gateway can pay now; none while it does not answer, so that nothing is tried in vain. */
async function payableAssets(): Promise<readonly string[]> {
  try {
    return await onlineCodes(0);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    logger().warn({ err: error }, 'payouts wait for the gateway');
    return [];
  }
}

/** Hands approved payouts to the gateway, one after the other. Only the holder of the worker's lease does. */
export async function submitApproved(mayGoOn: () => Promise<boolean>): Promise<void> {
  const approved = await findByStatus('approved', BATCH);
  if (approved.length === 0) return;
  const payable = await payableAssets();
  for (const payout of approved.filter(({ asset }) => payable.includes(asset))) {
    if (!(await mayGoOn())) return;
    inHand.add(payout.id);
    try {
      await submit(payout);
    } finally {
      inHand.delete(payout.id);
    }
  }
}

/** A payout that is being submitted by nobody: its worker died, and whether it called, nobody knows. */
export async function loseAbandoned(): Promise<void> {
  for (const { id } of await findByStatus('submitting', BATCH)) {
    if (inHand.has(id)) continue;
    await inTransaction(async (tx) => {
      const payout = await findPayout(id, tx);
      if (payout?.status !== 'submitting') return;
      const reason = 'its worker stopped in the middle';
      await movePayout(tx, payout, 'lose', 'timer', {
        set: { reason, nextLookAt: new Date() },
        note: noteOf('lost', reason),
      });
    });
    logger().error({ payoutId: id }, 'a payout was found half submitted; it is not sent again');
  }
}
