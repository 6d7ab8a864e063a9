import { Types } from 'mongoose';
import { HintModel, type HintDocument, type HintState } from './hint.model.ts';

export interface HintRecord {
  readonly id: string;
  readonly paymentId: string;
  readonly txid: string;
  readonly state: HintState;
  readonly reportedAt: Date;
}

const toRecord = (document: HintDocument): HintRecord => ({
  id: document._id.toHexString(),
  paymentId: document.paymentId.toHexString(),
  txid: document.txid,
  state: document.state,
  reportedAt: document.reportedAt,
});

/** Told again, it stays what it was. */
export async function noteHint(paymentId: string, txid: string): Promise<void> {
  const at = new Date();
  await HintModel.updateOne(
    { paymentId: new Types.ObjectId(paymentId), txid },
    { $setOnInsert: { state: 'waiting', reportedAt: at, nextLookAt: at } },
    { upsert: true },
  );
}

export async function findHints(paymentId: string): Promise<HintRecord[]> {
  const found = await HintModel.find({ paymentId: new Types.ObjectId(paymentId) })
    .sort({ _id: 1 })
    .lean<HintDocument[]>();
  return found.map(toRecord);
}

/** Those whose next look is due, longest waiting first. */
export async function findDueHints(limit: number): Promise<HintRecord[]> {
  const found = await HintModel.find({ state: 'waiting', nextLookAt: { $lte: new Date() } })
    .sort({ nextLookAt: 1 })
    .limit(limit)
    .lean<HintDocument[]>();
  return found.map(toRecord);
}

export async function setNextHintLook(id: string, at: Date): Promise<void> {
  await HintModel.updateOne({ _id: new Types.ObjectId(id) }, { $set: { nextLookAt: at } });
}

export async function endHint(id: string, state: Exclude<HintState, 'waiting'>): Promise<void> {
  await HintModel.updateOne({ _id: new Types.ObjectId(id) }, { $set: { state } });
}
