import { proveProcess, type Process } from '../../shared/process.ts';

export const OFFER_STATUSES = [
  'submitted',
  'countered',
  'accepted',
  'rejected',
  'withdrawn',
  'expired',
  'superseded',
  'closed',
] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

export const OFFER_ACTIONS = [
  'revise',
  'counter',
  'accept',
  'reject',
  'withdraw',
  'expire',
  'supersede',
  'close',
  'reopen',
] as const;
export type OfferAction = (typeof OFFER_ACTIONS)[number];

const LIVE = ['submitted', 'countered'] as const;

/** THE TABLE of a seller's offer. `submitted`: the newest revision is the seller's; `countered`: the buyer's. */
export const sellerOfferProcess: Process<OfferStatus, OfferAction> = proveProcess({
  name: 'SellerOffer',
  initial: 'submitted',
  statuses: OFFER_STATUSES,
  final: ['rejected', 'withdrawn', 'expired', 'superseded', 'closed'],
  transitions: [
    { action: 'revise', from: LIVE, to: 'submitted', by: ['seller'], events: ['offer:revised'] },
    { action: 'counter', from: LIVE, to: 'countered', by: ['buyer'], events: ['offer:countered'] },
    { action: 'accept', from: ['submitted'], to: 'accepted', by: ['buyer'], events: ['offer:accepted'] },
    { action: 'reject', from: LIVE, to: 'rejected', by: ['buyer'], events: ['offer:rejected'] },
    { action: 'withdraw', from: LIVE, to: 'withdrawn', by: ['seller'], events: ['offer:withdrawn'] },
    { action: 'expire', from: LIVE, to: 'expired', by: ['timer'], events: ['offer:expired'], note: '7 d' },
    { action: 'supersede', from: LIVE, to: 'superseded', by: ['gateway'], events: ['offer:superseded'] },
    {
      action: 'close',
      from: ['submitted', 'countered', 'accepted'],
      to: 'closed',
      by: ['buyer', 'timer'],
      events: ['offer:closed'],
      note: 'its request was cancelled, abandoned or expired',
    },
    {
      action: 'reopen',
      from: ['accepted'],
      to: 'submitted',
      by: ['timer'],
      events: ['offer:reopened'],
      note: 'payment timed out',
    },
  ],
});
