import type { ClientSession } from 'mongoose';
import { casesOfDeal, type DealCase } from '../../dispute/index.ts';
import { agreedTerms, type DealState } from '../../escrow/index.ts';
import type { PostingRecord } from '../../ledger/index.ts';
import { timelineSince, type TimelineRecord } from '../../marketplace/index.ts';
import type { DepositRecord } from '../../payment/index.ts';
import { getUserRefs } from '../../user/index.ts';
import { signaturesOfContract, type ContractSignature } from '../../wallet/index.ts';
import { addUp, partsOfReached, whereIsMoney } from '../deal-money/where-is-money.ts';
import type { ChainEntry, Json } from './receipt-chain.ts';

/** What a receipt is made of. Nothing of it is private to one side: both sides hold the same receipt. */

const stepEntry = ({ action, from, to, by, at, milestone, extendedMs }: TimelineRecord): ChainEntry => ({
  kind: 'step',
  at: at.toISOString(),
  data: {
    ...{ action, from, to, by },
    // Where the deal has several.
    ...(milestone ? { milestone: { id: milestone.id, title: milestone.title } } : {}),
    ...(extendedMs === null ? {} : { extendedMs }),
  },
});

/** A dispute's steps; the first says what it was about, the last how it ended and on which evidence. */
function disputeEntries(dispute: DealCase): ChainEntry[] {
  const { id: disputeId, milestoneId, history, reason, asset, outcome, evidence } = dispute;
  return history.map(({ action, status, by, at }, index) => {
    const isLast = index === history.length - 1;
    return {
      kind: 'dispute',
      at: at.toISOString(),
      data: {
        ...{ disputeId, milestoneId, action, status, by },
        ...(index === 0 ? { reason } : {}),
        ...(isLast && outcome !== null
          ? { outcome: { how: outcome.how, asset, buyerGets: outcome.buyerGetsBase.toString() } }
          : {}),
        ...(isLast && evidence.count > 0
          ? { evidence: { pieces: evidence.count, head: evidence.head } }
          : {}),
      },
    };
  });
}

export const depositEntry = (deposit: DepositRecord): ChainEntry => ({
  kind: 'deposit',
  at: (deposit.confirmedAt ?? deposit.detectedAt).toISOString(),
  data: {
    asset: deposit.asset,
    amount: deposit.postedBase.toString(),
    chainId: deposit.chainId,
    txid: deposit.txid,
    destination: deposit.destination,
    blockNumber: deposit.blockNumber,
  },
});

export const postingEntry = ({ key, event, entries, refs, at }: PostingRecord): ChainEntry => ({
  kind: 'posting',
  at: at.toISOString(),
  data: {
    key,
    event,
    milestoneId: refs.milestoneId,
    entries: entries.map(({ account, side, asset, amountBase }) => ({
      account,
      side,
      asset,
      amount: amountBase.toString(),
    })),
  },
});

/** With the text that the wallet showed and signed, so that the signature can be checked without Amn. */
const signatureOf = (signed: ContractSignature): Json => ({
  by: signed.role,
  wallet: signed.wallet,
  chainId: signed.chainId,
  typedData: JSON.stringify(signed.typedData),
  digest: signed.digest,
  signature: signed.signature,
  signedAt: signed.signedAt,
});

async function openingEntry(tx: ClientSession, state: DealState): Promise<ChainEntry> {
  const terms = await agreedTerms(tx, state.contractId);
  const people = await getUserRefs([state.buyerId, state.sellerId]);
  const person = (id: string): Json => ({ id, name: people.get(id)?.name ?? '' });
  const { termsHash, acceptedAt, ...agreed } = terms;
  return {
    kind: 'deal',
    at: acceptedAt.toISOString(),
    data: {
      requestId: state.requestId,
      contractId: state.contractId,
      title: state.title,
      buyer: person(state.buyerId),
      seller: person(state.sellerId),
      termsHash,
      terms: agreed,
      signatures: (await signaturesOfContract(state.contractId)).map(signatureOf),
    },
  };
}

function closingEntry(state: DealState, posted: readonly PostingRecord[], at: Date): ChainEntry {
  const { cameIn, kept, reached } = whereIsMoney(posted);
  const parts = [...kept, ...reached.flatMap((one) => partsOfReached(one, undefined))];
  const wentTo = addUp(
    parts.map(({ place, holder, asset, amountBase }) => ({ place, holder, asset, amountBase })),
  );
  return {
    kind: 'closing',
    at: at.toISOString(),
    data: {
      outcome: state.status,
      milestones: state.milestones.map(({ id, title, status }) => ({ id, title, status })),
      cameIn: cameIn.map(({ source, asset, amountBase }) => ({
        source,
        asset,
        amount: amountBase.toString(),
      })),
      wentTo: wentTo.map(({ place, holder, asset, amountBase }) => ({
        place,
        holder,
        asset,
        amount: amountBase.toString(),
      })),
    },
  };
}

/** Of one moment: what came, what was decided, what was booked of it. */
const ORDER: readonly string[] = ['deposit', 'dispute', 'step', 'posting'];

/** Everything that happened in a deal, from the agreement to its end. */
export async function entriesOfDeal(
  tx: ClientSession,
  state: DealState,
  found: { readonly posted: readonly PostingRecord[]; readonly deposits: readonly DepositRecord[] },
  endedAt: Date,
): Promise<ChainEntry[]> {
  const opening = await openingEntry(tx, state);
  const steps = await timelineSince(tx, state.requestId, new Date(opening.at));
  const disputes = await casesOfDeal(tx, state.requestId);
  const between = [
    ...found.deposits.filter(({ postedBase }) => postedBase > 0n).map(depositEntry),
    ...found.posted.map(postingEntry),
    ...disputes.filter(({ contractId }) => contractId === state.contractId).flatMap(disputeEntries),
    ...steps.map(stepEntry),
  ];
  between.sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  );
  return [opening, ...between, closingEntry(state, found.posted, endedAt)];
}
