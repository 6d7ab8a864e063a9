import { wireModules } from '../app/wire.ts';
import { env } from '../config/env.ts';
import { checkBooks, type BooksVerdict, type ComparedAsset, type FeesState } from '../modules/books/index.ts';
import { decimalsOf } from '../modules/integration/index.ts';
import { connectMongo, disconnectMongo } from '../platform/mongo.ts';
import { formatUnits } from '../shared/money.ts';

/**
 * Prints a verdict on the books and ends with 1 when an invariant is broken, or the gateway or the chain hold
 * another amount than the ledger and money on its way explain. Reads only. It may run beside a working backend.
 */

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function inCoins(amountBase: bigint, asset: string): string {
  const absolute = formatUnits(amountBase < 0n ? -amountBase : amountBase, decimalsOf(asset) ?? 0);
  return amountBase < 0n ? `-${absolute}` : absolute;
}

const FEES: Readonly<Record<FeesState, string>> = {
  small: 'burnt on sweeps, books itself',
  large: 'burnt on sweeps, waits for an admin',
  uncovered: 'missing, and owed to somebody',
  too_high: 'more booked than burnt, waits for an admin',
  surplus: 'there and not booked: a top-up?',
};

function tellOfAsset({ asset, book, unsweptBase, readings, fees }: ComparedAsset): void {
  const coins = (base: bigint): string => inCoins(base, asset);
  const inFlight = [
    `in ${coins(book.comingBase)}`,
    `out ${coins(book.leavingBase)}`,
    `quarantined ${coins(book.quarantinedBase)}`,
    ...(unsweptBase === null ? [] : [`not swept ${coins(unsweptBase)}`]),
  ];
  say(`${asset}: ledger ${coins(book.ledgerBase)}, on its way ${inFlight.join(', ')}`);
  for (const { source, heldBase, note } of readings) {
    say(
      `  ${source} ${heldBase === null ? 'not read' : coins(heldBase)}${note === null ? '' : ` (${note})`}`,
    );
  }
  if (fees !== null) say(`  ${coins(fees.amountBase)} ${FEES[fees.state]}`);
}

function tell({ ledger, compared, invariants, faults }: BooksVerdict): void {
  for (const asset of compared) tellOfAsset(asset);
  for (const name of invariants) {
    const broken = faults.some(({ invariant }) => invariant === name);
    say(`${broken ? '✗' : '✓'} ${name}`);
  }
  for (const { invariant, detail } of faults) say(`✗ ${invariant}: ${detail}`);
  say(
    faults.length === 0
      ? `✓ ${ledger.postings} postings, every invariant holds`
      : `${faults.length} faults in ${ledger.postings} postings`,
  );
}

await connectMongo(env().MONGODB_URI);
wireModules();
const verdict = await checkBooks();
tell(verdict);
await disconnectMongo();
process.exit(verdict.faults.length === 0 ? 0 : 1);
