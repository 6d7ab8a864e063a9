import { splitByLargestRemainder } from '../../shared/money.ts';
import type { OfferTerms } from '../marketplace/index.ts';
import type { MilestoneDocument } from './escrow.model.ts';

interface ContractPrice {
  readonly buyerFeeCents: number;
  readonly sellerFeeCents: number;
}

/**
 * The milestones of a new contract, out of the terms that were accepted. The contract's fees are divided among
 * them by price and largest remainder, so that the parts add up to what was agreed, whatever is released when.
 * @param title of the one milestone of an offer that names none
 */
export function milestonesFrom(
  { milestones, priceCents, deliveryDays }: Pick<OfferTerms, 'milestones' | 'priceCents' | 'deliveryDays'>,
  fees: ContractPrice,
  title: string,
): Omit<MilestoneDocument, '_id'>[] {
  const parts = milestones.length === 0 ? [{ title, priceCents, deliveryDays }] : milestones;
  const prices = parts.map((part) => BigInt(part.priceCents));
  const buyerFees = splitByLargestRemainder(BigInt(fees.buyerFeeCents), prices);
  const sellerFees = splitByLargestRemainder(BigInt(fees.sellerFeeCents), prices);
  return parts.map((part, index) => ({
    ...part,
    buyerFeeCents: Number(buyerFees[index] ?? 0n),
    sellerFeeCents: Number(sellerFees[index] ?? 0n),
    status: 'pending',
    fundedBase: null,
    dueAt: null,
    inspectionEndsAt: null,
    deliveries: [],
    changeRequests: [],
    pause: null,
    withdrawals: 0,
  }));
}
