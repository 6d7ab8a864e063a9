import { z } from 'zod';
import {
  dateSchema,
  emptyOutput,
  endpoint,
  idParams,
  idSchema,
  lineSchema,
  orNull,
  pageOf,
  pageQuery,
  textSchema,
} from '../../../shared/endpoint.ts';
import { userRefSchema } from '../../../shared/refs.ts';
import { signedSchema, typedChallengeSchema, typedDataSchema, walletKindSchema } from '../wallet.contract.ts';
import { REPLACEMENT_STATUSES } from './replacement.process.ts';

const tag = 'Wallet';
const base = '/api/wallet/payout-addresses';
const replacements = '/api/wallet/replacements';

export const replacementStatusSchema = z.enum(REPLACEMENT_STATUSES).meta({ id: 'ReplacementStatus' });

export const replacementSchema = z
  .strictObject({
    id: idSchema,
    chainId: z.number().int(),
    network: z.string(),
    oldAddress: z.string(),
    newAddress: z.string(),
    reason: z.string(),
    status: replacementStatusSchema,
    holdEndsAt: dateSchema,
    note: z.string().meta({ description: 'Words of the admin who decided' }),
    history: z.array(
      z.strictObject({ status: replacementStatusSchema, at: dateSchema }).meta({ id: 'ReplacementStep' }),
    ),
    abilities: z.array(z.enum(['cancel', 'approve', 'refuse'])),
    createdAt: dateSchema,
  })
  .meta({ id: 'PayoutAddressReplacement' });

export const signedAddressSchema = z
  .strictObject({
    id: idSchema,
    chainId: z.number().int(),
    network: z.string(),
    address: z.string(),
    signer: z.string(),
    signerKind: walletKindSchema,
    typedData: typedDataSchema,
    digest: z.string(),
    signature: z.string(),
    blockNumber: z.number().int().nullable(),
    signedAt: dateSchema,
  })
  .meta({ id: 'SignedPayoutAddress' });

export const signedAddressListSchema = z
  .strictObject({
    items: z.array(signedAddressSchema),
    replacements: z
      .array(replacementSchema)
      .meta({ description: 'Requests to replace one, newest first, ended ones as well' }),
  })
  .meta({ id: 'SignedPayoutAddressList' });

export const adminReplacementSchema = replacementSchema
  .extend({ user: userRefSchema, decidedBy: orNull(userRefSchema) })
  .meta({ id: 'AdminPayoutAddressReplacement' });

export const listSignedPayoutAddresses = endpoint({
  method: 'get',
  path: base,
  operationId: 'listSignedPayoutAddresses',
  summary: 'Where your money goes by your own signature, and requests to change that',
  tag,
  access: 'user',
  rateLimit: 'read',
  output: signedAddressListSchema,
});

export const startSigningPayoutAddress = endpoint({
  method: 'post',
  path: `${base}/challenge`,
  operationId: 'startSigningPayoutAddress',
  idempotent: 'no',
  summary: 'Typed data by which money on a network goes to one of your proven wallets only',
  tag,
  access: 'verified',
  rateLimit: 'write',
  body: z
    .strictObject({
      walletId: idSchema,
      chainId: z.number().int().min(1),
      signWith: z.enum(['itself', 'present']).default('itself'),
    })
    .meta({ id: 'StartSigningPayoutAddress' }),
  output: typedChallengeSchema,
  successStatus: 201,
});

export const signPayoutAddress = endpoint({
  method: 'post',
  path: base,
  operationId: 'signPayoutAddress',
  idempotent: 'after',
  summary:
    'Sign your payout address. A change that the present one did not sign waits seven days and for an admin',
  tag,
  access: 'verified',
  rateLimit: 'write',
  stepUp: true,
  body: signedSchema.extend({ reason: textSchema(0, 1000).default('') }).meta({ id: 'SignPayoutAddress' }),
  output: signedAddressListSchema,
  successStatus: 201,
});

export const cancelReplacement = endpoint({
  method: 'post',
  path: `${replacements}/:replacementId/cancel`,
  operationId: 'cancelPayoutAddressReplacement',
  summary: 'Take back a request to replace your payout address',
  tag,
  access: 'user',
  rateLimit: 'write',
  stepUp: true,
  params: idParams('replacementId'),
  output: signedAddressListSchema,
});

export const startStoppingReplacement = endpoint({
  method: 'post',
  path: `${replacements}/:replacementId/stop/challenge`,
  operationId: 'startStoppingReplacement',
  summary: 'Without an account: what the old wallet is to sign to stop a replacement',
  tag,
  access: 'public',
  rateLimit: 'auth',
  params: idParams('replacementId'),
  body: z.strictObject({ wallet: lineSchema(42, 42) }).meta({ id: 'StartStoppingReplacement' }),
  output: typedChallengeSchema,
  successStatus: 201,
});

export const stopReplacement = endpoint({
  method: 'post',
  path: `${replacements}/stop`,
  operationId: 'stopReplacement',
  summary: 'Without an account: the old wallet’s signature stops a replacement',
  tag,
  access: 'public',
  rateLimit: 'auth',
  body: signedSchema,
  output: emptyOutput,
});

export const listReplacements = endpoint({
  method: 'get',
  path: '/api/wallet/admin/replacements',
  operationId: 'listPayoutAddressReplacements',
  summary: 'Requests to replace signed payout addresses, newest first',
  tag,
  access: 'admin',
  rateLimit: 'read',
  query: z.strictObject({ state: z.enum(['open', 'ended']).default('open'), ...pageQuery }),
  output: pageOf(adminReplacementSchema).meta({ id: 'PayoutAddressReplacementPage' }),
});

const decide = {
  method: 'post',
  tag,
  access: 'admin',
  rateLimit: 'write',
  stepUp: true,
  params: idParams('replacementId'),
  body: z.strictObject({ note: textSchema(0, 1000).default('') }).meta({ id: 'DecideReplacement' }),
  output: adminReplacementSchema,
} as const;

export const approveReplacement = endpoint({
  ...decide,
  path: '/api/wallet/admin/replacements/:replacementId/approve',
  operationId: 'approvePayoutAddressReplacement',
  summary: 'Let a replacement happen when its hold is over; nobody decides about their own',
});

export const refuseReplacement = endpoint({
  ...decide,
  path: '/api/wallet/admin/replacements/:replacementId/refuse',
  operationId: 'refusePayoutAddressReplacement',
  summary: 'Refuse a replacement; money goes on to the old address',
});
