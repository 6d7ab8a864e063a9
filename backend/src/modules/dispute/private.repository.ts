import { Types, type ClientSession } from 'mongoose';
import { fromDecimal, toDecimal } from '../../platform/decimal.ts';
import { sessionOption } from '../../platform/transaction.ts';
import type { PartyRole } from '../../shared/process.ts';
import { NoteModel, SealedSplitModel, type NoteDocument, type SealedSplitDocument } from './private.model.ts';

export interface SealedSide {
  /** What this side wants at the least, base units; null where it has sealed nothing or took it back. */
  readonly leastBase: bigint | null;
  /** How many sums it has entered so far. */
  readonly entered: number;
}
export type Sealed = Readonly<Record<PartyRole, SealedSide>>;

const NOTHING: SealedSide = { leastBase: null, entered: 0 };

/** Both sides' sums. For the settlement and for showing a party its own: nobody else asks. */
export async function findSealed(tx: ClientSession | null, disputeId: string): Promise<Sealed> {
  const found = await SealedSplitModel.find(
    { disputeId: new Types.ObjectId(disputeId) },
    null,
    sessionOption(tx),
  ).lean<SealedSplitDocument[]>();
  const sideOf = (side: PartyRole): SealedSide => {
    const own = found.find(({ by }) => by === side);
    if (own === undefined) return NOTHING;
    return { leastBase: own.leastBase && fromDecimal(own.leastBase), entered: own.entered };
  };
  return { buyer: sideOf('buyer'), seller: sideOf('seller') };
}

/** Two sides that seal at one moment are kept apart by the dispute's version, which the caller moves. */
export async function putSealed(
  tx: ClientSession,
  sealed: {
    readonly disputeId: string;
    readonly by: PartyRole;
    readonly leastBase: bigint;
    readonly at: Date;
  },
): Promise<void> {
  await SealedSplitModel.updateOne(
    { disputeId: new Types.ObjectId(sealed.disputeId), by: sealed.by },
    { $set: { leastBase: toDecimal(sealed.leastBase), at: sealed.at }, $inc: { entered: 1 } },
    { session: tx, upsert: true },
  );
}

/** Deletes one side's sum; that it was entered still counts. */
export async function takeSealedBack(tx: ClientSession, disputeId: string, by: PartyRole): Promise<void> {
  await SealedSplitModel.updateOne(
    { disputeId: new Types.ObjectId(disputeId), by },
    { $set: { leastBase: null } },
    { session: tx },
  );
}

/** Deletes both once the dispute is over: what was not met stays unknown for ever. */
export async function deleteSealed(tx: ClientSession, disputeId: string): Promise<void> {
  await SealedSplitModel.deleteMany({ disputeId: new Types.ObjectId(disputeId) }, { session: tx });
}

export interface NoteRecord {
  readonly id: string;
  readonly authorId: string;
  readonly text: string;
  readonly at: Date;
}

export async function insertNote(
  tx: ClientSession,
  disputeId: string,
  note: Omit<NoteRecord, 'id'>,
): Promise<void> {
  await NoteModel.create(
    [{ ...note, disputeId: new Types.ObjectId(disputeId), authorId: new Types.ObjectId(note.authorId) }],
    { session: tx },
  );
}

/** Internal notes, oldest first; for the desk only. */
export async function findNotes(disputeId: string): Promise<NoteRecord[]> {
  const found = await NoteModel.find({ disputeId: new Types.ObjectId(disputeId) })
    .sort({ _id: 1 })
    .lean<NoteDocument[]>();
  return found.map(({ _id, authorId, text, at }) => ({
    id: _id.toHexString(),
    authorId: authorId.toHexString(),
    text,
    at,
  }));
}
