import type { ClientSession } from 'mongoose';
import { now } from '../../../platform/clock.ts';
import { viewDealState, type DealState } from '../../escrow/index.ts';
import { postingsOfContract } from '../../ledger/index.ts';
import { purchaseRequestProcess } from '../../marketplace/index.ts';
import { depositsOfContract } from '../../payment/index.ts';
import {
  canonicalJson,
  linkEntries,
  receiptOrigin,
  RECEIPT_SCHEME,
  signedText,
  type Json,
  type LinkedEntry,
} from './receipt-chain.ts';
import { entriesOfDeal } from './receipt-entries.ts';
import { signText } from './receipt-keys.ts';
import { findReceipt, insertReceipt, newReceiptId, type ReceiptRecord } from './receipt.repository.ts';

const isOver = ({ status }: DealState): boolean =>
  (purchaseRequestProcess.final as readonly string[]).includes(status);

/** Signs a chain and gives the whole as canonical JSON. */
export function seal(
  head: { readonly [key: string]: Json },
  origin: string,
  entries: readonly LinkedEntry[],
  issuedAt: Date,
): { readonly body: string; readonly head: string } {
  const last = entries.at(-1)?.hash ?? '';
  const signature = signText(signedText(origin, issuedAt.toISOString(), entries.length, last));
  const body = canonicalJson({
    ...head,
    issuedAt: issuedAt.toISOString(),
    entries: entries.map((entry) => ({ ...entry })),
    head: last,
    signature: { ...signature },
  });
  return { body, head: last };
}

/**
 * The receipt of a deal that is over, issued if it was not yet. What is in it can no more change, so it is the
 * same whenever it is issued, but for what came in late.
 * @returns null while the deal goes on, and for one that no money ever came for
 */
export async function receiptOf(tx: ClientSession, state: DealState): Promise<ReceiptRecord | null> {
  const issued = await findReceipt(tx, state.contractId);
  if (issued !== null) return issued;
  if (!isOver(state)) return null;
  const posted = await postingsOfContract(tx, state.contractId);
  if (posted.length === 0) return null;
  const deposits = await depositsOfContract(tx, state.contractId);
  const [id, issuedAt] = [newReceiptId(), now()];
  const origin = receiptOrigin(id);
  const linked = linkEntries(origin, await entriesOfDeal(tx, state, { posted, deposits }, issuedAt));
  const sealed = seal({ scheme: RECEIPT_SCHEME, receiptId: id }, origin, linked, issuedAt);
  const { requestId, contractId } = state;
  const postingKeys = posted.map(({ key }) => key);
  return insertReceipt(tx, { id, requestId, contractId, ...sealed, postingKeys }, issuedAt);
}

/** For the event that a deal has ended. Called again it changes nothing. */
export async function issueReceipt(tx: ClientSession, requestId: string): Promise<void> {
  const state = await viewDealState(tx, requestId);
  if (state !== null) await receiptOf(tx, state);
}
