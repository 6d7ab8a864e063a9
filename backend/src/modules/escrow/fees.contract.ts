import { z } from 'zod';
import { endpoint, orNull } from '../../shared/endpoint.ts';
import { centsInQuerySchema, centsOutSchema, priceSchema } from '../../shared/money.ts';
import { categoryIdSchema } from '../marketplace/request.contract.ts';

const tag = 'Escrow';
/** A schedule changes with a deployment only; an acceptance that names what was shown is checked again. */
const cacheControl = 'public, max-age=60';

const bps = z.number().int().min(0).max(10_000);

/** How a fee is reckoned. */
export const feeTermsSchema = z
  .strictObject({
    bearer: z.enum(['buyer', 'seller', 'shared']),
    buyerShareBps: bps.meta({ description: 'The buyer’s share of the fee, in hundredths of a per cent' }),
    fixed: centsOutSchema.meta({ description: 'Once a deal' }),
    tiers: z.array(
      z
        .strictObject({
          from: centsOutSchema.meta({ description: 'The price from which this percentage counts' }),
          percentBps: bps.meta({ description: 'Of the part of the price within the tier' }),
        })
        .meta({ id: 'FeeTier' }),
    ),
  })
  .meta({ id: 'FeeTerms' });

export const feeQuoteSchema = z
  .strictObject({
    price: priceSchema,
    buyerFee: centsOutSchema,
    sellerFee: centsOutSchema,
    buyerPays: centsOutSchema.meta({ description: 'Price and buyer’s fee' }),
    sellerGets: centsOutSchema.meta({ description: 'Price without the seller’s fee' }),
    terms: feeTermsSchema,
  })
  .meta({ id: 'FeeQuote' });

export const listFees = endpoint({
  method: 'get',
  path: '/api/escrow/fees',
  operationId: 'listFees',
  summary: 'What deals cost that are made now, and who bears it',
  tag,
  access: 'public',
  rateLimit: 'read',
  cacheControl,
  output: z
    .strictObject({
      default: feeTermsSchema,
      categories: z.array(
        z.strictObject({ categoryId: categoryIdSchema, terms: feeTermsSchema }).meta({ id: 'CategoryFees' }),
      ),
    })
    .meta({ id: 'FeeSchedule' }),
});

export const quoteFees = endpoint({
  method: 'get',
  path: '/api/escrow/fees/quote',
  operationId: 'quoteFees',
  summary: 'What a deal of that price would cost whom if it were made now',
  tag,
  access: 'public',
  rateLimit: 'read',
  cacheControl,
  query: z.strictObject({ cents: centsInQuerySchema, categoryId: categoryIdSchema }),
  output: feeQuoteSchema,
});

/** The fees that were shown to whoever accepts; with others in force by then nothing is accepted. */
export const shownFeesSchema = z
  .strictObject({ buyerFee: centsOutSchema, sellerFee: centsOutSchema })
  .meta({ id: 'ShownFees' });

export const contractFeeTermsSchema = orNull(feeTermsSchema).meta({
  description: 'How the fees were reckoned; null in contracts from before there were tiers',
});
