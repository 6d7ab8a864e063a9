import { z } from 'zod';
import { dateSchema, endpoint, idParams, pageOf } from '../../../shared/endpoint.ts';
import { idSchema } from '../../../shared/ids.ts';
import { assetCodeSchema, baseAmountSchema, moneySchema } from '../../../shared/money.ts';

const tag = 'Books';

const hashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'Hash', description: 'SHA-256, 64 lowercase hexadecimal digits' });

export const snapshotSchema = z
  .strictObject({
    id: idSchema,
    at: dateSchema,
    assets: z.array(
      z
        .strictObject({
          asset: assetCodeSchema,
          root: hashSchema,
          total: moneySchema.meta({
            description: 'Owed to people, escrow and payouts on their way included',
          }),
          unassigned: moneySchema.meta({ description: 'Received, and not yet anybody’s' }),
          held: moneySchema.meta({ description: 'Held at the gateway, according to the ledger' }),
        })
        .meta({ id: 'LiabilitiesOfAsset' }),
    ),
  })
  .meta({ id: 'LiabilitySnapshot' });

export const listLiabilities = endpoint({
  method: 'get',
  path: '/api/books/liabilities',
  operationId: 'listLiabilities',
  summary:
    'What Amn owes to all people together, with the roots by which each can prove their part; newest first',
  tag,
  access: 'public',
  rateLimit: 'read',
  cacheControl: 'public, max-age=60',
  query: z.strictObject({
    cursor: idSchema.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: pageOf(snapshotSchema).meta({ id: 'LiabilitySnapshotPage' }),
});

export const publishLiabilities = endpoint({
  method: 'post',
  path: '/api/books/liabilities',
  operationId: 'publishLiabilities',
  idempotent: 'after',
  summary: 'Take and publish a snapshot now, besides the daily one',
  tag,
  access: 'admin',
  rateLimit: 'write',
  output: snapshotSchema,
  successStatus: 201,
});

export const proveLiabilities = endpoint({
  method: 'get',
  path: '/api/books/liabilities/:snapshotId/proof',
  operationId: 'proveLiabilities',
  summary: 'Proof that your balances are in a snapshot; yours only. Check it with the verifier',
  tag,
  access: 'user',
  rateLimit: 'read',
  cacheControl: 'private, no-store',
  params: idParams('snapshotId'),
  output: z
    .strictObject({
      scheme: z.literal('amn-liabilities-v1'),
      snapshotId: idSchema,
      userId: idSchema,
      proofs: z.array(
        z
          .strictObject({
            asset: assetCodeSchema,
            nonce: hashSchema.meta({ description: '32 random bytes that only you are told' }),
            balance: baseAmountSchema,
            index: z.number().int().min(0),
            path: z.array(
              z.strictObject({ hash: hashSchema, sum: baseAmountSchema }).meta({ id: 'LiabilityNode' }),
            ),
          })
          .meta({ id: 'InclusionProof' }),
      ),
    })
    .meta({ id: 'InclusionProofs' }),
});

export const getLiabilitiesVerifier = endpoint({
  method: 'get',
  path: '/api/books/verifier',
  operationId: 'getLiabilitiesVerifier',
  summary:
    'A program of one file that checks a proof offline: node verify-liabilities.mjs proof.json published.json',
  tag,
  access: 'public',
  rateLimit: 'read',
  transport: 'binary',
  output: z.string().meta({ format: 'binary' }),
});
