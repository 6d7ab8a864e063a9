import { z } from 'zod';
import { dateSchema, emptyOutput, endpoint, idParams, lineSchema } from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';

const tag = 'Wallet';

export const walletKindSchema = z
  .enum(['eoa', 'contract'])
  .meta({ id: 'WalletKind', description: 'Whether a key signs for the wallet or a contract (EIP-1271)' });

export const walletSchema = z
  .strictObject({
    id: idSchema,
    address: z.string(),
    kind: walletKindSchema,
    chainId: z
      .number()
      .int()
      .meta({ description: 'Where it was proven; of a contract the only chain it is on' }),
    network: z.string(),
    provedAt: dateSchema,
    /** It is the signed payout address, and so cannot be removed. */
    isPayoutAddress: z.boolean(),
    createdAt: dateSchema,
  })
  .meta({ id: 'Wallet' });

export const walletListSchema = z.strictObject({ items: z.array(walletSchema) }).meta({ id: 'WalletList' });

export const nonceSchema = z.string().regex(/^[0-9a-zA-Z]{16,96}$/, 'must be the nonce of a request to sign');

/** A key's signature has 65 bytes; a contract's may be much longer. */
export const signatureSchema = z
  .string()
  .regex(/^0x(?:[0-9a-fA-F]{2}){1,4096}$/, 'must be 0x and pairs of hexadecimal digits')
  .transform((text): `0x${string}` => `0x${text.slice(2)}`);

export const signedSchema = z
  .strictObject({ nonce: nonceSchema, signature: signatureSchema })
  .meta({ id: 'SignedChallenge' });

export const typedDataSchema = z
  .strictObject({
    domain: z.strictObject({ name: z.string(), version: z.string(), chainId: z.number().int() }),
    types: z.record(z.string(), z.array(z.strictObject({ name: z.string(), type: z.string() }))),
    primaryType: z.string(),
    message: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TypedData', description: 'EIP-712 typed data, as wallets take it' });

/** What a wallet is to sign by EIP-712; good once, until it runs out. */
export const typedChallengeSchema = z
  .strictObject({
    nonce: z.string(),
    wallet: z.string(),
    chainId: z.number().int(),
    typedData: typedDataSchema,
    expiresAt: dateSchema,
  })
  .meta({ id: 'TypedChallenge' });

export const startWalletProof = endpoint({
  method: 'post',
  path: '/api/wallet/challenges',
  operationId: 'startWalletProof',
  idempotent: 'no',
  summary: 'The text (EIP-4361) that proves a wallet when the wallet signs it; good once, for ten minutes',
  tag,
  access: 'verified',
  rateLimit: 'write',
  body: z
    .strictObject({ address: lineSchema(42, 42), chainId: z.number().int().min(1) })
    .meta({ id: 'StartWalletProof' }),
  output: z
    .strictObject({ nonce: z.string(), message: z.string(), expiresAt: dateSchema })
    .meta({ id: 'WalletChallenge' }),
  successStatus: 201,
});

export const proveWallet = endpoint({
  method: 'post',
  path: '/api/wallet/wallets',
  operationId: 'proveWallet',
  idempotent: 'after',
  summary: 'Prove a wallet by the signed text. A wallet has one owner at a time',
  tag,
  access: 'verified',
  rateLimit: 'write',
  body: signedSchema,
  output: walletSchema,
  successStatus: 201,
});

export const listWallets = endpoint({
  method: 'get',
  path: '/api/wallet/wallets',
  operationId: 'listWallets',
  summary: 'Your proven wallets',
  tag,
  access: 'user',
  rateLimit: 'read',
  output: walletListSchema,
});

export const removeWallet = endpoint({
  method: 'delete',
  path: '/api/wallet/wallets/:walletId',
  operationId: 'removeWallet',
  summary: 'Release a wallet, so that another account may prove it; what it signed still stands',
  tag,
  access: 'user',
  rateLimit: 'write',
  stepUp: true,
  params: idParams('walletId'),
  output: emptyOutput,
});
