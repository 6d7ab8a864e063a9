import { Types, type ClientSession } from 'mongoose';
import { sessionOption } from '../../platform/transaction.ts';
import { WalletModel, type WalletDocument, type WalletKind } from './wallet.model.ts';

export interface WalletRecord {
  readonly id: string;
  readonly userId: string;
  readonly address: string;
  readonly chainId: number;
  readonly kind: WalletKind;
  readonly provedAt: Date;
  readonly createdAt: Date;
}

const toRecord = (document: WalletDocument): WalletRecord => ({
  id: document._id.toHexString(),
  userId: document.userId.toHexString(),
  address: document.address,
  chainId: document.chainId,
  kind: document.kind,
  provedAt: document.provedAt,
  createdAt: document.createdAt,
});
const orNull = (document: WalletDocument | null): WalletRecord | null => document && toRecord(document);
const oid = (id: string): Types.ObjectId => new Types.ObjectId(id);

export type NewWallet = Omit<WalletRecord, 'id' | 'createdAt'> & { readonly proof: WalletDocument['proof'] };

/** @throws a duplicate-key error (index `oneOwner`) when somebody has it */
export async function insertWallet(tx: ClientSession, wallet: NewWallet): Promise<WalletRecord> {
  const document: WalletDocument = {
    ...wallet,
    _id: new Types.ObjectId(),
    userId: oid(wallet.userId),
    version: 1,
    createdAt: wallet.provedAt,
    releasedAt: null,
  };
  await WalletModel.create([document], { session: tx });
  return toRecord(document);
}

/** A proof given again: the newer one counts. Null when the person does not have this wallet (any more). */
export const renewProof = async (tx: ClientSession, wallet: NewWallet): Promise<WalletRecord | null> =>
  orNull(
    await WalletModel.findOneAndUpdate(
      { address: wallet.address, userId: oid(wallet.userId), releasedAt: null },
      {
        $set: {
          chainId: wallet.chainId,
          kind: wallet.kind,
          proof: wallet.proof,
          provedAt: wallet.provedAt,
        },
        $inc: { version: 1 },
      },
      { session: tx, returnDocument: 'after' },
    ).lean<WalletDocument>(),
  );

/** Whoever has the wallet now. */
export const findByAddress = async (
  tx: ClientSession | null,
  address: string,
): Promise<WalletRecord | null> =>
  orNull(
    await WalletModel.findOne({ address, releasedAt: null }, null, sessionOption(tx)).lean<WalletDocument>(),
  );

export const findOwn = async (
  tx: ClientSession | null,
  userId: string,
  walletId: string,
): Promise<WalletRecord | null> =>
  orNull(
    await WalletModel.findOne(
      { _id: oid(walletId), userId: oid(userId), releasedAt: null },
      null,
      sessionOption(tx),
    ).lean<WalletDocument>(),
  );

export async function findAllOf(userId: string): Promise<WalletRecord[]> {
  const found = await WalletModel.find({ userId: oid(userId), releasedAt: null })
    .sort({ _id: 1 })
    .lean<WalletDocument[]>();
  return found.map(toRecord);
}

/**
 * Takes a person's own wallet for this transaction: it cannot be released by another one that commits before.
 * Null when it is not theirs (any more).
 */
export const holdOwn = async (
  tx: ClientSession,
  userId: string,
  address: string,
): Promise<WalletRecord | null> =>
  orNull(
    await WalletModel.findOneAndUpdate(
      { address, userId: oid(userId), releasedAt: null },
      { $inc: { version: 1 } },
      { session: tx, returnDocument: 'after' },
    ).lean<WalletDocument>(),
  );

/** Null when it is not theirs (any more). */
export const releaseOwn = async (
  tx: ClientSession,
  userId: string,
  walletId: string,
  at: Date,
): Promise<WalletRecord | null> =>
  orNull(
    await WalletModel.findOneAndUpdate(
      { _id: oid(walletId), userId: oid(userId), releasedAt: null },
      { $set: { releasedAt: at }, $inc: { version: 1 } },
      { session: tx, returnDocument: 'after' },
    ).lean<WalletDocument>(),
  );
