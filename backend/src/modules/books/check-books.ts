import { setTimeout as sleep } from 'node:timers/promises';
import { decimalsOf, printedUnit } from '../integration/index.ts';
import {
  checkLedger,
  owedByAsset,
  type AccountSums,
  type LedgerFault,
  type LedgerVerdict,
} from '../ledger/index.ts';
import { compareBooks, type ComparedAsset, type ComparedReading } from './reconciliation/compare.ts';
import { shortfallOf } from './reconciliation/reconciliation.policy.ts';

export interface BooksVerdict {
  readonly ledger: LedgerVerdict;
  readonly compared: readonly ComparedAsset[];
  /** Names of all that was checked. */
  readonly invariants: readonly string[];
  readonly faults: readonly LedgerFault[];
}

export const OUTSIDE_INVARIANTS = [
  'the gateway and the chain hold what is booked',
  'reconciled assets cover liabilities',
] as const;
const [HELD, COVERED] = OUTSIDE_INVARIANTS;

const LOOK_AGAIN_MS = 2_000;

const precisionOf = ({ source }: ComparedReading, asset: string): bigint =>
  source === 'gateway' ? printedUnit(decimalsOf(asset) ?? 0) : 0n;

/** @param owedBase the sum of all liabilities in the asset */
export function faultsOfComparison(
  { asset, book, unsweptBase, readings }: ComparedAsset,
  owedBase: bigint,
): LedgerFault[] {
  return readings.flatMap((reading) => {
    const { source, heldBase, unexplainedBase, note } = reading;
    const what = `${asset}: the ${source}`;
    if (heldBase === null) {
      // The gateway must answer; a node need not be configured. A coin that nobody is owed it need not even know.
      return source === 'gateway' && (book.coin === null || owedBase > 0n)
        ? [{ invariant: HELD, detail: `${what} cannot be read (${note ?? ''})` }]
        : [];
    }
    // What is not known to be all that is held proves no shortage.
    if (unexplainedBase === null) return [];
    const thereBase = source === 'gateway' ? heldBase + (unsweptBase ?? 0n) : heldBase;
    const shortfall = shortfallOf(thereBase, owedBase, book.leavingBase, precisionOf(reading, asset));
    return [
      ...(unexplainedBase === 0n
        ? []
        : [
            {
              invariant: HELD,
              detail: `${what} holds ${heldBase}, booked are ${book.ledgerBase}, ${unexplainedBase} is unexplained`,
            },
          ]),
      ...(shortfall === 0n
        ? []
        : [{ invariant: COVERED, detail: `${what} lacks ${shortfall} of the ${owedBase} that are owed` }]),
    ];
  });
}

/** What has money in it and left the registry can neither be compared nor paid out. */
function faultsOfUnknown(sums: AccountSums, compared: readonly ComparedAsset[]): LedgerFault[] {
  const known = new Set(compared.map(({ asset }) => asset));
  const strange = new Set(
    [...sums.values()]
      .filter(({ asset, balanceBase }) => balanceBase !== 0n && !known.has(asset))
      .map(({ asset }) => asset),
  );
  return [...strange].map((asset) => ({
    invariant: HELD,
    detail: `${asset}: money is booked in it, and it is not in the registry`,
  }));
}

async function lookOnce(): Promise<BooksVerdict> {
  const ledger = await checkLedger();
  const compared = await compareBooks();
  const owed = owedByAsset(ledger.sums);
  const faults = [
    ...ledger.faults,
    ...faultsOfUnknown(ledger.sums, compared),
    ...compared.flatMap((asset) => faultsOfComparison(asset, owed.get(asset.asset) ?? 0n)),
  ];
  return { ledger, compared, invariants: [...ledger.invariants, ...OUTSIDE_INVARIANTS], faults };
}

const isSame = (a: LedgerFault, b: LedgerFault): boolean =>
  a.invariant === b.invariant && a.detail === b.detail;

/**
 * Every invariant there is: those of the ledger, and those that take a look outside. Reads only. The gateway and
 * the chain are asked later than the ledger, so only a fault that is still there a moment later is one.
 */
export async function checkBooks(): Promise<BooksVerdict> {
  const first = await lookOnce();
  if (first.faults.length === 0) return first;
  await sleep(LOOK_AGAIN_MS);
  const second = await lookOnce();
  const stands = (fault: LedgerFault): boolean => first.faults.some((before) => isSame(before, fault));
  return { ...second, faults: second.faults.filter(stands) };
}
