import { z } from 'zod';
import { dateSchema, endpoint, pageOf, pageQuery, orNull } from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import { assetCodeSchema, moneySchema } from '../../shared/money.ts';

const tag = 'Ledger';

export const balanceSchema = z
  .strictObject({
    asset: assetCodeSchema,
    /** What can be withdrawn, by where it comes from. */
    sellerPayable: moneySchema,
    refundPayable: moneySchema,
    buyerCredit: moneySchema,
    /** On its way to you. */
    payoutInflight: moneySchema,
    /** In escrow for deals you sell in. */
    escrowSelling: moneySchema,
    /** In escrow for deals you buy in. */
    escrowBuying: moneySchema,
  })
  .meta({ id: 'Balance' });

export const statementLineSchema = z
  .strictObject({
    id: idSchema,
    event: z.string(),
    account: z.enum(['seller_payable', 'refund_payable', 'buyer_credit']),
    direction: z.enum(['in', 'out']),
    money: moneySchema,
    requestId: orNull(idSchema),
    payoutId: orNull(idSchema),
    at: dateSchema,
  })
  .meta({ id: 'StatementLine' });

export const getBalances = endpoint({
  method: 'get',
  path: '/api/ledger/balances',
  operationId: 'getBalances',
  summary: 'Your money, per asset',
  tag,
  access: 'user',
  rateLimit: 'read',
  output: z.strictObject({ items: z.array(balanceSchema) }).meta({ id: 'BalanceList' }),
});

export const getStatement = endpoint({
  method: 'get',
  path: '/api/ledger/statement',
  operationId: 'getStatement',
  summary: 'What went in and out of your balances, newest first',
  tag,
  access: 'user',
  rateLimit: 'read',
  query: z.strictObject({ ...pageQuery }),
  output: pageOf(statementLineSchema).meta({ id: 'StatementPage' }),
});

export const checkLedger = endpoint({
  method: 'get',
  path: '/api/ledger/check',
  operationId: 'checkLedger',
  summary: 'Run the invariants of the ledger now',
  tag,
  access: 'admin',
  rateLimit: 'read',
  output: z
    .strictObject({
      ok: z.boolean(),
      checkedAt: dateSchema,
      postings: z.number().int(),
      faults: z.array(
        z.strictObject({ invariant: z.string(), detail: z.string() }).meta({ id: 'LedgerFault' }),
      ),
    })
    .meta({ id: 'LedgerCheck' }),
});
