import { z } from 'zod';
import { dateSchema, endpoint, pageOf, pageQuery, orNull } from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import { assetCodeSchema, moneySchema } from '../../shared/money.ts';
import { ACCOUNT_KINDS } from './ledger.accounts.ts';
import { POSTING_EVENTS } from './ledger.postings.ts';

const tag = 'Ledger';

/** A stretch of business time: `from` is in it, `to` is not. */
export const periodQuery = { from: dateSchema.optional(), to: dateSchema.optional() };

/** For `refine` of a query with `periodQuery`. */
export const isForwards = ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean =>
  from === undefined || to === undefined || Date.parse(from) < Date.parse(to);
export const FORWARDS = { path: ['to'], message: 'must be later than "from"' };

export const balanceSchema = z
  .strictObject({
    asset: assetCodeSchema,
    /** What can be withdrawn, by where it comes from. */
    sellerPayable: moneySchema,
    refundPayable: moneySchema,
    buyerCredit: moneySchema,
    /** Set aside for a deal that you are paying. */
    creditReserved: moneySchema,
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
  query: z
    .strictObject({ ...periodQuery, asset: assetCodeSchema.optional(), ...pageQuery })
    .refine(isForwards, FORWARDS),
  output: pageOf(statementLineSchema).meta({ id: 'StatementPage' }),
});

export const getStatementTotals = endpoint({
  method: 'get',
  path: '/api/ledger/statement/totals',
  operationId: 'getStatementTotals',
  summary: 'Your balances at the beginning and the end of a period, per asset, and what moved in between',
  tag,
  access: 'user',
  rateLimit: 'read',
  query: z.strictObject(periodQuery).refine(isForwards, FORWARDS),
  output: z
    .strictObject({
      from: dateSchema.nullable(),
      to: dateSchema.nullable(),
      items: z.array(
        z
          .strictObject({
            asset: assetCodeSchema,
            opening: moneySchema,
            moneyIn: moneySchema,
            moneyOut: moneySchema,
            closing: moneySchema,
          })
          .meta({ id: 'StatementTotal' }),
      ),
    })
    .meta({ id: 'StatementTotals' }),
});

const accountKindSchema = z.enum(ACCOUNT_KINDS).meta({ id: 'AccountKind' });
export const postingEventSchema = z.enum(POSTING_EVENTS).meta({ id: 'PostingEvent' });

const kindAlternatives = ACCOUNT_KINDS.join('|');
const accountSchema = z
  .string()
  .max(120)
  .regex(new RegExp(`^(${kindAlternatives})(:[A-Za-z0-9-]+){0,2}$`), 'must be the name of an account')
  .meta({ id: 'AccountName', description: 'e.g. escrow:{contract}:{milestone} or gateway:{asset}' });

export const postingSchema = z
  .strictObject({
    id: idSchema,
    key: z.string().meta({ description: 'What was posted; unique, so nothing is posted twice' }),
    event: postingEventSchema,
    entries: z.array(
      z
        .strictObject({ account: z.string(), side: z.enum(['debit', 'credit']), money: moneySchema })
        .meta({ id: 'LedgerEntry' }),
    ),
    refs: z
      .strictObject({
        requestId: orNull(idSchema),
        contractId: orNull(idSchema),
        milestoneId: orNull(idSchema),
        paymentId: orNull(idSchema),
        depositId: orNull(idSchema),
        payoutId: orNull(idSchema),
      })
      .meta({ id: 'LedgerRefs' }),
    at: dateSchema,
  })
  .meta({ id: 'LedgerPosting' });

export const listPostings = endpoint({
  method: 'get',
  path: '/api/ledger/postings',
  operationId: 'listPostings',
  summary: 'Postings of the ledger with all their entries, newest first',
  tag,
  access: 'admin',
  rateLimit: 'read',
  query: z
    .strictObject({
      account: accountSchema.optional(),
      userId: idSchema.optional().meta({ description: 'Postings that touch a balance of this person' }),
      asset: assetCodeSchema.optional(),
      event: postingEventSchema.optional(),
      requestId: idSchema.optional(),
      contractId: idSchema.optional(),
      payoutId: idSchema.optional(),
      ...periodQuery,
      ...pageQuery,
    })
    .refine(isForwards, FORWARDS)
    .refine(({ account, userId }) => account === undefined || userId === undefined, {
      path: ['userId'],
      message: 'cannot be given together with an account',
    }),
  output: pageOf(postingSchema).meta({ id: 'LedgerPostingPage' }),
});

export const getTrialBalance = endpoint({
  method: 'get',
  path: '/api/ledger/trial-balance',
  operationId: 'getTrialBalance',
  summary: 'Debits and credits of every kind of account at a moment, per asset; they must come out even',
  tag,
  access: 'admin',
  rateLimit: 'read',
  query: z.strictObject({ at: dateSchema.optional() }),
  output: z
    .strictObject({
      at: dateSchema,
      isBalanced: z.boolean(),
      assets: z.array(
        z
          .strictObject({
            asset: assetCodeSchema,
            isBalanced: z.boolean(),
            debits: moneySchema,
            credits: moneySchema,
            rows: z.array(
              z
                .strictObject({
                  kind: accountKindSchema,
                  debits: moneySchema,
                  credits: moneySchema,
                  balance: moneySchema,
                  side: z.enum(['debit', 'credit']).meta({ description: 'Which of the two is larger' }),
                })
                .meta({ id: 'TrialBalanceRow' }),
            ),
          })
          .meta({ id: 'TrialBalanceOfAsset' }),
      ),
    })
    .meta({ id: 'TrialBalance' }),
});

export const ledgerFaultSchema = z
  .strictObject({ invariant: z.string(), detail: z.string() })
  .meta({ id: 'LedgerFault' });

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
      faults: z.array(ledgerFaultSchema),
    })
    .meta({ id: 'LedgerCheck' }),
});
