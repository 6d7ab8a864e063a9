import { Types, type ClientSession } from 'mongoose';
import { sessionOption } from '../../../platform/transaction.ts';
import { ReplacementModel, type ReplacementDocument } from './payout-address.model.ts';
import type { ReplacementStatus } from './replacement.process.ts';

export type ReplacementRecord = Omit<ReplacementDocument, '_id' | 'userId' | 'decidedBy'> & {
  readonly id: string;
  readonly userId: string;
  readonly decidedBy: string | null;
};

const toRecord = ({ _id, userId, decidedBy, ...rest }: ReplacementDocument): ReplacementRecord => ({
  ...rest,
  id: _id.toHexString(),
  userId: userId.toHexString(),
  decidedBy: decidedBy?.toHexString() ?? null,
});
const orNull = (document: ReplacementDocument | null): ReplacementRecord | null =>
  document && toRecord(document);
const oid = (id: string): Types.ObjectId => new Types.ObjectId(id);

/** In which a request still can become what it asks for. */
export const OPEN: ReplacementStatus[] = ['held', 'approved'];

export type NewReplacement = Pick<
  ReplacementRecord,
  'userId' | 'chainId' | 'oldAddress' | 'newAddress' | 'proof' | 'reason' | 'holdEndsAt'
>;

/** @throws a duplicate-key error (index `oneOpen`) when one is open already */
export async function insertReplacement(
  tx: ClientSession,
  replacement: NewReplacement,
  at: Date,
): Promise<ReplacementRecord> {
  const document: ReplacementDocument = {
    ...replacement,
    _id: new Types.ObjectId(),
    userId: oid(replacement.userId),
    status: 'held',
    version: 1,
    decidedBy: null,
    decidedAt: null,
    note: '',
    history: [{ status: 'held', at }],
    createdAt: at,
    updatedAt: at,
  };
  await ReplacementModel.create([document], { session: tx });
  return toRecord(document);
}

export const findReplacement = async (
  tx: ClientSession | null,
  id: string,
): Promise<ReplacementRecord | null> =>
  orNull(await ReplacementModel.findById(oid(id), null, sessionOption(tx)).lean<ReplacementDocument>());

export const findOpenReplacement = async (
  tx: ClientSession,
  userId: string,
  where: { readonly chainId: number } | { readonly newAddress: string },
): Promise<ReplacementRecord | null> =>
  orNull(
    await ReplacementModel.findOne({ userId: oid(userId), status: { $in: OPEN }, ...where }, null, {
      session: tx,
    }).lean<ReplacementDocument>(),
  );

/** Newest first. */
export async function findReplacementsOf(userId: string, limit: number): Promise<ReplacementRecord[]> {
  const found = await ReplacementModel.find({ userId: oid(userId) })
    .sort({ _id: -1 })
    .limit(limit)
    .lean<ReplacementDocument[]>();
  return found.map(toRecord);
}

/** Of everybody, newest first. */
export async function findReplacements(page: {
  readonly statuses: readonly ReplacementStatus[];
  readonly beforeId: string | undefined;
  readonly limit: number;
}): Promise<ReplacementRecord[]> {
  const found = await ReplacementModel.find({
    status: { $in: page.statuses },
    ...(page.beforeId === undefined ? {} : { _id: { $lt: oid(page.beforeId) } }),
  })
    .sort({ _id: -1 })
    .limit(page.limit)
    .lean<ReplacementDocument[]>();
  return found.map(toRecord);
}

/** Approved ones whose hold is over at `at` (business time). */
export async function findHoldsOver(at: Date, limit: number): Promise<string[]> {
  const found = await ReplacementModel.find({ status: 'approved', holdEndsAt: { $lte: at } }, { _id: 1 })
    .sort({ holdEndsAt: 1 })
    .limit(limit)
    .lean<{ _id: Types.ObjectId }[]>();
  return found.map(({ _id }) => _id.toHexString());
}

/** Compare-and-set on status and version. Null when somebody was faster. */
export const changeReplacement = async (
  tx: ClientSession,
  replacement: ReplacementRecord,
  change: { readonly status: ReplacementStatus; readonly decidedBy?: string; readonly note?: string },
  at: Date,
): Promise<ReplacementRecord | null> => {
  const { decidedBy, ...rest } = change;
  const decision = decidedBy === undefined ? {} : { decidedBy: oid(decidedBy), decidedAt: at };
  return orNull(
    await ReplacementModel.findOneAndUpdate(
      { _id: oid(replacement.id), status: replacement.status, version: replacement.version },
      {
        $set: { ...rest, ...decision, updatedAt: at },
        $push: { history: { status: change.status, at } },
        $inc: { version: 1 },
      },
      { session: tx, returnDocument: 'after' },
    ).lean<ReplacementDocument>(),
  );
};
