import type { Snapshot } from '../../../platform/snapshot.ts';
import { postingsOfContract, registerInvariant } from '../../ledger/index.ts';
import {
  appendixOrigin,
  canonicalJson,
  chainFault,
  receiptOrigin,
  signedText,
  type Json,
  type LinkedEntry,
} from './receipt-chain.ts';
import { postingEntry } from './receipt-entries.ts';
import { isSignedByUs, type Signature } from './receipt-keys.ts';
import { streamAppendices, streamReceipts, type ReceiptRecord } from './receipt.repository.ts';

interface Sealed {
  readonly issuedAt: string;
  readonly entries: readonly LinkedEntry[];
  readonly head: string;
  readonly signature: Signature;
  readonly previous?: string;
}

function faultOf(body: string, originOf: (sealed: Sealed) => string): string | null {
  let sealed: Sealed;
  try {
    sealed = JSON.parse(body) as Sealed;
  } catch {
    return 'it is not JSON';
  }
  const origin = originOf(sealed);
  const fault = chainFault(origin, sealed.entries, sealed.head);
  if (fault !== null) return fault;
  const text = signedText(origin, sealed.issuedAt, sealed.entries.length, sealed.head);
  return isSignedByUs(text, sealed.signature) ? null : 'the signature is not by one of our keys';
}

/** Postings that the receipt tells differently than the ledger, or that the ledger does not have. */
async function differencesOf({ contractId, body }: ReceiptRecord, at: Snapshot): Promise<string[]> {
  const posted = await postingsOfContract(at, contractId);
  const inLedger = new Map(posted.map((posting) => [posting.key, canonicalJson(postingEntry(posting).data)]));
  return (JSON.parse(body) as Sealed).entries
    .filter(({ kind, data }) => kind === 'posting' && inLedger.get(keyOf(data)) !== canonicalJson(data))
    .map(({ index, data }) => `entry ${index} tells ${keyOf(data)} otherwise than the ledger`);
}

const keyOf = ({ key }: { readonly [key: string]: Json }): string => (typeof key === 'string' ? key : '');

/** What was issued stays as it was, and says what the books say. */
export function registerReceiptInvariants(): void {
  registerInvariant(
    'receipts are unbroken, signed, and say what the ledger says',
    async (_sums, _flows, at) => {
      const faults: string[] = [];
      for await (const receipt of streamReceipts(at)) {
        const fault = faultOf(receipt.body, () => receiptOrigin(receipt.id));
        const found = fault === null ? await differencesOf(receipt, at) : [fault];
        faults.push(...found.map((what) => `receipt ${receipt.id}: ${what}`));
      }
      for await (const { receiptId, ownerId, sequence, body } of streamAppendices(at)) {
        const fault = faultOf(body, ({ previous = '' }) =>
          appendixOrigin(receiptId, ownerId, sequence, previous),
        );
        if (fault !== null)
          faults.push(`appendix ${sequence} of ${ownerId} to receipt ${receiptId}: ${fault}`);
      }
      return faults;
    },
  );
}
