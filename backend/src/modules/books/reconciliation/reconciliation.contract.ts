import { z } from 'zod';
import { dateSchema, emptyOutput, endpoint, lineSchema, orNull, pageOf } from '../../../shared/endpoint.ts';
import { idSchema } from '../../../shared/ids.ts';
import { assetCodeSchema, moneySchema } from '../../../shared/money.ts';
import { FEES_STATES } from './reconciliation.policy.ts';

const tag = 'Books';

const signedMoneySchema = z
  .strictObject({
    amount: z.string().regex(/^(0|-?[1-9]\d{0,33})$/),
    asset: assetCodeSchema,
  })
  .meta({ id: 'SignedMoney', description: 'An amount that may be below zero, in base units' });

const foundFeesSchema = z
  .strictObject({
    state: z.enum(['booked', ...FEES_STATES]).meta({
      id: 'FoundFeesState',
      description:
        'small: books itself. large, too_high: waits for an admin. uncovered: somebody is owed a part of it. surplus: coins that nobody has booked',
    }),
    amount: signedMoneySchema.meta({
      description: 'Burnt without a payout; below zero: more is there than is booked',
    }),
    booked: orNull(
      z
        .strictObject({
          by: z.enum(['schedule', 'admin']),
          adminName: z.string().nullable(),
          note: z.string(),
          at: dateSchema,
        })
        .meta({ id: 'BookedSweepFees' }),
    ),
  })
  .meta({ id: 'FoundFees', description: 'Network fees of sweeps, in a chain’s own coin' });

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
          unswept: orNull(moneySchema).meta({
            description: 'Not yet in the gateway’s wallet, and not counted by it. Null: no chain was read',
          }),
          gas: orNull(moneySchema).meta({
            description:
              'Of a chain’s own coin: about the most that payouts on their way may have burnt. Null of others',
          }),
          owed: orNull(moneySchema).meta({
            description: 'Of a chain’s own coin: what people are owed in it. Null of others',
          }),
          fees: orNull(foundFeesSchema),
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

export const bookSweepFees = endpoint({
  method: 'post',
  path: '/api/books/sweep-fees',
  operationId: 'bookSweepFees',
  summary: 'Book what a reconciliation found of network fees: burnt without a payout, or booked too high',
  tag,
  access: 'admin',
  rateLimit: 'write',
  stepUp: true,
  body: z
    .strictObject({ reconciliationId: idSchema, asset: assetCodeSchema, note: lineSchema(1, 200) })
    .meta({ id: 'BookSweepFees' }),
  output: emptyOutput,
  successStatus: 201,
});
