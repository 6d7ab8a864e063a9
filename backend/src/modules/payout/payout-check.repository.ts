import type { Types } from 'mongoose';
import type { Snapshot } from '../../platform/snapshot.ts';
import { PayoutModel, type PayoutDocument } from './payout.model.ts';
import { toRecord, type PayoutRecord } from './payout-record.repository.ts';

/** What the ledger's check reads of payouts, all of it at one moment. */
const MOST_REPEATED = 100;

/** `user reference` that more than one payout has: the unique index would have to be gone. */
export async function findRepeatedReferences(at: Snapshot): Promise<string[]> {
  const rows = await PayoutModel.aggregate<{ _id: { userId: Types.ObjectId; reference: string } }>([
    { $group: { _id: { userId: '$userId', reference: '$reference' }, count: { $sum: 1 } } },
    { $match: { count: { $gt: 1 } } },
    { $limit: MOST_REPEATED },
  ]).option({ ...at, allowDiskUse: true });
  return rows.map(({ _id }) => `${_id.userId.toHexString()} ${_id.reference}`);
}

/** Transactions that more than one payout names. */
export async function findRepeatedTxids(at: Snapshot): Promise<string[]> {
  const rows = await PayoutModel.aggregate<{ _id: { txid: string } }>([
    { $match: { txid: { $type: 'string' } } },
    { $group: { _id: { chainId: '$chainId', txid: '$txid' }, count: { $sum: 1 } } },
    { $match: { count: { $gt: 1 } } },
    { $limit: MOST_REPEATED },
  ]).option({ ...at, allowDiskUse: true });
  return rows.map(({ _id }) => _id.txid);
}

/** Every payout, for the ledger's check. */
export async function* streamPayouts(at: Snapshot): AsyncGenerator<PayoutRecord> {
  for await (const document of PayoutModel.find({}, null, at).lean<PayoutDocument[]>().cursor())
    yield toRecord(document);
}
