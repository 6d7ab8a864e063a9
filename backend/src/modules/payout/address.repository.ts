import { Types, type ClientSession } from 'mongoose';
import { PayoutAddressModel, type PayoutAddressDocument } from './payout.model.ts';

export interface PayoutAddressRecord {
  readonly id: string;
  readonly userId: string;
  readonly chainId: number;
  readonly address: string;
  readonly label: string;
  readonly isDefault: boolean;
  readonly createdAt: Date;
}

const toRecord = (document: PayoutAddressDocument): PayoutAddressRecord => ({
  id: document._id.toHexString(),
  userId: document.userId.toHexString(),
  chainId: document.chainId,
  address: document.address,
  label: document.label,
  isDefault: document.isDefault,
  createdAt: document.createdAt,
});

const oid = (id: string): Types.ObjectId => new Types.ObjectId(id);

/** @throws a duplicate-key error (index `ownAddress`) when the user has it already. */
export async function insertAddress(
  tx: ClientSession,
  address: Omit<PayoutAddressRecord, 'id'>,
): Promise<PayoutAddressRecord> {
  const document: PayoutAddressDocument = {
    ...address,
    _id: new Types.ObjectId(),
    userId: oid(address.userId),
    removedAt: null,
  };
  await PayoutAddressModel.create([document], { session: tx });
  return toRecord(document);
}

export async function findAddresses(userId: string): Promise<PayoutAddressRecord[]> {
  const found = await PayoutAddressModel.find({ userId: oid(userId), removedAt: null })
    .sort({ _id: 1 })
    .lean<PayoutAddressDocument[]>();
  return found.map(toRecord);
}

/** Whether the user has a default on the chain. */
export const hasDefault = async (tx: ClientSession, userId: string, chainId: number): Promise<boolean> =>
  (await PayoutAddressModel.exists({
    userId: oid(userId),
    chainId,
    isDefault: true,
    removedAt: null,
  }).session(tx)) !== null;

/** Makes an address the one that is offered first on its chain, instead of the one before. */
export async function setDefault(tx: ClientSession, address: PayoutAddressRecord): Promise<void> {
  const { userId, chainId, id } = address;
  await PayoutAddressModel.updateMany(
    { userId: oid(userId), chainId, isDefault: true, removedAt: null },
    { $set: { isDefault: false } },
    { session: tx },
  );
  await PayoutAddressModel.updateOne({ _id: oid(id) }, { $set: { isDefault: true } }, { session: tx });
}

export async function setLabel(tx: ClientSession, addressId: string, label: string): Promise<void> {
  await PayoutAddressModel.updateOne({ _id: oid(addressId) }, { $set: { label } }, { session: tx });
}

/** A user's own address that was not removed. */
export async function findOwnAddress(
  userId: string,
  addressId: string,
  tx: ClientSession | null = null,
): Promise<PayoutAddressRecord | null> {
  const found = await PayoutAddressModel.findOne(
    { _id: oid(addressId), userId: oid(userId), removedAt: null },
    null,
    { session: tx },
  ).lean<PayoutAddressDocument>();
  return found ? toRecord(found) : null;
}

/** False when there is no such address (any more). */
export async function removeOwnAddress(
  tx: ClientSession,
  userId: string,
  addressId: string,
  at: Date,
): Promise<boolean> {
  const result = await PayoutAddressModel.updateOne(
    { _id: oid(addressId), userId: oid(userId), removedAt: null },
    { $set: { removedAt: at } },
    { session: tx },
  );
  return result.matchedCount === 1;
}
