import type { z } from 'zod';
import { toMoney } from '../../../shared/money.ts';
import type { reconciliationSchema } from './reconciliation.contract.ts';
import type { JudgedReading, RunRecord } from './reconciliation.repository.ts';

type Verdict = 'agrees' | 'in_flight' | 'differs' | 'unread';

const verdictOf = ({ differenceBase, unexplainedBase }: JudgedReading): Verdict => {
  if (unexplainedBase === null || differenceBase === null) return 'unread';
  if (unexplainedBase !== 0n) return 'differs';
  return differenceBase === 0n ? 'agrees' : 'in_flight';
};

const WORST_FIRST = ['differs', 'unread', 'in_flight'] as const;

const worstOf = (readings: readonly JudgedReading[]): Verdict => {
  const verdicts = readings.map(verdictOf);
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'agrees';
};

const orNull = (base: bigint | null, asset: string) => (base === null ? null : toMoney(base, asset));

export const presentReconciliation = (run: RunRecord): z.input<typeof reconciliationSchema> => ({
  id: run.id,
  trigger: run.trigger,
  status: run.status,
  verdict: run.status === 'done' ? worstOf(run.assets.flatMap(({ readings }) => readings)) : null,
  startedAt: run.startedAt.toISOString(),
  finishedAt: run.finishedAt?.toISOString() ?? null,
  assets: run.assets.map(({ asset, book, readings }) => ({
    asset,
    ledger: toMoney(book.ledgerBase, asset),
    inFlight: {
      deposits: toMoney(book.comingBase, asset),
      quarantined: toMoney(book.quarantinedBase, asset),
      payouts: toMoney(book.leavingBase, asset),
    },
    readings: readings.map(({ source, heldBase, differenceBase, unexplainedBase, note, alarm }) => ({
      source,
      held: orNull(heldBase, asset),
      difference: orNull(differenceBase, asset),
      unexplained: orNull(unexplainedBase, asset),
      note,
      alarm,
    })),
  })),
});
