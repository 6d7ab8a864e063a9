import { Types, type ClientSession } from 'mongoose';
import type { Snapshot } from '../../platform/snapshot.ts';
import { fromDecimal } from '../../platform/decimal.ts';
import { PostingModel, type PostingDocument } from './ledger.model.ts';
import { toPostingRecord, type PostingRecord } from './ledger.repository.ts';
import type { Arrival, Departure } from './ledger.trace.ts';

const OLDEST = { at: 1, _id: 1 } as const;

/** Every posting of a contract, oldest first; a contract has a few dozen at the most. */
export async function findPostingsOfContract(
  at: ClientSession | Snapshot,
  contractId: string,
): Promise<PostingRecord[]> {
  const options = 'readConcern' in at ? at : { session: at };
  const found = await PostingModel.find({ 'refs.contractId': new Types.ObjectId(contractId) }, null, options)
    .sort(OLDEST)
    .lean<PostingDocument[]>();
  return found.map(toPostingRecord);
}

const amountOn = (
  { entries }: PostingRecord,
  account: string,
  asset: string,
  side: 'debit' | 'credit',
): bigint =>
  entries
    .filter((entry) => entry.account === account && entry.asset === asset && entry.side === side)
    .reduce((sum, { amountBase }) => sum + amountBase, 0n);

/** What came to the account before a posting. A payout that failed brings back what never left. */
async function sumBefore(
  tx: ClientSession,
  account: string,
  asset: string,
  posting: PostingRecord,
): Promise<bigint> {
  const rows = await PostingModel.aggregate<{ sum: Types.Decimal128 }>(
    [
      {
        $match: {
          'entries.account': account,
          event: { $ne: 'payout_failed' },
          $or: [
            { at: { $lt: posting.at } },
            { at: posting.at, _id: { $lt: new Types.ObjectId(posting.id) } },
          ],
        },
      },
      { $unwind: '$entries' },
      { $match: { 'entries.account': account, 'entries.asset': asset, 'entries.side': 'credit' } },
      { $group: { _id: null, sum: { $sum: '$entries.amount' } } },
    ],
    { session: tx },
  );
  return rows[0] === undefined ? 0n : fromDecimal(rows[0].sum);
}

export async function findArrivals(
  tx: ClientSession,
  account: string,
  asset: string,
  postingIds: readonly string[],
): Promise<Arrival[]> {
  const found = await PostingModel.find(
    { _id: { $in: postingIds.map((id) => new Types.ObjectId(id)) } },
    null,
    {
      session: tx,
    },
  )
    .sort(OLDEST)
    .lean<PostingDocument[]>();
  const arrivals: Arrival[] = [];
  for (const posting of found.map(toPostingRecord)) {
    const amountBase = amountOn(posting, account, asset, 'credit');
    if (amountBase === 0n) continue;
    arrivals.push({
      postingId: posting.id,
      beforeBase: await sumBefore(tx, account, asset, posting),
      amountBase,
    });
  }
  return arrivals;
}

/** What left an account, oldest first, payouts that failed left out. */
export async function findDepartures(
  tx: ClientSession,
  account: string,
  asset: string,
): Promise<Departure[]> {
  const documents = await PostingModel.find(
    { 'entries.account': account, entries: { $elemMatch: { account, asset, side: 'debit' } } },
    null,
    { session: tx },
  )
    .sort(OLDEST)
    .lean<PostingDocument[]>();
  const debits = documents.map(toPostingRecord);
  const ended = await endsOfPayouts(
    tx,
    debits.flatMap(({ event, refs }) => (event === 'payout_reserved' && refs.payoutId ? refs.payoutId : [])),
  );
  let settled = true;
  return debits.flatMap((posting): Departure[] => {
    const amountBase = amountOn(posting, account, asset, 'debit');
    const payoutId = posting.event === 'payout_reserved' ? posting.refs.payoutId : null;
    if (payoutId === null) return [{ amountBase, fate: 'spent', payoutId: null, settled }];
    const end = ended.get(payoutId);
    if (end === 'payout_failed') return [];
    settled &&= end !== undefined;
    return [{ amountBase, fate: end === undefined ? 'payout_inflight' : 'paid_out', payoutId, settled }];
  });
}

async function endsOfPayouts(
  tx: ClientSession,
  payoutIds: readonly string[],
): Promise<Map<string, PostingRecord['event']>> {
  const found = await PostingModel.find(
    {
      'refs.payoutId': { $in: payoutIds.map((id) => new Types.ObjectId(id)) },
      event: { $in: ['payout_confirmed', 'payout_failed'] },
    },
    null,
    { session: tx },
  ).lean<PostingDocument[]>();
  return new Map(found.map((document) => [document.refs.payoutId?.toString() ?? '', document.event]));
}
