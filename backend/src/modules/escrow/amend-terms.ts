import type { ClientSession } from 'mongoose';
import { AppError } from '../../shared/errors.ts';
import { splitByLargestRemainder } from '../../shared/money.ts';
import type { ContractDocument, MilestoneDocument } from './escrow.model.ts';
import { findContract } from './escrow.repository.ts';
import { hashAmendment } from './escrow.terms.ts';

type Cents = Pick<ContractDocument, 'priceCents' | 'buyerFeeCents' | 'sellerFeeCents'>;
export type Amended = Cents & Pick<ContractDocument, 'milestones' | 'termsHash'>;

const CENT_FIELDS = ['priceCents', 'buyerFeeCents', 'sellerFeeCents'] as const;

/** Divides cents among milestones as they were divided before. */
function shareOut(totalCents: number, before: readonly number[]): number[] {
  const weights = before.map(BigInt);
  if (weights.every((weight) => weight === 0n)) return before.map(() => 0);
  return splitByLargestRemainder(BigInt(totalCents), weights).map(Number);
}

/**
 * The terms of a contract that is done for a part of its price: price and fees in proportion, the milestones as
 * before, everything by largest remainder so that parts add up.
 * @param receivedBase what there is, and `fullBase` what was asked for, base units of one asset
 * @throws AppError INVALID_TRANSITION when so little is there that a milestone would cost nothing
 */
export function termsForLess(contract: ContractDocument, receivedBase: bigint, fullBase: bigint): Amended {
  const totalCents = BigInt(contract.priceCents + contract.buyerFeeCents);
  const leftCents = (totalCents * receivedBase) / fullBase;
  const [price = 0n, buyerFee = 0n] = splitByLargestRemainder(leftCents, [
    BigInt(contract.priceCents),
    BigInt(contract.buyerFeeCents),
  ]);
  const cents: Cents = {
    priceCents: Number(price),
    buyerFeeCents: Number(buyerFee),
    // Rounded down as at acceptance: the odd cent is the seller's.
    sellerFeeCents: Number((BigInt(contract.sellerFeeCents) * price) / BigInt(contract.priceCents)),
  };
  const shares = CENT_FIELDS.map((field) =>
    shareOut(
      cents[field],
      contract.milestones.map((milestone) => milestone[field]),
    ),
  );
  const milestones: MilestoneDocument[] = contract.milestones.map((milestone, index) => ({
    ...milestone,
    priceCents: shares[0]?.[index] ?? 0,
    buyerFeeCents: shares[1]?.[index] ?? 0,
    sellerFeeCents: shares[2]?.[index] ?? 0,
  }));
  if (milestones.some(({ priceCents }) => priceCents < 1)) {
    throw new AppError('INVALID_TRANSITION', {
      message: 'Too little has arrived to do the deal for it. No money moved. Top it up or take it back.',
    });
  }
  return { ...cents, milestones, termsHash: hashAmendment(contract.termsHash, cents) };
}

/** @throws AppError INVALID_TRANSITION as above; NOT_FOUND without such a contract */
export async function assertCanDoForLess(
  tx: ClientSession,
  contractId: string,
  receivedBase: bigint,
  fullBase: bigint,
): Promise<void> {
  const contract = await findContract(tx, contractId);
  if (contract === null) throw new AppError('NOT_FOUND');
  termsForLess(contract, receivedBase, fullBase);
}
