import { queryOptions } from '@tanstack/react-query';
import { listFeesOptions, quoteFeesOptions } from '@/lib/api/@tanstack/react-query.gen';
import type { CategoryId } from '@/lib/api/types.gen';

export type { CategoryId, FeeQuote, FeeSchedule, FeeTerms } from '@/lib/api/types.gen';

const FRESH_MS = 60_000;
const MAX_PRICE_CENTS = 1_000_000_000;

/** What deals cost that are made now; the same for everybody, on the server as well. */
export function feesQuery() {
  return queryOptions({ ...listFeesOptions(), staleTime: FRESH_MS });
}

/** Whether cents (an integer string) are a price that can be agreed on. */
const isPrice = (cents: string | null): cents is string =>
  cents !== null && /^[1-9]\d{0,9}$/.test(cents) && Number(cents) <= MAX_PRICE_CENTS;

/** What a deal of that price would cost whom; asks nothing while there is no price. */
export function feeQuoteQuery(cents: string | null, categoryId: CategoryId | undefined) {
  const asked = isPrice(cents) && categoryId !== undefined ? { cents, categoryId } : null;
  return queryOptions({
    ...quoteFeesOptions({ query: asked ?? { cents: '1', categoryId: 'other' } }),
    enabled: asked !== null,
    staleTime: FRESH_MS,
  });
}
