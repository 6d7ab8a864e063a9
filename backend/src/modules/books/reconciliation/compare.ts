import { printedUnit, type Transferable } from '../../integration/index.ts';
import { judgeFees, type FoundFees } from './judge-fees.ts';
import { readBooks, reconciledAssets } from './read-books.ts';
import { readOutside, type Outside, type Reading, type Source } from './read-outside.ts';
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
  /** Not yet in the gateway's wallet, which is all that the gateway counts; null where the chain cannot be read. */
  readonly unsweptBase: bigint | null;
  /** About the most that payouts on their way may have burnt; only of a chain's own coin. */
  readonly gasBase: bigint | null;
  readonly readings: readonly ComparedReading[];
  /** Only of a chain's own coin: what its books are off by because of network fees. */
  readonly fees: FoundFees | null;
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

/** What small fees explain is not unexplained; the gateway prints too few digits to say the same to the last unit. */
function explainedBy(fees: FoundFees | null, reading: ComparedReading, decimals: number): ComparedReading {
  const { unexplainedBase } = reading;
  if (fees?.state !== 'small' || unexplainedBase === null || unexplainedBase >= 0n) return reading;
  const restBase = unexplainedBase + fees.amountBase;
  return { ...reading, unexplainedBase: restBase < -printedUnit(decimals) ? restBase : 0n };
}

async function compareOne(
  asset: Transferable,
  books: { readonly before: BookEntry; readonly after: BookEntry },
  { readings, unsweptBase, gasOfPayoutBase }: Outside,
): Promise<ComparedAsset> {
  const { before, after: book } = books;
  const whole = rangeOf(before, book, gasOfPayoutBase);
  // The gateway's figure is that of its wallet.
  const swept = { ...whole, lowBase: whole.lowBase - (unsweptBase ?? 0n) };
  const judged = readings.map((reading) =>
    judge(reading, reading.source === 'gateway' ? swept : whole, book.ledgerBase),
  );
  const fees = asset.contract === null ? await judgeFees(asset, book, unsweptBase ?? 0n, judged) : null;
  return {
    asset: asset.code,
    book,
    unsweptBase,
    gasBase: asset.contract === null ? gasOfPayoutBase * BigInt(book.coin?.payouts ?? 0) : null,
    readings: judged.map((reading) => explainedBy(fees, reading, asset.decimals)),
    fees,
  };
}

/** Holds the ledger against the gateway and the chain, asset by asset. Reads only. */
export async function compareBooks(): Promise<ComparedAsset[]> {
  const before = await readBooks();
  const outside = await Promise.all(
    reconciledAssets().map(async (asset) => ({ asset, found: await readOutside(asset) })),
  );
  const after = await readBooks();
  return Promise.all(
    outside.map(({ asset, found }) => {
      const [first, last] = [before.get(asset.code), after.get(asset.code)];
      if (first === undefined || last === undefined) throw new Error(`${asset.code} left the registry`);
      return compareOne(asset, { before: first, after: last }, found);
    }),
  );
}
