import { z } from 'zod';
import { dateSchema, endpoint, idParams, orNull, textSchema } from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import { assetCodeSchema, moneySchema, positiveBaseAmountSchema, priceSchema } from '../../shared/money.ts';
import { DEPOSIT_STATUSES } from './deposit.process.ts';
import { PAYMENT_STATUSES } from './payment.process.ts';

const tag = 'Payment';

export const paymentStatusSchema = z.enum(PAYMENT_STATUSES).meta({ id: 'PaymentStatus' });

export const depositStatusSchema = z.enum(DEPOSIT_STATUSES).meta({ id: 'DepositStatus' });

export const assetSchema = z
  .strictObject({
    code: assetCodeSchema,
    symbol: z.string(),
    name: z.string(),
    network: z.string(),
    chainId: z.number().int(),
    contract: z.string().nullable().meta({ description: 'Token contract; null for the chain’s own coin' }),
    decimals: z.number().int(),
    confirmations: z.number().int(),
    stable: z.boolean(),
    explorerUrl: z.string().nullable().meta({ description: 'Prefix of a transaction’s page' }),
  })
  .meta({ id: 'Asset' });

export const assetLookSchema = z
  .strictObject({
    code: assetCodeSchema,
    symbol: z.string(),
    network: z.string(),
    chainId: z.number().int(),
    decimals: z.number().int(),
    explorerUrl: z.string().nullable().meta({ description: 'Prefix of a transaction’s page' }),
  })
  .meta({ id: 'AssetLook' });

export const depositSchema = z
  .strictObject({
    id: idSchema,
    txid: z.string(),
    money: moneySchema,
    status: depositStatusSchema,
    confirmations: z.number().int(),
    detectedAt: dateSchema,
    explorerUrl: z.string().nullable(),
  })
  .meta({ id: 'Deposit' });

export const lessSchema = z
  .strictObject({
    by: z.enum(['buyer', 'seller']),
    amount: moneySchema.meta({ description: 'What would go into escrow' }),
    note: z.string(),
    proposedAt: dateSchema,
  })
  .meta({ id: 'LessProposal' });

export const paymentAbilitySchema = z
  .enum(['useCredit', 'proposeLess', 'agreeLess', 'declineLess', 'askRefund'])
  .meta({ id: 'PaymentAbility' });

export const paymentSchema = z
  .strictObject({
    id: idSchema,
    requestId: idSchema,
    contractId: idSchema,
    providerPaymentId: z.string(),
    status: paymentStatusSchema,
    asset: assetSchema,
    price: priceSchema,
    /** Null until the gateway has given an address. */
    address: z.string().nullable(),
    expected: moneySchema.meta({ description: 'What has to arrive: the price less the credit set aside' }),
    received: moneySchema,
    missing: moneySchema,
    credit: moneySchema.meta({ description: 'The buyer’s credit that is set aside for it, or went with it' }),
    kept: moneySchema.meta({
      description: 'What there is for the deal while it waits, credit included; named when less is accepted',
    }),
    less: orNull(lessSchema).meta({ description: 'An open proposal to do the deal for what has arrived' }),
    revalued: orNull(
      z
        .strictObject({ rate: z.string(), expected: moneySchema, at: dateSchema })
        .meta({ id: 'LeftPrice', description: 'The price that does not count any more' }),
    ),
    abilities: z.array(paymentAbilitySchema),
    rate: z.string().meta({ description: 'USD for one coin' }),
    rateLockedUntilAt: dateSchema,
    confirmations: z.strictObject({ seen: z.number().int(), required: z.number().int() }),
    /** EIP-681 link for QR codes and wallets; null until there is an address. */
    paymentUri: z.string().nullable(),
    deposits: z.array(depositSchema),
    payBefore: dateSchema.nullable().meta({ description: 'When the deal gives up waiting' }),
    createdAt: dateSchema,
    updatedAt: dateSchema,
  })
  .meta({ id: 'Payment' });

export const listAssets = endpoint({
  method: 'get',
  path: '/api/payment/assets',
  operationId: 'listAssets',
  summary: 'Assets that can be paid and paid out',
  tag,
  access: 'public',
  rateLimit: 'read',
  cacheControl: 'public, max-age=60',
  output: z
    .strictObject({
      items: z.array(assetSchema),
      others: z.array(assetLookSchema).meta({
        description:
          'Cannot be paid with now, but may have come by mistake or stand in a balance, and can be paid out',
      }),
    })
    .meta({ id: 'AssetList' }),
});

export const createPayment = endpoint({
  method: 'post',
  path: '/api/payment/payments',
  operationId: 'createPayment',
  idempotent: 'after',
  summary: 'Get an address to pay a deal with an asset; the present attempt is returned while it can be paid',
  tag,
  access: 'verified',
  rateLimit: 'write',
  body: z.strictObject({ requestId: idSchema, asset: assetCodeSchema }).meta({ id: 'CreatePayment' }),
  output: paymentSchema,
  successStatus: 201,
});

export const getPayment = endpoint({
  method: 'get',
  path: '/api/payment/payments/:paymentId',
  operationId: 'getPayment',
  summary: 'A payment with its deposits and confirmations; for the buyer and the seller',
  tag,
  access: 'user',
  rateLimit: 'read',
  params: idParams('paymentId'),
  output: paymentSchema,
});

export const listDealPayments = endpoint({
  method: 'get',
  path: '/api/payment/deals/:requestId/payments',
  operationId: 'listDealPayments',
  summary: 'All payment attempts of a deal, newest first',
  tag,
  access: 'user',
  rateLimit: 'read',
  params: idParams('requestId'),
  output: z.strictObject({ items: z.array(paymentSchema) }).meta({ id: 'PaymentList' }),
});

export const reportTransaction = endpoint({
  method: 'post',
  path: '/api/payment/payments/:paymentId/transactions',
  operationId: 'reportTransaction',
  idempotent: 'after',
  summary: 'The buyer’s page tells the transaction their wallet sent. It hastens the look and books nothing',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('paymentId'),
  body: z
    .strictObject({
      txid: z.string().regex(/^0x[0-9a-fA-F]{64}$/, 'must be the hash of a transaction'),
    })
    .meta({ id: 'ReportTransaction' }),
  output: paymentSchema,
});

const one = '/api/payment/payments/:paymentId';
const act = {
  method: 'post',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('paymentId'),
  output: paymentSchema,
} as const;
/** What the person saw: with another amount there meanwhile nothing is done. */
const kept = z.strictObject({ amount: positiveBaseAmountSchema, asset: assetCodeSchema });

export const useCredit = endpoint({
  method: 'put',
  path: '/api/payment/deals/:requestId/credit',
  operationId: 'useCredit',
  summary:
    'Set aside so much of your credit for a deal’s payment, in all; only the rest has to arrive. 0 takes it back',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('requestId'),
  body: z.strictObject({ credit: moneySchema }).meta({ id: 'UseCredit' }),
  output: paymentSchema,
});

export const proposeLess = endpoint({
  ...act,
  path: `${one}/less`,
  operationId: 'proposeLess',
  summary: 'Propose to do the deal for what has arrived; the other party has to agree',
  body: z.strictObject({ kept, note: textSchema(0, 1000).default('') }).meta({ id: 'ProposeLess' }),
});

export const agreeLess = endpoint({
  ...act,
  path: `${one}/less/agree`,
  operationId: 'agreeLess',
  summary: 'Agree to it: price and fees are amended in proportion, and what has arrived goes into escrow',
  body: z.strictObject({ kept }).meta({ id: 'AgreeLess' }),
});

export const declineLess = endpoint({
  ...act,
  path: `${one}/less/decline`,
  operationId: 'declineLess',
  summary: 'Say no to it, or take your own proposal back',
});

export const askRefund = endpoint({
  ...act,
  path: `${one}/refund`,
  operationId: 'askRefund',
  summary: 'Take back what arrived of a payment that is short or late; the deal goes on waiting to be paid',
});

export const shkeeperWebhook = endpoint({
  method: 'post',
  path: '/api/payment/shkeeper/webhook',
  operationId: 'shkeeperWebhook',
  summary:
    'Callbacks of the gateway, signed in the one format that is configured; answers 202, or 200 to `spec`',
  tag,
  access: 'gateway',
  rateLimit: 'webhook',
  transport: 'raw',
  output: z.strictObject({ received: z.literal(true) }).meta({ id: 'WebhookReceived' }),
});
