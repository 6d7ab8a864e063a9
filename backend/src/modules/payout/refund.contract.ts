import { z } from 'zod';
import { dateSchema, emptyOutput, endpoint, idSchema, orNull } from '../../shared/endpoint.ts';
import { assetCodeSchema, baseAmountSchema, moneySchema } from '../../shared/money.ts';
import { feeBearerSchema, payoutAddressSchema } from './payout.contract.ts';
import { REFUND_STATUSES } from './refund.process.ts';

const tag = 'Payout';

export const refundSchema = z
  .strictObject({
    id: idSchema,
    status: z.enum(REFUND_STATUSES).meta({ id: 'RefundStatus' }),
    money: moneySchema,
    /** What of it nobody has named an address for yet. */
    waiting: moneySchema,
    bearer: feeBearerSchema,
    requestId: orNull(idSchema),
    /** Payouts that it is on its way by. */
    payoutIds: z.array(idSchema),
    createdAt: dateSchema,
  })
  .meta({ id: 'Refund' });

export const listRefunds = endpoint({
  method: 'get',
  path: '/api/payout/refunds',
  operationId: 'listRefunds',
  summary: 'Your refunds that wait for an address or are on their way. They never lapse',
  tag,
  access: 'user',
  rateLimit: 'read',
  output: z.strictObject({ items: z.array(refundSchema) }).meta({ id: 'RefundList' }),
});

export const autoPayoutSchema = z
  .strictObject({
    asset: assetCodeSchema,
    address: orNull(payoutAddressSchema),
    minimum: moneySchema,
    state: z.enum(['on', 'off_credentials', 'off_address', 'off_unsigned']).meta({ id: 'AutoPayoutState' }),
    /** Something released waits until then, since the address is on hold. */
    waitsUntil: dateSchema.nullable(),
  })
  .meta({ id: 'AutoPayout' });

export const listAutoPayouts = endpoint({
  method: 'get',
  path: '/api/payout/auto',
  operationId: 'listAutoPayouts',
  summary: 'What is paid out to you by itself when a buyer releases it',
  tag,
  access: 'user',
  rateLimit: 'read',
  output: z.strictObject({ items: z.array(autoPayoutSchema) }).meta({ id: 'AutoPayoutList' }),
});

const assetParams = z.strictObject({ asset: assetCodeSchema });

export const setAutoPayout = endpoint({
  method: 'put',
  path: '/api/payout/auto/:asset',
  operationId: 'setAutoPayout',
  summary: 'Have what you earn in an asset paid out by itself. A change of credentials turns it off',
  tag,
  access: 'verified',
  rateLimit: 'write',
  stepUp: true,
  params: assetParams,
  body: z.strictObject({ addressId: idSchema, minimum: baseAmountSchema }).meta({ id: 'SetAutoPayout' }),
  output: autoPayoutSchema,
});

export const removeAutoPayout = endpoint({
  method: 'delete',
  path: '/api/payout/auto/:asset',
  operationId: 'removeAutoPayout',
  summary: 'Turn an automatic payout off',
  tag,
  access: 'user',
  rateLimit: 'write',
  params: assetParams,
  output: emptyOutput,
});
