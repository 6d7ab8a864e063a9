import { z } from 'zod';
import {
  dateSchema,
  endpoint,
  idParams,
  orNull,
  pageOf,
  pageQuery,
  textSchema,
} from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import { assetCodeSchema, moneySchema } from '../../shared/money.ts';
import { userRefSchema } from '../../shared/refs.ts';
import { DEPOSIT_SOURCES, RESOLUTION_OUTCOMES } from './deposit.process.ts';
import { assetSchema, depositStatusSchema, paymentSchema, paymentStatusSchema } from './payment.contract.ts';

const tag = 'Payment desk';
const base = '/api/payment/desk';
const read = { method: 'get', tag, access: 'admin', rateLimit: 'read' } as const;
const act = { method: 'post', tag, access: 'admin', rateLimit: 'write' } as const;

const outcomeSchema = z.enum(RESOLUTION_OUTCOMES).meta({ id: 'ResolutionOutcome' });

export const deskDepositSchema = z
  .strictObject({
    id: idSchema,
    paymentId: idSchema,
    txid: z.string(),
    destination: z.string(),
    money: moneySchema,
    /** What of it is in the ledger, lies in quarantine, and was lost. */
    booked: moneySchema,
    held: moneySchema,
    lost: moneySchema,
    status: depositStatusSchema,
    fault: z.string().nullable().meta({ description: 'Why it is, or was, in quarantine' }),
    sources: z.array(
      z.strictObject({ source: z.enum(DEPOSIT_SOURCES), at: dateSchema }).meta({ id: 'DepositSourceSeen' }),
    ),
    resolution: orNull(
      z
        .strictObject({
          outcome: outcomeSchema,
          evidence: z.string(),
          votes: z.array(z.strictObject({ admin: userRefSchema, at: dateSchema })),
          votesNeeded: z.number().int(),
          decidedAt: dateSchema.nullable(),
        })
        .meta({ id: 'DepositResolution' }),
    ),
    outcomes: z.array(outcomeSchema).meta({ description: 'What you may decide about it now' }),
    confirmations: z.strictObject({ seen: z.number().int(), required: z.number().int() }),
    explorerUrl: z.string().nullable(),
    detectedAt: dateSchema,
    confirmedAt: dateSchema.nullable(),
  })
  .meta({ id: 'DeskDeposit' });

export const inboxEventSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(['payin', 'unconfirmed', 'payout', 'unreadable']),
    externalId: z.string().nullable(),
    status: z.enum(['new', 'done', 'dead']).meta({ id: 'InboxStatus' }),
    reason: z.string().nullable(),
    attempts: z.number().int(),
    redeliveries: z.number().int(),
    receivedAt: dateSchema,
    body: z.string().meta({ description: 'What was signed, word for word' }),
  })
  .meta({ id: 'InboxEvent' });

export const deskPaymentRowSchema = z
  .strictObject({
    id: idSchema,
    requestId: idSchema,
    status: paymentStatusSchema,
    buyer: userRefSchema,
    seller: userRefSchema,
    expected: moneySchema,
    received: moneySchema,
    credit: moneySchema,
    createdAt: dateSchema,
    updatedAt: dateSchema,
  })
  .meta({ id: 'DeskPaymentRow' });

export const deskPaymentSchema = z
  .strictObject({
    payment: paymentSchema,
    buyer: userRefSchema,
    seller: userRefSchema,
    deposits: z.array(deskDepositSchema),
    inbox: z.array(inboxEventSchema),
  })
  .meta({ id: 'DeskPayment' });

export const getPaymentOverview = endpoint({
  ...read,
  path: `${base}/overview`,
  operationId: 'getPaymentOverview',
  summary: 'Payments by status with the oldest of each, what lies in suspense and quarantine, dead letters',
  output: z
    .strictObject({
      statuses: z.array(
        z
          .strictObject({ status: paymentStatusSchema, count: z.number().int(), oldestAt: dateSchema })
          .meta({ id: 'PaymentStatusCount' }),
      ),
      assets: z.array(
        z
          .strictObject({ asset: assetCodeSchema, suspense: moneySchema, quarantine: moneySchema })
          .meta({ id: 'UnassignedMoney' }),
      ),
      quarantinedDeposits: z.number().int(),
      deadLetters: z.number().int(),
    })
    .meta({ id: 'PaymentOverview' }),
});

export const listDeskPayments = endpoint({
  ...read,
  path: `${base}/payments`,
  operationId: 'listDeskPayments',
  summary: 'Payments by status and age, the oldest or the newest first',
  query: z.strictObject({
    view: z.enum(['side', 'all']).default('all').meta({
      description: '`side`: money that did not come as it was asked for; a status narrows either',
    }),
    status: paymentStatusSchema.optional(),
    asset: assetCodeSchema.optional(),
    order: z.enum(['oldest', 'newest']).default('oldest'),
    ...pageQuery,
  }),
  output: pageOf(deskPaymentRowSchema).meta({ id: 'DeskPaymentPage' }),
});

export const getDeskPayment = endpoint({
  ...read,
  path: `${base}/payments/:paymentId`,
  operationId: 'getDeskPayment',
  summary: 'One payment with all its deposits, who told of them, and the callbacks about it',
  params: idParams('paymentId'),
  output: deskPaymentSchema,
});

export const listDeskDeposits = endpoint({
  ...read,
  path: `${base}/deposits`,
  operationId: 'listDeskDeposits',
  summary: 'Deposits of one status, the oldest first; without one those in quarantine',
  query: z.strictObject({ status: depositStatusSchema.default('quarantined'), ...pageQuery }),
  output: pageOf(deskDepositSchema).meta({ id: 'DeskDepositPage' }),
});

export const resolveDeposit = endpoint({
  ...act,
  path: `${base}/deposits/:depositId/resolution`,
  operationId: 'resolveDeposit',
  summary:
    'Say what a deposit in quarantine is: owed to the buyer, counted for the deal, or not ours. Above the second payout limit two different admins; nobody about their own deal',
  stepUp: true,
  idempotent: 'after',
  params: idParams('depositId'),
  body: z
    .strictObject({ outcome: outcomeSchema, evidence: textSchema(10, 2000) })
    .meta({ id: 'ResolveDeposit' }),
  output: deskPaymentSchema,
});

export const listInbox = endpoint({
  ...read,
  path: `${base}/inbox`,
  operationId: 'listInbox',
  summary: 'Callbacks of the gateway, the newest first; without a status the dead letters',
  query: z.strictObject({ status: z.enum(['new', 'done', 'dead']).default('dead'), ...pageQuery }),
  output: pageOf(inboxEventSchema).meta({ id: 'InboxPage' }),
});

export const redeliverInboxEvent = endpoint({
  ...act,
  path: `${base}/inbox/:eventId/redeliver`,
  operationId: 'redeliverInboxEvent',
  summary:
    'Work a stored callback off once more, as if it had just come; what was counted is not counted again',
  idempotent: 'after',
  params: idParams('eventId'),
  output: inboxEventSchema,
});

export const getAssetRegistry = endpoint({
  ...read,
  path: `${base}/assets`,
  operationId: 'getAssetRegistry',
  summary: 'Every asset that the gateway lists or the registry knows, and why it is offered or not',
  output: z
    .strictObject({
      reachable: z.boolean().meta({ description: 'The gateway listed its assets just now' }),
      listedAt: dateSchema.nullable(),
      items: z.array(
        z
          .strictObject({
            code: assetCodeSchema,
            state: z
              .enum(['offered', 'gateway_offline', 'switched_off', 'not_registered'])
              .meta({ id: 'AssetState' }),
            asset: orNull(assetSchema),
            toleranceBase: z.string().nullable(),
            priceLockMinutes: z.number().int().nullable().meta({ description: 'Null for a stable one' }),
            chainIsRead: z.boolean().meta({ description: 'Receipts of its chain can be read here' }),
          })
          .meta({ id: 'RegistryEntry' }),
      ),
    })
    .meta({ id: 'AssetRegistry' }),
});
