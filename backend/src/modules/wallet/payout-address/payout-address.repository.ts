import { Types, type ClientSession } from 'mongoose';
import { sessionOption } from '../../../platform/transaction.ts';
import { SignedAddressModel, type AddressProof, type SignedAddressDocument } from './payout-address.model.ts';

export interface SignedAddressRecord {
  readonly id: string;
  readonly userId: string;
  readonly chainId: number;
  readonly address: string;
  readonly proof: AddressProof;
  readonly signedAt: Date;
}

const toRecord = (document: SignedAddressDocument): SignedAddressRecord => ({
  id: document._id.toHexString(),
  userId: document.userId.toHexString(),
  chainId: document.chainId,
  address: document.address,
  proof: document.proof,
  signedAt: document.signedAt,
});
const orNull = (document: SignedAddressDocument | null): SignedAddressRecord | null =>
  document && toRecord(document);
const oid = (id: string): Types.ObjectId => new Types.ObjectId(id);

/** Where a person's money goes on a chain; null while they signed nothing. */
export const findActiveAddress = async (
  tx: ClientSession | null,
  userId: string,
  chainId: number,
): Promise<SignedAddressRecord | null> =>
  orNull(
    await SignedAddressModel.findOne(
      { userId: oid(userId), chainId, replacedAt: null },
      null,
      sessionOption(tx),
    ).lean<SignedAddressDocument>(),
  );

export async function findActiveAddresses(userId: string): Promise<SignedAddressRecord[]> {
  const found = await SignedAddressModel.find({ userId: oid(userId), replacedAt: null })
    .sort({ _id: 1 })
    .lean<SignedAddressDocument[]>();
  return found.map(toRecord);
}

/** Whether a wallet is the signed address of its owner on some chain. */
export const findActiveByWallet = async (
  tx: ClientSession,
  userId: string,
  address: string,
): Promise<SignedAddressRecord | null> =>
  orNull(
    await SignedAddressModel.findOne({ userId: oid(userId), address, replacedAt: null }, null, {
      session: tx,
    }).lean<SignedAddressDocument>(),
  );

/** @throws a duplicate-key error (index `oneSigned`) when there is one already */
export async function insertAddress(
  tx: ClientSession,
  address: Omit<SignedAddressRecord, 'id'>,
): Promise<SignedAddressRecord> {
  const document: SignedAddressDocument = {
    ...address,
    _id: new Types.ObjectId(),
    userId: oid(address.userId),
    replacedAt: null,
  };
  await SignedAddressModel.create([document], { session: tx });
  return toRecord(document);
}

/** False when it is not the active one any more. */
export async function retireAddress(tx: ClientSession, id: string, at: Date): Promise<boolean> {
  const result = await SignedAddressModel.updateOne(
    { _id: oid(id), replacedAt: null },
    { $set: { replacedAt: at } },
    { session: tx },
  );
  return result.matchedCount === 1;
}
