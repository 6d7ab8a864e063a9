import type { z } from 'zod';
import { toMoney } from '../../../shared/money.ts';
import type { reconciliationSchema } from './reconciliation.contract.ts';
import type { JudgedAsset, JudgedReading, RunRecord } from './reconciliation.repository.ts';
import type { BookedFees } from './sweep-fees.repository.ts';

type Verdict = 'agrees' | 'in_flight' | 'differs' | 'unread';

const verdictOf = ({ differenceBase, unexplainedBase }: JudgedReading): Verdict => {
  if (unexplainedBase === null || differenceBase === null) return 'unread';
  if (unexplainedBase !== 0n) return 'differs';
  return differenceBase === 0n ? 'agrees' : 'in_flight';
};

const WORST_FIRST = ['differs', 'unread', 'in_flight'] as const;

/** A gateway need not know the coin of a chain, as long as nobody is owed any. */
const counts = ({ book }: JudgedAsset, { unexplainedBase }: JudgedReading): boolean =>
  unexplainedBase !== null || book.coin === null || book.coin.owedBase > 0n;

const worstOf = (readings: readonly JudgedReading[]): Verdict => {
  const verdicts = readings.map(verdictOf);
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'agrees';
};

const orNull = (base: bigint | null, asset: string) => (base === null ? null : toMoney(base, asset));

/** Who booked what was found, by `{reconciliationId}|{asset}`; names of admins by their ids. */
export interface Bookings {
  readonly fees: ReadonlyMap<string, BookedFees>;
  readonly names: ReadonlyMap<string, string>;
}

function presentFees(run: RunRecord, { asset, fees }: JudgedAsset, { fees: booked, names }: Bookings) {
  if (fees === null) return null;
  const booking = booked.get(`${run.id}|${asset}`);
  return {
    state: booking ? ('booked' as const) : fees.state,
    amount: toMoney(fees.amountBase, asset),
    booked: booking
      ? {
          by: booking.by,
          adminName: booking.adminId === null ? null : (names.get(booking.adminId) ?? null),
          note: booking.note,
          at: booking.at.toISOString(),
        }
      : null,
  };
}

function presentAsset(run: RunRecord, row: JudgedAsset, bookings: Bookings) {
  const { asset, book, unsweptBase, gasBase, readings } = row;
  return {
    asset,
    ledger: toMoney(book.ledgerBase, asset),
    inFlight: {
      deposits: toMoney(book.comingBase, asset),
      quarantined: toMoney(book.quarantinedBase, asset),
      payouts: toMoney(book.leavingBase, asset),
    },
    unswept: orNull(unsweptBase, asset),
    gas: orNull(gasBase, asset),
    owed: orNull(book.coin?.owedBase ?? null, asset),
    fees: presentFees(run, row, bookings),
    readings: readings.map(({ source, heldBase, differenceBase, unexplainedBase, note, alarm }) => ({
      source,
      held: orNull(heldBase, asset),
      difference: orNull(differenceBase, asset),
      unexplained: orNull(unexplainedBase, asset),
      note,
      alarm,
    })),
  };
}

export const presentReconciliation = (
  run: RunRecord,
  bookings: Bookings,
): z.input<typeof reconciliationSchema> => ({
  id: run.id,
  trigger: run.trigger,
  status: run.status,
  verdict:
    run.status === 'done'
      ? worstOf(run.assets.flatMap((asset) => asset.readings.filter((reading) => counts(asset, reading))))
      : null,
  startedAt: run.startedAt.toISOString(),
  finishedAt: run.finishedAt?.toISOString() ?? null,
  assets: run.assets.map((row) => presentAsset(run, row, bookings)),
});
