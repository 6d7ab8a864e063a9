import { Types, type ClientSession } from 'mongoose';
import { sessionOption } from '../../../platform/transaction.ts';
import { TermsSignatureModel, type TermsSignatureDocument } from './terms.model.ts';

export type TermsSignatureRecord = Omit<
  TermsSignatureDocument,
  '_id' | 'contractId' | 'requestId' | 'userId'
> & {
  readonly contractId: string;
  readonly requestId: string;
  readonly userId: string;
};

const toRecord = (document: TermsSignatureDocument): TermsSignatureRecord => ({
  contractId: document.contractId.toHexString(),
  requestId: document.requestId.toHexString(),
  userId: document.userId.toHexString(),
  role: document.role,
  termsHash: document.termsHash,
  wallet: document.wallet,
  walletKind: document.walletKind,
  chainId: document.chainId,
  typedData: document.typedData,
  digest: document.digest,
  signature: document.signature,
  blockNumber: document.blockNumber,
  signedAt: document.signedAt,
});

/** @throws a duplicate-key error (index `signedOnce`) */
export async function insertSignature(tx: ClientSession, record: TermsSignatureRecord): Promise<void> {
  const document: TermsSignatureDocument = {
    ...record,
    _id: new Types.ObjectId(),
    contractId: new Types.ObjectId(record.contractId),
    requestId: new Types.ObjectId(record.requestId),
    userId: new Types.ObjectId(record.userId),
  };
  await TermsSignatureModel.create([document], { session: tx });
}

/** In the order in which they were given. */
export async function findSignatures(
  tx: ClientSession | null,
  contractId: string,
): Promise<TermsSignatureRecord[]> {
  const found = await TermsSignatureModel.find(
    { contractId: new Types.ObjectId(contractId) },
    null,
    sessionOption(tx),
  )
    .sort({ _id: 1 })
    .lean<TermsSignatureDocument[]>();
  return found.map(toRecord);
}
