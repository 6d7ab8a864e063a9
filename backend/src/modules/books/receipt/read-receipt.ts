import type { z } from 'zod';
import { inTransaction, isDuplicateKey } from '../../../platform/transaction.ts';
import type { Actor } from '../../../shared/actor.ts';
import { AppError } from '../../../shared/errors.ts';
import { casesOfDeal } from '../../dispute/index.ts';
import { viewDealState } from '../../escrow/index.ts';
import { viewerOfMoney } from '../deal-money/read-deal-money.ts';
import { appendicesFor } from './append-receipt.ts';
import { receiptOf } from './issue-receipt.ts';
import type { getReceipt } from './receipt.contract.ts';

type ReceiptFile = z.input<(typeof getReceipt)['output']>;

const NOT_YET = 'There is no receipt of this deal yet: it is issued when a deal with money in it is over.';

function readOnce(requestId: string, actor: Pick<Actor, 'id' | 'role'>): Promise<ReceiptFile> {
  return inTransaction(async (tx) => {
    const state = await viewDealState(tx, requestId);
    if (state === null) throw new AppError('NOT_FOUND');
    const viewer = viewerOfMoney(state, await casesOfDeal(tx, requestId), actor);
    if (viewer === null) throw new AppError('NOT_FOUND');
    const receipt = await receiptOf(tx, state);
    if (receipt === null) throw new AppError('NOT_FOUND', { message: NOT_YET });
    // What a person does with their money is in their own appendices, which nobody else gets.
    const isParty = viewer === 'buyer' || viewer === 'seller';
    const appendices = isParty ? await appendicesFor(tx, receipt, state, viewer) : [];
    return {
      receipt: JSON.parse(receipt.body) as ReceiptFile['receipt'],
      appendices: appendices.map(({ body }) => JSON.parse(body) as ReceiptFile['appendices'][number]),
    };
  });
}

/**
 * The receipt of a deal, with the caller's own appendices brought up to date.
 * @throws AppError NOT_FOUND, also for whoever has nothing to do with the deal
 */
export async function readReceipt(
  input: { readonly requestId: string },
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<ReceiptFile> {
  try {
    return await readOnce(input.requestId, actor);
  } catch (error) {
    // Somebody issued the same at this moment: theirs is the one that counts.
    if (!isDuplicateKey(error)) throw error;
    return readOnce(input.requestId, actor);
  }
}
