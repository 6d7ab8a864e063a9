import type { z } from 'zod';
import { toPrice } from '../../shared/money.ts';
import type { FeeTerms } from './escrow.fees.ts';
import type { feeTermsSchema } from './fees.contract.ts';

export const presentFeeTerms = (terms: FeeTerms): z.input<typeof feeTermsSchema> => ({
  bearer: terms.bearer,
  buyerShareBps: terms.buyerShareBps,
  fixed: toPrice(BigInt(terms.fixedCents)),
  tiers: terms.tiers.map(({ fromCents, percentBps }) => ({ from: toPrice(BigInt(fromCents)), percentBps })),
});
