import { Types, type ClientSession } from 'mongoose';
import { OPEN_STATUSES } from './escrow.milestones.ts';
import { ContractModel, type ContractDocument, type MilestoneDocument } from './escrow.model.ts';
import type { Snapshot } from '../../platform/snapshot.ts';
import { isDuplicateKey, sessionOption } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';

export type NewContract = Omit<ContractDocument, '_id' | 'milestones'> & {
  milestones: Omit<MilestoneDocument, '_id'>[];
};

/** @throws AppError CONFLICT when another acceptance came first: its contract is the one in force */
export async function insertContract(tx: ClientSession, contract: NewContract): Promise<ContractDocument> {
  try {
    const [created] = await ContractModel.create([contract], { session: tx });
    if (!created) throw new Error('the contract was not written');
    return created.toObject();
  } catch (error) {
    if (isDuplicateKey(error, 'requestId_1')) throw new AppError('CONFLICT', { cause: error });
    throw error;
  }
}

export const findContract = (
  tx: ClientSession | null,
  contractId: Types.ObjectId | string,
): Promise<ContractDocument | null> =>
  ContractModel.findById(new Types.ObjectId(contractId), null, sessionOption(tx)).lean<ContractDocument>();

export const findActiveContract = (
  tx: ClientSession | null,
  requestId: string,
): Promise<ContractDocument | null> =>
  ContractModel.findOne(
    { requestId: new Types.ObjectId(requestId), active: true },
    null,
    sessionOption(tx),
  ).lean<ContractDocument>();

/** The active contract, or else the newest that was. */
export const findLatestContract = (
  requestId: string,
  tx: ClientSession | null = null,
): Promise<ContractDocument | null> =>
  ContractModel.findOne({ requestId: new Types.ObjectId(requestId) }, null, sessionOption(tx))
    .sort({ acceptedAt: -1 })
    .lean<ContractDocument>();

type ContractChange = Partial<
  Pick<
    ContractDocument,
    | 'active'
    | 'downtimeMs'
    | 'asset'
    | 'paymentId'
    | 'fundedAt'
    | 'startedAt'
    | 'milestones'
    | 'proposal'
    | 'priceCents'
    | 'buyerFeeCents'
    | 'sellerFeeCents'
    | 'termsHash'
    | 'amendments'
    | 'freeze'
    | 'freezes'
  >
>;

/**
 * Writes the parts of a contract that change. The caller moves the request's version in the same transaction,
 * so that two changes of one contract cannot both win.
 */
export async function saveContract(
  tx: ClientSession,
  contractId: Types.ObjectId,
  change: ContractChange,
): Promise<void> {
  const result = await ContractModel.updateOne({ _id: contractId }, { $set: change }, { session: tx });
  if (result.matchedCount !== 1) throw new Error(`contract ${contractId.toString()} is gone`);
}

/** Contracts that hold money for a person. */
export const findContractsOfPerson = (userId: string): Promise<ContractDocument[]> => {
  const id = new Types.ObjectId(userId);
  return ContractModel.find({
    active: true,
    fundedAt: { $ne: null },
    'milestones.status': { $in: OPEN_STATUSES },
    $or: [{ buyerId: id }, { sellerId: id }],
  }).lean<ContractDocument[]>();
};

/** All contracts that were ever funded, for the ledger's check. */
export const streamFundedContracts = (at: Snapshot): AsyncIterable<ContractDocument> =>
  ContractModel.find({ fundedAt: { $ne: null } }, null, at)
    .lean<ContractDocument[]>()
    .cursor();

/** The buyer's id by the contract's. */
export async function findBuyersOf(
  tx: ClientSession,
  contractIds: readonly string[],
): Promise<Map<string, string>> {
  const found = await ContractModel.find(
    { _id: { $in: contractIds.map((id) => new Types.ObjectId(id)) } },
    { buyerId: 1 },
    { session: tx },
  ).lean<Pick<ContractDocument, '_id' | 'buyerId'>[]>();
  return new Map(found.map(({ _id, buyerId }) => [_id.toHexString(), buyerId.toHexString()]));
}
