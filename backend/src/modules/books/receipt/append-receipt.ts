import type { ClientSession } from 'mongoose';
import { now } from '../../../platform/clock.ts';
import type { DealState } from '../../escrow/index.ts';
import { postingsOfContract, traceBalance, type PostingRecord } from '../../ledger/index.ts';
import { depositsOfContract } from '../../payment/index.ts';
import { getPayout } from '../../payout/index.ts';
import { whereIsMoney, type Reached } from '../deal-money/where-is-money.ts';
import { seal } from './issue-receipt.ts';
import { appendixOrigin, APPENDIX_SCHEME, linkEntries, type ChainEntry } from './receipt-chain.ts';
import { depositEntry, postingEntry } from './receipt-entries.ts';
import {
  findAppendices,
  insertAppendix,
  type AppendixRecord,
  type ReceiptRecord,
} from './receipt.repository.ts';

interface News {
  /** What it tells of: a payout's or a posting's id, told once. */
  readonly of: string;
  readonly entry: ChainEntry;
}

/** What each confirmed payout took of the deal's money, once nothing that left before it can come back. */
async function sharesOfPayouts(tx: ClientSession, reached: readonly Reached[]): Promise<Map<string, bigint>> {
  const shares = new Map<string, bigint>();
  const heaps = Map.groupBy(reached, ({ account, asset }) => `${account}|${asset}`);
  for (const heap of heaps.values()) {
    const [first] = heap;
    if (first === undefined) continue;
    const ids = heap.map(({ postingId }) => postingId);
    for (const { gone } of await traceBalance(tx, first.account, first.asset, ids)) {
      for (const { payoutId, fate, settled, amountBase } of gone) {
        if (payoutId === null || fate !== 'paid_out' || !settled) continue;
        shares.set(payoutId, (shares.get(payoutId) ?? 0n) + amountBase);
      }
    }
  }
  return shares;
}

async function newsOfPayouts(
  tx: ClientSession,
  posted: readonly PostingRecord[],
  holder: 'buyer' | 'seller',
  ownerId: string,
): Promise<News[]> {
  const reached = whereIsMoney(posted).reached.filter((one) => one.holder === holder);
  const news: News[] = [];
  for (const [payoutId, share] of await sharesOfPayouts(tx, reached)) {
    const payout = await getPayout({ payoutId }, { id: ownerId, role: 'user' });
    news.push({
      of: payoutId,
      entry: {
        kind: 'payout',
        at: payout.updatedAt.toISOString(),
        data: {
          payoutId,
          asset: payout.asset,
          amount: share.toString(),
          total: payout.amountBase.toString(),
          chainId: payout.chainId,
          destination: payout.destination,
          txid: payout.txid,
        },
      },
    });
  }
  return news;
}

/** Money that came for the deal after its receipt: the buyer's, like all that comes too late. */
async function newsOfMoney(
  tx: ClientSession,
  receipt: ReceiptRecord,
  posted: readonly PostingRecord[],
): Promise<News[]> {
  const late = posted.filter(({ key }) => !receipt.postingKeys.includes(key));
  if (late.length === 0) return [];
  const depositIds = new Set(late.map(({ refs }) => refs.depositId));
  const deposits = (await depositsOfContract(tx, receipt.contractId)).filter(({ id }) => depositIds.has(id));
  return [
    ...deposits.map((deposit) => ({
      of: `${deposit.id}:${deposit.postings}`,
      entry: depositEntry(deposit),
    })),
    ...late.map((posting) => ({ of: posting.id, entry: postingEntry(posting) })),
  ];
}

/**
 * A person's appendices, with a new one for what has happened since the last. What was issued stays as it is.
 */
export async function appendicesFor(
  tx: ClientSession,
  receipt: ReceiptRecord,
  state: DealState,
  holder: 'buyer' | 'seller',
): Promise<AppendixRecord[]> {
  const ownerId = holder === 'buyer' ? state.buyerId : state.sellerId;
  const issued = await findAppendices(tx, receipt.id, ownerId);
  const posted = await postingsOfContract(tx, receipt.contractId);
  const told = new Set(issued.flatMap(({ tells }) => tells));
  const news = [
    ...(holder === 'buyer' ? await newsOfMoney(tx, receipt, posted) : []),
    ...(await newsOfPayouts(tx, posted, holder, ownerId)),
  ]
    .filter(({ of }) => !told.has(of))
    .sort((a, b) => Date.parse(a.entry.at) - Date.parse(b.entry.at));
  if (news.length === 0) return issued;

  const [sequence, previous, issuedAt] = [issued.length + 1, issued.at(-1)?.head ?? receipt.head, now()];
  const origin = appendixOrigin(receipt.id, ownerId, sequence, previous);
  const entries = news.map(({ entry }) => entry);
  const head = { scheme: APPENDIX_SCHEME, receiptId: receipt.id, ownerId, sequence, previous };
  const sealed = seal(head, origin, linkEntries(origin, entries), issuedAt);
  const tells = news.map(({ of }) => of);
  const made = { receiptId: receipt.id, ownerId, sequence, ...sealed, tells };
  return [...issued, await insertAppendix(tx, made, issuedAt)];
}
