import { z } from 'zod';
import {
  dateSchema,
  endpoint,
  idParams,
  lineSchema,
  pageOf,
  pageQuery,
  textSchema,
  orNull,
} from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import { assetCodeSchema, priceSchema } from '../../shared/money.ts';
import { deadlineSchema, userRefSchema } from '../../shared/refs.ts';
import { OFFER_ACTIONS, OFFER_STATUSES } from './seller-offer.process.ts';

const tag = 'Offers';

export const offerStatusSchema = z.enum(OFFER_STATUSES).meta({ id: 'OfferStatus' });
export const offerActionSchema = z.enum(OFFER_ACTIONS).meta({ id: 'OfferAction' });

export const MAX_MILESTONES = 20;
const MAX_DELIVERY_DAYS = 365;

/** A part of the work that is delivered, inspected and paid out by itself. */
export const offerMilestoneSchema = z
  .strictObject({
    title: lineSchema(2, 120),
    price: priceSchema,
    /** Days from funding to its delivery, not from the one before. */
    deliveryDays: z.number().int().min(1).max(MAX_DELIVERY_DAYS),
  })
  .meta({ id: 'OfferMilestone' });

/** The terms of one revision; what the other side accepts or answers. */
export const offerTermsSchema = z
  .strictObject({
    price: priceSchema,
    /** Days from funding to delivery; of the last milestone, where there are several. */
    deliveryDays: z.number().int().min(1).max(MAX_DELIVERY_DAYS),
    /** Days the buyer has to inspect a delivery before it counts as approved. */
    inspectionDays: z.number().int().min(1).max(30).default(7),
    acceptedAssets: z.array(assetCodeSchema).min(1).max(10),
    message: textSchema(0, 4000),
    milestones: z.array(offerMilestoneSchema).max(MAX_MILESTONES).default([]).meta({
      description:
        'In the order of their dates, each later than the one before, the last on `deliveryDays`; their prices add up to `price`. None: one, titled as the request',
    }),
  })
  .meta({ id: 'OfferTerms' });

export const offerRevisionSchema = z
  .strictObject({
    number: z.number().int().min(1),
    by: z.enum(['buyer', 'seller']),
    at: dateSchema,
    hash: z.string().meta({ description: 'SHA-256 of the revision, hex' }),
    salt: z
      .string()
      .nullable()
      .meta({ description: 'Goes into the hash, so that it cannot be guessed; null while sealed' }),
    /** Null while bids are sealed for the viewer. */
    terms: orNull(offerTermsSchema),
  })
  .meta({ id: 'OfferRevision' });

export const offerSchema = z
  .strictObject({
    id: idSchema,
    requestId: idSchema,
    requestTitle: z.string(),
    seller: userRefSchema,
    status: offerStatusSchema,
    version: z.number().int(),
    /** True while the price is hidden from the viewer until the request's `bidDeadlineAt`. */
    sealed: z.boolean(),
    current: offerRevisionSchema,
    revisions: z.array(offerRevisionSchema),
    deadline: orNull(deadlineSchema),
    createdAt: dateSchema,
    updatedAt: dateSchema,
    abilities: z.array(offerActionSchema),
  })
  .meta({ id: 'Offer' });

export const submitOffer = endpoint({
  method: 'post',
  path: '/api/marketplace/requests/:requestId/offers',
  operationId: 'submitOffer',
  summary: 'Offer on an open request; one live offer a seller and request',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('requestId'),
  body: offerTermsSchema,
  output: offerSchema,
  successStatus: 201,
});

export const listOffers = endpoint({
  method: 'get',
  path: '/api/marketplace/requests/:requestId/offers',
  operationId: 'listOffers',
  summary: 'The buyer sees all offers, a seller only their own',
  tag,
  access: 'user',
  rateLimit: 'read',
  params: idParams('requestId'),
  query: z.strictObject({ sort: z.enum(['newest', 'price', 'delivery']).default('newest'), ...pageQuery }),
  output: pageOf(offerSchema).meta({ id: 'OfferPage' }),
});

export const listMyOffers = endpoint({
  method: 'get',
  path: '/api/marketplace/offers/mine',
  operationId: 'listMyOffers',
  summary: 'Your offers as a seller, last changed first',
  tag,
  access: 'user',
  rateLimit: 'read',
  query: z.strictObject({ status: offerStatusSchema.optional(), ...pageQuery }),
  output: pageOf(offerSchema).meta({ id: 'MyOfferPage' }),
});

export const getOffer = endpoint({
  method: 'get',
  path: '/api/marketplace/offers/:offerId',
  operationId: 'getOffer',
  summary: 'An offer with all its revisions, for its seller and the buyer',
  tag,
  access: 'user',
  rateLimit: 'read',
  params: idParams('offerId'),
  output: offerSchema,
});

const actOnOffer = {
  method: 'post',
  tag,
  access: 'verified',
  rateLimit: 'write',
  output: offerSchema,
} as const;

export const reviseOffer = endpoint({
  ...actOnOffer,
  path: '/api/marketplace/offers/:offerId/revisions',
  operationId: 'reviseOffer',
  summary: 'The seller makes a new revision (also to agree to a counter-offer: with its terms)',
  params: idParams('offerId'),
  body: z
    .strictObject({ terms: offerTermsSchema, basedOn: z.number().int().min(1) })
    .meta({ id: 'ReviseOffer' }),
});

export const counterOffer = endpoint({
  ...actOnOffer,
  path: '/api/marketplace/offers/:offerId/counter',
  operationId: 'counterOffer',
  summary: 'The buyer answers with other terms',
  params: idParams('offerId'),
  body: z
    .strictObject({ terms: offerTermsSchema, basedOn: z.number().int().min(1) })
    .meta({ id: 'CounterOffer' }),
});

export const rejectOffer = endpoint({
  ...actOnOffer,
  path: '/api/marketplace/offers/:offerId/reject',
  operationId: 'rejectOffer',
  summary: 'The buyer declines the offer',
  params: idParams('offerId'),
});

export const withdrawOffer = endpoint({
  ...actOnOffer,
  path: '/api/marketplace/offers/:offerId/withdraw',
  operationId: 'withdrawOffer',
  summary: 'The seller takes the offer back',
  params: idParams('offerId'),
});
