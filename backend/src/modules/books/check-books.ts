import { decimalsOf, printedUnit } from '../integration/index.ts';
import { checkLedger, owedByAsset, type LedgerVerdict } from '../ledger/index.ts';
import { compareBooks, type ComparedAsset, type ComparedReading } from './reconciliation/compare.ts';
import { shortfallOf } from './reconciliation/reconciliation.policy.ts';

export interface BooksVerdict {
  readonly ledger: LedgerVerdict;
  readonly compared: readonly ComparedAsset[];
  /** `invariant: what is wrong`. */
  readonly faults: readonly string[];
}

export const OUTSIDE_INVARIANTS = [
  'the gateway and the chain hold what is booked',
  'reconciled assets cover liabilities',
] as const;
const [HELD, COVERED] = OUTSIDE_INVARIANTS;

const precisionOf = ({ source }: ComparedReading, asset: string): bigint =>
  source === 'gateway' ? printedUnit(decimalsOf(asset) ?? 0) : 0n;

/** @param owedBase the sum of all liabilities in the asset */
export function faultsOfComparison({ asset, book, readings }: ComparedAsset, owedBase: bigint): string[] {
  return readings.flatMap((reading) => {
    const { source, heldBase, unexplainedBase, note } = reading;
    const what = `${asset}: the ${source}`;
    if (heldBase === null) {
      // The gateway must answer; a node need not be configured.
      return source === 'gateway' ? [`${HELD}: ${what} cannot be read (${note ?? ''})`] : [];
    }
    // What is not known to be all that is held proves no shortage.
    if (unexplainedBase === null) return [];
    const shortfall = shortfallOf(heldBase, owedBase, book.leavingBase, precisionOf(reading, asset));
    return [
      ...(unexplainedBase === 0n
        ? []
        : [
            `${HELD}: ${what} holds ${heldBase}, booked are ${book.ledgerBase}, ${unexplainedBase} is unexplained`,
          ]),
      ...(shortfall === 0n
        ? []
        : [`${COVERED}: ${what} lacks ${shortfall} of the ${owedBase} that are owed`]),
    ];
  });
}

/** Every invariant there is: those of the ledger, and those that take a look outside. Reads only. */
export async function checkBooks(): Promise<BooksVerdict> {
  const ledger = await checkLedger();
  const compared = await compareBooks();
  const owed = owedByAsset(ledger.sums);
  const faults = [
    ...ledger.faults.map(({ invariant, detail }) => `${invariant}: ${detail}`),
    ...compared.flatMap((asset) => faultsOfComparison(asset, owed.get(asset.asset) ?? 0n)),
  ];
  return { ledger, compared, faults };
}
