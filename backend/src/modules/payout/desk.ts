import { env } from '../../config/env.ts';
import { DAY_MS, HOUR_MS, now } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { actionsFor } from '../../shared/process.ts';
import type { UserRef } from '../../shared/refs.ts';
import { registeredCoins } from '../integration/index.ts';
import { accounts, sumTurnover } from '../ledger/index.ts';
import { getUserRefs } from '../user/index.ts';
import { sumCentsSince } from './day-limits.repository.ts';
import type { DESK_ABILITIES } from './desk.contract.ts';
import {
  countByStatus,
  countStuck,
  findForDesk,
  findReplacement,
  type StatusCount,
} from './desk.repository.ts';
import { mayJudge } from './payout.policy.ts';
import { payoutProcess, PAYOUT_STATUSES, type PayoutSource, type PayoutStatus } from './payout.process.ts';
import { findPayout, type PayoutRecord } from './payout.repository.ts';

/** Statuses in which something is still to happen. */
export const OPEN_STATUSES: readonly PayoutStatus[] = PAYOUT_STATUSES.filter(
  (status) => !payoutProcess.final.includes(status),
);

export type DeskAbility = (typeof DESK_ABILITIES)[number];

export interface DeskPayout {
  readonly payout: PayoutRecord;
  readonly names: ReadonlyMap<string, UserRef>;
}

export interface DeskPayoutDetail extends DeskPayout {
  readonly replacedBy: string | null;
  readonly abilities: readonly DeskAbility[];
}

const peopleIn = (payout: PayoutRecord): string[] => [
  payout.userId,
  ...[...payout.approvals, ...payout.failVotes].map(({ adminId }) => adminId),
  ...payout.notes.flatMap(({ adminId }) => (adminId === null ? [] : [adminId])),
];

export interface DeskListInput {
  readonly status?: PayoutStatus | undefined;
  readonly view: 'open' | 'stuck' | 'all';
  readonly source?: PayoutSource | undefined;
  readonly asset?: string | undefined;
  readonly userId?: string | undefined;
  readonly olderThanHours?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** @throws AppError VALIDATION_FAILED for a cursor that is none */
export async function listDeskPayouts(
  input: DeskListInput,
): Promise<{ items: DeskPayout[]; nextCursor: string | null }> {
  if (input.cursor !== undefined && !/^[0-9a-f]{24}$/.test(input.cursor)) {
    const details = [{ path: 'cursor', message: 'Must be a cursor from an earlier page.' }];
    throw new AppError('VALIDATION_FAILED', { details });
  }
  const { olderThanHours, status, view, limit, ...rest } = input;
  const open = view === 'open' ? OPEN_STATUSES : null;
  const found = await findForDesk({
    ...rest,
    statuses: status === undefined ? open : [status],
    changedBefore: olderThanHours === undefined ? null : new Date(now().getTime() - olderThanHours * HOUR_MS),
    stuckAt: view === 'stuck' ? now() : null,
    limit: limit + 1,
  });
  const page = found.slice(0, limit);
  const names = await getUserRefs(page.flatMap(peopleIn));
  return {
    items: page.map((payout) => ({ payout, names })),
    nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

export interface DeskSummary {
  readonly counts: readonly StatusCount[];
  readonly stuck: number;
  readonly sentTodayCents: number;
  readonly earned: readonly { readonly asset: string; readonly base: bigint }[];
  readonly gasCoins: readonly { readonly code: string; readonly decimals: number }[];
}

export async function deskSummary(): Promise<DeskSummary> {
  const [counts, stuck, sentTodayCents, earned] = await Promise.all([
    countByStatus(OPEN_STATUSES),
    countStuck(now()),
    sumCentsSince(null, new Date(now().getTime() - DAY_MS), null),
    inTransaction((tx) => sumTurnover(tx, [accounts.feeRevenue()], { from: null, to: null })),
  ]);
  return {
    counts,
    stuck,
    sentTodayCents,
    earned: earned
      .map(({ asset, creditBase, debitBase }) => ({ asset, base: creditBase - debitBase }))
      .filter(({ base }) => base > 0n),
    gasCoins: registeredCoins().map(({ code, decimals }) => ({ code, decimals })),
  };
}

/** What an admin can do about a payout now. */
export function deskAbilities(payout: PayoutRecord, adminId: string): DeskAbility[] {
  const rows = actionsFor(payoutProcess, payout.status, 'admin');
  const judges = mayJudge(adminId, payout);
  const spoke = (votes: PayoutRecord['approvals']): boolean => votes.some((vote) => vote.adminId === adminId);
  const isUnknown = payout.status === 'unknown';
  return [
    ...(judges && rows.includes('approve') && !spoke(payout.approvals) ? (['approve'] as const) : []),
    ...(judges && payout.status === 'requested' ? (['refuse'] as const) : []),
    ...(isUnknown || payout.status === 'submitted' ? (['lookAgain'] as const) : []),
    ...(judges && isUnknown ? (['recordFound'] as const) : []),
    ...(judges && rows.includes('fail') && !spoke(payout.failVotes) ? (['callFailed'] as const) : []),
  ];
}

/** @throws AppError NOT_FOUND */
export async function getDeskPayout(
  input: { readonly payoutId: string },
  admin: Pick<Actor, 'id'>,
): Promise<DeskPayoutDetail> {
  const payout = await findPayout(input.payoutId);
  if (payout === null) throw new AppError('NOT_FOUND');
  const [names, replacedBy] = await Promise.all([getUserRefs(peopleIn(payout)), findReplacement(payout.id)]);
  return { payout, names, replacedBy, abilities: deskAbilities(payout, admin.id) };
}

/** What may go out by itself within a day, US cents. */
export const dayLimitCents = (): number => env().PAYOUT_PLATFORM_DAY_LIMIT_CENTS;
