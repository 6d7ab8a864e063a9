/** Name of the job that makes the end of a price lock prompt. */
export const PRICE_LOCK_DEADLINE = 'payment.price-lock';
