import { proveProcess, targetsOf, type Process } from '../../shared/process.ts';

export const DEPOSIT_STATUSES = [
  'detected',
  'confirmed',
  'quarantined',
  'owed',
  'dismissed',
  'reorged',
] as const;
export type DepositStatus = (typeof DEPOSIT_STATUSES)[number];

/** Where a deposit was heard of. */
export const DEPOSIT_SOURCES = ['callback', 'invoice', 'chain'] as const;
export type DepositSource = (typeof DEPOSIT_SOURCES)[number];

/** What an admin may decide about a deposit in quarantine: also the names of the rows below. */
export const RESOLUTION_OUTCOMES = ['owe', 'count', 'dismiss'] as const;
export type ResolutionOutcome = (typeof RESOLUTION_OUTCOMES)[number];

export const DEPOSIT_ACTIONS = ['sight', 'confirm', 'quarantine', 'vanish', ...RESOLUTION_OUTCOMES] as const;
export type DepositAction = (typeof DEPOSIT_ACTIONS)[number];

/** THE TABLE of a deposit: one transaction that brought money to an invoice's address. */
export const depositProcess: Process<DepositStatus, DepositAction> = proveProcess({
  name: 'Deposit',
  initial: 'detected',
  statuses: DEPOSIT_STATUSES,
  final: ['dismissed'],
  transitions: [
    {
      action: 'sight',
      from: ['quarantined', 'reorged'],
      to: 'detected',
      by: ['gateway'],
      events: [],
      note: 'the sources agree again, or the chain shows it again; not deep enough yet',
    },
    {
      action: 'confirm',
      from: ['detected', 'quarantined', 'reorged'],
      to: 'confirmed',
      by: ['gateway'],
      posting: 'deposit',
      events: [],
      note: 'proven as configured, and at depth',
    },
    {
      action: 'quarantine',
      from: ['detected', 'reorged'],
      to: 'quarantined',
      by: ['gateway'],
      posting: 'quarantine',
      events: ['payment:deposit-quarantined'],
      note: 'wrong asset or chain, or sources that disagree; posted only if it is proven that it came',
    },
    {
      action: 'vanish',
      from: ['detected', 'confirmed', 'quarantined', 'owed'],
      to: 'reorged',
      by: ['gateway'],
      posting: 'reorg',
      events: [],
      note: 'its block is gone; `deposit_reversed` while nothing was done with it',
    },
    {
      action: 'owe',
      from: ['quarantined'],
      to: 'owed',
      by: ['admin'],
      posting: 'quarantine_owed',
      events: ['payment:deposit-resolved'],
      note: "the buyer's, in the asset that came; it must be proven that it came",
    },
    {
      action: 'count',
      from: ['quarantined'],
      to: 'confirmed',
      by: ['admin'],
      posting: 'deposit',
      events: ['payment:deposit-resolved'],
      note: "for the contract: only the payment's own asset, and its amount proven",
    },
    {
      action: 'dismiss',
      from: ['quarantined'],
      to: 'dismissed',
      by: ['admin'],
      posting: 'quarantine_dismissed',
      events: ['payment:deposit-resolved'],
      note: 'not ours, with evidence; posts only what had been booked',
    },
  ],
});

/** Whether admins have had the last word: what is heard of it afterwards changes nothing, unless it is gone. */
export const isDecided = (status: DepositStatus): boolean => status === 'owed' || status === 'dismissed';

/** @throws Error when the table has no row between the two: a fault of ours, not of a source */
export function assertWay(from: DepositStatus, to: DepositStatus): void {
  const known = depositProcess.transitions.some(
    (row) => row.from.includes(from) && targetsOf(row).includes(to),
  );
  if (from !== to && !known) throw new Error(`a deposit cannot go from ${from} to ${to}`);
}
