import { now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { splitByLargestRemainder, type Money } from '../../shared/money.ts';
import type { PartyRole } from '../../shared/process.ts';
import { SEALED_SUMS } from './dispute.policy.ts';
import { loadOwnDispute, moveDispute } from './dispute.transition.ts';
import { settle } from './outcome.ts';
import { findSealed, putSealed, takeSealedBack, type Sealed } from './private.repository.ts';
import { sumOf } from './splits.ts';

/**
 * Where two sealed sums meet: what is left when both have what they want at the least is halved, an odd unit by
 * largest remainder to the buyer.
 * @returns what the buyer gets in base units, or null when they leave no room or one is missing
 */
export function meetingPoint(
  heldBase: bigint,
  { buyer, seller }: Readonly<Record<PartyRole, bigint | null>>,
): bigint | null {
  if (buyer === null || seller === null) return null;
  const roomBase = heldBase - buyer - seller;
  if (roomBase < 0n) return null;
  return buyer + (splitByLargestRemainder(roomBase, [1n, 1n])[0] ?? 0n);
}

const leastOf = ({ buyer, seller }: Sealed) => ({ buyer: buyer.leastBase, seller: seller.leastBase });

/**
 * A party enters in secret what it wants at the least. When both sums leave room the dispute settles at once in
 * the middle; otherwise nobody learns more than that they do not. The dispute's version is moved each time, so
 * that of two sums entered at one moment the second sees the first.
 *
 * A side has `SEALED_SUMS` tries: with any number it could lower its own step by step and so feel its way to the
 * other's, of which the middle would then leave it nearly everything.
 * @throws AppError INVALID_TRANSITION when they are used up
 */
export async function sealSplit(
  input: { readonly disputeId: string; readonly least: Money },
  actor: Actor,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    const leastBase = sumOf(dispute, input.least, 'least');
    const before = await findSealed(tx, dispute.id);
    if (before[side].entered >= SEALED_SUMS) throw new AppError('INVALID_TRANSITION');
    const sealed = await moveDispute(tx, dispute, { action: 'sealSplit', by: side, actorId: actor.id });
    await putSealed(tx, { disputeId: dispute.id, by: side, leastBase, at: now() });
    const buyerGetsBase = meetingPoint(dispute.heldBase, { ...leastOf(before), [side]: leastBase });
    if (buyerGetsBase === null) return;
    await settle(tx, sealed, { by: side, actorId: actor.id, how: 'sealed', buyerGetsBase });
  });
}

/** Takes one's own sum back. */
export async function unsealSplit(input: { readonly disputeId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const { dispute, side } = await loadOwnDispute(tx, input.disputeId, actor);
    const sealed = await findSealed(tx, dispute.id);
    await moveDispute(tx, dispute, { action: 'unsealSplit', by: side, actorId: actor.id });
    if (sealed[side].leastBase === null) throw new AppError('INVALID_TRANSITION');
    await takeSealedBack(tx, dispute.id, side);
  });
}
