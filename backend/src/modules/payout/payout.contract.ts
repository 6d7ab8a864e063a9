import { z } from 'zod';
import {
  dateSchema,
  emptyOutput,
  endpoint,
  idParams,
  lineSchema,
  pageOf,
  pageQuery,
} from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import { assetCodeSchema, moneySchema, positiveBaseAmountSchema } from '../../shared/money.ts';
import { PAYOUT_STATUSES } from './payout.process.ts';

const tag = 'Payout';

export const payoutStatusSchema = z.enum(PAYOUT_STATUSES).meta({ id: 'PayoutStatus' });
export const payoutSourceSchema = z
  .enum(['seller_payable', 'refund_payable', 'buyer_credit'])
  .meta({ id: 'PayoutSource' });

export const payoutAddressSchema = z
  .strictObject({
    id: idSchema,
    network: z.string(),
    chainId: z.number().int(),
    address: z.string(),
    label: z.string(),
    /** Payouts to it are possible from then on. */
    usableFromAt: dateSchema,
    createdAt: dateSchema,
  })
  .meta({ id: 'PayoutAddress' });

export const payoutSchema = z
  .strictObject({
    id: idSchema,
    reference: z.string(),
    source: payoutSourceSchema,
    status: payoutStatusSchema,
    money: moneySchema,
    destination: z.string(),
    txid: z.string().nullable(),
    explorerUrl: z.string().nullable(),
    history: z.array(
      z.strictObject({ status: payoutStatusSchema, at: dateSchema }).meta({ id: 'PayoutStep' }),
    ),
    abilities: z.array(z.enum(['cancel'])),
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
    })
    .meta({ id: 'RequestPayout' }),
  output: payoutSchema,
  successStatus: 201,
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

export const approvePayout = endpoint({
  method: 'post',
  path: '/api/payout/payouts/:payoutId/approve',
  operationId: 'approvePayout',
  summary: 'An admin lets a payout above the automatic limit go; nobody approves their own',
  tag,
  access: 'admin',
  rateLimit: 'write',
  stepUp: true,
  params: idParams('payoutId'),
  output: payoutSchema,
});
