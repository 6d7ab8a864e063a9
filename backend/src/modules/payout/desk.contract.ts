import { z } from 'zod';
import {
  cursorSchema,
  dateSchema,
  emptyOutput,
  endpoint,
  idParams,
  idSchema,
  lineSchema,
  orNull,
  pageOf,
  textSchema,
} from '../../shared/endpoint.ts';
import {
  assetCodeSchema,
  centsOutSchema,
  moneySchema,
  positiveBaseAmountSchema,
} from '../../shared/money.ts';
import { userRefSchema } from '../../shared/refs.ts';
import {
  anyPayoutSourceSchema,
  payoutAddressSchema,
  payoutSchema,
  payoutStatusSchema,
} from './payout.contract.ts';
import { PAYOUT_NOTES } from './payout.process.ts';

const tag = 'Payout desk';

const voteSchema = z
  .strictObject({ admin: userRefSchema, note: z.string(), at: dateSchema })
  .meta({ id: 'PayoutVote' });

export const DESK_ABILITIES = ['approve', 'refuse', 'lookAgain', 'recordFound', 'callFailed'] as const;

export const deskPayoutSchema = z
  .strictObject({
    payout: payoutSchema,
    owner: userRefSchema,
    /** Worth when it was asked for; null when nobody could tell. */
    value: orNull(centsOutSchema),
    /** Since when it is in its status. */
    since: dateSchema,
    isStuck: z.boolean(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'DeskPayout' });

export const deskPayoutDetailSchema = z
  .strictObject({
    ...deskPayoutSchema.shape,
    approvals: z.array(voteSchema),
    failVotes: z.array(voteSchema),
    failVotesNeeded: z.number().int(),
    networkFee: orNull(moneySchema),
    /** What was tried and learnt, the newest last. */
    notes: z.array(
      z
        .strictObject({
          kind: z.enum(PAYOUT_NOTES).meta({ id: 'PayoutNoteKind' }),
          text: z.string(),
          admin: orNull(userRefSchema),
          at: dateSchema,
        })
        .meta({ id: 'PayoutNote' }),
    ),
    replacedBy: orNull(idSchema),
    abilities: z.array(z.enum(DESK_ABILITIES).meta({ id: 'PayoutDeskAbility' })),
  })
  .meta({ id: 'DeskPayoutDetail' });

export const listDeskPayouts = endpoint({
  method: 'get',
  path: '/api/payout/desk/payouts',
  operationId: 'listDeskPayouts',
  summary: 'Everybody’s payouts by state and age, the oldest first',
  tag,
  access: 'admin',
  rateLimit: 'read',
  query: z.strictObject({
    status: payoutStatusSchema.optional(),
    view: z.enum(['open', 'stuck', 'all']).default('open'),
    source: anyPayoutSourceSchema.optional(),
    asset: assetCodeSchema.optional(),
    userId: idSchema.optional(),
    olderThanHours: z.coerce.number().int().min(1).max(8_760).optional(),
    cursor: cursorSchema.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(25),
  }),
  output: pageOf(deskPayoutSchema).meta({ id: 'DeskPayoutPage' }),
});

export const getDeskSummary = endpoint({
  method: 'get',
  path: '/api/payout/desk/summary',
  operationId: 'getPayoutDeskSummary',
  summary: 'How many payouts wait in each state, and what went out within a day',
  tag,
  access: 'admin',
  rateLimit: 'read',
  output: z
    .strictObject({
      counts: z.array(
        z
          .strictObject({ status: payoutStatusSchema, count: z.number().int(), oldestAt: dateSchema })
          .meta({ id: 'PayoutCount' }),
      ),
      stuck: z.number().int(),
      day: z.strictObject({ sent: centsOutSchema, limit: centsOutSchema }).meta({ id: 'PayoutDay' }),
      /** What Amn has earned and not withdrawn. */
      earned: z.array(moneySchema),
      /** The coins that network fees are paid in: what top-ups are booked in. */
      gasCoins: z.array(
        z.strictObject({ code: assetCodeSchema, decimals: z.number().int() }).meta({ id: 'GasCoin' }),
      ),
    })
    .meta({ id: 'PayoutDeskSummary' }),
});

export const getDeskPayout = endpoint({
  method: 'get',
  path: '/api/payout/desk/payouts/:payoutId',
  operationId: 'getDeskPayout',
  summary: 'One payout with everything that is known of it',
  tag,
  access: 'admin',
  rateLimit: 'read',
  params: idParams('payoutId'),
  output: deskPayoutDetailSchema,
});

export const getPayoutEvidence = endpoint({
  method: 'get',
  path: '/api/payout/desk/payouts/:payoutId/evidence',
  operationId: 'getPayoutEvidence',
  summary: 'What the gateway says and what the chain shows of a payout, read now. Changes nothing',
  tag,
  access: 'admin',
  rateLimit: 'read',
  cacheControl: 'no-store',
  params: idParams('payoutId'),
  output: z
    .strictObject({
      readAt: dateSchema,
      gateway: z
        .strictObject({
          isAnswering: z.boolean(),
          status: z.string().nullable(),
          txid: z.string().nullable(),
          task: z.string().nullable(),
          taskSays: z.string().nullable(),
        })
        .meta({ id: 'GatewayEvidence' }),
      chain: z
        .strictObject({
          isReadable: z.boolean(),
          leavesLogs: z.boolean().meta({
            description: 'False of a chain’s own coin: there are no logs to search its transfers by',
          }),
          fromBlock: z.number().int().nullable(),
          head: z.number().int().nullable(),
          confirmationsWanted: z.number().int(),
          gatewayWallets: z.array(z.string()),
        })
        .meta({ id: 'ChainEvidence' }),
      candidates: z.array(
        z
          .strictObject({
            txid: z.string(),
            explorerUrl: z.string().nullable(),
            from: z.string(),
            money: moneySchema,
            confirmations: z.number().int(),
            isFromGateway: z.boolean(),
            isRightAmount: z.boolean(),
            /** Another payout that it pays already. */
            pays: orNull(idSchema),
          })
          .meta({ id: 'TransferCandidate' }),
      ),
    })
    .meta({ id: 'PayoutEvidence' }),
});

export const approvePayout = endpoint({
  method: 'post',
  path: '/api/payout/payouts/:payoutId/approve',
  operationId: 'approvePayout',
  summary: 'An admin lets a payout that needs it go; nobody approves their own',
  tag,
  access: 'admin',
  rateLimit: 'write',
  stepUp: true,
  params: idParams('payoutId'),
  output: payoutSchema,
});

export const refusePayout = endpoint({
  method: 'post',
  path: '/api/payout/desk/payouts/:payoutId/refuse',
  operationId: 'refusePayout',
  summary: 'Do not let a payout go that waits for approval; the money goes back where it came from',
  tag,
  access: 'admin',
  rateLimit: 'write',
  stepUp: true,
  params: idParams('payoutId'),
  body: z.strictObject({ note: lineSchema(10, 500) }).meta({ id: 'RefusePayout' }),
  output: payoutSchema,
});

export const lookAtPayoutAgain = endpoint({
  method: 'post',
  path: '/api/payout/desk/payouts/:payoutId/look-again',
  operationId: 'lookAtPayoutAgain',
  idempotent: 'after',
  summary: 'Ask gateway and chain about a payout now. Nothing is sent',
  tag,
  access: 'admin',
  rateLimit: 'write',
  params: idParams('payoutId'),
  output: payoutSchema,
});

export const recordPayoutFound = endpoint({
  method: 'post',
  path: '/api/payout/desk/payouts/:payoutId/found',
  operationId: 'recordPayoutFound',
  idempotent: 'after',
  summary: 'Name the transfer that paid an unclear payout. The chain is asked whether it did',
  tag,
  access: 'admin',
  rateLimit: 'write',
  stepUp: true,
  params: idParams('payoutId'),
  body: z
    .strictObject({
      txid: z.string().regex(/^0x[0-9a-fA-F]{64}$/, 'must be the hash of a transaction: 0x and 64 digits'),
    })
    .meta({ id: 'RecordPayoutFound' }),
  output: payoutSchema,
});

export const callPayoutFailed = endpoint({
  method: 'post',
  path: '/api/payout/desk/payouts/:payoutId/fail',
  operationId: 'callPayoutFailed',
  idempotent: 'after',
  summary: 'Say, with evidence, that an unclear payout was not made; with a second admin it fails',
  tag,
  access: 'admin',
  rateLimit: 'write',
  stepUp: true,
  params: idParams('payoutId'),
  body: z.strictObject({ evidence: textSchema(10, 2_000) }).meta({ id: 'CallPayoutFailed' }),
  output: payoutSchema,
});

export const listPlatformAddresses = endpoint({
  method: 'get',
  path: '/api/payout/desk/addresses',
  operationId: 'listPlatformAddresses',
  summary: 'Where Amn’s own money may go',
  tag,
  access: 'admin',
  rateLimit: 'read',
  output: z.strictObject({ items: z.array(payoutAddressSchema) }).meta({ id: 'PlatformAddressList' }),
});

export const addPlatformAddress = endpoint({
  method: 'post',
  path: '/api/payout/desk/addresses',
  operationId: 'addPlatformAddress',
  summary: 'Add an address of Amn’s own; it is checked and held like anybody’s',
  tag,
  access: 'admin',
  rateLimit: 'write',
  stepUp: true,
  body: z
    .strictObject({
      chainId: z.number().int().min(1),
      address: lineSchema(10, 128),
      label: lineSchema(1, 60),
    })
    .meta({ id: 'AddPlatformAddress' }),
  output: payoutAddressSchema,
  successStatus: 201,
});

export const removePlatformAddress = endpoint({
  method: 'delete',
  path: '/api/payout/desk/addresses/:addressId',
  operationId: 'removePlatformAddress',
  summary: 'Remove an address of Amn’s own',
  tag,
  access: 'admin',
  rateLimit: 'write',
  params: idParams('addressId'),
  output: emptyOutput,
});

const referenceSchema = z.string().regex(/^[\w.:-]{8,64}$/, 'must be 8 to 64 letters, digits or . : _ -');

export const withdrawFees = endpoint({
  method: 'post',
  path: '/api/payout/desk/withdrawals',
  operationId: 'withdrawFees',
  idempotent: 'after',
  summary: 'Pay out fees that Amn has earned to an address of its own; another admin has to approve',
  tag,
  access: 'admin',
  rateLimit: 'write',
  stepUp: true,
  body: z
    .strictObject({
      reference: referenceSchema,
      money: z.strictObject({ amount: positiveBaseAmountSchema, asset: assetCodeSchema }),
      addressId: idSchema,
    })
    .meta({ id: 'WithdrawFees' }),
  output: payoutSchema,
  successStatus: 201,
});

export const bookGasTopUp = endpoint({
  method: 'post',
  path: '/api/payout/desk/gas-top-ups',
  operationId: 'bookGasTopUp',
  summary: 'Book coins that Amn has put into the gateway for network fees. Moves no money by itself',
  tag,
  access: 'admin',
  rateLimit: 'write',
  stepUp: true,
  body: z
    .strictObject({
      reference: referenceSchema,
      money: z.strictObject({ amount: positiveBaseAmountSchema, asset: assetCodeSchema }),
      note: lineSchema(1, 200),
    })
    .meta({ id: 'BookGasTopUp' }),
  output: emptyOutput,
  successStatus: 201,
});
