import { z } from 'zod';
import {
  dateSchema,
  emptyOutput,
  endpoint,
  idParams,
  lineSchema,
  orNull,
  pageOf,
  pageQuery,
} from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import {
  assetCodeSchema,
  baseAmountSchema,
  centsOutSchema,
  moneySchema,
  positiveBaseAmountSchema,
} from '../../shared/money.ts';
import { APPROVAL_REASONS, OWN_SOURCES, PAYOUT_SOURCES, PAYOUT_STATUSES } from './payout.process.ts';

const tag = 'Payout';

export const payoutStatusSchema = z.enum(PAYOUT_STATUSES).meta({ id: 'PayoutStatus' });
/** Where a person's own money is taken from. */
export const payoutSourceSchema = z.enum(OWN_SOURCES).meta({ id: 'PayoutSource' });
/** The same with what Amn has earned. */
export const anyPayoutSourceSchema = z.enum(PAYOUT_SOURCES).meta({ id: 'AnyPayoutSource' });
export const approvalReasonSchema = z.enum(APPROVAL_REASONS).meta({ id: 'PayoutApprovalReason' });
export const feeBearerSchema = z.enum(['platform', 'payee']).meta({ id: 'FeeBearer' });

export const payoutAddressSchema = z
  .strictObject({
    id: idSchema,
    network: z.string(),
    chainId: z.number().int(),
    address: z.string(),
    label: z.string(),
    isDefault: z.boolean(),
    /** Payouts to it are possible from then on. */
    usableFromAt: dateSchema,
    createdAt: dateSchema,
  })
  .meta({ id: 'PayoutAddress' });

export const payoutSchema = z
  .strictObject({
    id: idSchema,
    reference: z.string(),
    source: anyPayoutSourceSchema,
    status: payoutStatusSchema,
    money: moneySchema,
    /** What of it was kept for the network's fee, and what is sent. */
    fee: moneySchema,
    sent: moneySchema,
    /** How many admins have to look at it, how many have, and why; null when it goes by itself. */
    approval: orNull(
      z
        .strictObject({
          needed: z.number().int(),
          given: z.number().int(),
          reason: approvalReasonSchema,
        })
        .meta({ id: 'PayoutApproval' }),
    ),
    isAutomatic: z.boolean(),
    /** The failed payout that this one takes the place of. */
    replaces: orNull(idSchema),
    destination: z.string(),
    txid: z.string().nullable(),
    explorerUrl: z.string().nullable(),
    history: z.array(
      z.strictObject({ status: payoutStatusSchema, at: dateSchema }).meta({ id: 'PayoutStep' }),
    ),
    abilities: z.array(z.enum(['cancel', 'tryAgain'])),
    createdAt: dateSchema,
    updatedAt: dateSchema,
  })
  .meta({ id: 'Payout' });

export const listPayoutAddresses = endpoint({
  method: 'get',
  path: '/api/payout/addresses',
  operationId: 'listPayoutAddresses',
  summary: 'Your payout addresses',
  tag,
  access: 'user',
  rateLimit: 'read',
  output: z.strictObject({ items: z.array(payoutAddressSchema) }).meta({ id: 'PayoutAddressList' }),
});

export const addPayoutAddress = endpoint({
  method: 'post',
  path: '/api/payout/addresses',
  operationId: 'addPayoutAddress',
  summary: 'Add a payout address; it can be used after a hold',
  tag,
  access: 'verified',
  rateLimit: 'write',
  stepUp: true,
  body: z
    .strictObject({
      chainId: z.number().int().min(1),
      address: lineSchema(10, 128),
      label: lineSchema(1, 60),
    })
    .meta({ id: 'AddPayoutAddress' }),
  output: payoutAddressSchema,
  successStatus: 201,
});

export const updatePayoutAddress = endpoint({
  method: 'patch',
  path: '/api/payout/addresses/:addressId',
  operationId: 'updatePayoutAddress',
  summary: 'Rename a payout address, or have it offered first on its network',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('addressId'),
  body: z
    .strictObject({ label: lineSchema(1, 60).optional(), isDefault: z.literal(true).optional() })
    .meta({ id: 'UpdatePayoutAddress' }),
  output: payoutAddressSchema,
});

export const removePayoutAddress = endpoint({
  method: 'delete',
  path: '/api/payout/addresses/:addressId',
  operationId: 'removePayoutAddress',
  summary: 'Remove a payout address; payouts on their way keep their copy',
  tag,
  access: 'user',
  rateLimit: 'write',
  params: idParams('addressId'),
  output: emptyOutput,
});

export const requestPayout = endpoint({
  method: 'post',
  path: '/api/payout/payouts',
  operationId: 'requestPayout',
  idempotent: 'after',
  summary: 'Withdraw from a balance. The same reference and body give the same payout; another body is 409',
  tag,
  access: 'verified',
  rateLimit: 'write',
  body: z
    .strictObject({
      reference: z.string().regex(/^[\w.:-]{8,64}$/, 'must be 8 to 64 letters, digits or . : _ -'),
      source: payoutSourceSchema,
      money: z.strictObject({ amount: positiveBaseAmountSchema, asset: assetCodeSchema }),
      addressId: idSchema,
      acceptedFee: baseAmountSchema
        .optional()
        .meta({ description: 'The network fee that was shown; the most that may be deducted' }),
      replaces: idSchema
        .optional()
        .meta({ description: 'A failed payout of yours that this one takes the place of, once' }),
    })
    .meta({ id: 'RequestPayout' }),
  output: payoutSchema,
  successStatus: 201,
});

export const quotePayout = endpoint({
  method: 'get',
  path: '/api/payout/quote',
  operationId: 'quotePayout',
  summary: 'What a payout would cost, who bears it, and who has to look at it first. Binds nobody',
  tag,
  access: 'user',
  rateLimit: 'read',
  query: z.strictObject({
    source: payoutSourceSchema,
    asset: assetCodeSchema,
    amount: positiveBaseAmountSchema,
  }),
  output: z
    .strictObject({
      /** About what the network takes; null when nobody can tell now. */
      networkFee: orNull(
        z.strictObject({ native: moneySchema, price: centsOutSchema }).meta({ id: 'NetworkFeeEstimate' }),
      ),
      bearer: feeBearerSchema,
      /** Send it as `acceptedFee` when it was shown. */
      deducted: moneySchema,
      arrives: moneySchema,
      approvals: z.number().int(),
      approvalReason: orNull(approvalReasonSchema),
      /** Below it nothing is paid out; it stays a balance. */
      minimum: centsOutSchema,
      isBelowMinimum: z.boolean(),
    })
    .meta({ id: 'PayoutQuote' }),
});

export const listPayouts = endpoint({
  method: 'get',
  path: '/api/payout/payouts',
  operationId: 'listPayouts',
  summary: 'Your payouts, newest first',
  tag,
  access: 'user',
  rateLimit: 'read',
  query: z.strictObject({ status: payoutStatusSchema.optional(), ...pageQuery }),
  output: pageOf(payoutSchema).meta({ id: 'PayoutPage' }),
});

export const getPayout = endpoint({
  method: 'get',
  path: '/api/payout/payouts/:payoutId',
  operationId: 'getPayout',
  summary: 'One of your payouts',
  tag,
  access: 'user',
  rateLimit: 'read',
  params: idParams('payoutId'),
  output: payoutSchema,
});

export const cancelPayout = endpoint({
  method: 'post',
  path: '/api/payout/payouts/:payoutId/cancel',
  operationId: 'cancelPayout',
  summary: 'Take a payout back before it is handed to the gateway',
  tag,
  access: 'user',
  rateLimit: 'write',
  params: idParams('payoutId'),
  output: payoutSchema,
});
