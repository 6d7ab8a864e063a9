import { registeredAssets } from '../../integration/index.ts';
import { readBooks } from './read-books.ts';
import { readFromChain, readFromGateway, type Reading, type Source } from './read-outside.ts';
import { rangeOf, unexplainedOf, type BookEntry, type Range } from './reconciliation.policy.ts';

export interface ComparedReading {
  readonly source: Source;
  /** Null where it could not be read. */
  readonly heldBase: bigint | null;
  /** Held there minus booked here. */
  readonly differenceBase: bigint | null;
  /** What of the difference money on its way does not explain. */
  readonly unexplainedBase: bigint | null;
  /** Why it was not read, or not wholly. */
  readonly note: string | null;
}

export interface ComparedAsset {
  readonly asset: string;
  readonly book: BookEntry;
  readonly readings: readonly ComparedReading[];
}

function judge(reading: Reading, range: Range, ledgerBase: bigint): ComparedReading {
  const { source } = reading;
  if (reading.state === 'unread') {
    return { source, heldBase: null, differenceBase: null, unexplainedBase: null, note: reading.reason };
  }
  const { heldBase, precisionBase, partial } = reading;
  const found = unexplainedOf(heldBase, range, precisionBase);
  const differenceBase = heldBase - ledgerBase;
  // Where less than all was counted, something may be missing there only.
  const unexplainedBase = partial !== null && found < 0n ? null : found;
  return { source, heldBase, differenceBase, unexplainedBase, note: partial };
}

/** Holds the ledger against the gateway and the chain, asset by asset. Reads only. */
export async function compareBooks(): Promise<ComparedAsset[]> {
  const before = await readBooks();
  const outside = await Promise.all(
    registeredAssets().map(async (asset) => ({
      asset: asset.code,
      readings: await Promise.all([readFromGateway(asset), readFromChain(asset)]),
    })),
  );
  const after = await readBooks();
  return outside.map(({ asset, readings }) => {
    const book = after.get(asset) ?? before.get(asset);
    if (book === undefined) throw new Error(`${asset} left the registry`);
    const range = rangeOf(before.get(asset), after.get(asset));
    return { asset, book, readings: readings.map((reading) => judge(reading, range, book.ledgerBase)) };
  });
}
