import { z } from 'zod';
import { dateSchema, endpoint, idParams, orNull } from '../../../shared/endpoint.ts';
import { idSchema } from '../../../shared/ids.ts';
import { moneySchema } from '../../../shared/money.ts';
import { MILESTONE_STATUSES } from '../../escrow/milestone.process.ts';
import { requestStatusSchema } from '../../marketplace/request.contract.ts';
import { PLACES, SOURCES } from './where-is-money.ts';

export const dealMoneyPartSchema = z
  .strictObject({
    place: z.enum(PLACES).meta({
      id: 'MoneyPlace',
      description:
        'seller_payable, refund_payable and buyer_credit are balances; payout_inflight is on its way out of one, paid_out has left it, spent paid for another deal. Only one’s own balance is followed any further',
    }),
    holder: z.enum(['amn', 'buyer', 'seller']),
    frozen: z.boolean().meta({ description: 'Nothing leaves it: it is disputed, or nobody’s yet' }),
    money: moneySchema,
  })
  .meta({ id: 'DealMoneyPart' });

const nextSchema = z
  .strictObject({
    of: z.enum(['deal', 'dispute']),
    action: z.string(),
    at: dateSchema,
    milestoneId: orNull(idSchema),
    leadsTo: z.string().nullable().meta({ description: 'The status then; null when it stays the same' }),
    moneyGoesTo: z
      .enum(['seller', 'buyer', 'both', 'nobody'])
      .meta({ description: 'Where silence sends the money; `nobody`: it stays where it is' }),
  })
  .meta({ id: 'DealMoneyNext' });

export const dealMoneySchema = z
  .strictObject({
    requestId: idSchema,
    contractId: idSchema,
    viewerRole: z.enum(['buyer', 'seller', 'mediator', 'admin']),
    status: requestStatusSchema,
    /** Business time of the one snapshot that all of this was read in. */
    asOf: dateSchema,
    cameIn: z.array(
      z
        .strictObject({ source: z.enum(SOURCES), money: moneySchema })
        .meta({ id: 'DealMoneySource', description: 'What came in, and how' }),
    ),
    /** Adds up to what came in, asset by asset. */
    parts: z.array(dealMoneyPartSchema),
    milestones: z.array(
      z
        .strictObject({
          id: idSchema,
          title: z.string(),
          status: z.enum(MILESTONE_STATUSES),
          cameIn: orNull(moneySchema).meta({ description: 'What it was funded with; null before' }),
          parts: z.array(dealMoneyPartSchema),
        })
        .meta({ id: 'DealMoneyMilestone' }),
    ),
    /** Seen, and not in the books: too few confirmations, or nobody can say what it is. Not part of the sums. */
    arriving: z.array(
      z
        .strictObject({
          status: z.enum(['detected', 'quarantined']),
          txid: z.string(),
          money: moneySchema,
          confirmations: z.number().int(),
        })
        .meta({ id: 'DealMoneyArriving' }),
    ),
    /** What happens by itself, soonest first. */
    next: z.array(nextSchema),
    mayAct: z.strictObject({
      buyer: z.array(z.string()),
      seller: z.array(z.string()),
      mediator: z.boolean(),
    }),
  })
  .meta({ id: 'DealMoney' });

export const getDealMoney = endpoint({
  method: 'get',
  path: '/api/escrow/deals/:requestId/money',
  operationId: 'getDealMoney',
  summary:
    'Where the money of a deal is, out of the ledger, in one snapshot: who holds how much of what, and what happens next',
  tag: 'Escrow',
  access: 'user',
  rateLimit: 'read',
  params: idParams('requestId'),
  output: dealMoneySchema,
});
