import type { Division } from '@/actions/disputes';
import type { DivisionBase } from '@/lib/division';

/** A division of the API in base units. */
export const divisionOf = ({ buyerGets, sellerGets, fee }: Division): DivisionBase => ({
  buyerGets: BigInt(buyerGets.amount),
  sellerGets: BigInt(sellerGets.amount),
  fee: BigInt(fee.amount),
});
