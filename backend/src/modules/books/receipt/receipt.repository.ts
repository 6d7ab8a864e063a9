import { Types, type ClientSession } from 'mongoose';
import type { Snapshot } from '../../../platform/snapshot.ts';
import { AppendixModel, ReceiptModel, type AppendixDocument, type ReceiptDocument } from './receipt.model.ts';

export interface ReceiptRecord {
  readonly id: string;
  readonly requestId: string;
  readonly contractId: string;
  readonly body: string;
  readonly head: string;
  readonly postingKeys: readonly string[];
}

const toReceipt = (document: ReceiptDocument): ReceiptRecord => ({
  id: document._id.toHexString(),
  requestId: document.requestId.toHexString(),
  contractId: document.contractId.toHexString(),
  body: document.body,
  head: document.head,
  postingKeys: document.postingKeys,
});

export const newReceiptId = (): string => new Types.ObjectId().toHexString();

export async function findReceipt(tx: ClientSession, contractId: string): Promise<ReceiptRecord | null> {
  const found = await ReceiptModel.findOne({ contractId: new Types.ObjectId(contractId) }, null, {
    session: tx,
  }).lean<ReceiptDocument>();
  return found === null ? null : toReceipt(found);
}

/** @throws a duplicate-key error (index `oneReceipt`) when the contract has one already. */
export async function insertReceipt(
  tx: ClientSession,
  receipt: ReceiptRecord,
  issuedAt: Date,
): Promise<ReceiptRecord> {
  const { id, requestId, contractId, body, head, postingKeys } = receipt;
  const document: ReceiptDocument = {
    _id: new Types.ObjectId(id),
    requestId: new Types.ObjectId(requestId),
    contractId: new Types.ObjectId(contractId),
    ...{ body, head, postingKeys: [...postingKeys], issuedAt },
  };
  await ReceiptModel.create([document], { session: tx });
  return receipt;
}

export interface AppendixRecord {
  readonly receiptId: string;
  readonly ownerId: string;
  readonly sequence: number;
  readonly body: string;
  readonly head: string;
  readonly tells: readonly string[];
}

const toAppendix = (document: AppendixDocument): AppendixRecord => ({
  receiptId: document.receiptId.toHexString(),
  ownerId: document.ownerId.toHexString(),
  sequence: document.sequence,
  body: document.body,
  head: document.head,
  tells: document.tells,
});

/** One person's appendices to a receipt, in their order. */
export async function findAppendices(
  tx: ClientSession,
  receiptId: string,
  ownerId: string,
): Promise<AppendixRecord[]> {
  const found = await AppendixModel.find(
    { receiptId: new Types.ObjectId(receiptId), ownerId: new Types.ObjectId(ownerId) },
    null,
    { session: tx },
  )
    .sort({ sequence: 1 })
    .lean<AppendixDocument[]>();
  return found.map(toAppendix);
}

/** @throws a duplicate-key error (index `inTurn`) when somebody wrote the same one. */
export async function insertAppendix(
  tx: ClientSession,
  appendix: AppendixRecord,
  issuedAt: Date,
): Promise<AppendixRecord> {
  const document: AppendixDocument = {
    ...appendix,
    _id: new Types.ObjectId(),
    receiptId: new Types.ObjectId(appendix.receiptId),
    ownerId: new Types.ObjectId(appendix.ownerId),
    tells: [...appendix.tells],
    issuedAt,
  };
  await AppendixModel.create([document], { session: tx });
  return appendix;
}

/** Every receipt, for the ledger's check. */
export async function* streamReceipts(at: Snapshot): AsyncGenerator<ReceiptRecord> {
  for await (const document of ReceiptModel.find({}, null, at).lean<ReceiptDocument[]>().cursor())
    yield toReceipt(document);
}

export async function* streamAppendices(at: Snapshot): AsyncGenerator<AppendixRecord> {
  for await (const document of AppendixModel.find({}, null, at).lean<AppendixDocument[]>().cursor())
    yield toAppendix(document);
}
