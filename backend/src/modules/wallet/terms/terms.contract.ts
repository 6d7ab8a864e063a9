import { z } from 'zod';
import { dateSchema, endpoint, idParams, idSchema } from '../../../shared/endpoint.ts';
import { signedSchema, typedChallengeSchema, typedDataSchema, walletKindSchema } from '../wallet.contract.ts';

const tag = 'Wallet';
const base = '/api/wallet/deals/:requestId';

/** Everything that is needed to check the signature without Amn. A key's needs nothing else; a contract's its chain. */
export const contractSignatureSchema = z
  .strictObject({
    contractId: idSchema,
    requestId: idSchema,
    userId: idSchema,
    role: z.enum(['buyer', 'seller']),
    termsHash: z.string().meta({ description: 'SHA-256 of the terms, hex, as the contract shows it' }),
    wallet: z.string(),
    walletKind: walletKindSchema,
    chainId: z.number().int(),
    typedData: typedDataSchema,
    digest: z.string().meta({ description: 'EIP-712 hash of the typed data: what was signed' }),
    signature: z.string(),
    blockNumber: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Of a contract wallet: the block in which it called the signature its own' }),
    signedAt: dateSchema,
  })
  .meta({ id: 'ContractSignature' });

export const dealSignaturesSchema = z
  .strictObject({
    contractId: idSchema,
    termsHash: z.string(),
    items: z.array(contractSignatureSchema),
    abilities: z.array(z.enum(['sign'])),
  })
  .meta({ id: 'DealSignatures' });

export const getDealSignatures = endpoint({
  method: 'get',
  path: `${base}/signatures`,
  operationId: 'getDealSignatures',
  summary: 'Who has signed the terms of a deal, when and with which wallet; for its parties',
  tag,
  access: 'user',
  rateLimit: 'read',
  params: idParams('requestId'),
  output: dealSignaturesSchema,
});

export const startSigningTerms = endpoint({
  method: 'post',
  path: `${base}/signatures/challenge`,
  operationId: 'startSigningTerms',
  idempotent: 'no',
  summary: 'The terms of a deal as typed data (EIP-712) for one of your proven wallets to sign',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('requestId'),
  body: z.strictObject({ walletId: idSchema }).meta({ id: 'StartSigningTerms' }),
  output: typedChallengeSchema,
  successStatus: 201,
});

export const signTerms = endpoint({
  method: 'post',
  path: `${base}/signatures`,
  operationId: 'signTerms',
  idempotent: 'after',
  summary: 'Keep your signature with the contract; each party signs the same terms once',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('requestId'),
  body: signedSchema,
  output: dealSignaturesSchema,
  successStatus: 201,
});
