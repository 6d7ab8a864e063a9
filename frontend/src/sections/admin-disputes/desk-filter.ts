import type { DisputeStatus } from '@/actions/disputes';
import type { DeskFilter } from '@/actions/mediation';

export const QUEUES = ['unassigned', 'mine', 'appeals', 'all'] as const;
export type Queue = (typeof QUEUES)[number];

export const STATUSES = [
  'awaiting_response',
  'negotiation',
  'mediation',
  'proposed',
  'ruled',
  'appealed',
  'settled',
  'final',
  'withdrawn',
] as const satisfies readonly DisputeStatus[];

/** How old a case is at the least, in days. */
export const AGES = [3, 7, 14, 30] as const;

/** What the address asks for. */
export interface DeskAddress {
  readonly queue: Queue;
  readonly status: DisputeStatus | null;
  readonly age: number | null;
}

/** Reads the address; what it does not know it leaves out. */
export function addressOf(search: { get: (name: string) => string | null }): DeskAddress {
  const age = Number(search.get('age'));
  return {
    queue: QUEUES.find((queue) => queue === search.get('queue')) ?? 'unassigned',
    status: STATUSES.find((status) => status === search.get('status')) ?? null,
    age: AGES.find((days) => days === age) ?? null,
  };
}

/** The address without what goes without saying. */
export function searchOf({ queue, status, age }: DeskAddress): string {
  const search = new URLSearchParams();
  if (queue !== 'unassigned') search.set('queue', queue);
  if (status !== null) search.set('status', status);
  if (age !== null) search.set('age', String(age));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** What the API is asked for. */
export const filterOf = ({ queue, status, age }: DeskAddress): DeskFilter => ({
  ...(queue === 'all' ? {} : { queue }),
  ...(status === null ? {} : { status }),
  ...(age === null ? {} : { minAgeDays: age }),
});

export const isFiltered = ({ status, age }: DeskAddress): boolean => status !== null || age !== null;
