import { inTransaction, isDuplicateKey } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { ChainUnavailableError, chainReader, contractOf, findTransferable } from '../integration/index.ts';
import { feeOf, lookAtPayout } from './look-at-payouts.ts';
import { mayJudge } from './payout.policy.ts';
import {
  addNote,
  findGatewayWallets,
  findPayout,
  findTakenTxids,
  noteOf,
  sentBaseOf,
  type PayoutRecord,
} from './payout.repository.ts';
import { movePayout } from './payout.transition.ts';

const refuse = (why: string): never => {
  throw new AppError('CONFLICT', { message: `${why} Nothing was changed.` });
};

/**
 * Has gateway and chain looked at now, and notes who asked.
 * @throws AppError NOT_FOUND, PROVIDER_UNAVAILABLE
 */
export async function lookAgain(
  input: { readonly payoutId: string },
  admin: Pick<Actor, 'id'>,
): Promise<PayoutRecord> {
  const before = await findPayout(input.payoutId);
  if (before === null) throw new AppError('NOT_FOUND');
  try {
    await lookAtPayout(before.id);
  } catch (error) {
    await addNote(before.id, noteOf('look', 'gateway or chain did not answer', admin.id));
    throw new AppError('PROVIDER_UNAVAILABLE', { cause: error });
  }
  const after = await findPayout(before.id);
  if (after === null) throw new AppError('NOT_FOUND');
  const text = after.status === before.status ? 'nothing new' : `${before.status} → ${after.status}`;
  await addNote(after.id, noteOf('look', text, admin.id));
  return after;
}

interface Proven {
  readonly paidFrom: string;
  readonly networkFeeBase: bigint;
}

/**
 * Asks the chain whether this transaction paid this payout: from a wallet of the gateway, to its address, its
 * amount to the unit, since it was handed over, and deep enough.
 * @throws AppError CONFLICT with what is wrong, PROVIDER_UNAVAILABLE
 */
async function prove(payout: PayoutRecord, txid: string): Promise<Proven> {
  const reader = chainReader(payout.chainId);
  const [contract, asset] = [contractOf(payout.asset), findTransferable(payout.asset)];
  if (reader === null || contract === undefined || !asset) {
    return refuse('There is no chain to ask: only the gateway can tell.');
  }
  const reading = await reader
    .readTransfer({ txid, destination: payout.destination, contract })
    .catch((error: unknown) => {
      if (!(error instanceof ChainUnavailableError)) throw error;
      throw new AppError('PROVIDER_UNAVAILABLE', {
        message: 'The chain cannot be read now. Nothing was changed. Try again in a moment.',
        cause: error,
      });
    });
  if (reading.state === 'missing') return refuse('The chain does not know this transaction.');
  if (reading.state === 'reverted') return refuse('This transaction failed on the chain.');
  const { amountBase, blockNumber, confirmations, from, networkFeeBase } = reading.transfer;
  if (amountBase !== sentBaseOf(payout)) {
    return refuse('This transaction does not bring this amount to this address.');
  }
  if (payout.startBlock !== null && blockNumber <= payout.startBlock) {
    return refuse('This transaction is older than the payout.');
  }
  const wallets = await findGatewayWallets(payout.chainId);
  const [sender] = from;
  if (sender === undefined || !from.every((wallet) => wallets.includes(wallet))) {
    return refuse('This transaction was not sent by a wallet of the gateway.');
  }
  if ((await findTakenTxids(payout.chainId, [txid])).length > 0) {
    return refuse('This transaction pays another payout.');
  }
  if (confirmations < asset.confirmations) {
    return refuse(
      `This transaction has ${confirmations} of ${asset.confirmations} confirmations. Wait for it.`,
    );
  }
  return { paidFrom: sender, networkFeeBase };
}

/**
 * An admin names the transfer that paid an unknown payout. Their word counts for nothing: the chain is asked, and
 * it is the chain that confirms.
 * @throws AppError NOT_FOUND, FORBIDDEN for one's own, INVALID_TRANSITION, CONFLICT, PROVIDER_UNAVAILABLE
 */
export async function recordFound(
  input: { readonly payoutId: string; readonly txid: string },
  admin: Pick<Actor, 'id'>,
): Promise<PayoutRecord> {
  const txid = input.txid.toLowerCase();
  const payout = await findPayout(input.payoutId);
  if (payout === null) throw new AppError('NOT_FOUND');
  if (!mayJudge(admin.id, payout)) {
    throw new AppError('FORBIDDEN', { message: 'This payout is your own. Another admin has to decide.' });
  }
  if (payout.status !== 'unknown') throw new AppError('INVALID_TRANSITION');
  const { paidFrom, networkFeeBase } = await prove(payout, txid);
  try {
    return await inTransaction(async (tx) => {
      const present = await findPayout(payout.id, tx);
      if (present?.version !== payout.version) throw new AppError('CONFLICT');
      return movePayout(tx, present, 'confirm', 'gateway', {
        set: { txid, paidFrom, networkFee: feeOf(present, networkFeeBase), reason: null },
        note: noteOf('found', txid, admin.id),
      });
    });
  } catch (error) {
    if (isDuplicateKey(error, 'txid')) return refuse('This transaction pays another payout.');
    throw error;
  }
}
