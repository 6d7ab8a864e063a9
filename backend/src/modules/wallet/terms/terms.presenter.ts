import type { z } from 'zod';
import { typedDataIn } from '../typed-data.ts';
import type { DealSignatures } from './sign-terms.ts';
import type { contractSignatureSchema, dealSignaturesSchema } from './terms.contract.ts';
import { findSignatures, type TermsSignatureRecord } from './terms.repository.ts';

export type ContractSignature = z.input<typeof contractSignatureSchema>;

export const presentSignature = (record: TermsSignatureRecord): ContractSignature => ({
  contractId: record.contractId,
  requestId: record.requestId,
  userId: record.userId,
  role: record.role,
  termsHash: record.termsHash,
  wallet: record.wallet,
  walletKind: record.walletKind,
  chainId: record.chainId,
  typedData: typedDataIn({ content: record.typedData }),
  digest: record.digest,
  signature: record.signature,
  blockNumber: record.blockNumber,
  signedAt: record.signedAt.toISOString(),
});

export const presentDealSignatures = ({
  terms,
  signatures,
  maySign,
}: DealSignatures): z.input<typeof dealSignaturesSchema> => ({
  contractId: terms.contractId,
  termsHash: terms.termsHash,
  items: signatures.map(presentSignature),
  abilities: maySign ? ['sign'] : [],
});

/**
 * The signatures under a contract, in the order in which they were given: a stable shape for receipts and other
 * papers, each with all that is needed to check it without Amn.
 */
export const signaturesOfContract = async (contractId: string): Promise<ContractSignature[]> =>
  (await findSignatures(null, contractId)).map(presentSignature);
