import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { Money } from '../../shared/money.ts';
import { toSplitDocument, type DisputeRecord, type SplitRecord } from './dispute.repository.ts';
import { loadOwnDispute, moveDispute } from './dispute.transition.ts';
import { settle } from './outcome.ts';

/**
 * A sum that a person names, in base units.
 * @throws AppError VALIDATION_FAILED when it is of another asset, or more than is held
 */
export function sumOf(dispute: Pick<DisputeRecord, 'asset' | 'heldBase'>, sum: Money, path: string): bigint {
  const refuse = (field: string, message: string): never => {
    throw new AppError('VALIDATION_FAILED', { details: [{ path: `${path}.${field}`, message }] });
  };
  if (sum.asset !== dispute.asset) refuse('asset', `Must be ${dispute.asset}, which escrow holds.`);
  const amountBase = BigInt(sum.amount);
  if (amountBase > dispute.heldBase) refuse('amount', 'Must not be more than escrow holds.');
  return amountBase;
}

const withStatus = (
  splits: readonly SplitRecord[],
  status: SplitRecord['status'],
  which: (split: SplitRecord) => boolean,
) =>
  splits.map((split) =>
    toSplitDocument(split.status === 'open' && which(split) ? { ...split, status } : split),
  );

/** @throws AppError NOT_FOUND, CONFLICT when it is not open any more */
function openSplit(dispute: DisputeRecord, splitId: string): SplitRecord {
  const split = dispute.splits.find(({ id }) => id === splitId);
  if (!split) throw new AppError('NOT_FOUND');
  if (split.status !== 'open') throw new AppError('CONFLICT');
  return split;
}

/** A party offers a split, which takes the place of its earlier one. */
export async function offerSplit(
  input: { readonly disputeId: string; readonly buyerGets: Money; readonly note: string },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    const buyerGetsBase = sumOf(dispute, input.buyerGets, 'buyerGets');
    const offer = { by: side, buyerGetsBase, note: input.note, status: 'open', at: now() } as const;
    const splits = [
      ...withStatus(dispute.splits, 'replaced', ({ by }) => by === side),
      toSplitDocument(offer),
    ];
    await moveDispute(tx, dispute, { action: 'offerSplit', by: side, actorId: actor.id, set: { splits } });
  });
}

interface Named {
  readonly disputeId: string;
  readonly splitId: string;
}

/** The other party accepts exactly the split it saw: the dispute is settled and paid out. */
export async function acceptSplit(input: Named, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    const split = openSplit(dispute, input.splitId);
    if (split.by === side) {
      throw new AppError('FORBIDDEN', { message: 'The other party has to accept your split.' });
    }
    const { buyerGetsBase } = split;
    const splits = withStatus(dispute.splits, 'accepted', ({ id }) => id === split.id);
    await settle(tx, dispute, { by: side, actorId: actor.id, how: 'split', buyerGetsBase, set: { splits } });
  });
}

/** Either party closes an open split: its own is taken back, the other's declined. */
export async function declineSplit(input: Named, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    const split = openSplit(dispute, input.splitId);
    const splits = withStatus(dispute.splits, 'declined', ({ id }) => id === split.id);
    await moveDispute(tx, dispute, { action: 'declineSplit', by: side, actorId: actor.id, set: { splits } });
  });
}
