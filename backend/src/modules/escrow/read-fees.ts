import type { z } from 'zod';
import { feeSchedule } from '../../config/env.ts';
import { CATEGORY_IDS } from '../../shared/categories.ts';
import { toPrice } from '../../shared/money.ts';
import type { CategoryId } from '../marketplace/index.ts';
import { feesFor, termsOf } from './escrow.fees.ts';
import type { feeQuoteSchema, listFees } from './fees.contract.ts';
import { presentFeeTerms } from './fees.presenter.ts';

/** The schedule as everybody may read it. */
export function readFees(): z.input<typeof listFees.output> {
  const schedule = feeSchedule();
  return {
    default: presentFeeTerms(termsOf(schedule.default)),
    categories: CATEGORY_IDS.flatMap((categoryId) => {
      const rule = schedule.categories[categoryId];
      return rule ? [{ categoryId, terms: presentFeeTerms(termsOf(rule)) }] : [];
    }),
  };
}

/** The very reckoning that an acceptance uses. */
export function quote(input: {
  readonly cents: string;
  readonly categoryId: CategoryId;
}): z.input<typeof feeQuoteSchema> {
  const price = BigInt(input.cents);
  const { buyerFeeCents, sellerFeeCents, terms } = feesFor(price, input.categoryId, feeSchedule());
  return {
    price: toPrice(price),
    buyerFee: toPrice(buyerFeeCents),
    sellerFee: toPrice(sellerFeeCents),
    buyerPays: toPrice(price + buyerFeeCents),
    sellerGets: toPrice(price - sellerFeeCents),
    terms: presentFeeTerms(terms),
  };
}
