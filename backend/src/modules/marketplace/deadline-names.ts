/** Names of the jobs that make deadlines prompt. */
export const REQUEST_DEADLINE = 'marketplace.request';
export const REQUEST_REMINDER = 'marketplace.reminder';
export const OFFER_DEADLINE = 'marketplace.offer';
export const OFFER_REMINDER = 'marketplace.offer-reminder';
