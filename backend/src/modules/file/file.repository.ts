import { Types, type ClientSession } from 'mongoose';
import { FileModel, type FileDocument } from './file.model.ts';
import { sessionOption } from '../../platform/transaction.ts';

export interface FileRecord {
  readonly id: string;
  readonly ownerId: string;
  readonly storageKey: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly isPublic: boolean;
  readonly readerIds: readonly string[];
}

export type NewFile = Pick<
  FileRecord,
  'ownerId' | 'storageKey' | 'name' | 'contentType' | 'sizeBytes' | 'sha256'
>;

const toRecord = (document: FileDocument): FileRecord => ({
  id: document._id.toHexString(),
  ownerId: document.ownerId.toHexString(),
  storageKey: document.storageKey,
  name: document.name,
  contentType: document.contentType,
  sizeBytes: document.sizeBytes,
  sha256: document.sha256,
  isPublic: document.isPublic,
  readerIds: document.readerIds.map((id) => id.toHexString()),
});

const objectIds = (ids: readonly string[]): Types.ObjectId[] => ids.map((id) => new Types.ObjectId(id));

export async function insert(file: NewFile): Promise<FileRecord> {
  const document: FileDocument = {
    ...file,
    _id: new Types.ObjectId(),
    ownerId: new Types.ObjectId(file.ownerId),
    isPublic: false,
    readerIds: [],
    attached: false,
    uploadedAt: new Date(),
  };
  await FileModel.create(document);
  return toRecord(document);
}

export async function findById(id: string): Promise<FileRecord | null> {
  const found = await FileModel.findById(new Types.ObjectId(id)).lean<FileDocument>();
  return found ? toRecord(found) : null;
}

export async function findMany(
  ids: readonly string[],
  tx: ClientSession | null = null,
): Promise<FileRecord[]> {
  const found = await FileModel.find({ _id: { $in: objectIds(ids) } }, null, sessionOption(tx)).lean<
    FileDocument[]
  >();
  return found.map(toRecord);
}

/** A file once public stays so, and nobody loses what they could read: that is `removeReaders`. */
export async function attach(
  tx: ClientSession,
  ids: readonly string[],
  audience: { isPublic: boolean; readerIds: readonly string[] },
): Promise<void> {
  await FileModel.updateMany(
    { _id: { $in: objectIds(ids) } },
    {
      $set: { attached: true, ...(audience.isPublic ? { isPublic: true } : {}) },
      $addToSet: { readerIds: { $each: objectIds(audience.readerIds) } },
    },
    { session: tx },
  );
}

/** What is public stays readable. */
export async function removeReaders(
  tx: ClientSession,
  ids: readonly string[],
  readerIds: readonly string[],
): Promise<void> {
  await FileModel.updateMany(
    { _id: { $in: objectIds(ids) } },
    { $pullAll: { readerIds: objectIds(readerIds) } },
    { session: tx },
  );
}

export const countPending = (ownerId: string): Promise<number> =>
  FileModel.countDocuments({ ownerId: new Types.ObjectId(ownerId), attached: false }).exec();

/** Never attached and uploaded before `before` (wall time), oldest first. */
export async function findOrphans(before: Date, limit: number): Promise<string[]> {
  const found = await FileModel.find({ attached: false, uploadedAt: { $lt: before } }, { _id: 1 })
    .sort({ uploadedAt: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}

/** Deletes the row unless it was attached meanwhile; returns the key of the bytes that nobody needs now. */
export async function deleteOrphan(id: string, before: Date): Promise<string | null> {
  const deleted = await FileModel.findOneAndDelete({
    _id: new Types.ObjectId(id),
    attached: false,
    uploadedAt: { $lt: before },
  }).lean<FileDocument>();
  return deleted?.storageKey ?? null;
}
