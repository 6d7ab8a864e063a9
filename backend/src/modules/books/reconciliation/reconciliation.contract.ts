import { z } from 'zod';
import { dateSchema, endpoint, orNull, pageOf } from '../../../shared/endpoint.ts';
import { idSchema } from '../../../shared/ids.ts';
import { assetCodeSchema, moneySchema } from '../../../shared/money.ts';

const tag = 'Books';

const signedMoneySchema = z
  .strictObject({
    amount: z.string().regex(/^(0|-?[1-9]\d{0,33})$/),
    asset: assetCodeSchema,
  })
  .meta({ id: 'SignedMoney', description: 'An amount that may be below zero, in base units' });

export const reconciliationSchema = z
  .strictObject({
    id: idSchema,
    trigger: z.enum(['schedule', 'admin']),
    status: z.enum(['running', 'done', 'abandoned']).meta({ id: 'ReconciliationStatus' }),
    verdict: z.enum(['agrees', 'in_flight', 'differs', 'unread']).nullable().meta({
      description:
        'The worst of its readings. in_flight: money on its way explains the difference. unread: a source did not answer',
    }),
    startedAt: dateSchema,
    finishedAt: dateSchema.nullable(),
    assets: z.array(
      z
        .strictObject({
          asset: assetCodeSchema,
          ledger: signedMoneySchema.meta({ description: 'The account gateway:{asset}' }),
          inFlight: z
            .strictObject({
              deposits: moneySchema.meta({ description: 'Seen, and not yet booked' }),
              quarantined: moneySchema.meta({ description: 'Came in, and waits for an admin' }),
              payouts: moneySchema.meta({
                description: 'Handed to the gateway, and not yet known to be paid',
              }),
            })
            .meta({ id: 'ReconciliationInFlight' }),
          readings: z.array(
            z
              .strictObject({
                source: z.enum(['gateway', 'chain']),
                held: orNull(moneySchema).meta({ description: 'Null where it could not be read' }),
                difference: orNull(signedMoneySchema).meta({ description: 'Held there minus booked here' }),
                unexplained: orNull(signedMoneySchema).meta({
                  description: 'What of the difference money on its way does not explain',
                }),
                note: z.string().nullable(),
                alarm: z.enum(['none', 'waiting', 'raised', 'standing', 'cleared']),
              })
              .meta({ id: 'ReconciliationReading' }),
          ),
        })
        .meta({ id: 'ReconciledAsset' }),
    ),
  })
  .meta({ id: 'Reconciliation' });

export const listReconciliations = endpoint({
  method: 'get',
  path: '/api/books/reconciliations',
  operationId: 'listReconciliations',
  summary: 'Comparisons of the ledger with the gateway and the chain, newest first',
  tag,
  access: 'admin',
  rateLimit: 'read',
  query: z.strictObject({
    cursor: idSchema.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: pageOf(reconciliationSchema).meta({ id: 'ReconciliationPage' }),
});

export const reconcileNow = endpoint({
  method: 'post',
  path: '/api/books/reconciliations',
  operationId: 'reconcileNow',
  idempotent: 'after',
  summary: 'Compare the ledger with the gateway and the chain now; 409 while another comparison runs',
  tag,
  access: 'admin',
  rateLimit: 'write',
  output: reconciliationSchema,
  successStatus: 201,
});
