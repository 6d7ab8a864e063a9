import { Types, type ClientSession } from 'mongoose';
import type { Language } from '../../shared/refs.ts';
import type { UserRole } from './user.contract.ts';
import { UserModel, type UserDocument } from './user.model.ts';
import { foldName } from './user.names.ts';
import { sessionOption } from '../../platform/transaction.ts';

export interface UserRecord {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly bio: string;
  readonly language: Language;
  readonly roles: readonly UserRole[];
  readonly emailVerifiedAt: Date | null;
  readonly emailNotifications: boolean;
  readonly credentialsChangedAt: Date;
  readonly createdAt: Date;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly bio?: string;
  readonly roles?: readonly UserRole[];
  readonly emailVerifiedAt?: Date | null;
}

export interface ProfileChanges {
  readonly name?: string | undefined;
  readonly bio?: string | undefined;
  readonly language?: Language | undefined;
  readonly emailNotifications?: boolean | undefined;
}

const toRecord = (document: UserDocument): UserRecord => ({
  id: document._id.toHexString(),
  email: document.email,
  name: document.name,
  bio: document.bio,
  language: document.language,
  roles: document.roles,
  emailVerifiedAt: document.emailVerifiedAt,
  emailNotifications: document.emailNotifications,
  credentialsChangedAt: document.credentialsChangedAt,
  createdAt: document.createdAt,
});

const orNull = (document: UserDocument | null): UserRecord | null => (document ? toRecord(document) : null);

export async function insert(tx: ClientSession, user: NewUser, at: Date): Promise<UserRecord> {
  const document: UserDocument = {
    _id: new Types.ObjectId(),
    email: user.email,
    name: user.name,
    nameFolded: foldName(user.name),
    bio: user.bio ?? '',
    language: user.language,
    roles: [...(user.roles ?? ['user'])],
    emailVerifiedAt: user.emailVerifiedAt ?? null,
    emailNotifications: true,
    credentialsChangedAt: at,
    createdAt: at,
  };
  await UserModel.create([document], { session: tx });
  return toRecord(document);
}

export async function findById(id: string, tx: ClientSession | null = null): Promise<UserRecord | null> {
  return orNull(
    await UserModel.findById(new Types.ObjectId(id), null, sessionOption(tx)).lean<UserDocument>(),
  );
}

export async function findByEmail(email: string): Promise<UserRecord | null> {
  return orNull(await UserModel.findOne({ email }).lean<UserDocument>());
}

export async function findNames(
  ids: readonly string[],
  tx: ClientSession | null = null,
): Promise<{ id: string; name: string }[]> {
  const found = await UserModel.find(
    { _id: { $in: ids.map((id) => new Types.ObjectId(id)) } },
    { name: 1 },
    { session: tx },
  ).lean<Pick<UserDocument, '_id' | 'name'>[]>();
  return found.map(({ _id, name }) => ({ id: _id.toHexString(), name }));
}

export async function update(
  tx: ClientSession,
  id: string,
  changes: ProfileChanges & { emailVerifiedAt?: Date; credentialsChangedAt?: Date },
): Promise<UserRecord | null> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  if (changes.name !== undefined) given['nameFolded'] = foldName(changes.name);
  return orNull(
    await UserModel.findOneAndUpdate(
      { _id: new Types.ObjectId(id) },
      { $set: given },
      { session: tx, returnDocument: 'after' },
    ).lean<UserDocument>(),
  );
}

/** Sets the time once; a later proof of the same address changes nothing. */
export async function setEmailVerified(tx: ClientSession, id: string, at: Date): Promise<boolean> {
  const result = await UserModel.updateOne(
    { _id: new Types.ObjectId(id), emailVerifiedAt: null },
    { $set: { emailVerifiedAt: at } },
    { session: tx },
  );
  return result.modifiedCount === 1;
}

/** Bytes above every other character of UTF-8, which is how MongoDB compares text. */
const LAST_CHARACTER = '\u{10FFFF}';

/** People with a proven address whose name begins with `prefix`, by name, after the person `afterId`. */
export async function findByNamePrefix(
  prefix: string,
  options: { exceptId: string; afterId: string | undefined; limit: number },
): Promise<UserRecord[]> {
  const folded = foldName(prefix);
  if (folded === '') return [];
  const last =
    options.afterId === undefined
      ? null
      : await UserModel.findById(new Types.ObjectId(options.afterId)).lean<UserDocument>();
  const after = last
    ? {
        $or: [
          { nameFolded: { $gt: last.nameFolded } },
          { nameFolded: last.nameFolded, _id: { $gt: last._id } },
        ],
      }
    : {};
  const found = await UserModel.find({
    emailVerifiedAt: { $type: 'date' },
    nameFolded: { $gte: folded, $lt: folded + LAST_CHARACTER },
    _id: { $ne: new Types.ObjectId(options.exceptId) },
    ...after,
  })
    .sort({ nameFolded: 1, _id: 1 })
    .limit(options.limit)
    .lean<UserDocument[]>();
  return found.map(toRecord);
}

export async function findIdsByRole(role: UserRole): Promise<string[]> {
  const found = await UserModel.find({ roles: role }, { _id: 1 })
    .sort({ _id: 1 })
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}
